package plan

import (
	"time"

	"github.com/kmm/liveperson-datasource/pkg/query"
)

// history is a method that gives many points of a trend in one response: so many from the
// first one that it has.
type history struct {
	group
	first, points int
	interval      time.Duration
}

// historiesOf are the histories that give all KPIs of a group.
func (p *Planner) historiesOf(q query.Query, g group) []group {
	var histories []group
	for _, by := range q.Rows.Methods {
		m := p.methods[by.API]
		if m == nil || m.MaxPoints == 0 {
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
// applied, or their windows end now and there is no history of them.
func (p *Planner) drawable(plan *Plan, q query.Query, groups []group) ([]group, error) {
	var left []group
	var without losses
	for _, g := range groups {
		switch err := g.checkFilter(q); {
		case err != nil:
			without = append(without, loss{g, err})
		case g.method.EndsNow && len(p.historiesOf(q, g)) == 0:
			without = append(without, loss{g, query.Errorf("LivePerson's %s has no trend of these KPIs by %s. Choose one value instead.", g.method.Service.Name, q.Rows.ID)})
		default:
			left = append(left, g)
			plan.noteUserTypes(q, g)
		}
	}
	err := plan.noteWithout(q, without)
	if err == nil && len(left) == 0 {
		err = without[0].err
	}
	return left, err
}

// trendBounds are the bounds of a trend: its points fit all of its methods, and it
// begins where the first of them does.
func (p *Planner) trendBounds(q query.Query, groups []group) bounds {
	var all []bounds
	for _, g := range groups {
		if g.method.EndsNow {
			g = p.historiesOf(q, g)[0]
		}
		all = append(all, g.bounds())
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
		h := p.historyOf(q, g, points, interval, now)
		plan.addPoints(q, g, h, points, now)
		if !g.method.EndsNow || h.points == len(points) {
			continue
		}
		keeps := inWords(p.historiesOf(q, g)[0].method.Retention)
		switch {
		case h.points == 0:
			without = append(without, loss{g, query.Errorf("LivePerson's %s keeps data for %s, which does not cover these intervals. Choose a later time range, or shorter intervals.", g.method.Service.Name, keeps)})
		case q.Alert:
			return query.Errorf("The trend starts at %s. LivePerson's %s keeps data for %s. Choose a later start.", in(q.Location, points[0].From), g.method.Service.Name, keeps)
		default:
			plan.Notices.Info("LivePerson's %s keeps data for %s. The trend of these KPIs starts at %s: %s.",
				g.method.Service.Name, keeps, in(q.Location, points[h.first].From), query.Labels(losses{{g, nil}}.kpis(q, "")))
		}
	}
	return plan.noteWithout(q, without)
}

// historyOf is the history that gives points of all KPIs of a group, without points if
// there is none: those that are over, or all that LivePerson still has where there is no
// other way to get them. Other histories know no sub-groups.
func (p *Planner) historyOf(q query.Query, g group, points []point, interval time.Duration, now time.Time) history {
	if !g.method.EndsNow {
		points = closedPoints(points)
		if q.Filter.IncludeSubGroups || len(points) < 2 {
			return history{}
		}
	}
	for _, h := range p.historiesOf(q, g) {
		first, oldest := 0, h.bounds().oldest(now)
		for g.method.EndsNow && first < len(points) && points[first].From.Before(oldest) {
			first++
		}
		if had := points[first:]; len(had) > 0 && !had[0].From.Before(oldest) && h.gives(had, interval) {
			return history{h, first, len(had), interval}
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
