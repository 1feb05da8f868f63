package fetch

import (
	"net/http"
	"slices"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/cache"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

const (
	// staleTimeout is how long a lookup waits for LivePerson that has a stale entry.
	staleTimeout = 5 * time.Second
	// staleCheckInterval is how often it looks whether LivePerson keeps failing.
	staleCheckInterval = 500 * time.Millisecond
)

// ErrPending is why there is no result yet, or a stale one, while LivePerson takes
// its time. The batch goes on for the next refresh.
var ErrPending error = &api.Error{
	Status:   http.StatusGatewayTimeout,
	Sentence: "LivePerson is slow; more data will appear on refresh.",
}

// errBreakerOpen is why a stale result is returned while requests are held back.
var errBreakerOpen error = &api.Error{
	Status:   http.StatusServiceUnavailable,
	Sentence: "LivePerson is failing; retrying soon.",
}

// reasonToUseStale is why a lookup with a stale entry no longer waits for a batch, nil
// if it should go on waiting.
func (f *Fetcher) reasonToUseStale(b *batch) error {
	switch {
	case b.done.Err() != nil:
		return nil
	case f.limiter.IsBlocked(b.family.request.Method.Service.Name):
		return errBreakerOpen
	case f.options.Load().Now().Sub(b.began) >= staleTimeout:
		return ErrPending
	}
	return nil
}

// useStale makes a stale entry the result of a lookup, or the failure if there is
// none.
func (f *Fetcher) useStale(l *lookup, failure error, now time.Time) {
	l.err = failure
	maxAge := f.options.Load().MaxStale
	if l.caller.Alert {
		maxAge = f.options.Load().MaxStaleForAlerts
	}
	for _, key := range f.staleKeys(l, maxAge) {
		e := f.store.Get(key)
		if !e.Has(l.Columns) {
			continue
		}
		if at, ok := l.validAt(e, now); ok && now.Sub(at) <= maxAge {
			l.found(e, Stale, at, failure)
			return
		}
	}
	if from := l.Window.From; l.item.Continues && now.Sub(from) <= maxAge {
		// The chunk has begun since LivePerson responded last: the result is that of the
		// chunks before it.
		l.found(&cache.Entry{Window: api.Window{From: from, To: from}, At: from}, Stale, from, failure)
	}
}

// staleKeys are the keys of the entries that may stand in for a part, the best one
// first.
func (f *Fetcher) staleKeys(l *lookup, maxAge time.Duration) []string {
	keys := []string{l.key}
	if l.current {
		return keys
	}
	add := func(w api.Window) { keys = append(keys, windowPart(l.WithWindow(w)).key) }
	for moved := time.Minute; l.item.Sliding && moved <= maxAge; moved += time.Minute {
		add(api.Window{From: l.Window.From.Add(-moved), To: l.Window.To})
	}
	f.mu.Lock()
	windows := slices.Clone(f.family(l.Request).stored)
	f.mu.Unlock()
	for _, w := range slices.Backward(windows) {
		add(w)
	}
	return keys
}

// validAt is the time at which an entry was valid for a part, if it is about the
// same but for the time that has passed since.
func (l *lookup) validAt(e *cache.Entry, now time.Time) (at time.Time, ok bool) {
	w, moved := l.Window, l.Window.From.Sub(e.Window.From)
	wasOpen := isOpen(e.Window, e.At)
	switch {
	case l.current:
		return e.At, true
	case l.Step > 0: // some of the same points; the next one is missing from when it was over
		overlaps := e.Window.To.After(w.From) && e.Window.From.Before(w.To)
		return l.validUntil(e, e.Window.To.Add(l.Step)), overlaps
	case w.Equal(e.Window):
		return e.At, true
	case isOpen(w, now):
		longer := w.Length() - e.Window.Length()
		return e.At, wasOpen && !w.To.Before(e.Window.To) && (moved == 0 || longer.Abs() <= time.Minute)
	case moved == 0: // it was open when LivePerson was asked
		return e.At, wasOpen && !e.Window.To.After(w.To)
	}
	slid := l.item.Sliding && w.To.Equal(e.Window.To) && moved > 0 && moved <= now.Sub(e.At)+time.Minute
	return l.validUntil(e, now.Add(-moved)), slid
}

// validUntil is the time until which an entry was valid: that of a closed window was
// for longer than until LivePerson was asked.
func (l *lookup) validUntil(e *cache.Entry, at time.Time) time.Time {
	if !isClosed(e.Window, e.At) || !l.Method.Immutable || at.Before(e.At) {
		return e.At
	}
	return at
}
