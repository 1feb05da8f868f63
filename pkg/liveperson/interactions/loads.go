package interactions

import (
	"context"
	"sync/atomic"

	"golang.org/x/sync/singleflight"

	"github.com/kmm/liveperson-datasource/pkg/cache"
)

// loads are loads of an account, each once for all callers that want the same. It is safe for
// concurrent use.
type loads[T any] struct {
	cache.LoaderOptions
	group singleflight.Group
}

// load returns something new, and how many calls that took.
type load[T any] func(ctx context.Context) (loaded T, calls int, err error)

// counted is what a load returned, and how many of its calls no request has counted yet.
type counted[T any] struct {
	loaded T
	calls  atomic.Int64
}

// do returns what a load returns, and how many calls that took: 0 for all callers but one.
func (l *loads[T]) do(ctx context.Context, key string, load load[T]) (loaded T, calls int, err error) {
	select {
	case result := <-l.group.DoChan(key, func() (any, error) {
		return cache.RecoverPanic(func() (*counted[T], error) { return l.run(load) })
	}):
		if result.Err != nil {
			return loaded, 0, result.Err
		}
		c := result.Val.(*counted[T])
		return c.loaded, int(c.calls.Swap(0)), nil
	case <-ctx.Done():
		return loaded, 0, ctx.Err()
	}
}

// run loads on the lifetime of the account and not on a caller's context: a caller that is
// canceled does not end the load for the others, and a recording of a query holds no
// conversations.
func (l *loads[T]) run(load load[T]) (*counted[T], error) {
	ctx, cancel := context.WithTimeout(l.Lifetime, l.Timeout)
	defer cancel()
	loaded, calls, err := load(ctx)
	if err != nil {
		return nil, err
	}
	c := &counted[T]{loaded: loaded}
	c.calls.Store(int64(calls))
	return c, nil
}
