package plugin

import (
	"context"
	"slices"
	"strconv"
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
	a := compute.Answer{Rows: q.Rows, Now: now, Table: compute.Merge(p.Own, tablesOf(own)), Refused: refusedOf(own)}
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
	frame.Describe(f, origin(p, requests, answers, now))
	return f, nil
}

// series answers a query with a course over time.
func (ds *Datasource) series(ctx context.Context, who gather.Asker, q query.Query, p plan.Plan, now time.Time) (*data.Frame, error) {
	answers, errs := ds.gather.Each(ctx, who, p.Own)
	gaps, err := gapsOf(who, errs)
	if err != nil {
		return nil, err
	}
	points := make([]compute.Answer, 0, len(p.Points))
	for i, answer := range answers {
		if i == 0 && p.History > 0 {
			points = append(points, pointsOf(answer, p.Points[:p.History])...)
			continue
		}
		points = append(points, compute.Answer{Table: answer.Table, Refused: answer.Refused, Gap: errs[i] != nil || isOfAnother(answer, p.Own[i])})
	}
	for i := range points {
		points[i].Rows, points[i].Now = q.Rows, now
	}
	refused, err := ds.refused(q, compute.Answer{Rows: q.Rows, Refused: refusedOf(answers)})
	if err != nil {
		return nil, err
	}
	p.Warnings = append(append(p.Warnings, gaps...), refused...)
	ds.explainEmpty(ctx, q, &p, tablesOf(answers))
	f := frame.Series(ds.kpis, q, p.Points, points)
	frame.Describe(f, origin(p, p.Own, answers, now))
	return f, nil
}

// isOfAnother tells whether what stands in for a point is another point.
func isOfAnother(answer gather.Answer, r liveperson.Request) bool {
	from, _ := r.Span()
	return answer.Source == gather.Stale && !answer.From.Equal(from)
}

// pointsOf makes an answer of each point of a history. Where an older history
// stands in, the points that it does not reach are gaps.
func pointsOf(history gather.Answer, starts []time.Time) []compute.Answer {
	index := map[string]int{}
	for i, id := range history.IDs {
		index[id] = i
	}
	points := make([]compute.Answer, len(starts))
	for i, start := range starts {
		at, known := index[strconv.FormatInt(start.UnixMilli(), 10)]
		points[i].Refused = history.Refused
		points[i].Gap = !start.Before(history.To) || start.Before(history.From)
		points[i].Table = liveperson.Table{IDs: []string{""}, Names: []string{""}, Fields: map[string][]float64{}}
		for field, column := range history.Fields {
			if known {
				points[i].Table.Fields[field] = column[at : at+1]
			}
		}
	}
	return points
}

func tablesOf(answers []gather.Answer) []liveperson.Table {
	tables := make([]liveperson.Table, len(answers))
	for i, answer := range answers {
		tables[i] = answer.Table
	}
	return tables
}
