package budget_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/budget"
)

func paused(p *budget.Priority) bool {
	select {
	case <-p.Paused():
		return true
	default:
		return false
	}
}

func TestWhoWaitsForAStormIsTold(t *testing.T) {
	run(t, usual, func(t *testing.T, b *budget.Budget) {
		f := &fickle{takes: latency}
		before, during, probing := budget.NewPriority(), budget.NewPriority(), budget.NewPriority()
		crowded := f.ask(budget.With(t.Context(), before), b, 100)
		require.False(t, paused(before), "the usual pace is no pause")

		brew(t, b, f, 4*time.Second)
		synctest.Wait()
		require.True(t, paused(before), "who waits already is told at once")
		f.becomes(2*time.Second, nil)
		answers := f.ask(budget.With(t.Context(), during), b, 2) // two at once tell it once
		require.True(t, paused(during), "and who comes during the pause")
		time.Sleep(5 * time.Second)
		also := f.ask(budget.With(t.Context(), probing), b, 1)
		require.True(t, paused(probing), "and while another tries whether it is over")
		crowded()
		answers()
		also()

		after := budget.NewPriority()
		require.NoError(t, b.Do(budget.With(t.Context(), after), service, fine))
		require.False(t, paused(after))
	})
}

func TestTheOneThatTriesIsNotPaused(t *testing.T) {
	run(t, usual, func(t *testing.T, b *budget.Budget) {
		f := &fickle{}
		brew(t, b, f, 4*time.Second)
		time.Sleep(5 * time.Second)
		f.becomes(time.Second, nil)
		p := budget.NewPriority()
		require.NoError(t, b.Do(budget.With(t.Context(), p), service, f.attempt))
		require.False(t, paused(p))
	})
}

func TestOtherServicesAreNotPaused(t *testing.T) {
	run(t, usual, func(t *testing.T, b *budget.Budget) {
		brew(t, b, &fickle{}, 4*time.Second)
		p := budget.NewPriority()
		began := time.Now()
		require.NoError(t, b.Do(budget.With(context.Background(), p), "another", fine))
		require.Zero(t, time.Since(began))
		require.False(t, paused(p))
	})
}

func TestAPauseIsOverOnceTheRequestIsUnderWay(t *testing.T) {
	run(t, usual, func(t *testing.T, b *budget.Budget) {
		f := &fickle{}
		brew(t, b, f, 4*time.Second)
		f.becomes(2*time.Second, nil)
		p := budget.NewPriority()
		first := p.Paused()
		answers := f.ask(budget.With(t.Context(), p), b, 1)
		require.True(t, paused(p))
		<-first
		time.Sleep(5 * time.Second)
		require.Equal(t, 1, f.calls(), "it tries")
		require.False(t, paused(p), "and so does not wait")
		answers()

		brew(t, b, f, 4*time.Second)
		f.becomes(0, nil)
		answers = f.ask(budget.With(t.Context(), p), b, 3)
		require.True(t, paused(p), "until the next pause")
		answers()
		require.False(t, paused(p))
	})
}

func TestAPauseIsOverForThoseWhoLeaveOrWaitForTheirTurn(t *testing.T) {
	run(t, usual, func(t *testing.T, b *budget.Budget) {
		f := &fickle{}
		brew(t, b, f, 4*time.Second)
		gone, crowd, failed := budget.NewPriority(), budget.NewPriority(), budget.NewPriority()
		ctx, leave := context.WithCancel(budget.With(t.Context(), gone))
		left := f.ask(ctx, b, 3)
		require.True(t, paused(gone))
		leave()
		left()
		require.False(t, paused(gone))

		f.becomes(time.Second, nil)
		wall := f.ask(budget.With(t.Context(), crowd), b, 100)
		time.Sleep(4500 * time.Millisecond)
		require.True(t, paused(crowd), "one tries, the others wait for it")
		time.Sleep(time.Second)
		require.Less(t, f.calls(), 100)
		require.False(t, paused(crowd), "at the usual pace")
		wall()

		f.becomes(2*time.Second, failure(429, time.Minute))
		early := f.ask(t.Context(), b, 1)
		brew(t, b, &fickle{}, 4*time.Second)
		waits := f.ask(budget.With(t.Context(), failed), b, 1)
		require.True(t, paused(failed))
		require.Error(t, waits()[0], "the pause has become too long")
		require.False(t, paused(failed))
		early()
	})
}

func TestWhoAsksIsToldWhetherItIsForAnAlertRule(t *testing.T) {
	p := budget.NewPriority()
	ctx := budget.With(t.Context(), p)
	select {
	case <-budget.Raised(ctx):
		t.Fatal("not yet")
	default:
	}
	p.Raise()
	<-budget.Raised(ctx)
	require.Nil(t, budget.Raised(t.Context()))
}
