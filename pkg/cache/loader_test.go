package cache_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/cache"
)

// clock is a time of day that tests move.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) forward(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// options remember a failure for five seconds.
func options(c *clock) cache.LoaderOptions {
	return cache.LoaderOptions{
		Lifetime: context.Background(), Timeout: time.Minute, MinInvalidationInterval: 30 * time.Second, Now: c.now,
		Remember: func(err error, age time.Duration) error {
			if age < 5*time.Second {
				return err
			}
			return nil
		},
	}
}

// counter is a loader whose loads give 1, 2, 3 and so on, which expire after an hour
// and are renewed after 50 minutes.
type counter struct {
	*cache.Loader[[]int] // values that can't be compared
	loads                chan int

	mu        sync.Mutex
	failure   error
	unchanged bool
	n         int
}

func newCounter(c *clock) *counter {
	counter := &counter{loads: make(chan int, 100)}
	counter.Loader = cache.NewLoader(options(c), func(_ context.Context, previous *[]int) (cache.Loaded[[]int], error) {
		counter.mu.Lock()
		defer counter.mu.Unlock()
		counter.n++
		counter.loads <- counter.n
		loaded := cache.Loaded[[]int]{Value: []int{counter.n}, RenewAt: c.now().Add(50 * time.Minute), ExpiresAt: c.now().Add(time.Hour)}
		if counter.unchanged {
			loaded.Value, loaded.Unchanged = *previous, true
		}
		return loaded, counter.failure
	})
	return counter
}

func (c *counter) fail(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.failure = err
}

func (c *counter) get(t *testing.T) cache.Value[[]int] {
	t.Helper()
	value, err := c.Get(context.Background())
	require.NoError(t, err)
	return value
}

func (c *counter) number(t *testing.T) int { return c.get(t).Value[0] }

func TestLoaderLoadsOnce(t *testing.T) {
	c := newCounter(&clock{})
	for range 10 {
		require.Equal(t, 1, c.number(t))
	}
	require.Len(t, c.loads, 1)
}

func TestLoaderLoadsOnceForConcurrentCallers(t *testing.T) {
	c := newCounter(&clock{})
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			value, err := c.Get(context.Background())
			if err != nil || value.Value[0] != 1 {
				t.Error(value, err)
			}
		})
	}
	all.Wait()
	require.Len(t, c.loads, 1)
}

func TestLoaderRenewsInTheBackground(t *testing.T) {
	at := &clock{}
	c := newCounter(at)
	require.Equal(t, 1, c.number(t))
	<-c.loads
	at.forward(55 * time.Minute)
	require.Equal(t, 1, c.number(t), "no caller waits for the renewal")
	require.Equal(t, 2, <-c.loads)
	require.Eventually(t, func() bool { return c.number(t) == 2 }, 5*time.Second, time.Millisecond)
}

func TestLoaderServesStaleWhileRenewalFails(t *testing.T) {
	at := &clock{}
	c := newCounter(at)
	require.Equal(t, 1, c.number(t))
	<-c.loads
	c.fail(errors.New("down"))
	at.forward(55 * time.Minute)
	require.Equal(t, 1, c.number(t))
	<-c.loads
	require.Equal(t, 1, c.number(t))
	at.forward(10 * time.Minute)
	_, err := c.Get(context.Background())
	require.EqualError(t, err, "down")
}

func TestLoaderRemembersFailure(t *testing.T) {
	at := &clock{}
	c := newCounter(at)
	c.fail(errors.New("down"))
	for range 10 {
		_, err := c.Get(context.Background())
		require.EqualError(t, err, "down")
	}
	require.Len(t, c.loads, 1)
	c.fail(nil)
	at.forward(5*time.Second - time.Millisecond)
	_, err := c.Get(context.Background())
	require.EqualError(t, err, "down")
	at.forward(time.Millisecond)
	require.Equal(t, 2, c.number(t))
}

func TestLoaderWaitsForTheRenewalOfAnOldValue(t *testing.T) {
	c := &clock{}
	loads := 0
	l := cache.NewLoader(options(c), func(context.Context, *int) (cache.Loaded[int], error) {
		loads++
		now := c.now()
		return cache.Loaded[int]{Value: loads, RenewAt: now.Add(time.Minute), WaitAt: now.Add(2 * time.Minute), ExpiresAt: now.Add(time.Hour)}, nil
	})
	for range 2 {
		value, err := l.Get(t.Context())
		require.NoError(t, err)
		require.Equal(t, 1, value.Value)
	}
	c.forward(10 * time.Minute)
	value, err := l.Get(t.Context())
	require.NoError(t, err)
	require.Equal(t, 2, value.Value)
}
