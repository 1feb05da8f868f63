package plan

import (
	"slices"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/query"
)

// history is a method that gives many points of a trend in one response.
type history struct {
	group
	points   int
	interval time.Duration
}

// historiesOf are the histories that give all KPIs of a group.
func (p *Planner) historiesOf(q query.Query, g group) []group {
	var histories []group
	for _, by := range q.Rows.Methods {
		m := p.methods[by.API]
		if m == nil || m.MaxPoints == 0 || m.OfWindowsToNow && !g.method.EndsNow {
			continue
		}
		h := group{rows: q.Rows, method: m, groupBy: by.GroupBy}
		for _, s := range g.sources {
			if s.KPI.SourceFor(m.Name) != nil {
				h.sources = append(h.sources, sourceOf(s.KPI, m))
			}
		}
		if len(h.sources) == len(g.sources) {
			histories = append(histories, h)
		}
	}
	return histories
}

// drawable leaves out the groups that have no trend, and says so: their filter can't be
// applied, or their windows end now and there is no history of them. That is an error if
// there is nothing else.
func (p *Planner) drawable(plan *Plan, q query.Query, groups []group, hasOthers bool) ([]group, error) {
	var left []group
	var without losses
	for _, g := range groups {
		switch err := g.checkFilter(q); {
		case err != nil:
			without = append(without, loss{g, err})
		case g.method.EndsNow && len(p.historiesOf(q, g)) == 0:
			without = append(without, loss{g, query.Errorf("LivePerson's %s has no trend of these KPIs by %s. Select \"One value\" instead of \"Trend\".", g.method.Service.Name, q.Rows.ID)})
		default:
			left = append(left, g)
			plan.noteUserTypes(q, g)
		}
	}
	err := plan.noteWithout(q, without)
	if err == nil && len(left) == 0 && !hasOthers {
		err = without[0].err
	}
	return left, err
}

// trendBounds are the bounds of a trend: its points fit all of its methods, and it
// begins where the first of them does.
func (p *Planner) trendBounds(q query.Query, groups []group) bounds {
	var all []bounds
	for _, g := range groups {
		all = append(all, p.boundsIn(q, g))
	}
	if len(all) == 0 {
		return boundsOf(nil)
	}
	b := all[0]
	for _, other := range all[1:] {
		b.grain = max(b.grain, other.grain)
		b.maxWindow = stricter(b.maxWindow, other.maxWindow)
		if b.retention > 0 && (other.retention == 0 || other.retention > b.retention) {
			b.retention = other.retention
		}
	}
	return b
}

// boundsIn are the bounds of a group's points: those of its history, where there is no
// other way to get them.
func (p *Planner) boundsIn(q query.Query, g group) bounds {
	if g.method.EndsNow {
		g = p.historiesOf(q, g)[0]
	}
	return g.bounds()
}

// firstOf is the first point that LivePerson still has, or how many points there are if it
// has none.
func (b bounds) firstOf(points []point, now time.Time) int {
	oldest := b.oldest(now)
	if i := slices.IndexFunc(points, func(p point) bool { return !p.From.Before(oldest) }); i >= 0 {
		return i
	}
	return len(points)
}

// requested is how many groups take a request for each point, at least one.
func requested(groups []group) int {
	n := 0
	for _, g := range groups {
		if !g.method.EndsNow {
			n++
		}
	}
	return max(n, 1)
}

// addGroups adds the points of each group. A group whose methods remember less than
// others has fewer of them; for an alert rule that is an error.
func (p *Planner) addGroups(plan *Plan, q query.Query, groups []group, points []point, interval time.Duration, now time.Time) error {
	var without losses
	for _, g := range groups {
		b := p.boundsIn(q, g)
		first := b.firstOf(points, now)
		h := p.historyOf(q, g, points[first:], interval, now)
		if h.points == 0 && g.method.EndsNow {
			first = len(points) // other points can't be had
		}
		plan.addPoints(q, g, h, points, first, now)
		keeps := inWords(b.retention)
		switch {
		case first == 0:
		case first == len(points):
			without = append(without, loss{g, query.Errorf("LivePerson's %s keeps data for %s, which does not cover these intervals. Select a later time range, or shorter intervals.", g.method.Service.Name, keeps)})
		case q.Alert:
			return query.Errorf("The trend starts at %s. LivePerson's %s keeps data for %s. Select a later start.", in(q.Location, points[0].From), g.method.Service.Name, keeps)
		default:
			plan.Notices.Info("LivePerson's %s keeps data for %s. The trend of these KPIs starts at %s: %s.",
				g.method.Service.Name, keeps, in(q.Location, points[first].From), query.Labels(losses{{g, nil}}.kpis(q, "")))
		}
	}
	return plan.noteWithout(q, without)
}

// historyOf is the history that gives points of all KPIs of a group, without points if
// there is none: those that are over, or all that LivePerson still has where there is no
// other way to get them. Other histories know no sub-groups.
func (p *Planner) historyOf(q query.Query, g group, points []point, interval time.Duration, now time.Time) history {
	switch {
	case len(points) == 0:
		return history{}
	case !g.method.EndsNow:
		points = closedPoints(points)
		if q.Filter.IncludeSubGroups || len(points) < 2 {
			return history{}
		}
	}
	for _, h := range p.historiesOf(q, g) {
		if !points[0].From.Before(h.bounds().oldest(now)) && h.gives(points, interval) {
			return history{h, len(points), interval}
		}
	}
	return history{}
}

// gives reports whether a history has such points.
func (g group) gives(points []point, interval time.Duration) bool {
	c, start := g.method.Capabilities, points[0].From
	length := points[len(points)-1].To.Sub(start)
	if len(points) >= c.MaxPoints || g.bounds().exceeds(length) {
		return false
	}
	grain := interval
	if c.AnyStart {
		grain = c.Grain
	}
	for i, p := range points {
		isOpen := c.AnyStart && !p.over
		if !p.From.Equal(start.Add(time.Duration(i)*interval)) || !p.From.Truncate(grain).Equal(p.From) || p.Length() != interval && !isOpen {
			return false
		}
	}
	return true
}
