package query

import (
	"slices"

	"github.com/kmm/liveperson-datasource/catalogue"
)

// Option changes how a query is parsed.
type Option func(Query) (Query, error)

// ForAlert parses a query for an alert rule. It leaves out KPIs that are not
// numbers: Grafana's alerting would make labels of them.
func ForAlert(q Query) (Query, error) {
	if len(q.Unchosen) > 0 {
		return Query{}, &Error{Sentence: q.Unchosen[0] + " An alert rule has no variables: choose values in its query."}
	}
	q.Alert = true
	q.KPIs = slices.DeleteFunc(q.KPIs, func(kpi *catalogue.KPI) bool { return !kpi.Numeric() })
	if len(q.KPIs) == 0 {
		return Query{}, Errorf("The query has no KPI with numbers, and an alert rule needs one. Choose a KPI that can be counted or measured.")
	}
	if q.OrderBy != nil && !q.OrderBy.KPI.Numeric() {
		q.OrderBy = nil
	}
	return q, nil
}
