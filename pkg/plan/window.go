package plan

import (
	"errors"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// nowTolerance is how old a range's end may be and still count as now.
const nowTolerance = 5 * time.Minute

// IsPast reports whether a query's time range ended some time ago.
func IsPast(q query.Query, now time.Time) bool { return q.Range.To.Before(now.Add(-nowTolerance)) }

// checkRange says why a time range can have no values. One such as "today from 9:00"
// has none until then, and is fine afterwards: see hasNone.
func checkRange(q query.Query, now time.Time) error {
	switch r := q.Range; {
	case !r.From.Before(now):
		return emptyRange{query.Errorf("The time range has not started yet: it starts at %s.", in(q.Location, r.From))}
	case !r.From.Before(r.To):
		return emptyRange{query.Errorf("The time range ends before it starts at %s. Select an end after the start.", in(q.Location, r.From))}
	}
	return nil
}

// emptyRange is why a time range has no values.
type emptyRange struct{ error }

// Unwrap is the error as the person at a panel reads it.
func (e emptyRange) Unwrap() error { return e.error }

// emptyPlan is the plan of a panel whose time range has no values; an alert rule fails.
func emptyPlan(q query.Query, err error) (Plan, error) {
	if q.Alert || !errors.As(err, new(emptyRange)) && !errors.As(err, new(filterError)) {
		return Plan{}, err
	}
	plan := Plan{Notices: q.Notices, Empty: true}
	plan.Notices.Warn("%s", err)
	return plan, nil
}

// windowOf is the window of a query, however far back it starts.
func windowOf(q query.Query, now time.Time, b bounds) (w api.Window, err error) {
	w.To = b.ceil(api.Earlier(q.Range.To, now))
	switch q.Window.Kind {
	case query.WindowLast:
		w.From = w.To.Add(-q.Window.Last)
	case query.WindowToday:
		w.From = today(q, w.To)
	default:
		if err := checkRange(q, now); err != nil {
			return w, err
		}
		w.From = q.Range.From
	}
	w.From = b.floor(w.From)
	if b.exceeds(w.Length()) && w.Length() <= b.maxWindow+b.grain {
		w.From = w.To.Add(-b.maxWindow) // a day is a day, whatever its seconds
	}
	return w, nil
}

// keep cuts what LivePerson no longer has off the start of a window, and reports whether
// that is more than a moment: "the last 14 days" started a moment too early, and the grain
// takes something off whenever it is asked. It is an error where nothing is left, and for an
// alert rule, whose values would not mean what it says.
func (b bounds) keep(q query.Query, w api.Window, now time.Time) (kept api.Window, cut bool, err error) {
	oldest := b.oldest(now)
	start := b.ceil(oldest)
	switch missing := oldest.Sub(w.From); {
	case !w.From.Before(start):
		return w, false, nil
	case !start.Before(w.To):
		return w, false, query.Errorf("The time range ends at %s. LivePerson keeps data for %s. Select a later time range.", in(q.Location, q.Range.To), inWords(b.retention))
	case missing > nowTolerance && q.Alert:
		return w, false, query.Errorf("The window starts at %s. LivePerson keeps data for %s. Select a later start.", in(q.Location, w.From), inWords(b.retention))
	default:
		return api.Window{From: start, To: w.To}, missing > nowTolerance, nil
	}
}

// maxChunk is how long a chunk of a wide window is at most. Chunks start at the same
// hours for everybody, so that past ones are the same request.
const maxChunk = 12 * time.Hour

// chunks cuts a window at fixed hours, into what fits one request.
func (b bounds) chunks(w api.Window) []api.Window {
	size := maxChunk
	if b.maxWindow > 0 {
		size = min(size, b.maxWindow)
	}
	var chunks []api.Window
	for from := w.From; from.Before(w.To); {
		to := api.Earlier(from.Truncate(size).Add(size), w.To)
		chunks = append(chunks, api.Window{From: from, To: to})
		from = to
	}
	return chunks
}

// today is the latest time of that hour that is not after the end: until the hour
// has come, the day that people look at is still yesterday.
func today(q query.Query, end time.Time) time.Time {
	local := end.In(q.Location)
	if start := clockTime(local, q.Window.From); start.Before(end) {
		return start
	}
	return clockTime(otherDay(local, -1), q.Window.From)
}
