package plugin_test

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"golang.org/x/sync/errgroup"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
	"github.com/kmm/liveperson-datasource/pkg/plugin"
)

// virtual is a data source and its LivePerson in the test's own time, which passes
// only while everything waits: a delay takes exactly as long as it should.
type virtual struct {
	*plugin.Datasource
	*livepersontest.Fake
	timeRange time.Duration // of panels; 0: an hour
}

// inVirtualTime runs a test on a LivePerson that takes 150 ms.
func inVirtualTime(t *testing.T, test func(t *testing.T, v *virtual)) {
	inVirtualTimeWith(t, nil, test)
}

// inVirtualTimeWith gives the data source settings of its own.
func inVirtualTimeWith(t *testing.T, settings map[string]any, test func(t *testing.T, v *virtual)) {
	synctest.Test(t, func(t *testing.T) {
		v := newVirtual(t, settings)
		defer synctest.Wait()
		defer v.Dispose()
		test(t, v)
	})
}

func newVirtual(t testing.TB, more map[string]any) *virtual {
	v := &virtual{Fake: livepersontest.NewFake(onesExcept())}
	v.Delay(150 * time.Millisecond)
	settings := map[string]any{ // app keys sign a request without a sign-in
		"accountId": livepersontest.Account, "auth": "appKey", "appKey": "key", "upstreamUrl": "http://liveperson.test",
		"clientId": livepersontest.ID,
	}
	maps.Copy(settings, more)
	v.Datasource = openOver(t, v.Fake, settings, map[string]string{
		"appSecret": "a", "password": livepersontest.Secret, "accessToken": "b", "accessTokenSecret": "c", "clientSecret": livepersontest.Secret,
	})
	return v
}

// respond changes how LivePerson responds.
func (v *virtual) respond(delay time.Duration, handler http.HandlerFunc) {
	v.Delay(delay)
	v.Handle(handler)
	v.Break("", nil)
}

// breakConnections lets no call through.
func (v *virtual) breakConnections(err error) {
	v.Delay(time.Millisecond)
	v.Break("", err)
}

// panel runs queries as a panel does.
func (v *virtual) panel(ctx context.Context, queries ...string) map[string]backend.DataResponse {
	return v.query(ctx, nil, queries...)
}

// ofLastKPI is a query with one KPI, as rules have it: the last one.
func ofLastKPI(query string) string {
	var fields map[string]any
	if err := json.Unmarshal([]byte(query), &fields); err != nil {
		panic(err)
	}
	kpis := fields["kpis"].([]any)
	fields["kpis"] = kpis[len(kpis)-1:]
	single, err := json.Marshal(fields)
	if err != nil {
		panic(err)
	}
	return string(single)
}

// rule runs a query as an alert rule does.
func (v *virtual) rule(query string) backend.DataResponse {
	return v.query(context.Background(), map[string]string{backend.FromAlertHeaderName: "true"}, query)["A"]
}

func (v *virtual) query(ctx context.Context, headers map[string]string, queries ...string) map[string]backend.DataResponse {
	request := &backend.QueryDataRequest{Headers: headers}
	timeRange := cmp.Or(v.timeRange, time.Hour)
	for i, q := range queries {
		request.Queries = append(request.Queries, backend.DataQuery{
			RefID: fmt.Sprintf("%c", 'A'+i), JSON: []byte(q),
			TimeRange: backend.TimeRange{From: time.Now().Add(-timeRange), To: time.Now()},
		})
	}
	response, err := v.QueryData(ctx, request)
	if err != nil {
		panic(err)
	}
	return response.Responses
}

// maxInFlight is how many panels load at the same time. Each has several goroutines, for which
// the race detector takes a quarter of a megabyte each.
const maxInFlight = 1000

// refresh is one refresh of these panels by so many viewers, all panels of one at once.
func (v *virtual) refresh(t testing.TB, viewers int, queries []string) {
	t.Helper()
	var all errgroup.Group
	all.SetLimit(maxInFlight)
	for range viewers {
		for _, query := range queries {
			all.Go(func() error {
				if response := v.panel(context.Background(), query)["A"]; response.Error != nil {
					t.Errorf("%s: %s", query, response.Error)
				}
				return nil
			})
		}
	}
	_ = all.Wait() // without errors
}
