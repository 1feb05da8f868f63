package history

import (
	"context"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// sampleAt is when in a minute what no panel has requested by then is requested: late, so
// that there is no second request in a minute in which a panel has one.
const sampleAt = 50 * time.Second

// sampleTimeout is how long the requests of a minute may take.
const sampleTimeout = 50 * time.Second

// run gets what does not pass by itself, once a minute.
func (h *History) run(ctx context.Context, fetcher Fetcher) {
	for {
		select {
		case <-ctx.Done():
			return
		case rec := <-h.passed:
			// From the cache. It makes the columns recent ones of the fetcher, so that the
			// panels' next request has all of them, too.
			h.lookUp(ctx, fetcher, rec)
		case <-time.After(untilSample(h.now())):
			h.sample(ctx, fetcher)
		}
	}
}

// untilSample is how long it is until the next sample.
func untilSample(now time.Time) time.Duration {
	next := now.Truncate(time.Minute).Add(sampleAt)
	if !next.After(now) {
		next = next.Add(time.Minute)
	}
	return next.Sub(now)
}

// sample gets what this minute has no values of, one kind of rows after the other: the
// account's come along with those of skills.
func (h *History) sample(ctx context.Context, fetcher Fetcher) {
	ctx, cancel := context.WithTimeout(ctx, sampleTimeout)
	defer cancel()
	minute := minuteOf(h.now())
	for _, rec := range h.lacking(minute) {
		if !h.hasAll(rec, minute) {
			h.lookUp(ctx, fetcher, rec)
		}
	}
}

// lacking are the records without all values of a minute.
func (h *History) lacking(minute int32) (lacking []*record) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, rec := range h.kept {
		if !rec.has(minute) {
			lacking = append(lacking, rec)
		}
	}
	return lacking
}

func (h *History) hasAll(rec *record, minute int32) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return rec.has(minute)
}

// lookUp gets all current values of a record. The response passes Do, if there is one: a
// stale entry, which stands in for it, is no sample.
func (h *History) lookUp(ctx context.Context, fetcher Fetcher, rec *record) {
	end := h.now().Truncate(time.Minute)
	r := rec.request.WithWindow(api.Window{From: end.Add(-time.Minute), To: end})
	results, errs := fetcher.All(ctx, fetch.Caller{}, []fetch.Item{{Request: r}}, nil)
	if errs[0] != nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	rec.rejected = results[0].Unsupported
}
