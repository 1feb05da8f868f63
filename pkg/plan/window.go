package plan

import (
	"fmt"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/query"
)

const (
	// retention is how far back LivePerson answers (Key Messaging Metrics API
	// overview).
	retention = 14 * 24 * time.Hour
	// widest is how much it answers at once: 24 hours, less a minute to stay
	// within them however it rounds the bounds.
	widest = 24*time.Hour - time.Minute
	// recent is how old a range's end may be and still count as now.
	recent = 5 * time.Minute
)

// span is the window of a query, aligned to minutes as LivePerson aligns it,
// so that everybody's "last 24 hours" in the same minute is the same question.
func span(q query.Query, now time.Time) (from, to time.Time, err error) {
	to = ceil(earlier(q.Range.To, now))
	switch q.Window.Kind {
	case query.WindowLast:
		from = to.Add(-q.Window.Last)
	case query.WindowToday:
		from = today(q.Window, to)
	default:
		from = q.Range.From
	}
	from = align(from)
	if q.Window.Kind == query.WindowRange && to.Sub(from) > widest+2*time.Minute {
		return from, to, say("The time range of %s is wider than the 24 hours that LivePerson answers at once. Choose a shorter range, or a window in the query.", to.Sub(from))
	}
	if from.Before(now.Add(-retention)) {
		return from, to, say("The window starts at %s. LivePerson keeps 14 days: choose a later one.", from.UTC().Format("2006-01-02 15:04 UTC"))
	}
	if !from.Before(to) {
		return from, to, say("The window starts at %s, which has not come yet. Choose an earlier start.", from.UTC().Format("2006-01-02 15:04 UTC"))
	}
	if to.Sub(from) > widest {
		from = to.Add(-widest)
	}
	return from, to, nil
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

func say(format string, args ...any) error {
	return &query.Error{Sentence: fmt.Sprintf(format, args...)}
}
