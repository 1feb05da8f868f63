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
