package interactions

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

// fullLookInterval is how long only what changed is requested: conversations that LivePerson
// finds late are not among it.
const fullLookInterval = 5 * time.Minute

// look is a list of the conversations that are open. It is shared and must not be changed.
type look struct {
	options api.Look
	// all are sorted by urgency, each once.
	all conversations
	// total is how many are open, as far as LivePerson finds them.
	total int
	at    time.Time // when LivePerson was asked
	// freshUntil is when the current values of all KPIs become stale.
	freshUntil time.Time
	// fullAt is when all conversations were requested, onlyFullUntil until when all of them
	// are because requesting what changed took more.
	fullAt, onlyFullUntil time.Time
	// isPartial reports that LivePerson did not search everywhere, mayMiss that it does not
	// say how many are open.
	isPartial, mayMiss bool
	// unclear is how many conversations are not understood.
	unclear int
}

// isFresh reports whether nothing has to be requested for a list with such options.
func (l *look) isFresh(o api.Look, now time.Time) bool {
	return l != nil && l.options == o && now.Before(l.freshUntil)
}

// openList is the list of open conversations that all requests share. It is safe for
// concurrent use.
type openList struct {
	searcher searcher
	loads    loads[*look]

	mu     sync.Mutex
	known  *look
	scores scoreLog
}

// get returns the list, loaded if need be, by one load for all callers, and how many calls
// that took.
func (o *openList) get(ctx context.Context, options api.Look) (l *look, calls int, err error) {
	if known := o.latest(); known.isFresh(options, o.loads.Now()) {
		return known, 0, nil
	}
	return o.loads.do(ctx, fmt.Sprint(options), func(ctx context.Context) (*look, int, error) { return o.load(ctx, options) })
}

func (o *openList) latest() *look {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.known
}

// load asks LivePerson for the list.
func (o *openList) load(ctx context.Context, options api.Look) (loaded *look, calls int, err error) {
	known := o.latest()
	if known.isFresh(options, o.loads.Now()) { // loaded since the caller looked
		return known, 0, nil
	}
	loaded, calls, err = o.searcher.look(ctx, known, options, o.loads.Now())
	if err != nil {
		return nil, calls, err
	}
	loaded.freshUntil = o.loads.Now().Truncate(options.Interval).Add(options.Interval)
	o.mu.Lock()
	defer o.mu.Unlock()
	o.scores.note(o.known, loaded)
	o.known = loaded
	return loaded, calls, nil
}

// look lists what is open: by what changed since the known list where that takes less.
func (s searcher) look(ctx context.Context, known *look, options api.Look, now time.Time) (l *look, calls int, err error) {
	var onlyFullUntil time.Time
	switch {
	case known.canFollow(options, now):
		if l, calls, err = s.changes(ctx, known, now); l != nil || err != nil {
			return l, calls, err
		}
		onlyFullUntil = now.Add(fullLookInterval)
	case known != nil:
		onlyFullUntil = known.onlyFullUntil
	}
	l, more, err := s.full(ctx, options, now)
	l.onlyFullUntil = onlyFullUntil
	return l, calls + more, err
}

// full lists all conversations, and those in queues first where they are too many.
func (s searcher) full(ctx context.Context, options api.Look, now time.Time) (l *look, calls int, err error) {
	l = &look{options: options, at: now, fullAt: now}
	body := listSearch(now, options.Names)
	found, err := s.collect(ctx, body, oldestFirst, options.Max, nil)
	if err != nil {
		return l, found.Calls, err
	}
	calls = found.Calls
	l.unclear, l.mayMiss, l.isPartial = found.Unclear, found.MayMiss, found.isPartial
	l.all = found.Rows.stillOpen()
	l.total = len(l.all) + found.Missing
	if l.total > options.Max || l.mayMiss {
		body.State = "IN_QUEUE"
		queued, err := s.collect(ctx, body, oldestFirst, options.Max, nil)
		calls += queued.Calls
		if err != nil {
			return l, calls, err
		}
		l.isPartial = l.isPartial || queued.isPartial
		l.all = l.all.with(queued.Rows).stillOpen()
	}
	slices.SortFunc(l.all, byUrgency)
	l.total = max(l.total, len(l.all))
	l.all = l.all[:min(len(l.all), options.Max)]
	return l, calls, nil
}

// errNotLess says that requesting what changed takes as much as requesting everything.
var errNotLess = errors.New("no fewer pages than all")

// canFollow reports whether it is worth asking what changed since the known list.
func (l *look) canFollow(o api.Look, now time.Time) bool {
	return l != nil && l.options == o && !l.isPartial && !l.mayMiss && len(l.all) == l.total && l.total > pageSize &&
		now.Sub(l.fullAt) < fullLookInterval && !now.Before(l.onlyFullUntil)
}

// changes makes a list of the known one and what changed since: nil where that takes as much
// as requesting everything, or is not known completely. LivePerson rounds the time that
// changes are requested from.
func (s searcher) changes(ctx context.Context, known *look, now time.Time) (l *look, calls int, err error) {
	body := listSearch(now, known.options.Names)
	body.Status = []string{"OPEN", "CLOSE"}
	body.Updated = &timeSince{known.at.Add(-maxClockSkew).UnixMilli()}
	fullPages := (known.total + pageSize - 1) / pageSize
	changed, err := s.collect(ctx, body, oldestFirst, fullPages*pageSize, func(count int) error {
		if count > (fullPages-1)*pageSize {
			return errNotLess
		}
		return nil
	})
	switch {
	case errors.Is(err, errNotLess):
		return nil, changed.Calls, nil
	case err != nil:
		return nil, changed.Calls, err
	}
	l = &look{options: known.options, at: now, fullAt: known.fullAt, unclear: known.unclear, all: known.all.with(changed.Rows).stillOpen()}
	if l.total = len(l.all); changed.lacks() || changed.Unclear > 0 || l.total > l.options.Max {
		return nil, changed.Calls, nil
	}
	slices.SortFunc(l.all, byUrgency)
	return l, changed.Calls, nil
}

// found are conversations that a search finds.
type found struct {
	transport.Collected[conversations]
	// isPartial reports that LivePerson did not search everywhere.
	isPartial bool
}

// lacks reports whether there are more, or may be.
func (f found) lacks() bool { return f.Missing > 0 || f.MayMiss || f.isPartial }

// collect requests the pages of a search, up to so many conversations, unless their count
// is refused. Calls are counted of an error, too.
func (s searcher) collect(ctx context.Context, body searchBody, by order, limit int, refuse func(count int) error) (found, error) {
	var isPartial atomic.Bool
	var calls atomic.Int64
	collected, err := transport.Collect(ctx, limit, func(ctx context.Context, offset int) (p transport.Page[conversations], err error) {
		calls.Add(1)
		err = s.send(ctx, body, by, offset, pageSize, func(raw []byte) (err error) {
			p, err = listedPage(raw, &isPartial)
			return err
		})
		if err == nil && refuse != nil {
			err = refuse(p.Count)
		}
		return p, err
	})
	collected.Calls = int(calls.Load())
	return found{collected, isPartial.Load()}, err
}

// conversations are listed ones.
type conversations []openConversation

// IDs implements transport.Rows.
func (all conversations) IDs() []string {
	ids := make([]string, len(all))
	for i, c := range all {
		ids[i] = c.id
	}
	return ids
}

// Append implements transport.Rows.
func (all conversations) Append(others conversations, indexes []int, expected int) conversations {
	all = slices.Grow(all, max(0, expected-len(all)))
	for _, i := range indexes {
		all = append(all, others[i])
	}
	return all
}

// stillOpen are those that were not closed.
func (all conversations) stillOpen() conversations {
	return slices.DeleteFunc(slices.Clone(all), func(c openConversation) bool { return c.isClosed })
}

// with are the conversations as others have them, and those that only others have.
func (all conversations) with(others conversations) conversations {
	var joined transport.Dedup[conversations]
	joined.Add(others)
	joined.Add(all)
	return joined.Rows
}
