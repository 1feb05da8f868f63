// Package plan turns a valid query into the questions to ask LivePerson. It is
// pure: no network, and the time of day comes in as a value.
package plan

import (
	"cmp"
	"slices"
	"time"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// Plan is what to ask LivePerson for one query.
type Plan struct {
	// Own are the questions to the method of the query's rows. For a value, the
	// answers make one table; for a series, each is a point.
	Own []liveperson.Request
	// Agents is the question to the agent view where a formula adds up over
	// agents, else nil.
	Agents liveperson.Request
	// Points are the starts of a series' points, nil for a value.
	Points []time.Time
	// History is how many points the first question gives at once; 0: one.
	History int
	// Notices are sentences about what the answer will and will not be,
	// Warnings about what is probably wrong with it.
	Notices, Warnings []string
}

// Limits bound what a query may ask.
type Limits struct {
	// SeriesRequests is the most requests for one series, pages apart.
	SeriesRequests int
}

// Build plans a query at a moment. Its errors are of type *query.Error.
func Build(kpis *catalogue.Catalogue, q query.Query, now time.Time, limits Limits) (Plan, error) {
	needs := kpis.Needs(q.KPIs, q.Rows)
	if q.Series {
		return series(q, needs, now, limits)
	}
	p := Plan{Notices: pastNotices(q, now)}
	var w window // of no importance to values of now
	if slices.ContainsFunc(needs.Own, isWindow) {
		var err error
		if w, err = windowOf(q, now); err != nil {
			return Plan{}, err
		}
		p.Notices = append(p.Notices, windowNotices(q, w)...)
	}
	p.Own = values(q, needs.Own, w, now)
	if len(needs.Agents) > 0 {
		request := newAsk(q, catalogue.Agent, needs.Agents).request(moment(now))
		p.Agents = request
	}
	return p, nil
}

func isWindow(kpi *catalogue.KPI) bool { return kpi.Tense == catalogue.Window }

// values are the questions for one value a row. A window wider than LivePerson
// answers is asked in pieces for what adds up; what does not is asked for its
// last 24 hours, where values of now come along.
func values(q query.Query, kpis []*catalogue.KPI, w window, now time.Time) []liveperson.Request {
	if len(kpis) == 0 {
		if q.Rows == catalogue.Account {
			return nil
		}
		return []liveperson.Request{rowsOnly(q).request(moment(now))}
	}
	if !slices.ContainsFunc(kpis, isWindow) {
		return []liveperson.Request{newAsk(q, q.Rows, kpis).request(moment(now))}
	}
	if w.to.Sub(w.from) <= liveperson.Widest {
		return []liveperson.Request{newAsk(q, q.Rows, kpis).request(w)}
	}
	var pieces, whole []*catalogue.KPI
	for _, kpi := range kpis {
		if isWindow(kpi) && kpi.Measure == catalogue.Count {
			pieces = append(pieces, kpi)
		} else {
			whole = append(whole, kpi)
		}
	}
	var requests []liveperson.Request
	if len(pieces) > 0 {
		for _, piece := range w.split() {
			requests = append(requests, newAsk(q, q.Rows, pieces).request(piece))
		}
	}
	if len(whole) > 0 {
		requests = append(requests, newAsk(q, q.Rows, whole).request(window{w.to.Add(-liveperson.Widest), w.to}))
	}
	return requests
}

// ask is a question without its window.
type ask struct {
	rows        catalogue.Rows
	filter      liveperson.Filter
	status      []string
	byTime, now []liveperson.Metric
}

// newAsk asks for KPIs by rows of a kind. Metrics are in order, so that the
// same set is the same question.
func newAsk(q query.Query, rows catalogue.Rows, kpis []*catalogue.KPI) ask {
	f := q.Filter
	a := ask{rows: rows, status: f.AgentStatus, filter: liveperson.Filter{
		Skills: f.Skills, Groups: f.Groups, Agents: f.Agents, UserTypes: f.UserTypes, IncludeSubGroups: f.IncludeSubGroups,
	}}
	if rows == catalogue.Agent {
		a.filter = ofAgents(f, a.filter)
	}
	for _, kpi := range kpis {
		source := kpi.From(rows.API())
		metric := liveperson.Metric{Name: source.Metric, Field: source.Field}
		if isWindow(kpi) {
			a.byTime = append(a.byTime, metric)
		} else {
			a.now = append(a.now, metric)
		}
	}
	byField := func(a, b liveperson.Metric) int { return cmp.Compare(a.Field, b.Field) }
	slices.SortFunc(a.byTime, byField)
	slices.SortFunc(a.now, byField)
	return a
}

// ofAgents is a filter as the agent view has it: only people unless bots are
// asked for, and sub-groups by name.
func ofAgents(f query.Filter, filter liveperson.Filter) liveperson.Filter {
	if len(f.UserTypes) == 0 {
		filter.UserTypes = []string{liveperson.Human}
	}
	if len(f.AgentGroups) > 0 {
		filter.Groups, filter.IncludeSubGroups = f.AgentGroups, false
	}
	return filter
}

// rowsOnly asks which skills or groups there are, by a metric that all have.
func rowsOnly(q query.Query) ask {
	a := newAsk(q, q.Rows, nil)
	a.now = []liveperson.Metric{{Name: "online_agents", Field: "onlineAgents"}}
	return a
}

func (a ask) request(w window) liveperson.Request {
	if a.rows == catalogue.Agent {
		return liveperson.AgentViewRequest{From: w.from, To: w.to, Filter: a.filter, Status: a.status, ByTime: a.byTime, Now: a.now}
	}
	return liveperson.MetricsRequest{From: w.from, To: w.to, GroupBy: groupBy(a.rows), Filter: a.filter, ByTime: a.byTime, Now: a.now}
}

func groupBy(rows catalogue.Rows) liveperson.GroupBy {
	switch rows {
	case catalogue.Skill:
		return liveperson.BySkill
	case catalogue.Group:
		return liveperson.ByGroup
	}
	return liveperson.Ungrouped
}
