package cache_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/cache"
)

func TestLoaderValueIsCurrentUntilItExpiresOrIsInvalidated(t *testing.T) {
	at := &clock{}
	c := newCounter(at)
	_, known := c.Peek()
	require.False(t, known)
	require.False(t, c.IsCurrent(cache.Value[[]int]{}))
	first := c.get(t)
	require.True(t, c.IsCurrent(first))
	c.Invalidate(first)
	require.False(t, c.IsCurrent(first))
	second := c.get(t)
	require.True(t, c.IsCurrent(second))
	require.False(t, c.IsCurrent(first))
	at.forward(time.Hour)
	require.False(t, c.IsCurrent(second))
}

func TestLoaderKeepsTheGenerationOfAnUnchangedValue(t *testing.T) {
	at := &clock{}
	c := newCounter(at)
	first := c.get(t)
	<-c.loads
	c.mu.Lock()
	c.unchanged = true
	c.mu.Unlock()
	at.forward(55 * time.Minute)
	require.Equal(t, first, c.get(t))
	<-c.loads
	require.Eventually(t, func() bool { _, known := c.Peek(); return known }, 5*time.Second, time.Millisecond)
	at.forward(10 * time.Minute) // past the end of the first
	require.Eventually(t, func() bool { return c.IsCurrent(first) }, 5*time.Second, time.Millisecond)
	require.True(t, c.Invalidate(first))
	require.False(t, c.IsCurrent(first))
}

func TestLoaderInvalidatesOnlyTheCurrentValue(t *testing.T) {
	c := newCounter(&clock{})
	first := c.get(t)
	require.True(t, c.Invalidate(first))
	require.Equal(t, 2, c.number(t))
	require.True(t, c.Invalidate(first), "a late caller with the old value goes on with the new one")
	require.Equal(t, 2, c.number(t))
}

func TestLoaderDoesNotInvalidateEveryValueAtOnce(t *testing.T) {
	at := &clock{}
	c := newCounter(at)
	require.True(t, c.Invalidate(c.get(t)))
	for range 10 {
		require.False(t, c.Invalidate(c.get(t)))
	}
	require.Len(t, c.loads, 2)
	at.forward(time.Minute)
	require.True(t, c.Invalidate(c.get(t)))
}

func TestLoaderDoesNotBringBackAnInvalidatedValue(t *testing.T) {
	at := &clock{}
	began, release := make(chan struct{}), make(chan struct{})
	loaded := func(n int) cache.Loaded[int] {
		return cache.Loaded[int]{Value: n, RenewAt: at.now().Add(time.Minute), ExpiresAt: at.now().Add(time.Hour)}
	}
	l := cache.NewLoader(options(at), func(_ context.Context, previous *int) (cache.Loaded[int], error) {
		if previous != nil { // keeps the value alive, slowly
			close(began)
			<-release
			return loaded(*previous), nil
		}
		return loaded(int(at.now().Unix())), nil
	})
	get := func() cache.Value[int] {
		value, err := l.Get(context.Background())
		require.NoError(t, err)
		return value
	}
	first := get()
	at.forward(2 * time.Minute)
	require.Equal(t, first, get())
	<-began
	require.True(t, l.Invalidate(first))
	second := get()
	require.NotEqual(t, first.Value, second.Value)
	close(release)
	require.Never(t, func() bool { return get().Value == first.Value }, 50*time.Millisecond, time.Millisecond)
}
