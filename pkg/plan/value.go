package plan

import (
	"slices"
	"time"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// value plans a query for one value a row.
func (p *Planner) value(q query.Query, n needs, now time.Time) (Plan, error) {
	plan := Plan{Notices: q.Notices}
	plan.notePast(q, now)
	rows, w, err := plan.window(q, n, now)
	if err != nil {
		return emptyPlan(q, err)
	}
	for _, g := range rows {
		plan.Steps = append(plan.Steps, g.values(q, w, now)...)
	}
	if len(rows) == 0 && !q.Rows.Single {
		step, err := p.roster(q, now)
		if err != nil {
			return Plan{}, err
		}
		plan.Steps = append(plan.Steps, step)
	}
	for _, g := range n.agents {
		plan.Steps = append(plan.Steps, g.step(Agents, q, g.sources, currentWindow(now, g.bounds().grain)))
	}
	return plan, nil
}

// window is the window of a query, which does not matter if its KPIs are all current
// values, and the groups to request: where LivePerson no longer has any of it, only
// those of current values are left.
func (p *Plan) window(q query.Query, n needs, now time.Time) ([]group, api.Window, error) {
	if !slices.ContainsFunc(n.rows, group.hasWindow) {
		return n.rows, api.Window{}, nil
	}
	b := boundsOf(n.rows)
	kept, cut := api.Window{}, false
	w, err := windowOf(q, now, b)
	if err == nil {
		kept, cut, err = b.keep(q, w, now)
	}
	current := currentOf(n.rows)
	switch {
	case err == nil:
		if cut {
			p.Notices.Warn("LivePerson keeps data for %s, so the window starts at %s.", inWords(b.retention), in(q.Location, kept.From))
		}
		p.noteWindow(q, n.rows, kept)
		return n.rows, kept, nil
	case len(current)+len(n.agents) == 0 || q.Alert:
		return nil, w, err
	}
	p.Notices.Warn("%s These KPIs have no values: %s.", err, query.Labels(slices.DeleteFunc(slices.Clone(q.KPIs), (*catalogue.KPI).IsCurrent)))
	return current, w, nil
}

// currentOf are groups with their current values only.
func currentOf(groups []group) []group {
	var current []group
	for _, g := range groups {
		g.sources = slices.DeleteFunc(slices.Clone(g.sources), func(s Source) bool { return !s.Column.Current })
		if len(g.sources) > 0 {
			current = append(current, g)
		}
	}
	return current
}

func (g group) hasWindow() bool {
	return slices.ContainsFunc(g.sources, func(s Source) bool { return !s.Column.Current })
}

// values are the steps for a group's values. A window that is too long for one
// request is cut into chunks for what adds up; what does not is requested for the
// end of the window only, where current values come along.
func (g group) values(q query.Query, w api.Window, now time.Time) []Step {
	b := g.bounds()
	if !g.hasWindow() {
		return []Step{g.step(Value, q, g.sources, currentWindow(now, b.grain))}
	}
	if !b.exceeds(w.Length()) {
		return []Step{g.step(Value, q, g.sources, w)}
	}
	var sums, others []Source
	for _, s := range g.sources {
		if !s.Column.Current && s.KPI.ValueKind == catalogue.Count && !g.method.EndsNow {
			sums = append(sums, s)
		} else {
			others = append(others, s)
		}
	}
	var steps []Step
	if len(sums) > 0 {
		chunks := b.chunks(w)
		steps = make([]Step, 0, len(chunks)+1)
		for i, chunk := range chunks {
			step := g.step(Chunk, q, sums, chunk)
			step.Sliding, step.Continues = i == 0 && q.Window.Kind != query.WindowToday, i > 0
			steps = append(steps, step)
		}
	}
	if len(others) > 0 {
		steps = append(steps, g.step(Value, q, others, api.Window{From: w.To.Add(-b.maxWindow), To: w.To}))
	}
	return steps
}

// rosterKPI is a current value that all rows have.
const rosterKPI = "online_agents"

// roster requests which rows there are, for KPIs that are sums over agents only.
func (p *Planner) roster(q query.Query, now time.Time) (Step, error) {
	r := resolver{Planner: p, query: q, now: now}
	if err := r.need(p.catalogue.Find(rosterKPI), q.Rows, &r.needs.rows); err != nil {
		return Step{}, err
	}
	g := r.needs.rows[0]
	step := g.step(Rows, q, g.sources, currentWindow(now, g.bounds().grain))
	step.Sources = nil
	return step, nil
}
