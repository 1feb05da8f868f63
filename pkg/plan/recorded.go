package plan

import (
	"cmp"
	"slices"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// maxRecordedPoints is how many points a trend of recorded values has at most: a day of
// minutes. They take no requests.
const maxRecordedPoints = 24*60 + 2

// Recorded are the requests whose current values a history records, without filters and
// those of the account last.
func (p *Planner) Recorded() []api.Request {
	var requests []api.Request
	for _, rows := range p.catalogue.RowKinds() {
		for _, by := range rows.Methods {
			m := p.methods[by.API]
			if m == nil || !by.Recorded {
				continue
			}
			g := group{rows: rows, method: m, groupBy: by.GroupBy}
			for _, kpi := range p.catalogue.All() {
				if kpi.Recorded(rows) && kpi.SourceFor(m.Name) != nil {
					g.sources = append(g.sources, sourceOf(kpi, m))
				}
			}
			requests = append(requests, g.request(query.Query{}, columnsOf(g.sources), api.Window{}))
		}
	}
	slices.SortStableFunc(requests, func(a, b api.Request) int { return cmp.Compare(b.GroupBy, a.GroupBy) })
	return requests
}

// apart parts the groups of a trend: recorded values, one in each group, and others.
func apart(groups []group) (recorded, others []group) {
	for _, g := range groups {
		isCurrent := func(s Source) bool { return s.Column.Current }
		for _, s := range g.sources {
			if isCurrent(s) {
				one := g
				one.sources = []Source{s}
				recorded = append(recorded, one)
			}
		}
		g.sources = slices.DeleteFunc(slices.Clone(g.sources), isCurrent)
		if len(g.sources) > 0 {
			others = append(others, g)
		}
	}
	return recorded, others
}

// recordedBy is what the recorded values of a query are grouped by: those of an account of
// which one skill or group is selected are that one's.
func recordedBy(q query.Query, groupBy string) (string, error) {
	f := q.Filter
	others := len(f.Agents) > 0 || len(f.UserTypes) > 0 || f.IncludeSubGroups
	skills, groups := len(f.Skills), len(f.Groups)
	switch {
	case others:
	case groupBy == api.BySkill && groups == 0, groupBy == api.ByGroup && skills == 0, skills+groups == 0:
		return groupBy, nil
	case groupBy == "" && skills == 1 && groups == 0:
		return api.BySkill, nil
	case groupBy == "" && groups == 1 && skills == 0:
		return api.ByGroup, nil
	}
	return "", filterError{query.Errorf("The history of current values is only available for the account, for each skill and for each agent group, without other filters. Change the filter, or select \"One value\" instead of \"Trend\".")}
}

// record leaves out the recorded values that the query's filter does not fit, and says so.
func (p *Plan) record(q query.Query, groups []group) ([]group, error) {
	var left []group
	var without losses
	for _, g := range groups {
		by, err := recordedBy(q, g.groupBy)
		if err != nil {
			without = append(without, loss{g, err})
			continue
		}
		g.groupBy = by
		left = append(left, g)
	}
	return left, p.noteWithout(q, without)
}

// addRecorded adds a step for each KPI that is recorded: they need not have been recorded at
// the same times.
func (p *Plan) addRecorded(q query.Query, groups []group, points []point, interval time.Duration) {
	w := api.Window{From: points[0].From, To: points[len(points)-1].To}
	for _, g := range groups {
		step := g.step(Recorded, q, g.sources, w)
		step.Request.Step, step.Points = interval, p.Points
		p.Steps = append(p.Steps, step)
	}
}

// recordedInterval is the length of the points of a trend of recorded values only: what the
// panel has room for.
func recordedInterval(q query.Query, b bounds, length time.Duration) intervals {
	wanted := q.Interval
	if wanted == 0 {
		wanted = q.Range.Interval
	}
	used := b.interval(wanted, length, maxRecordedPoints)
	return intervals{used, used}
}
