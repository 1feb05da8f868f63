package interactions

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/singleflight"

	"github.com/kmm/liveperson-datasource/pkg/cache"
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
	// fullAt is when all conversations were requested. onlyFull reports that requesting what
	// changed since then takes more.
	fullAt   time.Time
	onlyFull bool
	// isPartial reports that LivePerson did not search everywhere, mayMiss that it does not
	// say how many are open.
	isPartial, mayMiss bool
	// unclear is how many conversations are not understood.
	unclear int
	// calls is how many calls it took that no request has counted yet.
	calls *atomic.Int64
}

// isFresh reports whether nothing has to be requested for a list with such options.
func (l *look) isFresh(o api.Look, now time.Time) bool {
	return l != nil && l.options == o && now.Before(l.freshUntil)
}

// openList is the list of open conversations that all requests share. It is safe for
// concurrent use.
type openList struct {
	searcher searcher
	options  cache.LoaderOptions
	loads    singleflight.Group

	mu     sync.Mutex
	known  *look
	scores scoreLog
}

// get returns the list, loaded if need be, by one load for all callers, and how many calls
// that took.
func (o *openList) get(ctx context.Context, options api.Look) (l *look, calls int, err error) {
	if known := o.latest(); known.isFresh(options, o.options.Now()) {
		return known, 0, nil
	}
	select {
	case loaded := <-o.loads.DoChan(fmt.Sprint(options), func() (any, error) {
		return cache.RecoverPanic(func() (*look, error) { return o.load(options) })
	}):
		if l, _ = loaded.Val.(*look); l != nil {
			calls = int(l.calls.Swap(0))
		}
		return l, calls, loaded.Err
	case <-ctx.Done():
		return nil, 0, ctx.Err()
	}
}

func (o *openList) latest() *look {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.known
}

// load asks LivePerson for the list. See closedSample.load for its context.
func (o *openList) load(options api.Look) (*look, error) {
	known := o.latest()
	if known.isFresh(options, o.options.Now()) { // loaded since the caller looked
		return known, nil
	}
	ctx, cancel := context.WithTimeout(o.options.Lifetime, o.options.Timeout)
	defer cancel()
	loaded, err := o.searcher.look(ctx, known, options, o.options.Now())
	if err != nil {
		return nil, err
	}
	loaded.freshUntil = o.options.Now().Truncate(options.Interval).Add(options.Interval)
	o.mu.Lock()
	defer o.mu.Unlock()
	o.scores.note(o.known, loaded)
	o.known = loaded
	return loaded, nil
}

// look lists what is open: by what changed since the known list where that takes less.
func (s searcher) look(ctx context.Context, known *look, options api.Look, now time.Time) (*look, error) {
	l := &look{options: options, at: now, fullAt: now, calls: new(atomic.Int64)}
	if known.canFollow(options, now) {
		changed, err := s.changes(ctx, known, l)
		switch {
		case err == nil && changed:
			return l, nil
		case err != nil && !errors.Is(err, errNotLess):
			return nil, err
		}
		l.onlyFull = true
	} else if known != nil && known.onlyFull && now.Sub(known.fullAt) < fullLookInterval {
		l.onlyFull, l.fullAt = true, known.fullAt
	}
	return l, s.full(ctx, l)
}

// full lists all conversations, and those in queues first where they are too many.
func (s searcher) full(ctx context.Context, l *look) error {
	body := listSearch(l.at, l.options.Names)
	found, err := s.collect(ctx, l, body, oldestFirst, l.options.Max, nil)
	if err != nil {
		return err
	}
	l.unclear, l.mayMiss = found.Unclear, found.MayMiss
	l.all = found.Rows.stillOpen()
	l.total = len(l.all) + found.Missing
	if l.total > l.options.Max || l.mayMiss {
		body.State = "IN_QUEUE"
		queued, err := s.collect(ctx, l, body, oldestFirst, l.options.Max, nil)
		if err != nil {
			return err
		}
		l.all = l.all.with(queued.Rows).stillOpen()
	}
	slices.SortFunc(l.all, byUrgency)
	l.total = max(l.total, len(l.all))
	l.all = l.all[:min(len(l.all), l.options.Max)]
	return nil
}

// errNotLess says that requesting what changed takes as much as requesting everything.
var errNotLess = errors.New("no fewer pages than all")

// canFollow reports whether it is worth asking what changed since the known list.
func (l *look) canFollow(o api.Look, now time.Time) bool {
	return l != nil && l.options == o && !l.onlyFull && !l.isPartial && !l.mayMiss && len(l.all) == l.total && l.total > pageSize &&
		now.Sub(l.fullAt) < fullLookInterval
}

// changes makes a list of the known one and what changed since. It reports whether that is
// known completely. LivePerson rounds the time that changes are requested from.
func (s searcher) changes(ctx context.Context, known, l *look) (complete bool, err error) {
	body := listSearch(l.at, l.options.Names)
	body.Status = []string{"OPEN", "CLOSE"}
	body.Updated = &timeSince{known.at.Add(-maxClockSkew).UnixMilli()}
	fullPages := (known.total + pageSize - 1) / pageSize
	changed, err := s.collect(ctx, l, body, oldestFirst, fullPages*pageSize, func(count int) error {
		if count > (fullPages-1)*pageSize {
			return errNotLess
		}
		return nil
	})
	if err != nil {
		return false, err
	}
	l.all = known.all.with(changed.Rows).stillOpen()
	slices.SortFunc(l.all, byUrgency)
	l.total, l.fullAt, l.unclear = len(l.all), known.fullAt, known.unclear
	return changed.Missing == 0 && !changed.MayMiss && len(l.all) <= l.options.Max, nil
}

// collect requests the pages of a search, up to so many conversations, unless their count
// is refused.
func (s searcher) collect(ctx context.Context, l *look, body searchBody, by order, most int, refuse func(count int) error) (transport.Collected[conversations], error) {
	var isPartial atomic.Bool
	found, err := transport.Collect(ctx, most, func(ctx context.Context, offset int) (p transport.Page[conversations], err error) {
		l.calls.Add(1)
		err = s.send(ctx, body, by, offset, pageSize, func(raw []byte) (err error) {
			p, err = listedPage(raw, &isPartial)
			return err
		})
		if err == nil && refuse != nil {
			err = refuse(p.Count)
		}
		return p, err
	})
	l.isPartial = l.isPartial || isPartial.Load()
	return found, err
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
