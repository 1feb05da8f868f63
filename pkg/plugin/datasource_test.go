package plugin_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
	"github.com/kmm/liveperson-datasource/pkg/plugin"
	"github.com/kmm/liveperson-datasource/pkg/telemetry"
)

// open makes a data source with these settings.
func open(t testing.TB, settings map[string]any, secrets map[string]string) *plugin.Datasource {
	t.Helper()
	kpis, err := catalogue.Load()
	require.NoError(t, err)
	raw, err := json.Marshal(settings)
	require.NoError(t, err)
	instance, err := plugin.Factory(kpis, telemetry.New(prometheus.NewRegistry()))(context.Background(), backend.DataSourceInstanceSettings{
		UID: "kmm", JSONData: raw, DecryptedSecureJSONData: secrets,
	})
	require.NoError(t, err)
	ds := instance.(*plugin.Datasource)
	t.Cleanup(ds.Dispose)
	return ds
}

// over makes a data source on top of a server.
func over(t *testing.T, server *livepersontest.Server) *plugin.Datasource {
	t.Helper()
	return open(t, map[string]any{
		"accountId": livepersontest.Account, "auth": "oauth2", "clientId": livepersontest.ID, "upstreamUrl": server.URL,
	}, map[string]string{"clientSecret": livepersontest.Secret})
}

func ask(ds *plugin.Datasource, queries ...string) map[string]backend.DataResponse {
	request := &backend.QueryDataRequest{}
	for i, q := range queries {
		request.Queries = append(request.Queries, backend.DataQuery{
			RefID: fmt.Sprintf("%c", 'A'+i), JSON: []byte(q),
			TimeRange: backend.TimeRange{From: time.Now().Add(-time.Hour), To: time.Now()},
		})
	}
	response, err := ds.QueryData(context.Background(), request)
	if err != nil {
		panic(err)
	}
	return response.Responses
}

const openBySkill = `{"rows": "skill", "kpis": ["open_conversations"]}`

func TestAQueryGoesAllTheWay(t *testing.T) {
	ds := over(t, livepersontest.New(t, livepersontest.Groups(120)))
	answer := ask(ds, openBySkill)["A"]
	require.NoError(t, answer.Error)
	require.Equal(t, backend.StatusOK, answer.Status)
	f := answer.Frames[0]
	require.Equal(t, data.FrameTypeNumericLong, f.Meta.Type)
	require.Equal(t, 120, f.Rows())
	require.Equal(t, "Skill 119", f.Fields[0].At(119))
	require.Equal(t, 119.0, *f.Fields[2].At(119).(*float64))
	require.Contains(t, f.Meta.ExecutedQueryString, "open_conversations")
	require.Equal(t, 3.0, f.Meta.Stats[1].Value)
}

func TestOneBadQueryLeavesItsNeighboursAlone(t *testing.T) {
	answers := ask(over(t, livepersontest.New(t, livepersontest.Groups(2))), openBySkill, `{"kpis": ["mcs"]}`)
	require.NoError(t, answers["A"].Error)
	require.ErrorContains(t, answers["B"].Error, `There is no KPI "mcs".`)
	require.Equal(t, backend.StatusBadRequest, answers["B"].Status)
	require.Equal(t, backend.ErrorSourceDownstream, answers["B"].ErrorSource)
}

func TestStatusAndSourceOfUpstreamErrors(t *testing.T) {
	for upstream, want := range map[int]backend.Status{
		400: backend.StatusBadRequest, 401: backend.StatusUnauthorized, 403: backend.StatusForbidden,
		404: backend.StatusNotFound, 429: backend.StatusTooManyRequests, 500: backend.StatusBadGateway, 503: backend.StatusBadGateway,
	} {
		answer := ask(over(t, livepersontest.New(t, livepersontest.Says(upstream, ``))), openBySkill)["A"]
		require.Error(t, answer.Error)
		require.Equal(t, want, answer.Status, "upstream %d", upstream)
		require.Equal(t, backend.ErrorSourceDownstream, answer.ErrorSource, "upstream %d", upstream)
	}
}

func TestManyPanelsAndViewersAreOneRequest(t *testing.T) {
	all := make(chan struct{})
	server := livepersontest.New(t, func(w http.ResponseWriter, r *http.Request) {
		<-all
		livepersontest.Groups(2)(w, r)
	})
	ds := over(t, server)
	var viewers sync.WaitGroup
	for range 10 {
		viewers.Go(func() { ask(ds, openBySkill, openBySkill, openBySkill, openBySkill) })
	}
	time.Sleep(100 * time.Millisecond) // let them all join
	close(all)
	viewers.Wait()
	require.LessOrEqual(t, server.Calls("metrics"), 2, "two if the minute ended in between")
}

func TestACallerWhoLeavesIsNotKept(t *testing.T) {
	release := make(chan struct{})
	ds := over(t, livepersontest.New(t, func(http.ResponseWriter, *http.Request) { <-release }))
	defer close(release)
	ctx, leave := context.WithCancel(context.Background())
	time.AfterFunc(50*time.Millisecond, leave)
	response, err := ds.QueryData(ctx, &backend.QueryDataRequest{Queries: []backend.DataQuery{{RefID: "A", JSON: []byte(openBySkill)}}})
	require.NoError(t, err)
	require.ErrorContains(t, response.Responses["A"].Error, "given up")
	require.Equal(t, backend.StatusTimeout, response.Responses["A"].Status)
}

func TestASkillThatTheAccountDoesNotHaveIsNamed(t *testing.T) {
	server := livepersontest.New(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			_, _ = w.Write([]byte(`[{"id": 7, "name": "Sales"}]`))
			return
		}
		livepersontest.Groups(0)(w, r)
	})
	answer := ask(over(t, server), `{"rows": "skill", "kpis": ["open_conversations"], "filter": {"skills": ["7", "999"]}}`)["A"]
	require.NoError(t, answer.Error)
	require.Len(t, answer.Frames[0].Meta.Notices, 1)
	require.Equal(t, "The account has no skill 999. Choose another in the filter.", answer.Frames[0].Meta.Notices[0].Text)
}
