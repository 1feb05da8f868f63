package plan

import (
	"fmt"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

const (
	// retention is how far back LivePerson answers (Key Messaging Metrics API
	// overview), less a minute for the way there.
	retention = 14*24*time.Hour - time.Minute
	// piece is how a wider window is cut. Pieces start at the same hours for
	// everybody, so that old ones are the same question.
	piece = 12 * time.Hour
	// recent is how old a range's end may be and still count as now.
	recent = 5 * time.Minute
)

// window is a time that LivePerson is asked about, aligned to minutes as it
// aligns them itself, so that everybody's "last 24 hours" in the same minute is
// the same question.
type window struct{ from, to time.Time }

// moment is the window of values of now. LivePerson wants one even where it does
// not matter; the same one for all makes them the same question.
func moment(now time.Time) window {
	return window{align(now.Add(-time.Minute)), align(now)}
}

// checkRange says what is wrong with a time range of which nothing can be told.
func checkRange(r query.Range, now time.Time) error {
	switch {
	case !r.From.Before(now):
		return say("The time range starts at %s, which has not come yet. Choose an earlier start.", utc(r.From))
	case !r.From.Before(r.To):
		return say("The time range starts at %s and is over by then. Choose an end that is after the start.", utc(r.From))
	}
	return nil
}

// windowOf is the window of a query.
func windowOf(q query.Query, now time.Time) (w window, err error) {
	oldest := ceil(now.Add(-retention))
	w.to = ceil(earlier(q.Range.To, now))
	if !oldest.Before(w.to) {
		return w, tooOld(q.Range)
	}
	switch q.Window.Kind {
	case query.WindowLast:
		w.from = w.to.Add(-q.Window.Last)
	case query.WindowToday:
		w.from = today(q.Window, w.to)
	default:
		if err := checkRange(q.Range, now); err != nil {
			return w, err
		}
		w.from = q.Range.From
	}
	w.from = align(w.from)
	if day := w.to.Sub(w.from); day > liveperson.Widest && day <= 24*time.Hour+time.Minute {
		w.from = w.to.Add(-liveperson.Widest) // a day is a day, whatever its seconds
	}
	if !w.from.Before(oldest) {
		return w, nil
	}
	// "Last 14 days" start a moment before them by the time they are asked for.
	if q.Window.Kind != query.WindowLast && w.from.Before(oldest.Add(-recent)) {
		return w, say("The window starts at %s. LivePerson keeps 14 days: choose a later start.", utc(w.from))
	}
	w.from = oldest
	return w, nil
}

func tooOld(r query.Range) error {
	return say("The time range ends at %s. LivePerson keeps 14 days: choose a later one.", utc(r.To))
}

// split cuts a window at fixed hours.
func (w window) split() []window {
	var pieces []window
	for from := w.from; from.Before(w.to); {
		to := earlier(from.Truncate(piece).Add(piece), w.to)
		pieces = append(pieces, window{from, to})
		from = to
	}
	return pieces
}

// today is the latest moment of that hour that is not after the end: until the
// hour has come, the day that people look at is still yesterday's.
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

func align(t time.Time) time.Time { return t.Truncate(time.Minute) }

func ceil(t time.Time) time.Time {
	if align(t).Equal(t) {
		return t
	}
	return align(t).Add(time.Minute)
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

func utc(t time.Time) string { return t.UTC().Format("2006-01-02 15:04 UTC") }

func say(format string, args ...any) error {
	return &query.Error{Sentence: fmt.Sprintf(format, args...)}
}
