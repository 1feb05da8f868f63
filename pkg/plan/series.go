package plan

import (
	"slices"
	"time"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// steps are the lengths that a point may have, those that people read.
var steps = []time.Duration{
	time.Minute, 2 * time.Minute, 5 * time.Minute, 10 * time.Minute, 15 * time.Minute, 30 * time.Minute,
	time.Hour, 2 * time.Hour, 3 * time.Hour, 6 * time.Hour, 12 * time.Hour, 24 * time.Hour,
}

const (
	// mostPoints is how many points a trend has at most where nobody chose their
	// length: people tell apart no more of them, and each is a request.
	mostPoints = 100
	// long is the longest trend with points shorter than an hour. Over more than
	// that, less than an hour is too few conversations: an average of one jumps
	// from one end of its scale to the other.
	long = 48 * time.Hour
)

// series plans a trend: a question for each point, aligned to its length, so
// that a point which is over is the same question ever after.
func series(q query.Query, needs catalogue.Needs, now time.Time, limits Limits) (Plan, error) {
	if err := checkRange(q.Range, now); err != nil {
		return Plan{}, err
	}
	oldest, to := now.Add(-retention), earlier(q.Range.To, now)
	from := later(q.Range.From, oldest)
	if !from.Before(to) {
		return Plan{}, tooOld(q.Range)
	}
	asked := q.Interval
	if asked == 0 {
		asked = legible(q.Range.Interval, from, to)
	}
	step, ok := stepFor(asked, from, to, limits.SeriesRequests)
	if !ok {
		return Plan{}, say("A trend over %s takes more requests than the %d that the data source's settings allow. Choose a shorter time range.", length(to.Sub(from)), limits.SeriesRequests)
	}
	windows := buckets(from, to, step, now)
	if len(windows) == 0 {
		return Plan{}, say("LivePerson keeps 14 days, and that is less than a point of %s in this time range. Choose a later time range or a shorter interval.", length(step))
	}
	nice, _ := stepFor(asked, from, to, len(steps)*int(retention/time.Minute))
	p := Plan{Notices: trendNotices(q, windows[0], step, nice, limits)}
	for _, w := range windows {
		p.Points = append(p.Points, w.from)
	}
	a := newAsk(q, q.Rows, needs.Own)
	rest := windows
	if whole := wholeWindows(windows, step); hasHistory(q, needs.Own, whole, now) {
		p.Own, p.History, rest = []liveperson.Request{history(a, needs.Own, whole, step)}, len(whole), windows[len(whole):]
	}
	for _, w := range rest {
		p.Own = append(p.Own, a.request(w))
	}
	return p, nil
}

// legible is the length of a point where nobody chose one: what the panel has
// room for, but no more points than people can read.
func legible(room time.Duration, from, to time.Time) time.Duration {
	if to.Sub(from) > long {
		room = max(room, time.Hour)
	}
	step, _ := stepFor(room, from, to, mostPoints)
	return step
}

// stepFor is the shortest length of a point that is not shorter than asked and
// needs no more requests than allowed.
func stepFor(asked time.Duration, from, to time.Time, requests int) (time.Duration, bool) {
	for _, step := range steps {
		if step >= min(asked, steps[len(steps)-1]) && int(to.Sub(from)/step)+2 <= max(requests, 2) {
			return step, true
		}
	}
	return 0, false
}

// buckets are the windows of the points, oldest first. The first one is whole
// unless LivePerson no longer has its start; the last one ends now.
func buckets(from, to time.Time, step time.Duration, now time.Time) []window {
	var windows []window
	for start := from.Truncate(step); start.Before(to); start = start.Add(step) {
		w := window{start, earlier(start.Add(step), ceil(now))}
		if !w.from.Before(now.Add(-retention)) {
			windows = append(windows, w)
		}
	}
	return windows
}

// wholeWindows leaves out a last point that is not over yet.
func wholeWindows(windows []window, step time.Duration) []window {
	if n := len(windows) - 1; n >= 0 && windows[n].to.Sub(windows[n].from) < step {
		return windows[:n]
	}
	return windows
}

// hasHistory tells whether LivePerson gives these points at once: a few counts
// of the account over the last 24 hours.
func hasHistory(q query.Query, kpis []*catalogue.KPI, windows []window, now time.Time) bool {
	if q.Rows != catalogue.Account || q.Filter.IncludeSubGroups || len(windows) < 2 || len(windows) >= liveperson.MostPoints {
		return false
	}
	from, to := windows[0].from, windows[len(windows)-1].to
	return !slices.ContainsFunc(kpis, func(kpi *catalogue.KPI) bool { return kpi.From(catalogue.Historical) == nil }) &&
		!from.Before(now.Add(-liveperson.Widest)) && to.Sub(from) <= liveperson.Widest
}

func history(a ask, kpis []*catalogue.KPI, windows []window, step time.Duration) liveperson.Request {
	var byTime []liveperson.Metric
	for _, kpi := range kpis {
		source := kpi.From(catalogue.Historical)
		byTime = append(byTime, liveperson.Metric{Name: source.Metric, Field: source.Field})
	}
	return liveperson.HistoricalRequest{From: windows[0].from, To: windows[len(windows)-1].to, Step: step, Filter: a.filter, ByTime: byTime}
}
