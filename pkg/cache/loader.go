// Package cache keeps what costs a request to get: entries of responses in a Store, and
// single values such as tokens, hosts and lists in a Loader.
package cache

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/singleflight"
)

// Loaded is what a load returns.
type Loaded[T any] struct {
	Value T
	// Unchanged reports that it is the previous value, which is good for longer.
	Unchanged bool
	// RenewAt is when another value is loaded in the background, ExpiresAt when this
	// one is not returned any more.
	RenewAt, ExpiresAt time.Time
	// WaitAt is when callers wait for the renewal, for up to maxRenewalWait, before
	// this one is returned; zero for never.
	WaitAt time.Time
}

// Value is a value of a loader.
type Value[T any] struct {
	Value      T
	generation int
}

// LoaderOptions are how a loader works.
type LoaderOptions struct {
	// Lifetime ends loads. They run on it and not on a caller's context, so that a
	// caller who leaves takes nothing from the others, and what is logged of one
	// query can't show a token.
	Lifetime context.Context
	// Prepare adds to the context of each load; nil adds nothing.
	Prepare func(context.Context) context.Context
	// Timeout bounds a load, which no caller's deadline does; 0 leaves it to the load.
	Timeout time.Duration
	// Remember returns what callers get of an error that a load ended with so long
	// ago, nil once it is time to load again.
	Remember func(err error, age time.Duration) error
	// Forgotten is the time, in Unix nanoseconds, up to which errors are not remembered
	// any more; nil for none.
	Forgotten *atomic.Int64
	// MinInvalidationInterval is how long after one value was invalidated the next
	// one may be: an upstream that rejects a new value rejects the next one too.
	MinInvalidationInterval time.Duration
	Now                     func() time.Time
}

// Loader loads a value once for all callers and keeps it. Between RenewAt and
// ExpiresAt the value is returned while another one is loaded in the background.
// It is safe for concurrent use.
type Loader[T any] struct {
	options LoaderOptions
	load    func(ctx context.Context, previous *T) (Loaded[T], error)
	loads   singleflight.Group

	mu    sync.Mutex
	entry *loaderEntry[T] // nil if there is none
	// generation is that of the last entry.
	generation    int
	invalidations int
	invalidatedAt time.Time
	failure       error // of the last load
	failedAt      time.Time
}

type loaderEntry[T any] struct {
	Loaded[T]
	generation int
}

// NewLoader makes a loader. The load is given the previous value if that has not
// expired.
func NewLoader[T any](options LoaderOptions, load func(ctx context.Context, previous *T) (Loaded[T], error)) *Loader[T] {
	return &Loader[T]{options: options, load: load}
}

// Get returns the value, loaded if need be. Its errors are the load's, *PanicError
// or the context's.
func (l *Loader[T]) Get(ctx context.Context) (Value[T], error) {
	l.mu.Lock()
	now, invalidations := l.options.Now(), l.invalidations
	entry, failure := l.valid(now), l.remembered(now)
	l.mu.Unlock()
	if entry != nil {
		if failure == nil && !now.Before(entry.RenewAt) {
			renewal := l.start(entry, invalidations)
			if !entry.WaitAt.IsZero() && now.After(entry.WaitAt) {
				return renewed(ctx, renewal, entry), nil
			}
		}
		return entry.value(), nil
	}
	if failure != nil {
		return Value[T]{}, failure
	}
	select {
	case result := <-l.start(nil, invalidations):
		if result.Err != nil {
			return Value[T]{}, result.Err
		}
		return result.Val.(Value[T]), nil
	case <-ctx.Done():
		return Value[T]{}, ctx.Err()
	}
}

// Extend moves the time at which the value that is known expires, to an earlier one if the
// duration is negative.
func (l *Loader[T]) Extend(by time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.entry != nil {
		extended := *l.entry // which others may be reading
		extended.ExpiresAt = extended.ExpiresAt.Add(by)
		l.entry = &extended
	}
}

// Peek returns the value if there is one, and loads none.
func (l *Loader[T]) Peek() (value Value[T], known bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if entry := l.valid(l.options.Now()); entry != nil {
		return entry.value(), true
	}
	return value, false
}

// IsCurrent reports whether the value is the one that Get returns now.
func (l *Loader[T]) IsCurrent(v Value[T]) bool {
	current, known := l.Peek()
	return known && current.generation == v.generation
}

// Invalidate drops the value if it is still the current one, and reports whether
// another one is worth loading.
func (l *Loader[T]) Invalidate(v Value[T]) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.entry == nil || l.entry.generation != v.generation {
		return true // another caller was faster
	}
	now := l.options.Now()
	if l.invalidations > 0 && now.Sub(l.invalidatedAt) < l.options.MinInvalidationInterval {
		return false
	}
	l.entry = nil
	l.invalidations++
	l.invalidatedAt = now
	return true
}
