package plugin

import (
	"context"
	"slices"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/frame"
	"github.com/kmm/liveperson-datasource/pkg/gather"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/plan"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// value answers a query with one value a row.
func (ds *Datasource) value(ctx context.Context, who gather.Asker, q query.Query, p plan.Plan, tree plan.Tree, now time.Time) (*data.Frame, error) {
	requests := slices.Clone(p.Own)
	if p.Agents != nil {
		requests = append(requests, p.Agents)
	}
	answers, err := ds.gather.All(ctx, who, requests)
	if err != nil {
		return nil, err
	}
	own := answers[:len(p.Own)]
	a := compute.Answer{Rows: q.Rows, Now: asOf(p.Own, own, now), Table: compute.Merge(p.Own, tablesOf(own)), Refused: refusedOf(own)}
	if p.Agents != nil {
		agents := answers[len(p.Own)]
		a.Agents, a.AgentsRefused = agents.Table, agents.Refused
	}
	if q.Filter.IncludeSubGroups {
		a.Within = tree.Within
	}
	refused, err := ds.refused(q, a)
	if err != nil {
		return nil, err
	}
	p.Warnings = append(p.Warnings, refused...)
	ds.explainEmpty(ctx, q, &p, tablesOf(answers))
	f := frame.Value(ds.kpis, q, a)
	frame.Describe(f, origin(p, requests, answers))
	return f, nil
}

// series answers a query with a trend.
func (ds *Datasource) series(ctx context.Context, who gather.Asker, q query.Query, p plan.Plan) (*data.Frame, error) {
	answers, errs := ds.gather.Each(ctx, who, p.Own)
	t := trendOf(p, answers, errs)
	gaps, err := gapsOf(who, t.missing)
	if err != nil {
		return nil, err
	}
	for i := range t.points {
		t.points[i].Rows = q.Rows
	}
	refused, err := ds.refused(q, compute.Answer{Rows: q.Rows, Refused: refusedOf(t.shown)})
	if err != nil {
		return nil, err
	}
	p.Warnings = append(append(p.Warnings, gaps...), refused...)
	ds.explainEmpty(ctx, q, &p, tablesOf(t.shown))
	f := frame.Series(ds.kpis, q, p.Points, t.points)
	frame.Describe(f, origin(p, p.Own, t.shown))
	return f, nil
}

// asOf is the moment that values of now are about: where an older answer stands
// in, nobody knows what has become of them since.
func asOf(requests []liveperson.Request, answers []gather.Answer, now time.Time) time.Time {
	for i, answer := range answers {
		if _, ofNow := requests[i].Metrics(); len(ofNow) > 0 && answer.Source == gather.Stale {
			return answer.At
		}
	}
	return now
}

func tablesOf(answers []gather.Answer) []liveperson.Table {
	tables := make([]liveperson.Table, len(answers))
	for i, answer := range answers {
		tables[i] = answer.Table
	}
	return tables
}
