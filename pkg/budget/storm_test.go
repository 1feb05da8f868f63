package budget_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/budget"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

// fickle is a LivePerson that can be told how to answer; it notes when it was
// asked.
type fickle struct {
	mu    sync.Mutex
	takes time.Duration
	err   error
	asked []time.Time
}

func (f *fickle) attempt(ctx context.Context) error {
	f.mu.Lock()
	f.asked = append(f.asked, time.Now())
	takes, err := f.takes, f.err
	f.mu.Unlock()
	select {
	case <-time.After(takes):
	case <-ctx.Done():
		return ctx.Err()
	}
	return err
}

func (f *fickle) becomes(takes time.Duration, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.takes, f.err, f.asked = takes, err, nil
}

// calls is how often it was asked since it last changed.
func (f *fickle) calls() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.asked)
}

func failure(status int, wait time.Duration) error { return failing(status, wait)(nil) }

// brew makes a storm: LivePerson asks to wait.
func brew(t *testing.T, b *budget.Budget, f *fickle, wait time.Duration) {
	f.becomes(0, failure(429, wait))
	ctx, leave := context.WithTimeout(rule(t.Context()), 10*time.Millisecond) // no repeat
	defer leave()
	require.Error(t, b.Do(ctx, service, f.attempt))
}

// ask asks so many times at once, and returns what waits for the answers.
func (f *fickle) ask(ctx context.Context, b *budget.Budget, n int) (wait func() []error) {
	var all sync.WaitGroup
	errs := make([]error, n)
	for i := range n {
		all.Go(func() { errs[i] = b.Do(ctx, service, f.attempt) })
	}
	synctest.Wait()
	return func() []error { all.Wait(); return errs }
}

func TestThoseWhoWaitForTheirTurnKeepAPauseToo(t *testing.T) {
	run(t, usual, func(t *testing.T, b *budget.Budget) {
		f := &fickle{takes: latency}
		answers := f.ask(t.Context(), b, 100)
		time.Sleep(time.Second)
		f.becomes(latency, failure(429, 4*time.Second))
		time.Sleep(latency + 100*time.Millisecond)
		f.becomes(latency, nil)
		under := f.calls()
		time.Sleep(3 * time.Second)
		require.Equal(t, under, f.calls(), "nothing is sent while LivePerson asks to wait")
		for _, err := range answers() {
			require.NoError(t, err)
		}
	})
}

func TestAfterAPauseOneTriesWhileTheOthersWait(t *testing.T) {
	run(t, usual, func(t *testing.T, b *budget.Budget) {
		f := &fickle{}
		brew(t, b, f, 4*time.Second)
		f.becomes(2*time.Second, nil)
		answers := f.ask(t.Context(), b, 50)
		time.Sleep(3900 * time.Millisecond)
		require.Zero(t, f.calls())
		time.Sleep(time.Second)
		require.Equal(t, 1, f.calls())
		f.mu.Lock()
		f.takes = 0
		f.mu.Unlock()
		for _, err := range answers() {
			require.NoError(t, err)
		}
		require.LessOrEqual(t, 50.0-17, f.asked[49].Sub(f.asked[0]).Seconds()*16, "and then at the usual pace")
	})
}

func TestAProbeThatEndsWithoutAnAnswerLeavesItToTheNext(t *testing.T) {
	tests := map[string]func(context.Context) error{
		"it is given up": func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() },
		"it panics":      func(context.Context) error { panic("a fault") },
	}
	for name, attempt := range tests {
		t.Run(name, func(t *testing.T) {
			run(t, usual, func(t *testing.T, b *budget.Budget) {
				f := &fickle{}
				brew(t, b, f, time.Second)
				f.becomes(0, nil)
				ctx, leave := context.WithTimeout(t.Context(), 2*time.Second)
				defer leave()
				var probe sync.WaitGroup
				probe.Go(func() {
					defer func() { _ = recover() }()
					_ = b.Do(ctx, service, attempt)
				})
				synctest.Wait()
				for _, err := range f.ask(t.Context(), b, 10)() {
					require.NoError(t, err)
				}
				probe.Wait()
			})
		})
	}
}

func TestOnlyTheProbeEndsAStorm(t *testing.T) {
	run(t, usual, func(t *testing.T, b *budget.Budget) {
		f := &fickle{takes: 3 * time.Second}
		early := f.ask(t.Context(), b, 1) // ends after the pause, well
		brew(t, b, f, time.Second)
		f.becomes(5*time.Second, nil)
		answers := f.ask(t.Context(), b, 20)
		early()
		time.Sleep(time.Second)
		require.Equal(t, 1, f.calls())
		answers()
	})
}

func TestAPauseThatLivePersonAsksForMeanwhileOutlastsTheProbe(t *testing.T) {
	run(t, usual, func(t *testing.T, b *budget.Budget) {
		f := &fickle{takes: 2 * time.Second, err: failure(429, 5*time.Second)}
		early := f.ask(t.Context(), b, 1) // is told to wait while the probe is under way
		brew(t, b, f, time.Second)
		f.becomes(2*time.Second, nil)
		probe := f.ask(t.Context(), b, 1)
		time.Sleep(3500 * time.Millisecond)
		answers := f.ask(t.Context(), b, 5)
		require.Equal(t, 1, f.calls())
		for _, err := range append(answers(), probe()...) {
			require.NoError(t, err)
		}
		require.GreaterOrEqual(t, f.asked[1].Sub(f.asked[0]), 5*time.Second)
		early()
	})
}

func TestNobodyWaitsLongForAStormToEnd(t *testing.T) {
	run(t, usual, func(t *testing.T, b *budget.Budget) {
		f := &fickle{}
		brew(t, b, f, time.Second)
		f.becomes(time.Minute, errors.New("the probe hangs"))
		probe := f.ask(t.Context(), b, 1)
		time.Sleep(2 * time.Second)
		began := time.Now()
		for _, err := range f.ask(t.Context(), b, 10)() {
			require.EqualError(t, err, "It fails.", "the cause of the storm")
		}
		require.Equal(t, 10*time.Second, time.Since(began))
		probe()
	})
}

func TestAnOutageOfMinutesIsNoStampede(t *testing.T) {
	run(t, usual, func(t *testing.T, b *budget.Budget) {
		f := &fickle{takes: latency, err: failure(503, 0)}
		stop := time.Now().Add(10 * time.Minute)
		var panels sync.WaitGroup
		for range 200 {
			panels.Go(func() {
				for time.Now().Before(stop) {
					_ = b.Do(t.Context(), service, f.attempt)
					time.Sleep(5 * time.Second)
				}
			})
		}
		panels.Wait()
		require.Less(t, f.calls(), 60)
		f.becomes(latency, nil)
		time.Sleep(time.Minute)
		for _, err := range f.ask(t.Context(), b, 100)() {
			require.NoError(t, err, "recovery needs nobody")
		}
	})
}

func TestWhoseTimeEndsInAStormIsToldItsCause(t *testing.T) {
	run(t, usual, func(t *testing.T, b *budget.Budget) {
		brew(t, b, &fickle{}, 5*time.Second)
		ctx, leave := context.WithTimeout(t.Context(), 2*time.Second)
		defer leave()
		err := b.Do(ctx, service, fine)
		require.EqualError(t, err, "It fails.", "and not that the own limit is used up")
		require.Equal(t, 3*time.Second, err.(*liveperson.Error).RetryAfter, "of five seconds two have passed")

		ctx, leave = context.WithCancel(t.Context())
		time.AfterFunc(time.Second, leave)
		require.ErrorIs(t, b.Do(ctx, service, fine), context.Canceled, "who leaves is told nothing")
	})
}
