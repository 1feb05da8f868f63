package fetch

import (
	"maps"
	"slices"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

const (
	// recentTime is how long a column counts as recently requested: longer than the
	// interval of most alert rules and dashboards.
	recentTime = 5 * time.Minute
	// maxWindows is how many windows of a family are remembered.
	maxWindows = 32
)

// family is what is known of requests that differ in their window and columns only.
// A batch requests all columns that were requested recently, so that the panels of
// a dashboard, which come one after the other, share it. Guarded by Fetcher.mu.
type family struct {
	request api.Request // without window and columns
	// current, open and past are the columns that were requested recently: current
	// values, and those of windows that were open, and that were not any more.
	current, open, past recentColumns
	windows             []recentWindow // that are open
	stored              []api.Window   // in the cache, once open or with points: useStale tries them
	batches             []*batch       // in flight
	// withoutTotal reports that the last response lacked the total, the account's
	// values: then it is no carrier.
	withoutTotal bool
}

// recentWindow is an open window and when it was last requested.
type recentWindow struct {
	api.Window
	at time.Time
}

// isLike reports whether a window is the same but for the time that has passed: it
// has the same start, as today's, or the same length, as the last hours.
func (w recentWindow) isLike(other api.Window) bool {
	return w.From.Equal(other.From) || w.Length() == other.Length()
}

// recentColumns is when each column was last requested.
type recentColumns map[api.Column]time.Time

func (r recentColumns) add(columns []api.Column, now time.Time) {
	for _, c := range columns {
		r[c] = now
	}
}

// list returns the columns, and forgets those that are not recent any more.
func (r recentColumns) list(now time.Time) []api.Column {
	maps.DeleteFunc(r, func(_ api.Column, at time.Time) bool { return now.Sub(at) > recentTime })
	return slices.Collect(maps.Keys(r))
}

func newFamily(r api.Request) *family {
	return &family{
		request: r.With(nil).WithWindow(api.Window{}),
		current: recentColumns{}, open: recentColumns{}, past: recentColumns{},
	}
}

// note remembers that a request was made.
func (f *family) note(r api.Request, now time.Time) {
	current, byWindow := r.Split()
	f.current.add(current, now)
	switch {
	case len(byWindow) == 0:
	case isOpen(r.Window, now):
		f.open.add(byWindow, now)
		f.windows = slices.DeleteFunc(f.windows, func(known recentWindow) bool { return known.isLike(r.Window) })
		f.windows = lastOf(append(f.windows, recentWindow{r.Window, now}))
	default:
		f.past.add(byWindow, now)
	}
}

func lastOf[T any](list []T) []T { return list[max(0, len(list)-maxWindows):] }

// noteStored remembers a window that is in the cache.
func (f *family) noteStored(w api.Window) {
	f.stored = slices.DeleteFunc(f.stored, w.Equal)
	f.stored = lastOf(append(f.stored, w))
}

// bringsAlong reports whether the next request of this family could bring a part of
// another one along. For current values it is enough that either its own or those of an
// open window were requested recently; for a window, one like it has to be.
func (f *family) bringsAlong(p part, now time.Time) bool {
	if p.current {
		return len(f.current.list(now))+len(f.open.list(now)) > 0
	}
	return isOpen(p.Window, now) && slices.ContainsFunc(f.windows, func(w recentWindow) bool {
		return now.Sub(w.at) <= recentTime && w.isLike(p.Window)
	})
}
