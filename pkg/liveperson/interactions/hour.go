package interactions

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

const (
	// hourLength is the length of the periods that closed conversations are sampled by.
	hourLength = time.Hour
	// settleTime is how long after its end an hour may still change: LivePerson finds a
	// conversation up to a minute after it was closed, by a clock that may be another one.
	settleTime = 5 * time.Minute
	// lookInterval is how often LivePerson is asked what is new in an hour that may change,
	// partialInterval how often in one that it did not search completely. Where it never does,
	// an hour that is over is asked for half as often each time, down to once in
	// maxPartialInterval.
	lookInterval       = time.Minute
	partialInterval    = 10 * time.Minute
	maxPartialInterval = 160 * time.Minute
)

// hour is a sample of the conversations that were closed in an hour: the newest ones.
// It is shared and must not be changed.
type hour struct {
	start time.Time
	// digests are sorted by their ends, the newest first, each once.
	digests []digest
	// total is how many conversations were closed in it. They are all of them if isAll.
	total int
	isAll bool
	// wanted is how many digests were wanted when LivePerson was last asked, at a time.
	wanted int
	at     time.Time
	// isPartial reports that LivePerson did not return all that was asked for, so that it is
	// asked again after an interval.
	isPartial bool
	repeat    time.Duration
	// unclear is how many conversations are left out because they are not understood.
	unclear int
}

func (h *hour) end() time.Time { return h.start.Add(hourLength) }

// isSettled reports whether the hour was loaded when it could not change any more.
func (h *hour) isSettled() bool {
	return h != nil && !h.at.Before(h.end().Add(settleTime)) && !h.isPartial
}

// repeatInterval is after how long an hour is asked for again that was searched in part, as
// it may have been before.
func repeatInterval(before *hour, isOver bool) time.Duration {
	if before == nil || !isOver {
		return partialInterval
	}
	return min(max(2*before.repeat, partialInterval), maxPartialInterval)
}

// isIncomplete reports whether conversations are missing that a sample of this size has.
func (h *hour) isIncomplete(size int) bool {
	return h != nil && (h.isPartial || !h.isAll && h.wanted < size)
}

// isFresh reports whether nothing has to be requested for a sample of this size.
func (h *hour) isFresh(size int, now time.Time) bool {
	switch {
	case h == nil, !h.isAll && h.wanted < size:
		return false
	case h.isPartial:
		return now.Sub(h.at) < h.repeat
	}
	return h.isSettled() || now.Sub(h.at) < lookInterval
}

// load asks LivePerson for what the known sample of an hour, nil if there is none, lacks:
// what was closed since, or more of a larger sample. Spent is called for each call after
// the first.
func (s searcher) load(ctx context.Context, start time.Time, known *hour, size int, now time.Time, spent func()) (h *hour, calls int, err error) {
	h = &hour{start: start, wanted: size, at: now}
	body, found, offset := closedSearch(start, h.end()), newSample(byEnd), 0
	switch {
	case known.isSettled(): // what comes next is older
		found.add(known.digests)
		offset, h.unclear, known = len(known.digests), known.unclear, nil
	case known.isIncomplete(size): // what follows it has to be requested again
		known = nil
	}
	for {
		limit := min(pageSize, max(1, size-offset))
		calls++
		p, err := s.page(ctx, body, byEnd, offset, limit)
		if err != nil {
			return nil, calls, err
		}
		before := len(found.list)
		reached := found.addClosed(p, h, known)
		h.isPartial, h.unclear = h.isPartial || p.lacks(offset), h.unclear+p.unclear
		offset += p.size
		h.total, h.isAll = max(p.count, 0), p.isLast(offset, limit)
		if !h.isAll && reached {
			found.add(known.digests)
			h.isAll, h.wanted = known.isAll, max(size, known.wanted)
			h.unclear = max(h.unclear, known.unclear) // some of which are the same
		}
		if h.isAll || reached || offset >= size || len(found.list) == before {
			break
		}
		spent()
	}
	h.digests = found.newest(h.wanted)
	if h.isAll = h.isAll && len(h.digests) == len(found.list); h.isAll {
		h.total = len(h.digests)
	}
	h.total = max(h.total, len(h.digests))
	return h, calls, nil
}

// isLast reports whether no page follows one that ends at an offset.
func (p page) isLast(offset, limit int) bool {
	if p.count >= 0 { // a page before that without any is no end
		return offset >= p.count
	}
	return p.size < limit
}

// contains reports whether a conversation was closed in the hour: LivePerson rounds the
// bounds of a search outward.
func (h *hour) contains(d digest) bool {
	return d.end >= h.start.UnixMilli() && d.end < h.end().UnixMilli()
}

// part is the part of an hour's sample that a window needs: those of the newest so many
// digests that were closed in it, and how many conversations each of them stands for.
func (h *hour) part(size int, w api.Window) part {
	digests, isAll := h.digests, h.isAll
	if len(digests) > size {
		digests, isAll = digests[:size], false
	}
	from, to := w.From.UnixMilli(), w.To.UnixMilli()
	first, _ := slices.BinarySearchFunc(digests, to-1, byEndDescending)
	last, _ := slices.BinarySearchFunc(digests, from-1, byEndDescending)
	p := part{digests: digests[first:last]}
	p.total = float64(len(p.digests))
	if !isAll && last == len(digests) { // where one before the window is known, so are all in it
		p.total = max(p.total, float64(h.total)*h.share(w))
		p.isEstimated = w.From.After(h.start) || w.To.Before(h.end()) && w.To.Before(h.at)
	}
	return p
}

func byEndDescending(d digest, end int64) int { return cmp.Compare(end, d.end) }

// share is the part of the hour, as far as it is known, that a window covers.
func (h *hour) share(w api.Window) float64 {
	end := api.Earlier(h.end(), h.at)
	known, covered := end.Sub(h.start), api.Earlier(end, w.To).Sub(api.Later(h.start, w.From))
	if known <= 0 || covered <= 0 {
		return 0
	}
	return float64(covered) / float64(known)
}

// part are conversations that stand for more of them.
type part struct {
	digests     []digest
	total       float64
	isEstimated bool
}

// weight is how many conversations each one stands for.
func (p part) weight() float64 {
	if len(p.digests) == 0 {
		return 0
	}
	return p.total / float64(len(p.digests))
}
