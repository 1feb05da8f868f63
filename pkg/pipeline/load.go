package pipeline

import (
	"context"
	"slices"
	"time"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/frame"
	"github.com/kmm/liveperson-datasource/pkg/levels"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/plan"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// loader loads one query.
type loader struct {
	*Pipeline
	caller  fetch.Caller
	query   query.Query
	notices query.Notices
	groups  groups
	fit     levels.Fit
	// withoutNames reports that there are rows whose method does not name them.
	withoutNames bool
	// began is when the history of current values did, full reports that it lacks rows.
	began time.Time
	full  bool
}

// value loads one value a row.
func (l *loader) value(ctx context.Context, built plan.Plan) (Result, error) {
	steps := l.fetch(ctx, built.Steps, nil)
	failure := l.failure(steps)
	if failure != nil && !l.reports(failure) && !l.isDenial(failure) {
		return Result{}, failure
	}
	if err := l.noteMissing(steps); err != nil {
		return Result{}, err
	}
	if err := l.noteSamples(steps); err != nil {
		return Result{}, err
	}
	var isDescendant func(group, of string) bool
	if l.query.Filter.IncludeSubGroups {
		isDescendant = l.groups.tree.IsDescendant
	}
	table := compute.Value(l.catalogue, l.query, steps, isDescendant)
	if err := l.noteFailures(table.Failure); err != nil {
		return Result{}, err
	}
	if l.query.Alert {
		l.leaveOutFew([]compute.Table{table})
	} else {
		l.fit = l.fit.Without(fewOf(l.query, table))
	}
	if err := l.fillProvenance(&table, steps); err != nil {
		return Result{}, err
	}
	if failure == nil {
		l.explainEmpty(ctx, steps, []compute.Table{table})
	}
	tables := []compute.Table{table}
	l.nameUnnamed(ctx, tables)
	return Result{query: l.query, table: tables[0], fit: l.fit, outdated: l.isOutdated(steps), account: l.settings.Account, link: l.settings.ConversationURL, provenance: l.provenance(built.Steps, steps)}, nil
}

// trend loads a trend: where LivePerson is slow, the rest of its points is left to the
// next refresh, but an alert rule waits for all.
func (l *loader) trend(ctx context.Context, built plan.Plan) (Result, error) {
	soft, onResult, stop := withSoftDeadline(ctx)
	defer stop()
	if l.caller.Alert {
		soft, onResult = ctx, nil
	}
	steps := l.fetch(soft, built.Steps, onResult)
	t := compute.TrendOf(l.catalogue, l.query, built.Points, steps)
	if err := l.noteGaps(t.Missing); err != nil {
		return Result{}, err
	}
	if err := l.noteRecorded(built, steps); err != nil {
		return Result{}, err
	}
	if err := l.noteMissing(t.Shown); err != nil {
		return Result{}, err
	}
	if err := l.noteSamples(t.Shown); err != nil {
		return Result{}, err
	}
	if err := l.noteFailures(t.Failure); err != nil {
		return Result{}, err
	}
	if l.query.Alert {
		l.leaveOutFew(t.Points)
	}
	l.explainEmpty(ctx, t.Shown, t.Points)
	if built.OpenPoint != "" && slices.ContainsFunc(t.Shown, hasRows) {
		l.notices.Info("%s", built.OpenPoint)
	}
	l.nameUnnamed(ctx, t.Points)
	shown := frame.Trend{Starts: built.Starts(l.query), Points: t.Points, Open: built.OpenPoint != ""}
	if l.caller.Alert {
		shown.Starts, shown.Points = withoutGaps(shown.Starts, shown.Points, steps)
	}
	return Result{query: l.query, trend: shown, fit: l.fit, provenance: l.provenance(built.Steps, t.Shown)}, nil
}

// fetch gets the result of each step, and calls onResult for each that has come.
func (l *loader) fetch(ctx context.Context, planned []plan.Step, onResult func()) []*compute.Step {
	steps := make([]*compute.Step, len(planned))
	var fetched []*compute.Step
	var items []fetch.Item
	for i, s := range planned {
		l.withoutNames = l.withoutNames || s.Request.Method.Unnamed
		steps[i] = &compute.Step{Step: s}
		switch {
		case l.groups.lacks(s):
			steps[i].Err = l.groups.unknown
			continue
		case s.Role == plan.Recorded:
			l.recall(steps[i])
			continue
		}
		fetched = append(fetched, steps[i])
		items = append(items, fetch.Item{Request: s.Request, Sliding: s.Sliding, Continues: s.Continues})
	}
	caller := l.caller
	caller.Alert = caller.Alert && !hasProvenance(l.query) // a rule about the age of data has to see it
	results, errs := l.fetcher.All(ctx, caller, items, onResult)
	for i, s := range fetched {
		s.Result, s.Err = results[i], errs[i]
	}
	if !caller.Alert {
		isolate(fetched)
	}
	return steps
}

// failure is why a query for values fails: a step failed, or all that say which rows
// there are were rejected. Other rejections affect only the KPIs that need them.
func (l *loader) failure(steps []*compute.Step) error {
	var rejection error
	hasRows := l.query.Rows.Single
	for _, s := range steps {
		switch {
		case l.groups.lacks(s.Step):
		case s.Err != nil && !s.IsRejected():
			return s.Err
		case s.Role == plan.Agents:
		case s.Err != nil:
			rejection = s.Err
		default:
			hasRows = true
		}
	}
	if hasRows {
		return nil
	}
	return rejection
}

// noteFailures says which KPIs have no values because LivePerson does not give them.
// Where none is left, that is the error. What is denied is none for a panel: nothing is
// broken, and all else goes on.
func (l *loader) noteFailures(failure func(*catalogue.KPI) error) error {
	var all error
	failed := 0
	for _, kpi := range l.query.KPIs {
		if err := failure(kpi); err != nil {
			failed++
			if all == nil || !l.isDenial(err) {
				all = err
			}
		}
	}
	if failed == len(l.query.KPIs) && !l.isDenial(all) {
		return all
	}
	for i, kpi := range l.query.KPIs {
		if err := failure(kpi); err != nil && !slices.ContainsFunc(l.query.KPIs[:i], failsLike(failure, err)) {
			l.noteFailure(slices.DeleteFunc(slices.Clone(l.query.KPIs), func(kpi *catalogue.KPI) bool { return !failsLike(failure, err)(kpi) }), err)
		}
	}
	return nil
}

// failsLike reports of a KPI whether it has no values for the same reason.
func failsLike(failure func(*catalogue.KPI) error, err error) func(*catalogue.KPI) bool {
	return func(kpi *catalogue.KPI) bool {
		other := failure(kpi)
		return other != nil && reasonOf(other) == reasonOf(err)
	}
}

// isDenial reports whether an error is a denial that is no error of a panel.
func (l *loader) isDenial(err error) bool { return !l.caller.Alert && api.DenialOf(err) != "" }

// reasonOf is why there are no values: of what is denied, what people at a panel need to know.
func reasonOf(err error) string {
	if denial := api.DenialOf(err); denial != "" {
		return denial
	}
	return err.Error()
}

// noteFailure says in one sentence that these KPIs have no values.
func (l *loader) noteFailure(kpis []*catalogue.KPI, err error) {
	switch denial := api.DenialOf(err); {
	case denial != "":
		l.notices.Warn("No values for %s: %s.", query.Labels(kpis), denial)
		return
	case len(kpis) == 1:
		l.notices.Warn("%s has no values. %s", kpis[0].Label, err)
		return
	}
	l.notices.Warn("These KPIs have no values: %s. %s", query.Labels(kpis), err)
}
