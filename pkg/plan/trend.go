package plan

import (
	"slices"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// trend plans a query for a trend: a request for each point, aligned to its length,
// so that a point which is over is the same request ever after.
func (p *Planner) trend(q query.Query, groups []group, now time.Time) (Plan, error) {
	b := boundsOf(groups)
	if err := checkRange(q.Range, now); err != nil {
		return Plan{}, err
	}
	to := earlier(q.Range.To, now)
	from := later(q.Range.From, b.oldest(now))
	if !from.Before(to) {
		return Plan{}, tooOld(q.Range, b)
	}
	i := p.intervals(q, b, from, to, len(groups))
	if i.used == 0 {
		return Plan{}, query.Errorf("A trend over %s takes more requests than the %d that the data source's settings allow. Choose a shorter time range.", formatDuration(to.Sub(from)), p.limits.MaxTrendRequests)
	}
	windows := pointsOf(from, to, i.used, now, b)
	if len(windows) == 0 {
		return Plan{}, query.Errorf("LivePerson keeps %s, and that is less than a point of %s in this time range. Choose a later time range or a shorter interval.", inWords(b.retention), formatDuration(i.used))
	}
	plan := Plan{Points: make([]time.Time, len(windows))}
	for i, w := range windows {
		plan.Points[i] = w.From
	}
	plan.noteTrend(q, b, windows[0].From, i, p.limits)
	for _, g := range groups {
		plan.addPoints(q, g, p.historyOf(q, g, closedPoints(windows, i.used), now), windows)
	}
	return plan, nil
}

// addPoints adds the steps for the points of a trend that a group gives: those of a
// history, if there is one, and a request for each point that it has not.
func (p *Plan) addPoints(q query.Query, g group, h history, windows []api.Window) {
	p.Steps = slices.Grow(p.Steps, len(windows))
	if n := h.points; n > 0 {
		step := h.step(History, q, h.sources, api.Window{From: windows[0].From, To: windows[n-1].To})
		step.Request.Step, step.Points = windows[0].Length(), p.Points[:n]
		p.Steps = append(p.Steps, step)
	}
	request := g.request(q, columnsOf(g.sources), api.Window{})
	for i := h.points; i < len(windows); i++ {
		p.Steps = append(p.Steps, Step{Role: Point, Request: request.WithWindow(windows[i]), Sources: g.sources, Points: p.Points[i : i+1]})
	}
}

// closedPoints leaves out a last point that is not over yet.
func closedPoints(windows []api.Window, interval time.Duration) []api.Window {
	if last := len(windows) - 1; windows[last].Length() < interval {
		return windows[:last]
	}
	return windows
}

// history is a method that gives so many points of a trend in one response.
type history struct {
	group
	points int
}

// historyOf is the history that gives these points of all KPIs of a group, without
// points if there is none. Histories know no sub-groups.
func (p *Planner) historyOf(q query.Query, g group, windows []api.Window, now time.Time) history {
	if len(windows) < 2 || q.Filter.IncludeSubGroups {
		return history{}
	}
	from, length := windows[0].From, windows[len(windows)-1].To.Sub(windows[0].From)
	for _, by := range q.Rows.Methods {
		m := p.methods[by.API]
		if m == nil || len(windows) >= m.MaxPoints {
			continue
		}
		h := history{group{rows: q.Rows, method: m, groupBy: by.GroupBy}, len(windows)}
		for _, s := range g.sources {
			if s.KPI.SourceFor(m.Name) != nil {
				h.sources = append(h.sources, sourceOf(s.KPI, m))
			}
		}
		b := h.bounds()
		if len(h.sources) == len(g.sources) && !from.Before(b.oldest(now)) && !b.exceeds(length) {
			return h
		}
	}
	return history{}
}

// pointsOf are the windows of the points, oldest first. The first one is complete
// unless LivePerson no longer has its start; the last one ends now.
func pointsOf(from, to time.Time, interval time.Duration, now time.Time, b bounds) []api.Window {
	windows := make([]api.Window, 0, int(to.Sub(from)/interval)+2)
	oldest := b.oldest(now)
	for start := from.Truncate(interval); start.Before(to); start = start.Add(interval) {
		if !start.Before(oldest) {
			windows = append(windows, api.Window{From: start, To: earlier(start.Add(interval), b.ceil(now))})
		}
	}
	return windows
}
