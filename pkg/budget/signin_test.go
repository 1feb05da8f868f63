package budget_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/budget"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

const (
	ofMetrics = "Key Messaging Metrics API"
	ofTokens  = "token service"
	ofHosts   = "Domain API"
)

// world is LivePerson as far as hosts, tokens and metrics go, and counts what it
// was asked and what the budget says of that.
type world struct {
	mu       sync.Mutex
	asked    map[string]int // what was sent, by service
	sent     map[string]int // what was counted, by service and status
	repeated map[string]int
	failing  map[string][]int // the statuses with which services answer next
	tokens   int
	valid    string
	host     string // of the metrics, if it is not everywhere
}

func newWorld() *world {
	return &world{asked: map[string]int{}, sent: map[string]int{}, repeated: map[string]int{}, failing: map[string][]int{}}
}

func (w *world) Sent(service string, status int, _ time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.sent[fmt.Sprint(service, " ", status)]++
}

func (w *world) Held(string, time.Duration) {}

func (w *world) Repeated(service string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.repeated[service]++
}

func (w *world) RoundTrip(request *http.Request) (*http.Response, error) {
	time.Sleep(latency)
	w.mu.Lock()
	defer w.mu.Unlock()
	service, body := ofMetrics, `{"metadata": {"count": 0}}`
	switch {
	case request.URL.Host == "api.liveperson.net":
		service, body = ofHosts, fmt.Sprintf(`{"baseURI": %q}`, w.host)
	case strings.HasSuffix(request.URL.Path, "/app/token"):
		service, body = ofTokens, fmt.Sprintf(`{"access_token": "token-%d", "expires_in": 3600}`, w.tokens+1)
	}
	w.asked[service]++
	status := http.StatusOK
	proof := strings.TrimPrefix(request.Header.Get("Authorization"), "Bearer ")
	switch next := w.failing[service]; {
	case len(next) > 0:
		status, w.failing[service] = next[0], next[1:]
	case service == ofTokens:
		w.tokens++
		w.valid = fmt.Sprintf("token-%d", w.tokens)
	case service == ofMetrics && w.host != "" && request.URL.Host != w.host:
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("connection refused")}
	case service == ofMetrics && strings.HasPrefix(proof, "token") && proof != w.valid:
		status = http.StatusUnauthorized
	}
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), Request: request}, nil
}

// becomes changes the world between requests.
func (w *world) becomes(change func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	change()
}

// inWorld runs a test with a client that signs in for tokens, in a time of its own.
func inWorld(t *testing.T, limits budget.Limits, test func(t *testing.T, w *world, b *budget.Budget, ask func() error)) {
	run(t, limits, func(t *testing.T, _ *budget.Budget) {
		w := newWorld()
		b := budget.New(limits, w)
		c := liveperson.NewClient(liveperson.Config{
			AccountID: "1", Auth: liveperson.OAuth2, ClientID: "id", ClientSecret: "secret",
			Upstream: &url.URL{Scheme: "https", Host: "liveperson.test"},
		}, &http.Client{Transport: w}, b)
		defer c.Close()
		test(t, w, b, func() error {
			_, err := c.Ask(t.Context(), liveperson.MetricsRequest{GroupBy: liveperson.BySkill}, nil)
			return err
		})
	})
}

func TestASignInThatFailsOnceIsItsOwnServicesRequest(t *testing.T) {
	inWorld(t, usual, func(t *testing.T, w *world, b *budget.Budget, ask func() error) {
		w.failing[ofTokens] = []int{503}
		require.NoError(t, ask())
		require.Equal(t, map[string]int{ofTokens + " 503": 1, ofTokens + " 200": 1, ofMetrics + " 200": 1}, w.sent)
		require.Equal(t, map[string]int{ofTokens: 1}, w.repeated)
	})
}

func TestSignInsThatFailAreNoStormOfTheMetrics(t *testing.T) {
	inWorld(t, usual, func(t *testing.T, w *world, b *budget.Budget, ask func() error) {
		w.failing[ofTokens] = []int{503, 503, 503, 503, 503, 503, 503, 503, 503, 503, 503, 503, 503, 503, 503}
		for range 10 {
			require.ErrorContains(t, ask(), "LivePerson's token service has a fault of its own (503)")
			time.Sleep(5 * time.Second)
		}
		require.Zero(t, w.asked[ofMetrics])
		require.Equal(t, map[string]int{ofTokens + " 503": w.asked[ofTokens]}, w.sent)
		require.NotContains(t, b.States(), ofMetrics, "not even a turn")
		require.NotZero(t, b.States()[ofTokens].Failures)

		w.becomes(func() { clear(w.failing) })
		time.Sleep(time.Minute)
		require.NoError(t, ask(), "and recovery needs nobody")
	})
}

func TestTokensThatEndMeanwhileAreRenewedOnceForAll(t *testing.T) {
	inWorld(t, budget.Limits{PerSecond: 20, AtOnce: 4}, func(t *testing.T, w *world, b *budget.Budget, ask func() error) {
		require.NoError(t, ask())
		var all sync.WaitGroup
		for range 50 {
			all.Go(func() {
				if err := ask(); err != nil {
					t.Error(err)
				}
			})
		}
		time.Sleep(latency / 2) // some are under way, the others wait for their turn
		w.becomes(func() { w.valid = "" })
		all.Wait()
		require.Equal(t, 2, w.tokens)
		require.Equal(t, map[string]int{ofTokens + " 200": 2, ofMetrics + " 200": 51, ofMetrics + " 401": 3}, w.sent)
		require.Equal(t, 54, w.asked[ofMetrics], "what waited with the old token is not sent with it")
		require.Empty(t, w.repeated)
	})
}

func TestALookUpIsItsOwnServicesRequest(t *testing.T) {
	run(t, usual, func(t *testing.T, _ *budget.Budget) {
		w := newWorld()
		w.host = "old.liveperson.net"
		w.failing[ofHosts] = []int{503}
		c := liveperson.NewClient(liveperson.Config{
			AccountID: "1", Auth: liveperson.AppKey, AppKey: "k", AppSecret: "s", AccessToken: "t", AccessTokenSecret: "ts",
		}, &http.Client{Transport: w}, budget.New(usual, w))
		defer c.Close()
		question := liveperson.MetricsRequest{GroupBy: liveperson.BySkill}
		_, err := c.Ask(t.Context(), question, nil)
		require.NoError(t, err)
		require.Equal(t, map[string]int{ofHosts + " 503": 1, ofHosts + " 200": 1, ofMetrics + " 200": 1}, w.sent)

		w.becomes(func() { w.host = "new.liveperson.net" })
		_, err = c.Ask(t.Context(), question, nil)
		require.NoError(t, err, "a host that is gone is looked up anew for the repeat")
		require.Equal(t, map[string]int{ofHosts + " 503": 1, ofHosts + " 200": 2, ofMetrics + " 200": 2, ofMetrics + " 502": 1}, w.sent)
	})
}

func TestWhatIsNotSentCountsForNothing(t *testing.T) {
	run(t, usual, func(t *testing.T, _ *budget.Budget) {
		w := newWorld()
		b := budget.New(usual, w)
		f := &fickle{}
		brew(t, b, f, time.Second)
		time.Sleep(2 * time.Second)
		f.becomes(0, nil)
		clear(w.sent)
		tries := 0
		require.ErrorIs(t, b.Do(t.Context(), service, func(context.Context) error {
			tries++
			return liveperson.ErrNotSent
		}), liveperson.ErrNotSent)
		require.Equal(t, 1, tries)
		require.Empty(t, w.sent)
		require.NotZero(t, b.States()[service].Failures, "it says nothing about the storm")
		require.NoError(t, b.Do(t.Context(), service, f.attempt), "the next one tries for all")
	})
}
