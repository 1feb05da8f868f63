package query

import (
	"slices"
	"strings"

	"github.com/kmm/liveperson-datasource/catalogue"
)

// Option changes how a query is parsed.
type Option func(Query) (Query, error)

// ForAlert parses a query for an alert rule. Grafana knows an alert by its labels and
// compares its value with that of the last evaluation, so both must mean the same each
// time: one KPI, in the catalogue's unit, and rows that don't depend on the values. The
// order of rows does not matter. KPIs that are not numbers are left out.
func ForAlert(q Query) (Query, error) {
	if len(q.Unchosen) > 0 {
		return Query{}, &Error{Sentence: q.Unchosen[0] + " Alert rules don't support variables. Select values in the query."}
	}
	if q.Rows.Transient {
		return Query{}, Errorf("The query is by %s. These come and go, which would start and end alerts. Select rows by skill, and a KPI such as Longest wait or Unassigned.", q.Rows.ID)
	}
	q.Alert, q.OrderBy, q.DurationUnit = true, nil, Milliseconds
	q.KPIs = slices.DeleteFunc(q.KPIs, func(kpi *catalogue.KPI) bool { return !kpi.Numeric() })
	switch {
	case len(q.KPIs) == 0:
		return Query{}, Errorf("An alert rule needs a numeric KPI, and the query has none. Select one.")
	case len(q.KPIs) > 1:
		return Query{}, Errorf("The query has %d numeric KPIs: %s. A query in an alert rule can have only one. Keep one, and add a query for each of the others.", len(q.KPIs), Labels(q.KPIs))
	case q.Severities != NoSeverities && q.Series:
		return Query{}, Errorf("The query is a trend, but levels are compared with one value per row. Select \"One value\" instead of \"Trend\", or compare with a threshold.")
	case q.Limit > 0 && !q.Series && !q.Rows.Single:
		return Query{}, Errorf("The query is limited to %d %s. These can change with each evaluation, which would start and end alerts. Remove the limit, and use a filter to select %s.", q.Limit, q.Rows.Plural, q.Rows.Plural)
	}
	return q, q.checkComparison()
}

// Labels are the names of KPIs, as a list in a sentence.
func Labels(kpis []*catalogue.KPI) string {
	labels := make([]string, len(kpis))
	for i, kpi := range kpis {
		labels[i] = kpi.Label
	}
	return strings.Join(labels, ", ")
}
