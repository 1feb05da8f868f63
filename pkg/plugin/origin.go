package plugin

import (
	"fmt"
	"maps"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/frame"
	"github.com/kmm/liveperson-datasource/pkg/gather"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/plan"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// origin is how the answer to a query came about.
func origin(p plan.Plan, requests []liveperson.Request, answers []gather.Answer) frame.Origin {
	o := frame.Origin{Requests: requests, Notices: p.Notices, Warnings: p.Warnings}
	var stale *gather.Answer
	for i, answer := range answers {
		if answer.At.IsZero() { // a gap in a trend
			continue
		}
		o.Calls += answer.Calls
		switch answer.Source {
		case gather.Memory:
			o.Known++
		case gather.Shared:
			o.Shared++
		case gather.Stale:
			if stale == nil || older(answer, *stale) {
				stale = &answers[i]
			}
		}
		if !answer.Settled() {
			o.Age = max(o.Age, answer.Age)
		}
		if answer.Missing > 0 {
			o.Warnings = append(o.Warnings, fmt.Sprintf("LivePerson counts %d more rows than it gives for %s. Filter by skill or group to see them.", answer.Missing, requests[i].Path()))
		}
	}
	if stale != nil {
		o.Warnings = append(o.Warnings, fmt.Sprintf("These are the values of %s, %s ago: LivePerson gives no newer ones. %s",
			stale.At.UTC().Format("15:04:05 UTC"), stale.Age.Round(time.Second), stale.Failure))
	}
	return o
}

// older tells which of two answers that stand in says how old the values are. That
// of a window which can't change any more does so only if there is no other.
func older(a, than gather.Answer) bool {
	if a.Settled() != than.Settled() {
		return than.Settled()
	}
	return a.Age > than.Age
}

// refused says which KPIs have no values because LivePerson refuses them. Where
// none is left, that is the error.
func (ds *Datasource) refused(q query.Query, a compute.Answer) ([]string, error) {
	var warnings []string
	var last error
	for _, kpi := range q.KPIs {
		if err := a.RefusalOf(ds.kpis, kpi); err != nil {
			last = err
			warnings = append(warnings, fmt.Sprintf("%s has no values. %s", kpi.Label, err))
		}
	}
	if last != nil && len(warnings) == len(q.KPIs) {
		return nil, last
	}
	return warnings, nil
}

func refusedOf(answers []gather.Answer) map[string]error {
	refused := map[string]error{}
	for _, answer := range answers {
		maps.Copy(refused, answer.Refused)
	}
	return refused
}
