package cache

import (
	"context"
	"strconv"
	"time"

	"golang.org/x/sync/singleflight"
)

// maxRenewalWait is how long callers wait for a renewal who have an old value.
const maxRenewalWait = 5 * time.Second

// start begins a load, or joins the one in flight. A load that began before an
// invalidation is not joined: it may bring back the value that was invalidated.
func (l *Loader[T]) start(entry *loaderEntry[T], invalidations int) <-chan singleflight.Result {
	return l.loads.DoChan(strconv.Itoa(invalidations), func() (any, error) {
		if loaded := l.loadedSince(entry, invalidations); loaded != nil {
			return loaded.value(), nil
		}
		var previous *T
		if entry != nil {
			previous = &entry.Value
		}
		loaded, err := l.run(previous)
		return l.store(entry, loaded, err, invalidations)
	})
}

// loadedSince is what another load brought between a caller's look, which found no
// valid entry, and the start of its own load; nil if none did.
func (l *Loader[T]) loadedSince(entry *loaderEntry[T], invalidations int) *loaderEntry[T] {
	l.mu.Lock()
	defer l.mu.Unlock()
	if entry != nil || l.invalidations != invalidations {
		return nil
	}
	return l.valid(l.options.Now())
}

// run loads.
func (l *Loader[T]) run(previous *T) (Loaded[T], error) {
	ctx := l.options.Lifetime
	if l.options.Timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, l.options.Timeout)
		defer cancel()
	}
	if l.options.Prepare != nil {
		ctx = l.options.Prepare(ctx)
	}
	return RecoverPanic(func() (Loaded[T], error) { return l.load(ctx, previous) })
}

// store keeps what was loaded, unless there was an invalidation since.
func (l *Loader[T]) store(previous *loaderEntry[T], loaded Loaded[T], err error, invalidations int) (Value[T], error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.generation++
	entry := &loaderEntry[T]{loaded, l.generation}
	if previous != nil && loaded.Unchanged {
		entry.generation = previous.generation
	}
	switch {
	case l.invalidations != invalidations:
	case err != nil:
		l.failure, l.failedAt = err, l.options.Now()
	default:
		l.entry, l.failure = entry, nil
	}
	return entry.value(), err
}

// valid is the entry if it has not expired, else nil.
func (l *Loader[T]) valid(now time.Time) *loaderEntry[T] {
	if l.entry == nil || !now.Before(l.entry.ExpiresAt) {
		return nil
	}
	return l.entry
}

// remembered is what is left of the last failure, nil if nothing is.
func (l *Loader[T]) remembered(now time.Time) error {
	if l.failure == nil || l.options.Forgotten != nil && l.failedAt.UnixNano() <= l.options.Forgotten.Load() {
		return nil
	}
	return l.options.Remember(l.failure, now.Sub(l.failedAt))
}

func (e *loaderEntry[T]) value() Value[T] { return Value[T]{e.Value, e.generation} }

// renewed is the value that a renewal brings, or the old one if it fails or takes long.
func renewed[T any](ctx context.Context, renewal <-chan singleflight.Result, old *loaderEntry[T]) Value[T] {
	timer := time.NewTimer(maxRenewalWait)
	defer timer.Stop()
	select {
	case result := <-renewal:
		if result.Err == nil {
			return result.Val.(Value[T])
		}
	case <-timer.C:
	case <-ctx.Done():
	}
	return old.value()
}
