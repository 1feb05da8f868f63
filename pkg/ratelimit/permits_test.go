package ratelimit_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/ratelimit"
)

const latency = 150 * time.Millisecond

func succeedSlowly(context.Context) error { time.Sleep(latency); return nil }

// alertContext gives requests the priority of an alert rule.
func alertContext(ctx context.Context) context.Context {
	p := ratelimit.NewPriority()
	p.Raise()
	return ratelimit.WithPriority(ctx, p)
}

// sendMany sends so many requests at once. It waits until all are queued, and returns a
// function that waits for the last response and returns how long that took.
func sendMany(ctx context.Context, t *testing.T, l *ratelimit.Limiter, n int) (last func() time.Duration) {
	began := time.Now()
	var all sync.WaitGroup
	for range n {
		all.Go(func() {
			if err := l.Do(ctx, service, succeedSlowly); err != nil && ctx.Err() == nil {
				t.Error(err)
			}
		})
	}
	synctest.Wait()
	return func() time.Duration { all.Wait(); return time.Since(began) }
}

func TestInteractiveBacklogLeavesTheAlertReservation(t *testing.T) {
	run(t, defaults, func(t *testing.T, l *ratelimit.Limiter) {
		ctx, cancel := context.WithCancel(t.Context())
		wall := sendMany(ctx, t, l, 1000)
		time.Sleep(time.Second)
		took := sendMany(alertContext(t.Context()), t, l, 20)()
		require.LessOrEqual(t, took, 4*time.Second+latency, "four at once, then four a second")
		cancel()
		wall()
	})
}

func TestFloodOfAlertRulesLeavesTheInteractiveReservation(t *testing.T) {
	run(t, defaults, func(t *testing.T, l *ratelimit.Limiter) {
		ctx, cancel := context.WithCancel(t.Context())
		rules := sendMany(alertContext(ctx), t, l, 1000)
		time.Sleep(time.Second)
		took := sendMany(t.Context(), t, l, 32)()
		require.LessOrEqual(t, took, 2*time.Second+2*latency, "sixteen a second")
		cancel()
		rules()
	})
}

func TestAlertRulesUseIdleInteractivePermits(t *testing.T) {
	run(t, defaults, func(t *testing.T, l *ratelimit.Limiter) {
		took := sendMany(alertContext(t.Context()), t, l, 220)()
		require.InDelta(t, 10, took.Seconds(), .5, "twenty at once, then twenty a second")
	})
}

func TestLargeBacklogIsServedWithinTheQueryTimeout(t *testing.T) {
	run(t, defaults, func(t *testing.T, l *ratelimit.Limiter) {
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		defer cancel()
		began := time.Now()
		var all sync.WaitGroup
		for range 480 {
			all.Go(func() { require.NoError(t, l.Do(ctx, service, succeedSlowly)) })
		}
		all.Wait()
		require.Less(t, time.Since(began), 30*time.Second)
	})
}

func TestMissingPermitIsExplained(t *testing.T) {
	run(t, defaults, func(t *testing.T, l *ratelimit.Limiter) {
		wall := sendMany(t.Context(), t, l, 1000)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		require.ErrorContains(t, l.Do(ctx, service, succeed), "its limit of 20 requests per second and 16 concurrent requests")
		cancel()
		require.ErrorIs(t, l.Do(canceled(t), service, succeed), context.Canceled)
		wall()
	})
}

func canceled(t *testing.T) context.Context {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx
}

func TestOlderBatchGoesFirst(t *testing.T) {
	run(t, defaults, func(t *testing.T, l *ratelimit.Limiter) {
		ctx, cancel := context.WithCancel(t.Context())
		old := ratelimit.WithPriority(ctx, ratelimit.NewPriority())
		time.Sleep(time.Second)
		wall := sendMany(ctx, t, l, 1000)
		began := time.Now()
		for range 20 {
			require.NoError(t, l.Do(old, service, succeedSlowly))
		}
		require.Less(t, time.Since(began), 10*time.Second, "not each behind a thousand others")
		cancel()
		wall()
	})
}

// TestLimitsHoldUnderRandomLoad mixes panels, alert rules, requests that are raised,
// that are canceled, and that fail.
func TestLimitsHoldUnderRandomLoad(t *testing.T) {
	for seed := range uint64(30) {
		run(t, defaults, func(t *testing.T, l *ratelimit.Limiter) {
			random := rand.New(rand.NewPCG(seed, 0))
			var mu sync.Mutex
			var sent []time.Time
			var now atomic.Int32
			var all sync.WaitGroup
			for range 400 {
				p := ratelimit.NewPriority()
				ctx, cancel := context.WithCancel(ratelimit.WithPriority(t.Context(), p))
				takes, fails := time.Duration(random.IntN(1000))*time.Millisecond, random.IntN(20) == 0
				switch random.IntN(4) {
				case 0:
					time.AfterFunc(time.Duration(random.IntN(20_000))*time.Millisecond, cancel)
				case 1:
					time.AfterFunc(time.Duration(random.IntN(5_000))*time.Millisecond, p.Raise)
				}
				all.Go(func() {
					defer cancel()
					err := l.Do(ctx, service, func(ctx context.Context) error {
						if now.Add(1) > 16 {
							t.Error("more than sixteen at once")
						}
						defer now.Add(-1)
						mu.Lock()
						sent = append(sent, time.Now())
						mu.Unlock()
						time.Sleep(takes)
						if fails {
							return failing(400, 0)(ctx)
						}
						return ctx.Err()
					})
					if (err == nil) == fails && ctx.Err() == nil {
						t.Error(err)
					}
				})
				time.Sleep(time.Duration(random.IntN(20)) * time.Millisecond)
			}
			all.Wait()
			slices.SortFunc(sent, time.Time.Compare)
			for i := 40; i < len(sent); i++ { // a second's worth saved, and the second's own
				require.GreaterOrEqual(t, sent[i].Sub(sent[i-40]), 950*time.Millisecond)
			}
			time.Sleep(2 * time.Second)
			took := sendMany(t.Context(), t, l, 12)() + sendMany(alertContext(t.Context()), t, l, 4)()
			require.Equal(t, 2*latency, took, "every permit was released")
		})
	}
}

func TestPermitGrantedDuringCancelIsNotLost(t *testing.T) {
	run(t, ratelimit.Limits{PerSecond: 1000, MaxConcurrent: 2}, func(t *testing.T, l *ratelimit.Limiter) {
		for range 2000 {
			ctx, cancel := context.WithTimeout(t.Context(), latency)
			var both sync.WaitGroup
			for range 2 { // the first one ends when the second one's time does
				both.Go(func() { _ = l.Do(ctx, service, succeedSlowly) })
			}
			both.Wait()
			cancel()
		}
		require.NoError(t, l.Do(t.Context(), service, succeed))
	})
}
