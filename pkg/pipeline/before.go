package pipeline

import (
	"context"
	"slices"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/frame"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// nothingBefore takes the comparison in words, and why there is none.
const nothingBefore = "There are no values from %s to compare with. %s"

// loadCompared loads a query together with the same for an earlier time. Without that, a
// panel shows the query's own values and why there is no comparison; an alert rule fails.
func (p *Pipeline) loadCompared(ctx context.Context, caller fetch.Caller, q query.Query) (Result, error) {
	if q.EndsNow { // both must mean the same now
		q.Range, q.EndsNow = q.Range.EndingAt(p.now()), false
	}
	if _, without := q.Compared(); len(without) > 0 {
		q.Notices.Info("LivePerson keeps no history of current values. These KPIs are not compared: %s.", query.Labels(without))
	}
	beforeQuery, ok, err := p.beforeQuery(caller, &q)
	if err != nil {
		return Result{}, err
	}
	if !ok {
		return p.loadWithBehind(ctx, caller, q)
	}
	result, before, err, beforeErr := loadBoth(
		func() (Result, error) { return p.loadWithBehind(ctx, caller, q) },
		func() (Result, error) { return p.load(ctx, caller, beforeQuery) },
	)
	switch {
	case err != nil:
		return Result{}, err
	case beforeErr != nil && caller.Alert:
		return Result{}, query.Errorf(nothingBefore, q.CompareWith.Words(), beforeErr)
	case beforeErr != nil:
		result.provenance.Notices.Warn(nothingBefore, q.CompareWith.Words(), beforeErr)
		return result, nil
	case result.isEmpty:
		return result, nil
	case before.isEmpty:
		for _, warning := range before.provenance.Notices.Warnings() {
			result.provenance.Notices.Warn(nothingBefore, q.CompareWith.Words(), warning)
		}
		return result, nil
	}
	result.provenance.Requests = append(result.provenance.Requests, before.provenance.Requests...)
	result.provenance.AddCounts(before.provenance)
	for _, warning := range before.provenance.Notices.Warnings() {
		result.provenance.Notices.Warn("Values from %s: %s", q.CompareWith.Words(), warning)
	}
	result.before = &frame.Before{Query: before.query, Table: before.table, Trend: before.trend}
	return result, nil
}

// beforeQuery is the query for the time that a query is compared with, without the KPIs that
// LivePerson does not keep for so long: the query's notices name them, and an alert rule
// fails. It is not ok where no KPI is left.
func (p *Pipeline) beforeQuery(caller fetch.Caller, q *query.Query) (before query.Query, ok bool, err error) {
	before, ok = q.Before()
	now := p.now()
	for _, kept := range p.planner.OutOfReach(before, now.Sub(q.CompareWith.Before(now, q.Location)), now) {
		const sentence = "LivePerson keeps these KPIs for %s, so they are not compared: %s."
		if caller.Alert {
			return before, false, query.Errorf(sentence+" Select another KPI, or remove the comparison.", kept.For, query.Labels(kept.KPIs))
		}
		q.Notices.Info(sentence, kept.For, query.Labels(kept.KPIs))
		before.KPIs = slices.DeleteFunc(before.KPIs, func(kpi *catalogue.KPI) bool { return slices.Contains(kept.KPIs, kpi) })
	}
	return before, ok && len(before.KPIs) > 0, nil
}
