package pipeline

import (
	"context"
	"sync"

	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/frame"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// loadCompared loads a query together with the same for an earlier time. Without that, a
// panel shows the query's own values and why there is no comparison; an alert rule fails.
func (p *Pipeline) loadCompared(ctx context.Context, caller fetch.Caller, q query.Query) (Result, error) {
	if q.EndsNow { // both must mean the same now
		q.Range, q.EndsNow = q.Range.EndingAt(p.now()), false
	}
	if _, without := q.Compared(); len(without) > 0 {
		q.Notices.Info("LivePerson keeps no history of current values. These KPIs are not compared: %s.", query.Labels(without))
	}
	beforeQuery, ok := q.Before()
	if !ok {
		return p.loadWithBehind(ctx, caller, q)
	}
	var result, before Result
	var err, beforeErr error
	var both sync.WaitGroup
	both.Go(func() { result, err = p.loadWithBehind(ctx, caller, q) })
	both.Go(func() { before, beforeErr = p.load(ctx, caller, beforeQuery) })
	both.Wait()
	switch {
	case err != nil:
		return Result{}, err
	case beforeErr != nil && caller.Alert:
		return Result{}, query.Errorf("There are no values of %s to compare with. %s", q.CompareWith.Words(), beforeErr)
	case beforeErr != nil:
		result.provenance.Notices.Warn("There are no values of %s to compare with. %s", q.CompareWith.Words(), beforeErr)
		return result, nil
	}
	result.provenance.Requests = append(result.provenance.Requests, before.provenance.Requests...)
	result.provenance.Calls += before.provenance.Calls
	result.provenance.Hits += before.provenance.Hits
	result.provenance.Shared += before.provenance.Shared
	for _, warning := range before.provenance.Notices.Warnings() {
		result.provenance.Notices.Warn("Values of %s: %s", q.CompareWith.Words(), warning)
	}
	result.before = &frame.Before{Query: before.query, Table: before.table, Trend: before.trend}
	return result, nil
}
