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
	rows, err := plan.windows(q, n, now)
	if err != nil {
		return emptyPlan(q, err)
	}
	if needsRoster(q, rows) {
		step, err := p.roster(q, now)
		if err != nil {
			return Plan{}, err
		}
		plan.Steps = append(plan.Steps, step)
	}
	for _, g := range rows {
		plan.Steps = append(plan.Steps, g.values(q, g.window, now)...)
	}
	for _, g := range n.agents {
		plan.Steps = append(plan.Steps, g.step(Agents, q, g.sources, currentWindow(now, g.bounds().grain)))
	}
	return plan, nil
}

// needsRoster reports whether no group says which rows there are, with their names.
func needsRoster(q query.Query, rows []windowed) bool {
	return !q.Rows.Single && !slices.ContainsFunc(rows, windowed.namesRows)
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

// rosterKPIs are current values of which one comes with all rows of a kind, and their
// names.
var rosterKPIs = [...]string{"online_agents", "max_slots"}

// roster requests which rows there are, where no KPI's method names them.
func (p *Planner) roster(q query.Query, now time.Time) (Step, error) {
	r := resolver{Planner: p, query: q, now: now}
	i := slices.IndexFunc(rosterKPIs[:], func(id string) bool { return p.catalogue.Find(id).AvailableFor(q.Rows) })
	if err := r.need(p.catalogue.Find(rosterKPIs[i]), q.Rows, &r.needs.rows); err != nil {
		return Step{}, err
	}
	g := r.needs.rows[0]
	step := g.step(Rows, q, g.sources, currentWindow(now, g.bounds().grain))
	step.Sources = nil
	return step, nil
}
