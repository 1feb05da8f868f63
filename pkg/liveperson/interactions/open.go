package interactions

import (
	"context"
	"strconv"
	"sync"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/cache"
)

const (
	// openInterval is how often LivePerson is asked for the open conversations.
	openInterval = 2 * time.Minute
	// wantedTime is how long after a large sample was last requested it is still loaded.
	wantedTime = 10 * time.Minute
)

// opened is a sample of the conversations that are open: those that began last. It is
// shared and must not be changed.
type opened struct {
	// digests are sorted by their starts, the newest first, each once.
	digests []digest
	// total is how many are open. They are all of them if isAll.
	total int
	isAll bool
	// wanted is how many digests were wanted when LivePerson was asked, at a time.
	wanted    int
	at        time.Time
	isPartial bool
	// unclear is how many conversations are left out because they are not understood.
	unclear int
}

// isFresh reports whether nothing has to be requested for a sample of this size.
func (o *opened) isFresh(size int, now time.Time) bool {
	return o != nil && (o.isAll || o.wanted >= size) && now.Sub(o.at) < openInterval
}

// part is the sample of a size, of conversations that were opened within some time, 0 for
// any.
func (o *opened) part(size int, within time.Duration) part {
	digests, isAll := o.digests, o.isAll
	if len(digests) > size {
		digests, isAll = digests[:size], false
	}
	p := part{digests: digests, total: float64(len(digests))}
	if !isAll {
		p.total = max(p.total, float64(o.total))
	}
	if within == 0 {
		return p
	}
	from := o.at.Add(-within).UnixMilli()
	for i, d := range digests {
		if d.start < from { // all that were opened within the time are there
			return part{digests: digests[:i], total: float64(i)}
		}
	}
	if last := len(digests) - 1; !isAll && last >= 0 {
		// How many of those that were opened earlier are still open is not known: as many as
		// of those that were opened later, at most.
		known := max(time.Minute, o.at.Sub(time.UnixMilli(digests[last].start)))
		p.total = max(float64(len(digests)), min(p.total, float64(len(digests))*float64(within)/float64(known)))
		p.isEstimated = true
	}
	return p
}

// openSample is the sample of conversations that are open. It is safe for concurrent use.
type openSample struct {
	searcher searcher
	loads    loads[*opened]

	mu     sync.Mutex
	known  *opened
	wanted map[int]time.Time // when each size was last requested
}

func newOpenSample(s searcher, options cache.LoaderOptions) *openSample {
	return &openSample{searcher: s, loads: loads[*opened]{LoaderOptions: options}, wanted: map[int]time.Time{}}
}

// get returns a sample of at least a size, loaded if need be, by one load for all callers,
// and how many calls that took.
func (o *openSample) get(ctx context.Context, size int) (sample *opened, calls int, err error) {
	now := o.loads.Now()
	o.mu.Lock()
	o.wanted[size] = now
	known, size := o.known, o.largest(now)
	o.mu.Unlock()
	if known.isFresh(size, now) {
		return known, 0, nil
	}
	return o.loads.do(ctx, strconv.Itoa(size), func(ctx context.Context) (*opened, int, error) { return o.load(ctx, size) })
}

// largest is the largest size that was requested recently.
func (o *openSample) largest(now time.Time) (size int) {
	for wanted, at := range o.wanted {
		if now.Sub(at) > wantedTime {
			delete(o.wanted, wanted)
			continue
		}
		size = max(size, wanted)
	}
	return size
}

// load asks LivePerson for the conversations that are open.
func (o *openSample) load(ctx context.Context, size int) (loaded *opened, calls int, err error) {
	now := o.loads.Now()
	loaded, calls, err = o.searcher.open(ctx, size, now)
	if err != nil {
		return nil, calls, err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.known.isFresh(size, now) {
		o.known = loaded
	}
	return loaded, calls, nil
}

// open asks for the open conversations that began last. One that moves to another page
// meanwhile is taken once, and one that is closed meanwhile is left out.
func (s searcher) open(ctx context.Context, size int, now time.Time) (o *opened, calls int, err error) {
	o = &opened{wanted: size, at: now}
	body, found := openSearch(now), newSample(byStart)
	closed := 0
	for offset := 0; ; {
		limit := min(pageSize, max(1, size-offset))
		calls++
		p, err := s.page(ctx, body, byStart, offset, limit)
		if err != nil {
			return nil, calls, err
		}
		before := len(found.list)
		for _, d := range p.digests {
			if d.end > 0 {
				closed++
				continue
			}
			found.add([]digest{d})
		}
		o.isPartial, o.unclear = o.isPartial || p.lacks(offset), o.unclear+p.unclear
		offset += p.size
		o.total, o.isAll = max(0, p.count-closed), p.isLast(offset, limit)
		if o.isAll || offset >= size || len(found.list) == before {
			break
		}
	}
	o.digests = found.newest(size)
	o.total = max(o.total, len(o.digests))
	o.isAll = o.isAll && len(o.digests) == o.total
	return o, calls, nil
}
