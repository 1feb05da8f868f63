package gather

import (
	"context"
	"sync"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/budget"
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

	mu      sync.Mutex
	kept    map[string]keptList
	fetches map[string]*fetch
}

type keptList struct {
	value   any
	at      time.Time
	failure error // of the last attempt, which answers for all until then
	until   time.Time
}

// fetch is a list under way, for all who wait for it and those who ask next.
type fetch struct {
	began    time.Time
	priority *budget.Priority
	done     chan struct{} // closed when the rest is there
	value    any
	err      error
}

func newLists(upstream liveperson.Lists, options Options, life context.Context) *lists {
	return &lists{upstream: upstream, options: options, life: life, kept: map[string]keptList{}, fetches: map[string]*fetch{}}
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
	known, f, err := l.look(ctx, name, func(ctx context.Context) (any, error) { return ask(ctx) })
	if f != nil {
		known, err = l.wait(ctx, f, known)
	}
	if err != nil {
		var none T
		return none, err
	}
	return known.(T), nil
}

// look is the list that is kept, nil if there is none that may still serve, and
// the fetch to wait for, nil if what is known answers.
func (l *lists) look(ctx context.Context, name string, ask func(context.Context) (any, error)) (any, *fetch, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	kept, now := l.kept[name], l.options.Now()
	age := now.Sub(kept.at)
	if kept.value != nil && age < listsFresh {
		return kept.value, nil, nil
	}
	if age >= l.options.Stale {
		kept.value = nil
	}
	switch failed := now.Before(kept.until); {
	case failed && kept.value != nil:
		return kept.value, nil, nil
	case failed:
		return nil, nil, ofList{kept.failure}
	case l.fetches[name] == nil:
		l.fetches[name] = &fetch{began: now, priority: budget.NewPriority(), done: make(chan struct{})}
		go l.fetch(context.WithoutCancel(ctx), name, l.fetches[name], ask)
	}
	return kept.value, l.fetches[name], nil
}

// fetch asks and tells all who wait.
func (l *lists) fetch(ctx context.Context, name string, f *fetch, ask func(context.Context) (any, error)) {
	ctx, cancel := context.WithTimeout(budget.With(ctx, f.priority), l.options.Timeout)
	defer cancel()
	defer context.AfterFunc(l.life, cancel)()
	f.value, f.err = protected(func() (any, error) { return ask(ctx) })
	l.mu.Lock()
	defer l.mu.Unlock()
	defer close(f.done)
	delete(l.fetches, name)
	now := l.options.Now()
	if f.err == nil {
		l.kept[name] = keptList{value: f.value, at: now}
		return
	}
	kept := l.kept[name]
	kept.failure, kept.until = f.err, now.Add(lasts(f.err))
	l.kept[name] = kept
}

// wait waits for a fetch. Who has an older list in hand does so no longer than
// for an answer. An alert rule who waits hurries it, also one who joins later
// what a panel asks.
func (l *lists) wait(ctx context.Context, f *fetch, old any) (any, error) {
	late, paused, stop := impatience(old != nil, l.options.Now().Sub(f.began), f.priority)
	defer stop()
	raised := budget.Raised(ctx)
	for {
		select {
		case <-f.done:
			switch {
			case f.err == nil:
				return f.value, nil
			case old != nil:
				return old, nil
			}
			return nil, ofList{f.err}
		case <-raised:
			raised = nil
			f.priority.Raise()
		case <-late:
			return old, nil
		case <-paused:
			return old, nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}
