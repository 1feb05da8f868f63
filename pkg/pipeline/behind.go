package pipeline

import (
	"context"
	"slices"
	"sync"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/frame"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// loadWithBehind loads a query for the account together with the rows behind it, so
// that one request gives both. Without those rows, the account has its own levels only.
func (p *Pipeline) loadWithBehind(ctx context.Context, caller fetch.Caller, q query.Query) (Result, error) {
	behindQuery, ok := behind(q)
	if !ok {
		return p.load(ctx, caller, q)
	}
	result, rows, err, rowsErr := loadBoth(
		func() (Result, error) { return p.load(ctx, caller, q) },
		func() (Result, error) { return p.load(ctx, caller, behindQuery) },
	)
	switch {
	case err != nil:
		return Result{}, err
	case rowsErr != nil:
		result.provenance.Notices.Warn("The levels of individual %s are unknown. %s", q.WorstOf.Plural, rowsErr)
	case !rows.isEmpty:
		result.behind = &frame.Behind{Query: rows.query, Table: rows.table, Fit: rows.fit}
		result.provenance.AddCounts(rows.provenance)
		result.provenance.Notices.Include(rows.provenance.Notices)
	}
	return result, nil
}

// loadBoth loads two queries at once.
func loadBoth(first, second func() (Result, error)) (a, b Result, errA, errB error) {
	var both sync.WaitGroup
	both.Go(func() { a, errA = first() })
	both.Go(func() { b, errB = second() })
	both.Wait()
	return a, b, errA, errB
}

// behind is the query for the rows behind the account: their KPIs that can have levels. It
// is not ok where there are none.
func behind(q query.Query) (query.Query, bool) {
	rows := q.WorstOf
	if rows == nil || q.Alert {
		return query.Query{}, false
	}
	q.Rows, q.WorstOf = rows, nil
	q.KPIs = slices.DeleteFunc(slices.Clone(q.KPIs), func(kpi *catalogue.KPI) bool {
		return !kpi.HasDirection() || !kpi.AvailableFor(rows)
	})
	return q, len(q.KPIs) > 0
}
