package gather_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/budget"
	"github.com/kmm/liveperson-datasource/pkg/gather"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

func TestAListThatStallsGivesWayToTheOneInHand(t *testing.T) {
	withLists(t, func(t *testing.T, b *books, g *gather.Gatherer) {
		requireSkills(t, g, 1, time.Second)
		time.Sleep(2 * time.Minute)
		b.becomes(30*time.Second, nil)
		requireSkills(t, g, 1, 5*time.Second)
		requireSkills(t, g, 1, 0) // who comes later waits no longer in all
		require.Equal(t, 2, b.calls())
		time.Sleep(26 * time.Second)
		requireSkills(t, g, 2, 0) // what was under way has come
		require.Equal(t, 2, b.calls())
	})
}

func TestWhoHasNoListInHandWaitsForIt(t *testing.T) {
	withLists(t, func(t *testing.T, b *books, g *gather.Gatherer) {
		b.becomes(30*time.Second, nil)
		requireSkills(t, g, 1, 30*time.Second)
		time.Sleep(15 * time.Minute)
		requireSkills(t, g, 2, 30*time.Second) // the first is too old to serve
		ctx, leave := context.WithTimeout(t.Context(), time.Second)
		defer leave()
		time.Sleep(15 * time.Minute)
		_, err := g.Lists().Skills(ctx)
		require.ErrorIs(t, err, context.DeadlineExceeded)
	})
}

func TestWhoLeavesLeavesTheListToTheNext(t *testing.T) {
	withLists(t, func(t *testing.T, b *books, g *gather.Gatherer) {
		b.becomes(10*time.Second, nil)
		ctx, leave := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, leave)
		_, err := g.Lists().Skills(ctx)
		require.ErrorIs(t, err, context.Canceled)
		requireSkills(t, g, 1, 9*time.Second)
	})
}

func TestAListEndsWithTheGatherersLife(t *testing.T) {
	withLists(t, func(t *testing.T, b *books, g *gather.Gatherer) {
		b.becomes(30*time.Second, nil)
		time.AfterFunc(time.Second, g.Dispose)
		began := time.Now()
		_, err := g.Lists().Skills(t.Context())
		require.ErrorContains(t, err, "given up")
		require.Equal(t, time.Second, time.Since(began))
		require.Equal(t, 1, b.given)
	})
}

func TestAListThatTakesTooLongIsAFailure(t *testing.T) {
	withLists(t, func(t *testing.T, b *books, g *gather.Gatherer) {
		b.becomes(time.Hour, nil)
		began := time.Now()
		_, err := g.Lists().Skills(t.Context())
		require.Error(t, err)
		require.Equal(t, time.Minute, time.Since(began))
	})
}

func TestAListThatPanicsIsAFault(t *testing.T) {
	withLists(t, func(t *testing.T, b *books, g *gather.Gatherer) {
		b.panics = true
		_, err := g.Lists().Skills(t.Context())
		var fault *gather.Fault
		require.True(t, errors.As(err, &fault))
	})
}

func TestAnAlertRuleHurriesTheListThatAPanelAsksFor(t *testing.T) {
	urgent := func(ctx context.Context, after time.Duration) context.Context {
		p := budget.NewPriority()
		time.AfterFunc(after, p.Raise)
		return budget.With(ctx, p)
	}
	withLists(t, func(t *testing.T, b *books, g *gather.Gatherer) {
		b.becomes(10*time.Second, nil)
		var all sync.WaitGroup
		all.Go(func() { requireSkills(t, g, 1, 10*time.Second) })
		time.Sleep(time.Second)
		require.False(t, b.raised())
		all.Go(func() { // a flight that an alert rule joins after two seconds
			_, err := g.Lists().Skills(urgent(t.Context(), 2*time.Second))
			require.NoError(t, err)
		})
		time.Sleep(time.Second)
		require.False(t, b.raised())
		time.Sleep(2 * time.Second)
		require.True(t, b.raised())
		all.Wait()
	})
}

func TestAListDuringAPauseGivesWayToTheOneInHand(t *testing.T) {
	withLists(t, func(t *testing.T, b *books, g *gather.Gatherer) {
		b.within = budget.New(budget.Limits{PerSecond: 20, AtOnce: 4}, unheard{})
		requireSkills(t, g, 1, time.Second)
		time.Sleep(2 * time.Minute)
		ctx, leave := context.WithTimeout(t.Context(), time.Millisecond) // no repeat
		defer leave()
		require.Error(t, b.within.Do(ctx, "lists", func(context.Context) error {
			return &liveperson.Error{Status: 429, Sentence: "Too many.", RetryAfter: 4 * time.Second}
		}))
		requireSkills(t, g, 1, 0)
		time.Sleep(6 * time.Second)
		requireSkills(t, g, 2, 0)
	})
}

type unheard struct{}

func (unheard) Sent(string, int, time.Duration) {}
func (unheard) Held(string, time.Duration)      {}
func (unheard) Repeated(string)                 {}
