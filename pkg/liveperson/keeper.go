package liveperson

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"
)

const (
	// failureLife is how long a failed fetch answers for all: it is not tried
	// again by each of fifty panels (LivePerson: after too many logins, wait
	// 5 s).
	failureLife = 5 * time.Second
	// betweenDrops is how soon after one value was refused the next one may be
	// given up too: an upstream that refuses a new token refuses the next.
	betweenDrops = 30 * time.Second
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
	// life ends fetches. It is no caller's, so that one who leaves takes nothing
	// from the others and no traffic capture of a query sees a token.
	life context.Context
	// fetch gets a value; previous is the one that is still valid, if any.
	fetch func(ctx context.Context, previous *T) (kept[T], error)
	now   func() time.Time

	mu      sync.Mutex
	held    *kept[T]
	drops   int       // how many values were dropped
	dropped time.Time // when the last one was
	failure error
	failed  time.Time // when it came
	flight  singleflight.Group
}

// get returns the value, fetched if need be.
func (k *keeper[T]) get(ctx context.Context) (T, error) {
	k.mu.Lock()
	held, drops, now := k.held, k.drops, k.now()
	failure := k.lasting(now)
	k.mu.Unlock()

	if held != nil && now.Before(held.expires) {
		if now.After(held.renew) && failure == nil {
			k.start(held, drops)
		}
		return held.value, nil
	}
	var none T
	if failure != nil {
		return none, failure
	}
	select {
	case result := <-k.start(nil, drops):
		if result.Err != nil {
			return none, result.Err
		}
		return result.Val.(T), nil
	case <-ctx.Done():
		return none, ctx.Err()
	}
}

// start begins a fetch, or joins the one under way. A fetch that began before a
// value was dropped is not joined: it may bring back that very value.
func (k *keeper[T]) start(held *kept[T], drops int) <-chan singleflight.Result {
	return k.flight.DoChan(fmt.Sprint(drops), func() (any, error) {
		if value, done := k.since(held, drops); done {
			return value, nil
		}
		ctx, cancel := context.WithTimeout(k.life, fetchTimeout)
		defer cancel()
		var previous *T
		if held != nil {
			previous = &held.value
		}
		fetched, err := k.guarded(ctx, previous)
		k.mu.Lock()
		defer k.mu.Unlock()
		if k.drops != drops {
			return fetched.value, err
		}
		if err != nil {
			k.failure, k.failed = err, k.now()
			return fetched.value, err
		}
		k.held, k.failure = &fetched, nil
		return fetched.value, nil
	})
}

// since is what another fetch brought between a caller's look, which saw no valid
// value, and the start of its own, if one did.
func (k *keeper[T]) since(held *kept[T], drops int) (value T, done bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if held != nil || k.held == nil || k.drops != drops || !k.now().Before(k.held.expires) {
		return value, false
	}
	return k.held.value, true
}

// guarded turns a panic of a fetch into an error: no caller is above it to catch
// one, and it would end the whole program.
func (k *keeper[T]) guarded(ctx context.Context, previous *T) (fetched kept[T], err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &Error{Status: http.StatusInternalServerError, Sentence: "The data source has a fault: it could not sign in to LivePerson. Please report this."}
		}
	}()
	return k.fetch(ctx, previous)
}

// holds tells whether a value is the one that serves now.
func (k *keeper[T]) holds(value T) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.held != nil && k.held.value == value && k.now().Before(k.held.expires)
}

// drop forgets the value if it is still this one, and tells whether another is
// worth asking for.
func (k *keeper[T]) drop(value T) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.held == nil || k.held.value != value {
		return true // somebody was faster
	}
	if k.drops > 0 && k.now().Sub(k.dropped) < betweenDrops {
		return false
	}
	k.held = nil
	k.drops++
	k.dropped = k.now()
	return true
}

// lasting is the failure that still answers for all, nil if there is none. Of
// what LivePerson asked to wait, some has passed.
func (k *keeper[T]) lasting(now time.Time) error {
	passed := now.Sub(k.failed)
	e, ok := k.failure.(*Error)
	switch {
	case ok && passed < max(failureLife, e.RetryAfter):
		return e.Within(max(0, e.RetryAfter-passed))
	case !ok && passed < failureLife:
		return k.failure
	}
	return nil
}
