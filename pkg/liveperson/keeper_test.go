package liveperson

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
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

// counting is a keeper whose fetches give 1, 2, 3 and so on, good for an hour
// and renewed after 50 minutes.
func counting(c *clock) (k *keeper[int], fetched chan int, fail func(error)) {
	fetched = make(chan int, 100)
	var mu sync.Mutex
	var failure error
	n := 0
	k = &keeper[int]{life: context.Background(), now: c.now}
	k.fetch = func(context.Context, *int) (kept[int], error) {
		mu.Lock()
		defer mu.Unlock()
		n++
		fetched <- n
		return kept[int]{n, c.now().Add(50 * time.Minute), c.now().Add(time.Hour)}, failure
	}
	return k, fetched, func(err error) { mu.Lock(); failure = err; mu.Unlock() }
}

func mustGet(t *testing.T, k *keeper[int]) int {
	t.Helper()
	value, err := k.get(context.Background())
	require.NoError(t, err)
	return value
}

func TestAValueIsFetchedOnce(t *testing.T) {
	k, fetched, _ := counting(&clock{})
	for range 10 {
		require.Equal(t, 1, mustGet(t, k))
	}
	require.Len(t, fetched, 1)
}

func TestAValueIsRenewedBehindThoseWhoUseIt(t *testing.T) {
	c := &clock{}
	k, fetched, _ := counting(c)
	require.Equal(t, 1, mustGet(t, k))
	<-fetched
	c.forward(55 * time.Minute)
	require.Equal(t, 1, mustGet(t, k), "nobody waits for the renewal")
	require.Equal(t, 2, <-fetched)
	require.Eventually(t, func() bool { return mustGet(t, k) == 2 }, 5*time.Second, time.Millisecond)
}

func TestAValueServesOnWhileItCanNotBeRenewed(t *testing.T) {
	c := &clock{}
	k, fetched, fail := counting(c)
	require.Equal(t, 1, mustGet(t, k))
	<-fetched
	fail(errors.New("down"))
	c.forward(55 * time.Minute)
	require.Equal(t, 1, mustGet(t, k))
	<-fetched
	require.Equal(t, 1, mustGet(t, k))
	c.forward(10 * time.Minute)
	_, err := k.get(context.Background())
	require.EqualError(t, err, "down")
}

func TestAFailureIsNotRepeatedAtOnce(t *testing.T) {
	c := &clock{}
	k, fetched, fail := counting(c)
	fail(&Error{Status: http.StatusTooManyRequests, RetryAfter: 20 * time.Second})
	for range 10 {
		_, err := k.get(context.Background())
		require.Error(t, err)
	}
	require.Len(t, fetched, 1)
	c.forward(6 * time.Second)
	_, err := k.get(context.Background())
	require.Error(t, err, "LivePerson asked for 20 seconds")
	require.Len(t, fetched, 1)
	fail(nil)
	c.forward(15 * time.Second)
	require.Equal(t, 2, mustGet(t, k))
}

func TestAKeptFailureAsksToWaitForWhatIsLeft(t *testing.T) {
	c := &clock{}
	k, _, fail := counting(c)
	fail(&Error{Status: http.StatusTooManyRequests, RetryAfter: 20 * time.Second})
	wait := func() time.Duration {
		_, err := k.get(context.Background())
		require.Error(t, err)
		return err.(*Error).RetryAfter
	}
	require.Equal(t, 20*time.Second, wait())
	c.forward(15 * time.Second)
	require.Equal(t, 5*time.Second, wait())
	c.forward(5 * time.Second)
	require.Equal(t, 20*time.Second, wait(), "asked anew")
	fail(&Error{Status: http.StatusTooManyRequests, RetryAfter: 2 * time.Second})
	c.forward(20 * time.Second)
	require.Equal(t, 2*time.Second, wait())
	c.forward(3 * time.Second)
	require.Zero(t, wait())
}

func TestAValueIsHeldUntilItExpiresOrIsDropped(t *testing.T) {
	c := &clock{}
	k, _, _ := counting(c)
	require.False(t, k.holds(1))
	require.True(t, k.holds(mustGet(t, k)))
	require.False(t, k.holds(2))
	k.drop(1)
	require.False(t, k.holds(1))
	require.True(t, k.holds(mustGet(t, k)))
	c.forward(time.Hour)
	require.False(t, k.holds(2))
}

func TestOnlyTheValueInUseIsDropped(t *testing.T) {
	k, _, _ := counting(&clock{})
	require.Equal(t, 1, mustGet(t, k))
	require.True(t, k.drop(1))
	require.Equal(t, 2, mustGet(t, k))
	require.True(t, k.drop(1), "one who comes late with the old value asks with the new one")
	require.Equal(t, 2, mustGet(t, k))
}

func TestAnUpstreamThatRefusesEveryValueIsNotAskedForMoreAtOnce(t *testing.T) {
	c := &clock{}
	k, fetched, _ := counting(c)
	require.True(t, k.drop(mustGet(t, k)))
	for range 10 {
		require.False(t, k.drop(mustGet(t, k)))
	}
	require.Len(t, fetched, 2)
	c.forward(time.Minute)
	require.True(t, k.drop(mustGet(t, k)))
}

func TestAFetchDoesNotBringADroppedValueBack(t *testing.T) {
	c := &clock{}
	began, release := make(chan struct{}), make(chan struct{})
	k := &keeper[int]{life: context.Background(), now: c.now}
	k.fetch = func(_ context.Context, previous *int) (kept[int], error) {
		if previous != nil { // keeps the value alive, slowly
			close(began)
			<-release
			return kept[int]{*previous, c.now().Add(time.Minute), c.now().Add(time.Hour)}, nil
		}
		return kept[int]{int(c.now().Unix()), c.now().Add(time.Minute), c.now().Add(time.Hour)}, nil
	}
	first := mustGet(t, k)
	c.forward(2 * time.Minute)
	require.Equal(t, first, mustGet(t, k))
	<-began
	require.True(t, k.drop(first))
	second := mustGet(t, k)
	require.NotEqual(t, first, second)
	close(release)
	require.Never(t, func() bool { return mustGet(t, k) == first }, 50*time.Millisecond, time.Millisecond)
}

func TestOneWhoLeavesDoesNotEndTheFetch(t *testing.T) {
	release := make(chan struct{})
	k := &keeper[int]{life: context.Background(), now: time.Now, fetch: func(context.Context, *int) (kept[int], error) {
		<-release
		return kept[int]{1, time.Now().Add(time.Hour), time.Now().Add(time.Hour)}, nil
	}}
	gone, leave := context.WithCancel(context.Background())
	leave()
	_, err := k.get(gone)
	require.ErrorIs(t, err, context.Canceled)
	close(release)
	require.Equal(t, 1, mustGet(t, k))
}

func TestAFetchEndsWithTheLifeOfItsKeeper(t *testing.T) {
	life, end := context.WithCancel(context.Background())
	began := make(chan struct{}, 2)
	k := &keeper[int]{life: life, now: time.Now, fetch: func(ctx context.Context, _ *int) (kept[int], error) {
		began <- struct{}{}
		<-ctx.Done()
		return kept[int]{}, ctx.Err()
	}}
	go func() {
		<-began
		end()
	}()
	_, err := k.get(context.Background())
	require.ErrorIs(t, err, context.Canceled)
}

func TestASessionInUseIsKeptAlive(t *testing.T) {
	at := time.Now()
	s := keep(session{bearer: "b", ends: at.Add(8 * time.Hour)})
	require.WithinDuration(t, at.Add(keepAlive), s.renew, time.Minute)
	require.WithinDuration(t, at.Add(8*time.Hour), s.expires, 2*time.Minute)
}
