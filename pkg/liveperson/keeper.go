package liveperson

import (
	"context"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"
)

const (
	// patience is how long a failed fetch answers for all: a wrong password is
	// not tried again by each of fifty panels (LivePerson: after too many
	// logins, wait 5 s).
	patience = 5 * time.Second
	// fetchTimeout bounds a fetch, which no caller's own deadline does.
	fetchTimeout = 30 * time.Second
)

// kept is a value with the times at which it should and must be fetched anew.
type kept[T comparable] struct {
	value          T
	renew, expires time.Time
}

// keeper holds one value that costs a request to get, a token or a host, for
// all who need it. They share one fetch. Between renew and expires the value
// still serves while a fetch goes on behind it.
type keeper[T comparable] struct {
	// fetch gets a value; previous is the one that is still valid, if any. It
	// runs apart from any caller's context, so that one who leaves takes nothing
	// from the others and no traffic capture of a query sees a token.
	fetch func(ctx context.Context, previous *T) (kept[T], error)
	now   func() time.Time

	mu      sync.Mutex
	held    *kept[T]
	failure error
	retry   time.Time
	flight  singleflight.Group
}

// get returns the value, fetched if need be.
func (k *keeper[T]) get(ctx context.Context) (T, error) {
	k.mu.Lock()
	held, failure, now := k.held, k.failure, k.now()
	if failure != nil && !now.Before(k.retry) {
		failure = nil
	}
	k.mu.Unlock()

	if held != nil && now.Before(held.expires) {
		if now.After(held.renew) && failure == nil {
			k.start(held)
		}
		return held.value, nil
	}
	var none T
	if failure != nil {
		return none, failure
	}
	select {
	case result := <-k.start(nil):
		if result.Err != nil {
			return none, result.Err
		}
		return result.Val.(T), nil
	case <-ctx.Done():
		return none, ctx.Err()
	}
}

// start begins a fetch, or joins the one under way.
func (k *keeper[T]) start(held *kept[T]) <-chan singleflight.Result {
	return k.flight.DoChan("", func() (any, error) {
		ctx, cancel := context.WithTimeout(context.Background(), fetchTimeout)
		defer cancel()
		var previous *T
		if held != nil {
			previous = &held.value
		}
		fetched, err := k.fetch(ctx, previous)
		k.mu.Lock()
		defer k.mu.Unlock()
		if err != nil {
			k.failure, k.retry = err, k.now().Add(patienceWith(err))
			return fetched.value, err
		}
		k.held, k.failure = &fetched, nil
		return fetched.value, nil
	})
}

// drop forgets the value if it is still this one.
func (k *keeper[T]) drop(value T) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.held != nil && k.held.value == value {
		k.held = nil
	}
}

func patienceWith(err error) time.Duration {
	if e, ok := err.(*Error); ok {
		return max(patience, e.RetryAfter)
	}
	return patience
}
