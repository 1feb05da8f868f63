package budget_test

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

	"github.com/kmm/liveperson-datasource/pkg/budget"
)

const latency = 150 * time.Millisecond

func answered(context.Context) error { time.Sleep(latency); return nil }

// rule makes the requests of a context those of an alert rule.
func rule(ctx context.Context) context.Context {
	p := budget.NewPriority()
	p.Raise()
	return budget.With(ctx, p)
}

// crowd asks so many times at once. It waits until all have joined, and returns
// what tells when the last one had its answer.
func crowd(t *testing.T, b *budget.Budget, ctx context.Context, n int) (last func() time.Duration) {
	began := time.Now()
	var all sync.WaitGroup
	for range n {
		all.Go(func() {
			if err := b.Do(ctx, service, answered); err != nil && ctx.Err() == nil {
				t.Error(err)
			}
		})
	}
	synctest.Wait()
	return func() time.Duration { all.Wait(); return time.Since(began) }
}

func TestABacklogOfTheWallCostsAlertRulesNoMoreThanTheirShare(t *testing.T) {
	run(t, usual, func(t *testing.T, b *budget.Budget) {
		ctx, leave := context.WithCancel(t.Context())
		wall := crowd(t, b, ctx, 1000)
		time.Sleep(time.Second)
		took := crowd(t, b, rule(t.Context()), 20)()
		require.LessOrEqual(t, took, 4*time.Second+latency, "four at once, then four a second")
		leave()
		wall()
	})
}

func TestAFloodOfAlertRulesDoesNotStarveTheWall(t *testing.T) {
	run(t, usual, func(t *testing.T, b *budget.Budget) {
		ctx, leave := context.WithCancel(t.Context())
		rules := crowd(t, b, rule(ctx), 1000)
		time.Sleep(time.Second)
		took := crowd(t, b, t.Context(), 32)()
		require.LessOrEqual(t, took, 2*time.Second+2*latency, "sixteen a second")
		leave()
		rules()
	})
}

func TestAlertRulesTakeAllThatTheWallLeaves(t *testing.T) {
	run(t, usual, func(t *testing.T, b *budget.Budget) {
		took := crowd(t, b, rule(t.Context()), 220)()
		require.InDelta(t, 10, took.Seconds(), .5, "twenty at once, then twenty a second")
	})
}

func TestNoTurnOfABigWallComesTooLate(t *testing.T) {
	run(t, usual, func(t *testing.T, b *budget.Budget) {
		ctx, leave := context.WithTimeout(t.Context(), 30*time.Second)
		defer leave()
		began := time.Now()
		var all sync.WaitGroup
		for range 480 {
			all.Go(func() { require.NoError(t, b.Do(ctx, service, answered)) })
		}
		all.Wait()
		require.Less(t, time.Since(began), 30*time.Second)
	})
}

func TestWhoseTurnDoesNotComeIsToldWhy(t *testing.T) {
	run(t, usual, func(t *testing.T, b *budget.Budget) {
		wall := crowd(t, b, t.Context(), 1000)
		ctx, leave := context.WithTimeout(t.Context(), time.Second)
		defer leave()
		require.ErrorContains(t, b.Do(ctx, service, fine), "own limit of 20 requests a second and 16 at once")
		leave()
		require.ErrorIs(t, b.Do(left(t), service, fine), context.Canceled)
		wall()
	})
}

func left(t *testing.T) context.Context {
	ctx, leave := context.WithCancel(t.Context())
	leave()
	return ctx
}

func TestThePagesOfAnOlderQuestionGoFirst(t *testing.T) {
	run(t, usual, func(t *testing.T, b *budget.Budget) {
		ctx, leave := context.WithCancel(t.Context())
		old := budget.With(ctx, budget.NewPriority())
		time.Sleep(time.Second)
		wall := crowd(t, b, ctx, 1000)
		began := time.Now()
		for range 20 {
			require.NoError(t, b.Do(old, service, answered))
		}
		require.Less(t, time.Since(began), 10*time.Second, "not each behind a thousand others")
		leave()
		wall()
	})
}

// TestWhateverHappensTheLimitsHold mixes panels, alert rules, those who become
// one, those who leave, and requests that fail.
func TestWhateverHappensTheLimitsHold(t *testing.T) {
	for seed := range uint64(30) {
		run(t, usual, func(t *testing.T, b *budget.Budget) {
			random := rand.New(rand.NewPCG(seed, 0))
			var mu sync.Mutex
			var sent []time.Time
			var now atomic.Int32
			var all sync.WaitGroup
			for range 400 {
				p := budget.NewPriority()
				ctx, leave := context.WithCancel(budget.With(t.Context(), p))
				takes, fails := time.Duration(random.IntN(1000))*time.Millisecond, random.IntN(20) == 0
				switch random.IntN(4) {
				case 0:
					time.AfterFunc(time.Duration(random.IntN(20_000))*time.Millisecond, leave)
				case 1:
					time.AfterFunc(time.Duration(random.IntN(5_000))*time.Millisecond, p.Raise)
				}
				all.Go(func() {
					defer leave()
					err := b.Do(ctx, service, func(ctx context.Context) error {
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
			took := crowd(t, b, t.Context(), 12)() + crowd(t, b, rule(t.Context()), 4)()
			require.Equal(t, 2*latency, took, "every turn was given back")
		})
	}
}

func TestATurnThatComesAsOneLeavesIsNotLost(t *testing.T) {
	run(t, budget.Limits{PerSecond: 1000, AtOnce: 2}, func(t *testing.T, b *budget.Budget) {
		for range 2000 {
			ctx, leave := context.WithTimeout(t.Context(), latency)
			var both sync.WaitGroup
			for range 2 { // the first one ends when the second one's time does
				both.Go(func() { _ = b.Do(ctx, service, answered) })
			}
			both.Wait()
			leave()
		}
		require.NoError(t, b.Do(t.Context(), service, fine))
	})
}
