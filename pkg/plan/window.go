package plan

import (
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// nowTolerance is how old a range's end may be and still count as now.
const nowTolerance = 5 * time.Minute

// isPast reports whether a query's time range ended some time ago.
func isPast(q query.Query, now time.Time) bool { return q.Range.To.Before(now.Add(-nowTolerance)) }

// checkLast says so where the last x hours are more than LivePerson keeps.
func checkLast(q query.Query, b bounds) error {
	if q.Window.Kind != query.WindowLast || b.retention == 0 || q.Window.Last <= b.retention {
		return nil
	}
	return query.Errorf("The window of the last %v hours is invalid. LivePerson keeps %s: use a number up to %v.", q.Window.Last.Hours(), inWords(b.retention), b.retention.Hours())
}

// checkRange says what is wrong with a time range that can have no values.
func checkRange(r query.Range, now time.Time) error {
	switch {
	case !r.From.Before(now):
		return query.Errorf("The time range starts at %s, which has not come yet. Choose an earlier start.", utc(r.From))
	case !r.From.Before(r.To):
		return query.Errorf("The time range starts at %s and is over by then. Choose an end that is after the start.", utc(r.From))
	}
	return nil
}

// windowOf is the window of a query.
func windowOf(q query.Query, now time.Time, b bounds) (w api.Window, err error) {
	oldest := b.ceil(b.oldest(now))
	w.To = b.ceil(earlier(q.Range.To, now))
	if !oldest.Before(w.To) {
		return w, tooOld(q.Range, b)
	}
	switch q.Window.Kind {
	case query.WindowLast:
		w.From = w.To.Add(-q.Window.Last)
	case query.WindowToday:
		w.From = today(q.Window, w.To)
	default:
		if err := checkRange(q.Range, now); err != nil {
			return w, err
		}
		w.From = q.Range.From
	}
	w.From = b.floor(w.From)
	if b.exceeds(w.Length()) && w.Length() <= b.nominalMax()+b.grain {
		w.From = w.To.Add(-b.maxWindow) // a day is a day, whatever its seconds
	}
	if !w.From.Before(oldest) {
		return w, nil
	}
	// When "the last 14 days" are requested, they started a moment too early.
	if q.Window.Kind != query.WindowLast && w.From.Before(oldest.Add(-nowTolerance)) {
		return w, query.Errorf("The window starts at %s. LivePerson keeps %s: choose a later start.", utc(w.From), inWords(b.retention))
	}
	w.From = oldest
	return w, nil
}

func tooOld(r query.Range, b bounds) error {
	return query.Errorf("The time range ends at %s. LivePerson keeps %s: choose a later one.", utc(r.To), inWords(b.retention))
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
		to := earlier(from.Truncate(size).Add(size), w.To)
		chunks = append(chunks, api.Window{From: from, To: to})
		from = to
	}
	return chunks
}

// today is the latest time of that hour that is not after the end: until the hour
// has come, the day that people look at is still yesterday.
func today(w query.Window, end time.Time) time.Time {
	local := end.In(w.Location)
	at := func(day int) time.Time {
		return time.Date(local.Year(), local.Month(), day, int(w.From.Hours()), int(w.From.Minutes())%60, 0, 0, w.Location)
	}
	if start := at(local.Day()); start.Before(end) {
		return start
	}
	return at(local.Day() - 1)
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
