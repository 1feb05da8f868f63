// Package history remembers for a day what current values were in each minute, which
// LivePerson does not. It sees all responses on their way to the cache and keeps what it
// needs of them; what no panel requests in a minute, it requests itself. A minute without
// a response is a gap.
package history

import (
	"cmp"
	"context"
	"sync"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

const (
	// length is how many minutes are kept: a day.
	length = 24 * 60
	// maxBytes bounds the samples of a connection. Those of an account with 100 skills and
	// 20 groups, 17 KPIs each, take 12 MB: a row takes 98 kB, so that there is room for 342.
	maxBytes  = 32 << 20
	maxSeries = maxBytes / (4 * length)
)

// Fetcher gets the results of requests. *fetch.Fetcher implements it.
type Fetcher interface {
	All(ctx context.Context, c fetch.Caller, items []fetch.Item, onResult func()) ([]fetch.Result, []error)
}

// History is an api.Source that remembers what current values its responses have. It is
// safe for concurrent use.
type History struct {
	source api.Source
	now    func() time.Time

	mu     sync.Mutex
	kept   []*record // none while it is off
	began  time.Time
	series int // that there is room for in all records, one for each row and column
	full   bool
	pruned int32 // the minute in which rows were removed last
	stop   context.CancelFunc
	passed chan *record // that have all values of this minute now
}

var _ api.Source = (*History)(nil)

// New makes a history of the responses of a source. It is off until it is told what to keep.
func New(source api.Source, now func() time.Time) *History {
	return &History{source: source, now: now, passed: make(chan *record, 16)}
}

// Keep keeps the current values of these requests from now on, which have no filter; those
// of the account come last. What it does not see, it gets of the fetcher once a minute.
// Without requests, it ends and forgets everything. It goes on if it is on already.
func (h *History) Keep(requests []api.Request, fetcher Fetcher) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(requests) > 0 && h.stop != nil {
		return
	}
	if h.stop != nil {
		h.stop()
	}
	h.kept, h.series, h.full, h.stop = nil, 0, false, nil
	if len(requests) == 0 {
		return
	}
	h.began = h.now()
	for _, r := range requests {
		h.kept = append(h.kept, newRecord(r))
	}
	ctx, stop := context.WithCancel(context.Background())
	h.stop = stop
	go h.run(ctx, fetcher)
}

// Do implements api.Source.
func (h *History) Do(ctx context.Context, r api.Request) (api.Table, error) {
	at := h.now()
	t, err := h.source.Do(ctx, r)
	if err == nil {
		h.observe(r, t, minuteOf(t.RightAt(at)))
	}
	return t, err
}

// observe keeps what a response has of the current values, and those of the account that
// come along.
func (h *History) observe(r api.Request, t api.Table, minute int32) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.add(r, t, minute)
	if t.Total != nil {
		r.GroupBy = ""
		h.add(r, *t.Total, minute)
	}
}

func (h *History) add(r api.Request, t api.Table, minute int32) {
	rec := h.recordOf(r)
	if rec == nil || !r.HasCurrent() {
		return
	}
	for i, id := range t.IDs {
		if rec.names[id] != "" || h.hasRoom(rec, id, minute) {
			rec.names[id] = cmp.Or(t.Names[i], id, "account")
		}
	}
	for _, c := range r.Columns {
		if s := rec.columns[c]; s != nil && minute > s.minutes[minute%length] {
			s.add(c.Field, t, minute, rec.names)
		}
	}
	if rec.has(minute) {
		select {
		case h.passed <- rec:
		default: // the next response will do
		}
	}
}

// hasRoom makes room for one more row. Those without a value in the last day are removed for
// it, at most once a minute. The account always has room.
func (h *History) hasRoom(rec *record, id string, minute int32) bool {
	if h.series+len(rec.columns) > maxSeries && h.pruned != minute {
		h.pruned = minute
		for _, rec := range h.kept {
			h.series -= rec.prune() * len(rec.columns)
		}
	}
	h.full = h.series+len(rec.columns) > maxSeries
	if h.full && id != "" {
		return false
	}
	h.series += len(rec.columns)
	return true
}

// recordOf is the record of a request's values, nil if they are not kept.
func (h *History) recordOf(r api.Request) *record {
	if len(h.kept) == 0 {
		return nil
	}
	family := r.Family()
	for _, rec := range h.kept {
		if rec.family == family {
			return rec
		}
	}
	return nil
}
