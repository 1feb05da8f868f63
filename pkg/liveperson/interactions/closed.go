package interactions

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"
	"golang.org/x/time/rate"

	"github.com/kmm/liveperson-datasource/pkg/cache"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

const (
	// maxDigests bounds the memory of the sample: an hour that is so many hours old keeps
	// so many digests divided by these. It is enough for 200 conversations in each hour of
	// the retention.
	maxDigests = 200 * int(retention/hourLength)
	// callBurst is how many calls hours that are over may take at once, callRate how many a
	// second after that.
	callBurst = 60
	callRate  = 1
	// maxHoursInFlight is how many hours are loaded at the same time.
	maxHoursInFlight = 4
)

// closedSample is the sample of conversations that were closed, by the hour. It is safe
// for concurrent use.
type closedSample struct {
	searcher searcher
	loads    loads[*hour]
	inFlight *semaphore.Weighted
	budget   *rate.Limiter

	mu    sync.Mutex
	hours map[int64]*hour // by their starts, in epoch milliseconds
}

func newClosedSample(s searcher, options cache.LoaderOptions) *closedSample {
	return &closedSample{
		searcher: s, loads: loads[*hour]{LoaderOptions: options}, inFlight: semaphore.NewWeighted(maxHoursInFlight),
		budget: rate.NewLimiter(callRate, callBurst), hours: map[int64]*hour{},
	}
}

// reach is how many hours back a sample of a size goes.
func reach(size int) int { return min(maxDigests/size, int(retention/hourLength)) }

// hoursOf are the starts of the hours of a window that a sample of a size reaches, the
// newest first, and whether there are earlier ones.
func hoursOf(w api.Window, size int, now time.Time) (starts []time.Time, isCut bool) {
	oldest := now.Truncate(hourLength).Add(-time.Duration(reach(size)) * hourLength)
	for start := w.From.Truncate(hourLength); start.Before(w.To) && !start.After(now); start = start.Add(hourLength) {
		if start.Before(oldest) {
			isCut = true
			continue
		}
		starts = append(starts, start)
	}
	slices.Reverse(starts)
	return starts, isCut
}

// errNoCallsLeft is why an hour is not known where the budget of calls is spent: the next
// refresh gets it.
var errNoCallsLeft = errors.New("no calls are left for hours that are over")

// get returns an hour with a sample of a size, loaded if need be, by one load for all
// callers, and how many calls that took. Its error may be errNoCallsLeft.
func (c *closedSample) get(ctx context.Context, start time.Time, size int) (h *hour, calls int, err error) {
	key := start.UnixMilli()
	if h := c.known(key); h.isFresh(size, c.loads.Now()) {
		return h, 0, nil
	}
	if err := ctx.Err(); err != nil {
		return nil, 0, err
	}
	return c.loads.do(ctx, strconv.FormatInt(key, 10)+" "+strconv.Itoa(size), func(ctx context.Context) (*hour, int, error) {
		return c.load(ctx, key, start, size)
	})
}

// isEmpty reports whether no hour is known yet.
func (c *closedSample) isEmpty() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.hours) == 0
}

func (c *closedSample) known(key int64) *hour {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.hours[key]
}

// load loads an hour.
func (c *closedSample) load(ctx context.Context, key int64, start time.Time, size int) (h *hour, calls int, err error) {
	if err := c.inFlight.Acquire(ctx, 1); err != nil {
		return nil, 0, err
	}
	defer c.inFlight.Release(1)
	now, known := c.loads.Now(), c.known(key)
	if known.isFresh(size, now) { // by a load of another size
		return known, 0, nil
	}
	isOver := now.After(start.Add(hourLength + settleTime))
	if isOver && !c.budget.AllowN(now, 1) {
		if known != nil && known.isPartial { // which is better than nothing, and never final
			return known, 0, nil
		}
		return nil, 0, errNoCallsLeft
	}
	h, calls, err = c.searcher.load(ctx, start, known, size, now, func() {
		if isOver {
			c.budget.ReserveN(c.loads.Now(), 1)
		}
	})
	if err != nil {
		return nil, calls, err
	}
	if h.isPartial {
		h.repeat = repeatInterval(known, isOver)
	}
	c.store(key, h, now)
	return h, calls, nil
}

// store keeps an hour, and forgets what is too much.
func (c *closedSample) store(key int64, h *hour, now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if known := c.hours[key]; known == nil || h.isAll || known.wanted <= h.wanted || !known.isFresh(h.wanted, now) {
		c.hours[key] = h // and not where a larger sample has come meanwhile
	}
	for key, h := range c.hours {
		age := int(now.Sub(h.start) / hourLength)
		switch limit := maxDigests / max(1, age); {
		case age > int(retention/hourLength):
			delete(c.hours, key)
		case len(h.digests) > limit:
			smaller := *h
			smaller.digests, smaller.wanted, smaller.isAll = slices.Clone(h.digests[:limit]), limit, false
			c.hours[key] = &smaller
		}
	}
}
