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
	value   any
	at      time.Time
	failure error // of the last attempt, which answers for all until then
	until   time.Time
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

// ofList is a failure of a list. What LivePerson says of a list it does not say
// of the metrics that were asked for along with it.
type ofList struct{ error }

func (e ofList) Unwrap() error { return e.error }

// list answers from what is kept, or joins who asks, or asks.
func list[T any](ctx context.Context, l *lists, name string, ask func(context.Context) (T, error)) (T, error) {
	var none T
	old, age, failure := l.get(name)
	if old != nil && age < listsFresh {
		return old.(T), nil
	}
	if failure != nil && (old == nil || age >= l.options.Stale) {
		return none, ofList{failure}
	}
	if failure != nil {
		return old.(T), nil
	}
	flight := l.flights.DoChan(name, func() (any, error) {
		asking, cancel := context.WithTimeout(context.WithoutCancel(ctx), l.options.Timeout)
		defer cancel()
		defer context.AfterFunc(l.life, cancel)()
		value, err := protected(func() (T, error) { return ask(asking) })
		l.keep(name, value, err)
		return value, err
	})
	select {
	case result := <-flight:
		switch {
		case result.Err == nil:
			return result.Val.(T), nil
		case old != nil && age < l.options.Stale:
			return old.(T), nil
		}
		return none, ofList{result.Err}
	case <-ctx.Done():
		return none, ctx.Err()
	}
}

// get is what is kept, how old it is, and the failure that still answers for it.
func (l *lists) get(name string) (value any, age time.Duration, failure error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	kept, now := l.kept[name], l.options.Now()
	if now.Before(kept.until) {
		failure = kept.failure
	}
	return kept.value, now.Sub(kept.at), failure
}

func (l *lists) keep(name string, value any, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.options.Now()
	if err == nil {
		l.kept[name] = keptList{value: value, at: now}
		return
	}
	kept := l.kept[name]
	kept.failure, kept.until = err, now.Add(lasts(err))
	l.kept[name] = kept
}
