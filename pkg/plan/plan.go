// Package plan turns a valid query into the questions to ask LivePerson. It is
// pure: no network, and the time of day comes in as a value.
package plan

import (
	"time"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// Plan is what to ask LivePerson for one query.
type Plan struct {
	Metrics liveperson.MetricsRequest
	// Notices are sentences about what the answer will and will not be.
	Notices []string
}

// Build plans a query at a moment. Its errors are of type *query.Error.
func Build(kpis *catalogue.Catalogue, q query.Query, now time.Time) (Plan, error) {
	p := Plan{Metrics: liveperson.MetricsRequest{
		GroupBy:          groupBy(q.Rows),
		Skills:           q.Filter.Skills,
		Groups:           q.Filter.Groups,
		IncludeSubGroups: q.Filter.IncludeSubGroups,
	}}
	for _, kpi := range kpis.Needs(q.KPIs) {
		if kpi.Tense == catalogue.Window {
			p.Metrics.ByTime = append(p.Metrics.ByTime, liveperson.Metric{Name: kpi.Source.Metric, Field: kpi.Source.Field})
		} else {
			p.Metrics.Current = append(p.Metrics.Current, liveperson.Metric{Name: kpi.Source.Metric, Field: kpi.Source.Field})
		}
	}
	if len(p.Metrics.ByTime) == 0 {
		// LivePerson wants a window even where it does not matter. The same
		// one for all makes them the same question.
		p.Metrics.From, p.Metrics.To = align(now.Add(-time.Minute)), align(now)
	} else {
		from, to, err := span(q, now)
		if err != nil {
			return Plan{}, err
		}
		p.Metrics.From, p.Metrics.To = from, to
	}
	p.Notices = notices(q, now)
	return p, nil
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
