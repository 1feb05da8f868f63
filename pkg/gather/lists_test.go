package gather_test

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/budget"
	"github.com/kmm/liveperson-datasource/pkg/gather"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

// books is an account whose list of skills takes its time. Each time it is asked
// for there is one more skill.
type books struct {
	account
	within *budget.Budget // nil for none

	mu       sync.Mutex
	takes    time.Duration
	failure  error
	asked    int
	given    int             // requests that ended before they were answered
	priority <-chan struct{} // of the last request, closed once raised
	panics   bool
}

func (b *books) Skills(ctx context.Context) (named []liveperson.Named, err error) {
	if b.within == nil {
		return b.answer(ctx)
	}
	err = b.within.Do(ctx, "lists", func(ctx context.Context) (err error) {
		named, err = b.answer(ctx)
		return err
	})
	return named, err
}

func (b *books) answer(ctx context.Context) ([]liveperson.Named, error) {
	b.mu.Lock()
	b.asked++
	b.priority = budget.Raised(ctx)
	answer, takes, failure, panics := make([]liveperson.Named, b.asked), b.takes, b.failure, b.panics
	b.mu.Unlock()
	select {
	case <-time.After(takes):
	case <-ctx.Done():
		b.mu.Lock()
		defer b.mu.Unlock()
		b.given++
		return nil, &liveperson.Error{Status: 504, Sentence: "The request was given up."}
	}
	if panics {
		panic("a fault")
	}
	if failure != nil {
		return nil, failure
	}
	return answer, nil
}

func (b *books) becomes(takes time.Duration, failure error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.takes, b.failure = takes, failure
}

func (b *books) calls() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.asked
}

func (b *books) raised() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	select {
	case <-b.priority:
		return true
	default:
		return false
	}
}

// withLists runs a test of the skills in a time of its own.
func withLists(t *testing.T, test func(t *testing.T, b *books, g *gather.Gatherer)) {
	synctest.Test(t, func(t *testing.T) {
		b := &books{takes: time.Second}
		g := gather.New(b, gather.Options{
			Timeout: time.Minute, Stale: 15 * time.Minute, Entries: 10, Bytes: 1 << 20, Now: time.Now, Observe: deaf{},
		})
		defer g.Dispose()
		test(t, b, g)
		g.Dispose()
		synctest.Wait()
	})
}

// skills is which list of skills it is that comes, and how long that takes.
func skills(t *testing.T, g *gather.Gatherer) (list int, took time.Duration) {
	t.Helper()
	began := time.Now()
	named, err := g.Lists().Skills(t.Context())
	require.NoError(t, err)
	return len(named), time.Since(began)
}

func requireSkills(t *testing.T, g *gather.Gatherer, list int, took time.Duration) {
	t.Helper()
	known, after := skills(t, g)
	require.Equal(t, list, known)
	require.Equal(t, took, after)
}

func TestAListIsAskedForOnceByAll(t *testing.T) {
	withLists(t, func(t *testing.T, b *books, g *gather.Gatherer) {
		var panels sync.WaitGroup
		for range 20 {
			panels.Go(func() { requireSkills(t, g, 1, time.Second) })
		}
		panels.Wait()
		require.Equal(t, 1, b.calls())
	})
}

func TestAListServesForAMinute(t *testing.T) {
	withLists(t, func(t *testing.T, b *books, g *gather.Gatherer) {
		requireSkills(t, g, 1, time.Second)
		time.Sleep(time.Minute - time.Millisecond)
		requireSkills(t, g, 1, 0)
		time.Sleep(time.Millisecond)
		requireSkills(t, g, 2, time.Second)
	})
}

func TestAnOlderListStandsInForAFailure(t *testing.T) {
	withLists(t, func(t *testing.T, b *books, g *gather.Gatherer) {
		requireSkills(t, g, 1, time.Second)
		b.becomes(time.Second, broken)
		time.Sleep(2 * time.Minute)
		requireSkills(t, g, 1, time.Second)
		requireSkills(t, g, 1, 0) // the failure answers for all
		time.Sleep(13 * time.Minute)
		_, err := g.Lists().Skills(t.Context())
		require.ErrorIs(t, err, broken, "it is too old")
		b.becomes(time.Second, nil)
		time.Sleep(5 * time.Second)
		requireSkills(t, g, 4, time.Second)
	})
}

func TestAFailureOfAListAnswersForAllForAWhile(t *testing.T) {
	for name, test := range map[string]struct {
		failure error
		lasts   time.Duration
	}{"a fault": {broken, 5 * time.Second}, "a refusal": {refusal, 30 * time.Second}} {
		t.Run(name, func(t *testing.T) {
			withLists(t, func(t *testing.T, b *books, g *gather.Gatherer) {
				b.becomes(time.Second, test.failure)
				began := time.Now()
				for range 10 {
					_, err := g.Lists().Skills(t.Context())
					require.ErrorIs(t, err, test.failure)
				}
				require.Equal(t, time.Second, time.Since(began))
				require.Equal(t, 1, b.calls())
				b.becomes(time.Second, nil)
				time.Sleep(test.lasts - time.Millisecond)
				_, err := g.Lists().Skills(t.Context())
				require.ErrorIs(t, err, test.failure)
				time.Sleep(time.Millisecond)
				requireSkills(t, g, 2, time.Second)
			})
		})
	}
}
