package budget_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/budget"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

type deaf struct{}

func (deaf) Sent(string, int, time.Duration) {}
func (deaf) Held(string, time.Duration)      {}
func (deaf) Repeated(string)                 {}

const service = "metrics"

func fine(context.Context) error { return nil }

func failing(status int, wait time.Duration) func(context.Context) error {
	return func(context.Context) error {
		return &liveperson.Error{Status: status, Sentence: "It fails.", RetryAfter: wait}
	}
}

// run runs a test in a time of its own.
func run(t *testing.T, limits budget.Limits, test func(t *testing.T, b *budget.Budget)) {
	synctest.Test(t, func(t *testing.T) { test(t, budget.New(limits, deaf{})) })
}

var usual = budget.Limits{PerSecond: 20, AtOnce: 16}

func TestSoManyASecondAndNoMore(t *testing.T) {
	run(t, usual, func(t *testing.T, b *budget.Budget) {
		began := time.Now()
		var all sync.WaitGroup
		for range 16 * 11 {
			all.Go(func() { require.NoError(t, b.Do(t.Context(), service, fine)) })
		}
		all.Wait()
		require.InDelta(t, 10, time.Since(began).Seconds(), .5, "sixteen at once, then sixteen a second: four are for alert rules")
	})
}

func TestSoManyAtOnceAndNoMore(t *testing.T) {
	run(t, budget.Limits{PerSecond: 1000, AtOnce: 4}, func(t *testing.T, b *budget.Budget) {
		var now, most atomic.Int32
		attempt := func(context.Context) error {
			most.Store(max(most.Load(), now.Add(1)))
			time.Sleep(time.Second)
			now.Add(-1)
			return nil
		}
		urgent := budget.NewPriority()
		urgent.Raise()
		var all sync.WaitGroup
		for i := range 40 {
			ctx := t.Context()
			if i%2 == 0 {
				ctx = budget.With(ctx, urgent)
			}
			all.Go(func() { require.NoError(t, b.Do(ctx, service, attempt)) })
		}
		all.Wait()
		require.EqualValues(t, 4, most.Load())
	})
}

func TestABusyWallDoesNotStarveAlertRules(t *testing.T) {
	run(t, usual, func(t *testing.T, b *budget.Budget) {
		ctx, leave := context.WithCancel(t.Context())
		var wall sync.WaitGroup
		for range 1000 {
			wall.Go(func() { _ = b.Do(ctx, service, fine) })
		}
		time.Sleep(10 * time.Millisecond)
		joined := budget.NewPriority()
		began := time.Now()
		time.AfterFunc(time.Second, joined.Raise)
		require.NoError(t, b.Do(budget.With(ctx, joined), service, fine))
		require.Equal(t, time.Second, time.Since(began), "an alert rule joins what a panel asks")
		leave()
		wall.Wait()
	})
}

func TestWhatPassesIsTriedAgain(t *testing.T) {
	tests := map[string]struct {
		first func(context.Context) error
		tries int
	}{
		"a fault":                 {failing(503, 0), 2},
		"a cut answer":            {failing(502, 0), 2},
		"too many requests":       {failing(429, 0), 2},
		"a request that is wrong": {failing(400, 0), 1},
		"credentials":             {failing(401, 0), 1},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			run(t, usual, func(t *testing.T, b *budget.Budget) {
				tries := 0
				err := b.Do(t.Context(), service, func(ctx context.Context) error {
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

func TestLivePersonsWaitIsKeptByAll(t *testing.T) {
	run(t, usual, func(t *testing.T, b *budget.Budget) {
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
			all.Go(func() { require.NoError(t, b.Do(t.Context(), service, attempt)) })
			time.Sleep(time.Millisecond)
		}
		all.Wait()
	})
}

func TestALongWaitFailsAtOnce(t *testing.T) {
	run(t, usual, func(t *testing.T, b *budget.Budget) {
		began := time.Now()
		require.Error(t, b.Do(t.Context(), service, failing(503, time.Minute)))
		require.ErrorContains(t, b.Do(t.Context(), service, fine), "It fails.")
		require.Less(t, time.Since(began), time.Second)
		time.Sleep(time.Minute)
		require.NoError(t, b.Do(t.Context(), service, fine))
	})
}

func TestAfterAStormOneTriesForAll(t *testing.T) {
	run(t, usual, func(t *testing.T, b *budget.Budget) {
		var sent atomic.Int32
		down := func(ctx context.Context) error { sent.Add(1); return failing(503, 0)(ctx) }
		for range 20 {
			_ = b.Do(t.Context(), service, down)
		}
		sent.Store(0)
		began := time.Now()
		for time.Since(began) < 10*time.Minute {
			var panels sync.WaitGroup
			for range 30 {
				panels.Go(func() { _ = b.Do(t.Context(), service, down) })
			}
			panels.Wait()
			time.Sleep(time.Second)
		}
		require.LessOrEqual(t, sent.Load(), int32(60), "about one in the longest pause")
		time.Sleep(time.Minute)
		require.NoError(t, b.Do(t.Context(), service, fine), "and recovery needs nobody")
		require.NoError(t, b.Do(t.Context(), service, fine))
	})
}

func TestWhoLeavesDoesNotKeepATurn(t *testing.T) {
	run(t, budget.Limits{PerSecond: 1000, AtOnce: 2}, func(t *testing.T, b *budget.Budget) {
		for range 100 {
			ctx, leave := context.WithTimeout(t.Context(), time.Millisecond)
			_ = b.Do(ctx, service, func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() })
			leave()
		}
		require.NoError(t, b.Do(t.Context(), service, fine))
	})
}
