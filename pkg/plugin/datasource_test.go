package plugin_test

import (
	"context"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

const openBySkill = `{"rows": "skill", "kpis": ["open_conversations"]}`

func TestQueryData(t *testing.T) {
	ds := connect(t, livepersontest.New(t, livepersontest.Groups(120)))
	response := queryData(ds, openBySkill)["A"]
	require.NoError(t, response.Error)
	require.Equal(t, backend.StatusOK, response.Status)
	f := response.Frames[0]
	require.Equal(t, data.FrameTypeNumericLong, f.Meta.Type)
	require.Equal(t, 120, f.Rows())
	require.Equal(t, "Skill 119", f.Fields[0].At(119))
	require.Equal(t, 119.0, *f.Fields[2].At(119).(*float64))
	require.Contains(t, f.Meta.ExecutedQueryString, "open_conversations")
	require.Equal(t, 3.0, f.Meta.Stats[1].Value)
}

func TestInvalidQueryDoesNotHurtOthers(t *testing.T) {
	responses := queryData(connect(t, livepersontest.New(t, livepersontest.Groups(2))), openBySkill, `{"kpis": ["mcs"]}`)
	require.NoError(t, responses["A"].Error)
	require.ErrorContains(t, responses["B"].Error, `There is no KPI "mcs".`)
	require.Equal(t, backend.StatusBadRequest, responses["B"].Status)
	require.Equal(t, backend.ErrorSourceDownstream, responses["B"].ErrorSource)
}

func TestStatusAndSourceOfUpstreamErrors(t *testing.T) {
	for upstream, want := range map[int]backend.Status{
		400: backend.StatusBadRequest, 401: backend.StatusUnauthorized, 403: backend.StatusForbidden,
		404: backend.StatusNotFound, 429: backend.StatusTooManyRequests, 500: backend.StatusBadGateway, 503: backend.StatusBadGateway,
	} {
		response := queryData(connect(t, livepersontest.New(t, livepersontest.Respond(upstream, ``))), openBySkill)["A"]
		require.Error(t, response.Error)
		require.Equal(t, want, response.Status, "upstream %d", upstream)
		require.Equal(t, backend.ErrorSourceDownstream, response.ErrorSource, "upstream %d", upstream)
	}
}

func TestConcurrentPanelsShareOneRequest(t *testing.T) {
	all := make(chan struct{})
	server := livepersontest.New(t, func(w http.ResponseWriter, r *http.Request) {
		<-all
		livepersontest.Groups(2)(w, r)
	})
	ds := connect(t, server)
	var viewers sync.WaitGroup
	for range 10 {
		viewers.Go(func() { queryData(ds, openBySkill, openBySkill, openBySkill, openBySkill) })
	}
	time.Sleep(100 * time.Millisecond) // let them all join
	close(all)
	viewers.Wait()
	require.LessOrEqual(t, server.Calls("metrics"), 2, "two if the minute ended in between")
}

func TestCanceledQueryReturnsAtOnce(t *testing.T) {
	release := make(chan struct{})
	ds := connect(t, livepersontest.New(t, func(http.ResponseWriter, *http.Request) { <-release }))
	defer close(release)
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(50*time.Millisecond, cancel)
	response, err := ds.QueryData(ctx, &backend.QueryDataRequest{Queries: []backend.DataQuery{{RefID: "A", JSON: []byte(openBySkill)}}})
	require.NoError(t, err)
	require.ErrorContains(t, response.Responses["A"].Error, "was canceled")
	require.Equal(t, backend.StatusTimeout, response.Responses["A"].Status)
}

func TestUnknownSkillIsNamed(t *testing.T) {
	server := livepersontest.New(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			_, _ = w.Write([]byte(`[{"id": 7, "name": "Sales"}]`))
			return
		}
		livepersontest.Groups(0)(w, r)
	})
	response := queryData(connect(t, server), `{"rows": "skill", "kpis": ["open_conversations"], "filter": {"skills": ["7", "999"]}}`)["A"]
	require.NoError(t, response.Error)
	require.Len(t, response.Frames[0].Meta.Notices, 1)
	require.Equal(t, "The account has no skill 999. Select another one in the filter.", response.Frames[0].Meta.Notices[0].Text)
}
