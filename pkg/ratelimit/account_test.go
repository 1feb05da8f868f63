package ratelimit_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
	"github.com/kmm/liveperson-datasource/pkg/ratelimit"
)

const (
	metricsAPI   = "Key Messaging Metrics API"
	tokenService = "token service"
	domainAPI    = "Domain API"
)

// counter counts what a limiter reports, by service and status.
type counter struct {
	noObserver
	mu      sync.Mutex
	sent    map[string]int
	retried map[string]int
}

func newCounter() *counter { return &counter{sent: map[string]int{}, retried: map[string]int{}} }

func (c *counter) Sent(service string, status int, _ time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sent[fmt.Sprint(service, " ", status)]++
}

func (c *counter) Retried(service string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.retried[service]++
}

// noRows is the response of an account without skills.
var noRows = livepersontest.Respond(http.StatusOK, `{"metadata": {"count": 0}}`)

// inAccount runs a test with an account that signs in for tokens, in virtual time.
func inAccount(t *testing.T, limits ratelimit.Limits, test func(t *testing.T, fake *livepersontest.Fake, c *counter, l *ratelimit.Limiter, request func() error)) {
	run(t, limits, func(t *testing.T, _ *ratelimit.Limiter) {
		fake, c := livepersontest.NewFake(noRows), newCounter()
		fake.Delay(latency)
		l := ratelimit.New(limits, c)
		account := liveperson.New(liveperson.Config{
			AccountID: livepersontest.Account, Auth: liveperson.OAuth2, ClientID: livepersontest.ID, ClientSecret: livepersontest.Secret,
			Upstream: &url.URL{Scheme: "https", Host: "liveperson.test"},
		}, &http.Client{Transport: fake}, l, liveperson.Options{Prioritize: ratelimit.WithHighPriority})
		defer account.Close()
		test(t, fake, c, l, func() error {
			_, err := account.Do(t.Context(), bySkill())
			return err
		})
	})
}

func bySkill() api.Request {
	return api.Request{Method: liveperson.Methods(liveperson.OAuth2)["kmm.metrics"], Rows: "skill", GroupBy: api.BySkill}
}

func TestFailedSignInIsRetriedOnItsOwnService(t *testing.T) {
	inAccount(t, defaults, func(t *testing.T, fake *livepersontest.Fake, c *counter, _ *ratelimit.Limiter, request func() error) {
		fake.Fail("token", 503)
		require.NoError(t, request())
		require.Equal(t, map[string]int{tokenService + " 503": 1, tokenService + " 200": 1, metricsAPI + " 200": 1}, c.sent)
		require.Equal(t, map[string]int{tokenService: 1}, c.retried)
	})
}

func TestFailingSignInLeavesTheBreakerOfMetricsClosed(t *testing.T) {
	inAccount(t, defaults, func(t *testing.T, fake *livepersontest.Fake, c *counter, l *ratelimit.Limiter, request func() error) {
		fake.Fail("token", 503, 503, 503, 503, 503, 503, 503, 503, 503, 503, 503, 503, 503, 503, 503)
		for range 10 {
			require.ErrorContains(t, request(), "LivePerson's token service is failing (503)")
			time.Sleep(5 * time.Second)
		}
		require.Zero(t, fake.Calls("metrics"))
		require.Equal(t, map[string]int{tokenService + " 503": fake.Calls("token")}, c.sent)
		require.NotContains(t, l.States(), metricsAPI)
		require.NotZero(t, l.States()[tokenService].Failures)

		fake.Fail("token")
		time.Sleep(time.Minute)
		require.NoError(t, request(), "it recovers by itself")
	})
}

func TestRevokedTokenIsRenewedOnceForAllRequests(t *testing.T) {
	inAccount(t, ratelimit.Limits{PerSecond: 20, MaxConcurrent: 4}, func(t *testing.T, fake *livepersontest.Fake, c *counter, _ *ratelimit.Limiter, request func() error) {
		require.NoError(t, request())
		var all sync.WaitGroup
		for range 50 {
			all.Go(func() {
				if err := request(); err != nil {
					t.Error(err)
				}
			})
		}
		time.Sleep(latency / 2) // some are in flight, the others wait for their permits
		fake.RevokeTokens()
		all.Wait()
		require.Equal(t, 2, fake.Calls("token"))
		require.Equal(t, map[string]int{tokenService + " 200": 2, metricsAPI + " 200": 51, metricsAPI + " 401": 3}, c.sent)
		require.Equal(t, 54, fake.Calls("metrics"), "what waited with the old token is not sent with it")
		require.Empty(t, c.retried)
	})
}

func TestHostLookupIsCountedForTheDomainAPI(t *testing.T) {
	run(t, defaults, func(t *testing.T, _ *ratelimit.Limiter) {
		fake, c := livepersontest.NewFake(noRows), newCounter()
		fake.Delay(latency)
		fake.Fail("host", 503)
		account := liveperson.New(liveperson.Config{
			AccountID: livepersontest.Account, Auth: liveperson.AppKey, AppKey: "k", AppSecret: "s", AccessToken: "t", AccessTokenSecret: "ts",
		}, &http.Client{Transport: fake}, ratelimit.New(defaults, c), liveperson.Options{})
		defer account.Close()
		_, err := account.Do(t.Context(), bySkill())
		require.NoError(t, err)
		require.Equal(t, map[string]int{domainAPI + " 503": 1, domainAPI + " 200": 1, metricsAPI + " 200": 1}, c.sent)

		fake.Break("agentmanagerworkspace.liveperson.net", &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("connection refused")})
		fake.Move("agentManagerWorkspace", "new.liveperson.net")
		_, err = account.Do(t.Context(), bySkill())
		require.NoError(t, err, "a host that is gone is looked up again for the retry")
		require.Equal(t, map[string]int{domainAPI + " 503": 1, domainAPI + " 200": 2, metricsAPI + " 200": 2, metricsAPI + " 502": 1}, c.sent)
	})
}

func TestAttemptThatIsNotSentCountsForNothing(t *testing.T) {
	run(t, defaults, func(t *testing.T, _ *ratelimit.Limiter) {
		c := newCounter()
		l := ratelimit.New(defaults, c)
		f := &fakeService{}
		openBreaker(t, l, f, time.Second)
		time.Sleep(2 * time.Second)
		f.set(0, nil)
		clear(c.sent)
		attempts := 0
		require.ErrorIs(t, l.Do(t.Context(), service, func(context.Context) error {
			attempts++
			return api.ErrNotSent
		}), api.ErrNotSent)
		require.Equal(t, 1, attempts)
		require.Empty(t, c.sent)
		require.NotZero(t, l.States()[service].Failures, "it says nothing about the service")
		require.NoError(t, l.Do(t.Context(), service, f.attempt), "the next one is the probe")
	})
}

func TestRetryAfterIsKeptInBothForms(t *testing.T) {
	forms := map[string]func() string{
		"seconds": func() string { return "5" },
		"a date":  func() string { return time.Now().Add(5 * time.Second).UTC().Format(http.TimeFormat) },
	}
	for name, form := range forms {
		for _, status := range []int{http.StatusTooManyRequests, http.StatusServiceUnavailable} {
			t.Run(fmt.Sprint(name, " ", status), func(t *testing.T) {
				inAccount(t, defaults, func(t *testing.T, fake *livepersontest.Fake, _ *counter, _ *ratelimit.Limiter, request func() error) {
					var sent []time.Time
					fake.Handle(func(w http.ResponseWriter, r *http.Request) {
						if sent = append(sent, time.Now()); len(sent) == 1 {
							w.Header().Set("Retry-After", form())
							w.WriteHeader(status)
							return
						}
						noRows(w, r)
					})
					require.NoError(t, request())
					require.InDelta(t, 5, sent[1].Sub(sent[0]).Seconds(), 1.2) // a date has whole seconds
				})
			})
		}
	}
}

func TestRetryIsCountedWhenItIsSent(t *testing.T) {
	run(t, defaults, func(t *testing.T, _ *ratelimit.Limiter) {
		var retried atomicCounter
		l := ratelimit.New(defaults, &retried)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		sent := 0
		require.ErrorContains(t, l.Do(ctx, service, func(ctx context.Context) error {
			if sent++; sent == 2 {
				time.AfterFunc(time.Second, cancel) // before the second retry
				return failing(429, 5*time.Second)(ctx)
			}
			return failing(503, 0)(ctx)
		}), "It fails.")
		require.Equal(t, 2, sent)
		require.EqualValues(t, 1, retried.n.Load())
	})
}

// atomicCounter counts retries.
type atomicCounter struct {
	noObserver
	n atomic.Int32
}

func (c *atomicCounter) Retried(string) { c.n.Add(1) }
