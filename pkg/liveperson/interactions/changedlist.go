package interactions

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"strconv"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2/simplelru"

	"github.com/kmm/liveperson-datasource/pkg/cache"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

const (
	// maxChanged is how many conversations a list has of those that changed.
	maxChanged = 5000
	// maxChangedLists is how many such lists there are, each from another time on.
	maxChangedLists = 8
	// wholeInterval is how long only what changed is requested of a list that lacks nothing.
	wholeInterval = time.Hour
)

// changedConversation is what is kept of a conversation that changed: when it started, in
// epoch milliseconds, and whose it is.
type changedConversation struct {
	start int64
	latest
}

// changedList are the conversations, open or closed, that changed from a time on, which those
// that started since are among. It is shared and must not be changed.
type changedList struct {
	all map[string]changedConversation // by id
	at  time.Time                      // when LivePerson was asked
	// completeAt is when all changes were known last, wholeAt when the whole list was requested.
	completeAt, wholeAt time.Time
	// isLimited reports that there are more: those that started last are listed.
	isLimited bool
	// isPartial reports that LivePerson did not return all.
	isPartial bool
	// unclear is how many conversations are not understood.
	unclear int
}

// isFresh reports whether nothing has to be requested.
func (l *changedList) isFresh(now time.Time) bool {
	return l != nil && now.Before(l.at.Truncate(lookInterval).Add(lookInterval))
}

// lacks reports whether conversations are missing that requesting all again may give.
func (l *changedList) lacks() bool { return l.isPartial || l.unclear > 0 }

// isDue reports whether it takes the whole list, because there is none that changes could
// complete, or because they would not take fewer pages.
func (l *changedList) isDue(now time.Time) bool {
	switch {
	case l == nil, len(l.all) <= pageSize:
		return true
	case l.lacks():
		return now.Sub(l.wholeAt) >= partialInterval
	}
	return now.Sub(l.wholeAt) >= wholeInterval
}

// oldest is when the conversation started that started first, in epoch milliseconds.
func (l *changedList) oldest() int64 {
	first := l.at.UnixMilli()
	for _, c := range l.all {
		first = min(first, c.start)
	}
	return first
}

// changedLists are the lists that all requests share. They are safe for concurrent use.
type changedLists struct {
	searcher searcher
	loads    loads[*changedList]

	mu    sync.Mutex
	known *lru.LRU[string, *changedList] // by the time that they are from
}

func newChangedLists(s searcher, options cache.LoaderOptions) *changedLists {
	return &changedLists{
		searcher: s, loads: loads[*changedList]{LoaderOptions: options},
		known: cache.NewLRU[*changedList](maxChangedLists, nil),
	}
}

// get returns the list from a time on, loaded if need be, by one load for all callers, and how
// many calls that took.
func (c *changedLists) get(ctx context.Context, from time.Time) (l *changedList, calls int, err error) {
	key := strconv.FormatInt(from.UnixMilli(), 10)
	if known := c.find(key); known.isFresh(c.loads.Now()) {
		return known, 0, nil
	}
	return c.loads.do(ctx, key, func(ctx context.Context) (*changedList, int, error) {
		known, now := c.find(key), c.loads.Now()
		if known.isFresh(now) { // loaded since the caller looked
			return known, 0, nil
		}
		loaded, calls, err := c.searcher.changed(ctx, known, from, now)
		if err != nil {
			return nil, calls, err
		}
		c.mu.Lock()
		defer c.mu.Unlock()
		c.known.Add(key, loaded)
		return loaded, calls, nil
	})
}

func (c *changedLists) find(key string) *changedList {
	c.mu.Lock()
	defer c.mu.Unlock()
	known, _ := c.known.Get(key)
	return known
}

// changedSearch finds conversations that a filter leaves and that changed from a time on, up
// to now.
func changedSearch(from, now time.Time, f api.Filter) searchBody {
	body := countSearch(now.Add(-maxStartRange), now.Add(maxClockSkew), f)
	body.Updated = &timeSince{from.UnixMilli()}
	return body
}

// changed lists what changed from a time on: by what changed since the known list where that
// takes less.
func (s searcher) changed(ctx context.Context, known *changedList, from, now time.Time) (l *changedList, calls int, err error) {
	if !known.isDue(now) {
		if l, calls, err = s.changedSince(ctx, known, now); l != nil || err != nil {
			return l, calls, err
		}
	}
	found, err := s.collect(ctx, changedSearch(from, now, api.Filter{}), byStart, maxChanged, nil)
	if calls += found.Calls; err != nil {
		return nil, calls, err
	}
	l = &changedList{at: now, completeAt: now, wholeAt: now, unclear: found.Unclear}
	l.isLimited = found.Missing > 0 && len(found.Rows) >= maxChanged
	l.isPartial = found.lacks() && !l.isLimited || found.isPartial
	l.add(nil, found.Rows)
	return l, calls, nil
}

// changedSince makes a list of the known one and what changed since: nil where that takes as
// much as requesting everything, or is not all of it. Of a list that is not complete, what
// there is of it is good enough until everything is requested again.
func (s searcher) changedSince(ctx context.Context, known *changedList, now time.Time) (l *changedList, calls int, err error) {
	pages := (len(known.all) + pageSize - 1) / pageSize
	found, err := s.collect(ctx, changedSearch(known.completeAt.Add(-maxClockSkew), now, api.Filter{}), byStart, pages*pageSize, func(count int) error {
		if count > (pages-1)*pageSize {
			return errNotLess
		}
		return nil
	})
	isComplete := !found.lacks() && found.Unclear == 0
	switch {
	case errors.Is(err, errNotLess), err == nil && !isComplete && !known.lacks():
		return nil, found.Calls, nil
	case err != nil:
		return nil, found.Calls, err
	}
	next := *known
	if l = &next; isComplete {
		l.completeAt = now
	}
	l.at = now
	l.add(known.all, found.Rows)
	return l, found.Calls, nil
}

// add makes the list of earlier conversations and later ones, which are as the latter have
// them. Where these are too many, those stay that started last.
func (l *changedList) add(earlier map[string]changedConversation, later conversations) {
	l.all = make(map[string]changedConversation, len(earlier)+len(later))
	maps.Copy(l.all, earlier)
	for _, c := range later {
		l.all[c.id] = changedConversation{c.start, c.latest}
	}
	if len(l.all) <= maxChanged {
		return
	}
	l.isLimited = true
	ids := slices.SortedFunc(maps.Keys(l.all), func(a, b string) int { return cmp.Compare(l.all[b].start, l.all[a].start) })
	for _, id := range ids[maxChanged:] {
		delete(l.all, id)
	}
}
