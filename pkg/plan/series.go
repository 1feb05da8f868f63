package plan

import (
	"fmt"
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

// series plans a trend: a question for each point, aligned to its length, so
// that a point which is over is the same question ever after.
func series(q query.Query, needs catalogue.Needs, now time.Time, limits Limits) (Plan, error) {
	var p Plan
	from, to := q.Range.From, earlier(q.Range.To, now)
	if oldest := now.Add(-retention); from.Before(oldest) {
		from = oldest
		p.Notices = append(p.Notices, "LivePerson keeps 14 days: the trend starts at "+utc(from)+".")
	}
	if !from.Before(to) {
		return Plan{}, say("The time range ends at %s, and LivePerson keeps 14 days. Choose a later one.", utc(q.Range.To))
	}
	step, ok := stepFor(q.Interval, from, to, limits.SeriesRequests)
	if !ok {
		return Plan{}, say("A trend over %s takes more requests than the %d that the data source's settings allow. Choose a shorter time range.", to.Sub(from), limits.SeriesRequests)
	}
	if nice, _ := stepFor(q.Interval, from, to, len(steps)*int(retention/time.Minute)); step > nice {
		p.Notices = append(p.Notices, fmt.Sprintf("A point stands for %s instead of %s: the data source's settings allow %d requests for a trend.", step, nice, limits.SeriesRequests))
	}
	windows := buckets(from, to, step, now)
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
		!from.Before(now.Add(-widest)) && to.Sub(from) <= widest
}

func history(a ask, kpis []*catalogue.KPI, windows []window, step time.Duration) liveperson.Request {
	var byTime []liveperson.Metric
	for _, kpi := range kpis {
		source := kpi.From(catalogue.Historical)
		byTime = append(byTime, liveperson.Metric{Name: source.Metric, Field: source.Field})
	}
	return liveperson.HistoricalRequest{From: windows[0].from, To: windows[len(windows)-1].to, Step: step, Filter: a.filter, ByTime: byTime}
}
