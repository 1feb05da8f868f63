package transport_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend/httpclient"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

var (
	domains = api.Service{Name: "Domain API", Path: "/api/account/{account}/service"}
	metrics = api.Service{Name: "Key Messaging Metrics API", Domain: "agentManagerWorkspace", Path: "/manager_workspace/api/account/{account}"}
)

// upstream is a client of one address, which next stands for.
func upstream(t *testing.T, next http.RoundTripper, secrets ...string) *transport.Client {
	t.Helper()
	return paced(t, next, livepersontest.NoPacing{}, secrets...)
}

func paced(t *testing.T, next http.RoundTripper, p transport.Pacer, secrets ...string) *transport.Client {
	t.Helper()
	address := &url.URL{Scheme: "http", Host: "liveperson.test"}
	c := transport.New(transport.Options{AccountID: "12345678", Upstream: address, Secrets: secrets}, &http.Client{Transport: next}, p)
	t.Cleanup(c.Close)
	return c
}

// respond is a transport of one handler.
type respond http.HandlerFunc

func (r respond) RoundTrip(request *http.Request) (*http.Response, error) {
	fake := livepersontest.NewFake(nil)
	fake.HandleHost(request.URL.Host, http.HandlerFunc(r))
	return fake.RoundTrip(request)
}

type document struct {
	Rows []struct{ Name string } `json:"rows"`
}

func get(c *transport.Client) (document, error) {
	return transport.JSON[document](context.Background(), c, transport.Call{Service: metrics, Path: "metrics"})
}

func requireError(t *testing.T, err error) *api.Error {
	t.Helper()
	var known *api.Error
	require.ErrorAs(t, err, &known)
	return known
}

func TestUpstreamThatCanNotBeReachedIsExplained(t *testing.T) {
	address := &url.URL{Scheme: "http", Host: "127.0.0.1:1"}
	c := transport.New(transport.Options{AccountID: "1", Upstream: address}, &http.Client{Transport: http.DefaultTransport}, livepersontest.NoPacing{})
	_, err := get(c)
	require.ErrorContains(t, err, "LivePerson's Key Messaging Metrics API at 127.0.0.1:1 can't be reached (connection refused)")
	require.Empty(t, requireError(t, err).Service)
}

func TestTimeoutOfGrafanasClientIsExplained(t *testing.T) {
	release := make(chan struct{})
	server := livepersontest.New(t, nil)
	server.HandleHost("", func(http.ResponseWriter, *http.Request) { <-release })
	t.Cleanup(func() { close(release) }) // before the server waits for its handlers
	address, err := url.Parse(server.URL)
	require.NoError(t, err)
	base, err := httpclient.New(httpclient.Options{Timeouts: &httpclient.TimeoutOptions{Timeout: 50 * time.Millisecond}})
	require.NoError(t, err)
	c := transport.New(transport.Options{AccountID: "1", Upstream: address}, base, livepersontest.NoPacing{})
	for range 5 {
		_, err = get(c)
		known := requireError(t, err)
		require.Equal(t, http.StatusGatewayTimeout, known.Status, known.Sentence)
		require.Empty(t, known.Service)
	}
}

func TestGivenUpRequestIsExplainedByThat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fake := livepersontest.NewFake(nil)
		fake.Delay(time.Minute)
		c := transport.New(transport.Options{AccountID: "1", Upstream: &url.URL{Scheme: "http", Host: "x"}}, &http.Client{Transport: fake}, livepersontest.NoPacing{})
		ctx, leave := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, leave)
		_, err := transport.JSON[document](ctx, c, transport.Call{Service: metrics})
		require.ErrorContains(t, err, "was canceled before it responded")
		require.Equal(t, 1, fake.Abandoned())
	})
}

func TestSecretsAreRedacted(t *testing.T) {
	quote := respond(livepersontest.Respond(403, `{"message": "key s3cr3t/+, as s3cr3t%2F%2B, and `+strings.Repeat("x", 300)+`"}`))
	_, err := get(upstream(t, quote, "s3cr3t", "s3cr3t/+", ""))
	require.ErrorContains(t, err, "LivePerson says: key [secret], as [secret], and xxx")
	require.Less(t, len(err.Error()), 400)
}

func TestTooManyRequestsAskToWaitAsLongAsTheCallSays(t *testing.T) {
	for header, wait := range map[string]time.Duration{"": 5 * time.Second, "2": 5 * time.Second, "20": 20 * time.Second} {
		c := upstream(t, respond(livepersontest.TooManyRequests(header)))
		_, err := transport.JSON[document](context.Background(), c, transport.Call{Service: metrics, MinRetryAfter: 5 * time.Second})
		require.Equal(t, wait, requireError(t, err).RetryAfter)
	}
}
