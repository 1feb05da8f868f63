package plugin_test

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/httpclient"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
	"github.com/kmm/liveperson-datasource/pkg/plugin"
)

// virtual is a LivePerson in the test's own time, which passes only while
// everybody waits: what takes time takes exactly that.
type virtual struct {
	*plugin.Datasource

	mu      sync.Mutex
	takes   time.Duration
	answer  http.HandlerFunc
	broken  error         // why no answer comes at all, nil if one does
	shown   time.Duration // the time range of panels; 0: an hour
	calls   int
	dropped int // requests that ended because nobody waited any more
}

// inVirtualTime runs a test on a data source that answers after 150 ms.
func inVirtualTime(t *testing.T, test func(t *testing.T, v *virtual)) {
	inVirtualTimeWith(t, nil, test)
}

// inVirtualTimeWith gives the data source settings of its own.
func inVirtualTimeWith(t *testing.T, settings map[string]any, test func(t *testing.T, v *virtual)) {
	synctest.Test(t, func(t *testing.T) {
		v := newVirtualWith(t, 150*time.Millisecond, settings)
		defer synctest.Wait()
		defer v.Dispose()
		test(t, v)
	})
}

func newVirtual(t testing.TB, takes time.Duration) *virtual {
	return newVirtualWith(t, takes, nil)
}

// newVirtualWith has settings of its own.
func newVirtualWith(t testing.TB, takes time.Duration, more map[string]any) *virtual {
	v := &virtual{takes: takes, answer: everything()}
	settings := map[string]any{ // app keys sign a request without asking anybody
		"accountId": livepersontest.Account, "auth": "appKey", "appKey": "key", "upstreamUrl": "http://liveperson.test",
		"clientId": livepersontest.ID,
	}
	maps.Copy(settings, more)
	v.Datasource = open(t, settings, map[string]string{
		"appSecret": "a", "accessToken": "b", "accessTokenSecret": "c", "clientSecret": livepersontest.Secret,
	})
	return v
}

// becomes changes how LivePerson answers.
func (v *virtual) becomes(takes time.Duration, answer http.HandlerFunc) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.takes, v.answer, v.broken = takes, answer, nil
}

// breaks makes every connection to LivePerson break.
func (v *virtual) breaks(err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.takes, v.broken = time.Millisecond, err
}

// asked is how often LivePerson was asked.
func (v *virtual) asked() int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.calls
}

// RoundTrip implements http.RoundTripper.
func (v *virtual) RoundTrip(r *http.Request) (*http.Response, error) {
	v.mu.Lock()
	v.calls++
	takes, answer, broken := v.takes, v.answer, v.broken
	v.mu.Unlock()
	select {
	case <-time.After(takes):
	case <-r.Context().Done():
		v.mu.Lock()
		defer v.mu.Unlock()
		v.dropped++
		return nil, r.Context().Err()
	}
	if broken != nil {
		return nil, broken
	}
	if r.Body == nil {
		r.Body = http.NoBody // as a server has it
	}
	recorded := httptest.NewRecorder()
	answer(recorded, r)
	return recorded.Result(), nil
}

// instead puts a LivePerson in place of the network.
func (v *virtual) instead(ctx context.Context) context.Context {
	return httpclient.WithContextualMiddleware(ctx, httpclient.MiddlewareFunc(
		func(httpclient.Options, http.RoundTripper) http.RoundTripper { return v }))
}

// panel answers queries as a panel asks them.
func (v *virtual) panel(ctx context.Context, queries ...string) map[string]backend.DataResponse {
	return v.query(ctx, nil, queries...)
}

// rule answers a query as an alert rule asks it.
func (v *virtual) rule(query string) backend.DataResponse {
	return v.query(context.Background(), map[string]string{backend.FromAlertHeaderName: "true"}, query)["A"]
}

func (v *virtual) query(ctx context.Context, headers map[string]string, queries ...string) map[string]backend.DataResponse {
	request := &backend.QueryDataRequest{Headers: headers}
	shown := cmp.Or(v.shown, time.Hour)
	for i, q := range queries {
		request.Queries = append(request.Queries, backend.DataQuery{
			RefID: fmt.Sprintf("%c", 'A'+i), JSON: []byte(q),
			TimeRange: backend.TimeRange{From: time.Now().Add(-shown), To: time.Now()},
		})
	}
	response, err := v.QueryData(v.instead(ctx), request)
	if err != nil {
		panic(err)
	}
	return response.Responses
}

// refresh is one refresh of these panels by so many viewers at once.
func (v *virtual) refresh(t testing.TB, viewers int, queries []string) {
	t.Helper()
	var all sync.WaitGroup
	for range viewers {
		for _, query := range queries {
			all.Go(func() {
				if answer := v.panel(context.Background(), query)["A"]; answer.Error != nil {
					t.Errorf("%s: %s", query, answer.Error)
				}
			})
		}
	}
	all.Wait()
}
