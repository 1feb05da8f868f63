package ratelimit_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/ratelimit"
)

// fakeService takes as long and fails as the test says, and records its attempts.
type fakeService struct {
	mu       sync.Mutex
	takes    time.Duration
	err      error
	attempts []time.Time
}

func (f *fakeService) attempt(ctx context.Context) error {
	f.mu.Lock()
	f.attempts = append(f.attempts, time.Now())
	takes, err := f.takes, f.err
	f.mu.Unlock()
	select {
	case <-time.After(takes):
	case <-ctx.Done():
		return ctx.Err()
	}
	return err
}

func (f *fakeService) set(takes time.Duration, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.takes, f.err, f.attempts = takes, err, nil
}

// calls is how many attempts there were since it last changed.
func (f *fakeService) calls() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.attempts)
}

func failure(status int, wait time.Duration) error { return failing(status, wait)(nil) }

// openBreaker makes LivePerson ask to wait.
func openBreaker(t *testing.T, l *ratelimit.Limiter, f *fakeService, wait time.Duration) {
	f.set(0, failure(429, wait))
	ctx, cancel := context.WithTimeout(alertContext(t.Context()), 10*time.Millisecond) // no repeat
	defer cancel()
	require.Error(t, l.Do(ctx, service, f.attempt))
}

// send sends so many requests at once, and returns a function that waits for the outcomes.
func (f *fakeService) send(ctx context.Context, l *ratelimit.Limiter, n int) (wait func() []error) {
	var all sync.WaitGroup
	errs := make([]error, n)
	for i := range n {
		all.Go(func() { errs[i] = l.Do(ctx, service, f.attempt) })
	}
	synctest.Wait()
	return func() []error { all.Wait(); return errs }
}

func TestQueuedRequestsAreHeldBackByRetryAfter(t *testing.T) {
	run(t, defaults, func(t *testing.T, l *ratelimit.Limiter) {
		f := &fakeService{takes: latency}
		wait := f.send(t.Context(), l, 100)
		time.Sleep(time.Second)
		f.set(latency, failure(429, 4*time.Second))
		time.Sleep(latency + 100*time.Millisecond)
		f.set(latency, nil)
		under := f.calls()
		time.Sleep(3 * time.Second)
		require.Equal(t, under, f.calls(), "nothing is sent while LivePerson asks to wait")
		for _, err := range wait() {
			require.NoError(t, err)
		}
	})
}

func TestHalfOpenBreakerAdmitsOneProbe(t *testing.T) {
	run(t, defaults, func(t *testing.T, l *ratelimit.Limiter) {
		f := &fakeService{}
		openBreaker(t, l, f, 4*time.Second)
		f.set(2*time.Second, nil)
		wait := f.send(t.Context(), l, 50)
		time.Sleep(3900 * time.Millisecond)
		require.Zero(t, f.calls())
		time.Sleep(time.Second)
		require.Equal(t, 1, f.calls())
		f.mu.Lock()
		f.takes = 0
		f.mu.Unlock()
		for _, err := range wait() {
			require.NoError(t, err)
		}
		require.LessOrEqual(t, 50.0-17, f.attempts[49].Sub(f.attempts[0]).Seconds()*16, "and then at the defaults pace")
	})
}

func TestProbeWithoutOutcomeIsFollowedByAnother(t *testing.T) {
	tests := map[string]func(context.Context) error{
		"it is canceled": func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() },
		"it panics":      func(context.Context) error { panic("a fault") },
	}
	for name, attempt := range tests {
		t.Run(name, func(t *testing.T) {
			run(t, defaults, func(t *testing.T, l *ratelimit.Limiter) {
				f := &fakeService{}
				openBreaker(t, l, f, time.Second)
				f.set(0, nil)
				ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
				defer cancel()
				var probe sync.WaitGroup
				probe.Go(func() {
					defer func() { _ = recover() }()
					_ = l.Do(ctx, service, attempt)
				})
				synctest.Wait()
				for _, err := range f.send(t.Context(), l, 10)() {
					require.NoError(t, err)
				}
				probe.Wait()
			})
		})
	}
}

func TestOnlyTheProbeClosesTheBreaker(t *testing.T) {
	run(t, defaults, func(t *testing.T, l *ratelimit.Limiter) {
		f := &fakeService{takes: 3 * time.Second}
		early := f.send(t.Context(), l, 1) // ends after the pause, well
		openBreaker(t, l, f, time.Second)
		f.set(5*time.Second, nil)
		wait := f.send(t.Context(), l, 20)
		early()
		time.Sleep(time.Second)
		require.Equal(t, 1, f.calls())
		wait()
	})
}

func TestRetryAfterDuringTheProbeExtendsThePause(t *testing.T) {
	run(t, defaults, func(t *testing.T, l *ratelimit.Limiter) {
		f := &fakeService{takes: 2 * time.Second, err: failure(429, 5*time.Second)}
		early := f.send(t.Context(), l, 1) // is told to wait while the probe is under way
		openBreaker(t, l, f, time.Second)
		f.set(2*time.Second, nil)
		probe := f.send(t.Context(), l, 1)
		time.Sleep(3500 * time.Millisecond)
		wait := f.send(t.Context(), l, 5)
		require.Equal(t, 1, f.calls())
		for _, err := range append(wait(), probe()...) {
			require.NoError(t, err)
		}
		require.GreaterOrEqual(t, f.attempts[1].Sub(f.attempts[0]), 5*time.Second)
		early()
	})
}

func TestHeldRequestsFailAfterMaxHold(t *testing.T) {
	run(t, defaults, func(t *testing.T, l *ratelimit.Limiter) {
		f := &fakeService{}
		openBreaker(t, l, f, time.Second)
		f.set(time.Minute, errors.New("the probe hangs"))
		probe := f.send(t.Context(), l, 1)
		time.Sleep(2 * time.Second)
		began := time.Now()
		for _, err := range f.send(t.Context(), l, 10)() {
			require.EqualError(t, err, "It fails.", "what opened the breaker")
		}
		require.Equal(t, 10*time.Second, time.Since(began))
		probe()
	})
}

func TestLongOutageSendsFewProbes(t *testing.T) {
	run(t, defaults, func(t *testing.T, l *ratelimit.Limiter) {
		f := &fakeService{takes: latency, err: failure(503, 0)}
		stop := time.Now().Add(10 * time.Minute)
		var panels sync.WaitGroup
		for range 200 {
			panels.Go(func() {
				for time.Now().Before(stop) {
					_ = l.Do(t.Context(), service, f.attempt)
					time.Sleep(5 * time.Second)
				}
			})
		}
		panels.Wait()
		require.Less(t, f.calls(), 60)
		f.set(latency, nil)
		time.Sleep(time.Minute)
		for _, err := range f.send(t.Context(), l, 100)() {
			require.NoError(t, err, "it recovers by itself")
		}
	})
}

func TestTimeoutWhileHeldNamesTheCause(t *testing.T) {
	run(t, defaults, func(t *testing.T, l *ratelimit.Limiter) {
		openBreaker(t, l, &fakeService{}, 5*time.Second)
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		defer cancel()
		err := l.Do(ctx, service, succeed)
		require.EqualError(t, err, "It fails.", "and not that the own limit is used up")
		require.Equal(t, 3*time.Second, api.RetryAfter(err), "of five seconds two have passed")

		ctx, cancel = context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		require.ErrorIs(t, l.Do(ctx, service, succeed), context.Canceled, "a cancel has no cause")
	})
}
