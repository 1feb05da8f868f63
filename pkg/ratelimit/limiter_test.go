package ratelimit_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/ratelimit"
)

type noObserver struct{}

func (noObserver) Sent(string, int, time.Duration) {}
func (noObserver) Waited(string, time.Duration)    {}
func (noObserver) Retried(string)                  {}

const service = "metrics"

func succeed(context.Context) error { return nil }

func failing(status int, wait time.Duration) func(context.Context) error {
	return func(context.Context) error {
		return &api.Error{Status: status, Sentence: "It fails.", RetryAfter: wait}
	}
}

// run runs a test in virtual time.
func run(t *testing.T, limits ratelimit.Limits, test func(t *testing.T, l *ratelimit.Limiter)) {
	synctest.Test(t, func(t *testing.T) { test(t, ratelimit.New(limits, noObserver{})) })
}

var defaults = ratelimit.Limits{PerSecond: 20, MaxConcurrent: 16}

func TestRateOfRequestsIsLimited(t *testing.T) {
	run(t, defaults, func(t *testing.T, l *ratelimit.Limiter) {
		began := time.Now()
		var all sync.WaitGroup
		for range 16 * 11 {
			all.Go(func() { require.NoError(t, l.Do(t.Context(), service, succeed)) })
		}
		all.Wait()
		require.InDelta(t, 10, time.Since(began).Seconds(), .5, "sixteen at once, then sixteen a second: four are for alert rules")
	})
}

func TestSoManyMaxConcurrentAndNoMore(t *testing.T) {
	run(t, ratelimit.Limits{PerSecond: 1000, MaxConcurrent: 4}, func(t *testing.T, l *ratelimit.Limiter) {
		var now, most atomic.Int32
		attempt := func(context.Context) error {
			most.Store(max(most.Load(), now.Add(1)))
			time.Sleep(time.Second)
			now.Add(-1)
			return nil
		}
		urgent := ratelimit.NewPriority()
		urgent.Raise()
		var all sync.WaitGroup
		for i := range 40 {
			ctx := t.Context()
			if i%2 == 0 {
				ctx = ratelimit.WithPriority(ctx, urgent)
			}
			all.Go(func() { require.NoError(t, l.Do(ctx, service, attempt)) })
		}
		all.Wait()
		require.EqualValues(t, 4, most.Load())
	})
}

func TestOtherLimitsApplyToRequestsUnderWay(t *testing.T) {
	run(t, ratelimit.Limits{PerSecond: 1000, MaxConcurrent: 16}, func(t *testing.T, l *ratelimit.Limiter) {
		var now atomic.Int32
		attempt := func(context.Context) error {
			now.Add(1)
			time.Sleep(time.Second)
			now.Add(-1)
			return nil
		}
		var all sync.WaitGroup
		for range 100 {
			all.Go(func() { require.NoError(t, l.Do(t.Context(), service, attempt)) })
		}
		time.Sleep(500 * time.Millisecond)
		for _, step := range []struct{ limit, underWay int32 }{
			{16, 12}, {4, 12}, {4, 3}, {8, 6}, {8, 6}, {16, 12},
		} {
			l.SetLimits(ratelimit.Limits{PerSecond: 1000, MaxConcurrent: int(step.limit)})
			synctest.Wait()
			require.Equal(t, step.underWay, now.Load(), "a quarter is for alert rules")
			time.Sleep(time.Second)
		}
		all.Wait()
		began := time.Now()
		l.SetLimits(ratelimit.Limits{PerSecond: 10, MaxConcurrent: 16})
		for range 8 + 16 {
			require.NoError(t, l.Do(t.Context(), service, succeed))
		}
		require.InDelta(t, 2, time.Since(began).Seconds(), .2, "eight at once, then eight a second")
	})
}

func TestQueuedRequestUsesTheAlertReservationOnceRaised(t *testing.T) {
	run(t, defaults, func(t *testing.T, l *ratelimit.Limiter) {
		ctx, cancel := context.WithCancel(t.Context())
		var wall sync.WaitGroup
		for range 1000 {
			wall.Go(func() { _ = l.Do(ctx, service, succeed) })
		}
		time.Sleep(10 * time.Millisecond)
		joined := ratelimit.NewPriority()
		began := time.Now()
		time.AfterFunc(time.Second, joined.Raise)
		require.NoError(t, l.Do(ratelimit.WithPriority(ctx, joined), service, succeed))
		require.Equal(t, time.Second, time.Since(began), "an alert rule joins the batch of a panel")
		cancel()
		wall.Wait()
	})
}

func TestRetryableErrorsAreRetried(t *testing.T) {
	tests := map[string]struct {
		first func(context.Context) error
		tries int
	}{
		"a fault":                 {failing(503, 0), 2},
		"a cut response":          {failing(502, 0), 2},
		"too many requests":       {failing(429, 0), 2},
		"a request that is wrong": {failing(400, 0), 1},
		"credentials":             {failing(401, 0), 1},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			run(t, defaults, func(t *testing.T, l *ratelimit.Limiter) {
				tries := 0
				err := l.Do(t.Context(), service, func(ctx context.Context) error {
					tries++
					if tries == 1 {
						return test.first(ctx)
					}
					return nil
				})
				require.Equal(t, test.tries, tries)
				require.Equal(t, test.tries == 1, err != nil)
			})
		})
	}
}

func TestRetryAfterHoldsAllRequestsBack(t *testing.T) {
	run(t, defaults, func(t *testing.T, l *ratelimit.Limiter) {
		began, first := time.Now(), true
		attempt := func(ctx context.Context) error {
			if first {
				first = false
				return failing(429, 4*time.Second)(ctx)
			}
			require.GreaterOrEqual(t, time.Since(began), 4*time.Second)
			return nil
		}
		var all sync.WaitGroup
		for range 5 {
			all.Go(func() { require.NoError(t, l.Do(t.Context(), service, attempt)) })
			time.Sleep(time.Millisecond)
		}
		all.Wait()
	})
}

func TestALongWaitFailsMaxConcurrent(t *testing.T) {
	run(t, defaults, func(t *testing.T, l *ratelimit.Limiter) {
		began := time.Now()
		require.Error(t, l.Do(t.Context(), service, failing(503, time.Minute)))
		require.ErrorContains(t, l.Do(t.Context(), service, succeed), "It fails.")
		require.Less(t, time.Since(began), time.Second)
		time.Sleep(time.Minute)
		require.NoError(t, l.Do(t.Context(), service, succeed))
	})
}

func TestOpenBreakerSendsOneProbeAPause(t *testing.T) {
	run(t, defaults, func(t *testing.T, l *ratelimit.Limiter) {
		var sent atomic.Int32
		down := func(ctx context.Context) error { sent.Add(1); return failing(503, 0)(ctx) }
		for range 20 {
			_ = l.Do(t.Context(), service, down)
		}
		sent.Store(0)
		began := time.Now()
		for time.Since(began) < 10*time.Minute {
			var panels sync.WaitGroup
			for range 30 {
				panels.Go(func() { _ = l.Do(t.Context(), service, down) })
			}
			panels.Wait()
			time.Sleep(time.Second)
		}
		require.LessOrEqual(t, sent.Load(), int32(60), "about one in the longest pause")
		time.Sleep(time.Minute)
		require.NoError(t, l.Do(t.Context(), service, succeed), "and it recovers by itself")
		require.NoError(t, l.Do(t.Context(), service, succeed))
	})
}

func TestCanceledRequestReleasesItsPermit(t *testing.T) {
	run(t, ratelimit.Limits{PerSecond: 1000, MaxConcurrent: 2}, func(t *testing.T, l *ratelimit.Limiter) {
		for range 100 {
			ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
			_ = l.Do(ctx, service, func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() })
			cancel()
		}
		require.NoError(t, l.Do(t.Context(), service, succeed))
	})
}

func TestServiceIsBlockedWhileItsBreakerHoldsRequestsBack(t *testing.T) {
	run(t, defaults, func(t *testing.T, l *ratelimit.Limiter) {
		require.False(t, l.IsBlocked(service))
		openBreaker(t, l, &fakeService{}, 4*time.Second)
		require.True(t, l.IsBlocked(service))
		require.False(t, l.IsBlocked("another"), "each service has its own breaker")

		time.Sleep(5 * time.Second)
		require.False(t, l.IsBlocked(service), "the next request is the probe")
		f := &fakeService{takes: time.Second}
		wait := f.send(t.Context(), l, 1)
		require.True(t, l.IsBlocked(service), "until the probe has ended")
		wait()
		require.False(t, l.IsBlocked(service))
	})
}
