package plugin_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/httpclient"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// recorder records the traffic of requests that are made with a query's context, as
// Grafana does where people ask for it.
type recorder struct {
	mu    sync.Mutex
	paths []string
	text  strings.Builder
}

func (r *recorder) context() context.Context {
	return httpclient.WithContextualMiddleware(context.Background(), httpclient.NamedMiddlewareFunc("recorder",
		func(_ httpclient.Options, next http.RoundTripper) http.RoundTripper {
			return httpclient.RoundTripperFunc(func(request *http.Request) (*http.Response, error) {
				response, err := next.RoundTrip(request)
				if err != nil {
					return response, err
				}
				body, err := io.ReadAll(response.Body)
				response.Body = io.NopCloser(strings.NewReader(string(body)))
				r.mu.Lock()
				defer r.mu.Unlock()
				r.paths = append(r.paths, request.URL.Path)
				r.text.Write(body)
				return response, err
			})
		}))
}

const sampledAndNot = `{"rows": "account", "kpis": ["open_conversations", "open_response_time", "closed_mcs", "closed_conversations"]}`

// askRecorded runs a query whose traffic is recorded, and returns its response as text.
func askRecorded(t *testing.T, server *livepersontest.Server) (*recorder, string) {
	t.Helper()
	r, now := &recorder{}, time.Now()
	response, err := connect(t, server).QueryData(r.context(), &backend.QueryDataRequest{Queries: []backend.DataQuery{
		{RefID: "A", JSON: []byte(sampledAndNot), TimeRange: backend.TimeRange{From: now.Add(-time.Hour), To: now}},
	}})
	require.NoError(t, err)
	text, err := json.Marshal(response)
	require.NoError(t, err)
	if err := response.Responses["A"].Error; err != nil {
		text = append(text, err.Error()...)
	}
	return r, string(text)
}

func requirePrivate(t *testing.T, text string) {
	t.Helper()
	require.NotContains(t, text, livepersontest.MessageText)
	require.NotContains(t, text, livepersontest.PersonName)
	require.NotContains(t, text, livepersontest.AgentName)
}

func TestConversationsAreInNoRecordOfTraffic(t *testing.T) {
	server := livepersontest.New(t, livepersontest.Conversations{Every: time.Minute, Open: 10}.Handler(livepersontest.ContactCentre(1, 1, 1)))
	r, text := askRecorded(t, server)
	require.Contains(t, text, "open_response_time")
	require.Positive(t, server.Calls("search"))
	requirePrivate(t, text)
	requirePrivate(t, r.text.String())
	paths := strings.Join(r.paths, " ")
	require.Contains(t, paths, "/metrics", "what has no conversations is recorded")
	require.NotContains(t, paths, "/search")
}

func TestBrokenResponsesQuoteNoConversation(t *testing.T) {
	garbled := livepersontest.Respond(http.StatusOK, `{"conversationHistoryRecords": [{"info": "`+livepersontest.MessageText+`" oops`)
	for name, breakIt := range map[string]func(http.HandlerFunc) http.HandlerFunc{
		"truncated": livepersontest.Truncate, "garbled": func(http.HandlerFunc) http.HandlerFunc { return garbled },
	} {
		t.Run(name, func(t *testing.T) {
			inCentre(t, busy, func(t *testing.T, v *virtual) {
				v.HandleHost("liveperson.test", func(w http.ResponseWriter, r *http.Request) {
					centre := busy.Handler(livepersontest.ContactCentre(1, 1, 1))
					if strings.HasSuffix(r.URL.Path, "/search") {
						centre = breakIt(centre)
					}
					centre(w, r)
				})
				err := v.panel(context.Background(), openTimes)["A"].Error
				require.ErrorContains(t, err, "Messaging Interactions API")
				requirePrivate(t, err.Error())
			})
		})
	}
}
