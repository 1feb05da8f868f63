package cache_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/cache"
)

// inVirtualTime runs a test of a loader whose loads do as they are told.
func inVirtualTime(t *testing.T, load func(ctx context.Context) (int, error), test func(t *testing.T, l *cache.Loader[int], end context.CancelFunc)) {
	synctest.Test(t, func(t *testing.T) {
		lifetime, end := context.WithCancel(t.Context())
		defer end()
		o := options(&clock{})
		o.Lifetime, o.Now = lifetime, time.Now
		o.Prepare = func(ctx context.Context) context.Context { return context.WithValue(ctx, prepared{}, true) }
		test(t, cache.NewLoader(o, func(ctx context.Context, _ *int) (cache.Loaded[int], error) {
			value, err := load(ctx)
			return cache.Loaded[int]{Value: value, RenewAt: time.Now().Add(time.Hour), ExpiresAt: time.Now().Add(time.Hour)}, err
		}), end)
	})
}

type prepared struct{}

func TestLoaderLoadsOnForOthersWhenACallerLeaves(t *testing.T) {
	inVirtualTime(t, func(ctx context.Context) (int, error) {
		time.Sleep(10 * time.Second)
		return 1, ctx.Err()
	}, func(t *testing.T, l *cache.Loader[int], _ context.CancelFunc) {
		leaving, leave := context.WithTimeout(t.Context(), time.Second)
		defer leave()
		_, err := l.Get(leaving)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		began := time.Now()
		value, err := l.Get(t.Context())
		require.NoError(t, err)
		require.Equal(t, 1, value.Value)
		require.Equal(t, 9*time.Second, time.Since(began), "the load of the caller who left")
	})
}

func TestLoadEndsWithTheLifetime(t *testing.T) {
	inVirtualTime(t, func(ctx context.Context) (int, error) {
		<-ctx.Done()
		return 0, ctx.Err()
	}, func(t *testing.T, l *cache.Loader[int], end context.CancelFunc) {
		time.AfterFunc(time.Second, end)
		_, err := l.Get(t.Context())
		require.ErrorIs(t, err, context.Canceled)
	})
}

func TestLoadThatTakesTooLongFails(t *testing.T) {
	inVirtualTime(t, func(ctx context.Context) (int, error) {
		<-ctx.Done()
		return 0, ctx.Err()
	}, func(t *testing.T, l *cache.Loader[int], _ context.CancelFunc) {
		began := time.Now()
		_, err := l.Get(t.Context())
		require.ErrorIs(t, err, context.DeadlineExceeded)
		require.Equal(t, time.Minute, time.Since(began))
	})
}

func TestLoadThatPanicsFails(t *testing.T) {
	inVirtualTime(t, func(context.Context) (int, error) { panic("a fault") }, func(t *testing.T, l *cache.Loader[int], _ context.CancelFunc) {
		_, err := l.Get(t.Context())
		var fault *cache.PanicError
		require.ErrorAs(t, err, &fault)
		require.Equal(t, "a fault", fault.Cause)
	})
}

func TestLoadDoesNotSeeItsCallersContext(t *testing.T) {
	type callers struct{}
	inVirtualTime(t, func(ctx context.Context) (int, error) {
		if ctx.Value(callers{}) != nil || ctx.Value(prepared{}) == nil {
			return 0, nil
		}
		return 1, nil
	}, func(t *testing.T, l *cache.Loader[int], _ context.CancelFunc) {
		value, err := l.Get(context.WithValue(t.Context(), callers{}, true))
		require.NoError(t, err)
		require.Equal(t, 1, value.Value)
	})
}
