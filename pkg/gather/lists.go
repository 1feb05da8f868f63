package gather

import (
	"context"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

// listsFresh is how long a list of the account's configuration serves before it
// is asked for again.
const listsFresh = time.Minute

// lists are the lists of the account's configuration, each asked once for all,
// kept for a while, and kept on where LivePerson fails.
type lists struct {
	upstream liveperson.Lists
	options  Options
	life     context.Context
	flights  singleflight.Group

	mu   sync.Mutex
	kept map[string]keptList
}

type keptList struct {
	value any
	at    time.Time
}

func newLists(upstream liveperson.Lists, options Options, life context.Context) *lists {
	return &lists{upstream: upstream, options: options, life: life, kept: map[string]keptList{}}
}

// Skills implements liveperson.Lists.
func (l *lists) Skills(ctx context.Context) ([]liveperson.Named, error) {
	return list(ctx, l, "skills", l.upstream.Skills)
}

// Groups implements liveperson.Lists.
func (l *lists) Groups(ctx context.Context) ([]liveperson.Named, error) {
	return list(ctx, l, "groups", l.upstream.Groups)
}

// Users implements liveperson.Lists.
func (l *lists) Users(ctx context.Context) ([]liveperson.User, error) {
	return list(ctx, l, "users", l.upstream.Users)
}

// Reasons implements liveperson.Lists.
func (l *lists) Reasons(ctx context.Context) (map[string]string, error) {
	return list(ctx, l, "reasons", l.upstream.Reasons)
}

// list answers from what is kept, or joins who asks, or asks.
func list[T any](ctx context.Context, l *lists, name string, ask func(context.Context) (T, error)) (T, error) {
	old, age := l.get(name)
	if old != nil && age < listsFresh {
		return old.(T), nil
	}
	flight := l.flights.DoChan(name, func() (any, error) {
		asking, cancel := context.WithTimeout(context.WithoutCancel(ctx), l.options.Timeout)
		defer cancel()
		defer context.AfterFunc(l.life, cancel)()
		value, err := protected(func() (T, error) { return ask(asking) })
		if err == nil {
			l.keep(name, value)
		}
		return value, err
	})
	var none T
	select {
	case result := <-flight:
		switch {
		case result.Err == nil:
			return result.Val.(T), nil
		case old != nil && age < l.options.Stale:
			return old.(T), nil
		}
		return none, result.Err
	case <-ctx.Done():
		return none, ctx.Err()
	}
}

func (l *lists) get(name string) (any, time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	kept := l.kept[name]
	return kept.value, l.options.Now().Sub(kept.at)
}

func (l *lists) keep(name string, value any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.kept[name] = keptList{value, l.options.Now()}
}
