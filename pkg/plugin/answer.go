package plugin

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/frame"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/plan"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// value answers a query with one value a row.
func (ds *Datasource) value(ctx context.Context, q query.Query, p plan.Plan, tree plan.Tree, now time.Time) (*data.Frame, error) {
	requests := p.Own
	if p.Agents != nil {
		requests = append(requests[:len(requests):len(requests)], p.Agents)
	}
	tables, err := ds.gather.Tables(ctx, requests)
	if err != nil {
		return nil, err
	}
	a := compute.Answer{Rows: q.Rows, Now: now, Table: compute.Merge(p.Own, tables[:len(p.Own)])}
	if p.Agents != nil {
		a.Agents = tables[len(p.Own)]
	}
	if q.Filter.IncludeSubGroups {
		a.Within = tree.Within
	}
	if isEmpty(a.Table) {
		p.Warnings = ds.unknown(ctx, q.Filter)
	}
	f := frame.Value(ds.kpis, q, a)
	ds.describe(f, p, requests, tables)
	return f, nil
}

// series answers a query with a course over time.
func (ds *Datasource) series(ctx context.Context, q query.Query, p plan.Plan, now time.Time) (*data.Frame, error) {
	tables, err := ds.gather.Tables(ctx, p.Own)
	if err != nil {
		return nil, err
	}
	points := tables
	if p.History > 0 {
		points = append(pointsOf(tables[0], p.Points[:p.History]), tables[1:]...)
	}
	answers := make([]compute.Answer, len(points))
	for i, table := range points {
		answers[i] = compute.Answer{Rows: q.Rows, Table: table, Now: now}
	}
	f := frame.Series(ds.kpis, q, p.Points, answers)
	ds.describe(f, p, p.Own, tables)
	return f, nil
}

// pointsOf makes a table of each point of a history.
func pointsOf(history liveperson.Table, starts []time.Time) []liveperson.Table {
	index := map[string]int{}
	for i, id := range history.IDs {
		index[id] = i
	}
	points := make([]liveperson.Table, len(starts))
	for i, start := range starts {
		at, known := index[strconv.FormatInt(start.UnixMilli(), 10)]
		points[i] = liveperson.Table{IDs: []string{""}, Names: []string{""}, Fields: map[string][]float64{}}
		for field, column := range history.Fields {
			if known {
				points[i].Fields[field] = column[at : at+1]
			}
		}
	}
	return points
}

// describe adds to a frame how its answer came about.
func (ds *Datasource) describe(f *data.Frame, p plan.Plan, requests []liveperson.Request, tables []liveperson.Table) {
	o := frame.Origin{Requests: requests, Notices: p.Notices, Warnings: p.Warnings}
	for i, table := range tables {
		o.Calls += table.Calls
		if table.Missing > 0 {
			o.Warnings = append(o.Warnings, fmt.Sprintf("LivePerson counts %d more rows than it gives for %s. Filter by skill or group to see them.", table.Missing, requests[i].Path()))
		}
	}
	frame.Describe(f, o)
}
