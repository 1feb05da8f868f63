package frame

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/levels"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// sorted returns the rows to show, by index: in the query's order and no more
// than its limit. Rows without a value come last either way, and after all others what
// was deleted: nobody can do anything about it.
func sorted(q query.Query, t compute.Table, fit levels.Fit, now time.Time) []int {
	order := make([]int, len(t.IDs))
	for i := range order {
		order[i] = i
	}
	if q.OrderBy != nil {
		slices.SortStableFunc(order, comparison(*q.OrderBy, t, now))
		if q.OrderBy.WorstFirst {
			worst := worstLevels(q, t, fit, now)
			slices.SortStableFunc(order, func(i, j int) int { return worst[j].Compare(worst[i]) })
		}
	}
	if q.OrderBy != nil || q.Limit > 0 {
		slices.SortStableFunc(order, func(i, j int) int { return deletedLast(t.Deleted[t.IDs[i]], t.Deleted[t.IDs[j]]) })
	}
	if q.Limit > 0 && q.Limit < len(order) {
		order = order[:q.Limit]
	}
	return order
}

// worstLevels are, for each row, the worst level that one of its KPIs reaches.
func worstLevels(q query.Query, t compute.Table, fit levels.Fit, now time.Time) []levels.Severity {
	worst := make([]levels.Severity, len(t.IDs))
	for _, kpi := range q.KPIs {
		if !fit.Has(kpi) {
			continue
		}
		for i, value := range t.Numbers(kpi, now) {
			if severity := levels.SeverityOf(kpi, fit.For(kpi, t.IDs[i]), value); severity.WorseThan(worst[i]) {
				worst[i] = severity
			}
		}
	}
	return worst
}

func deletedLast(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

func comparison(by query.Order, t compute.Table, now time.Time) func(i, j int) int {
	if by.KPI.ValueKind == catalogue.Text {
		texts := t.Texts(by.KPI)
		return func(i, j int) int { return compareTexts(texts[i], texts[j], by.Desc) }
	}
	values := t.Numbers(by.KPI, now)
	return func(i, j int) int { return compare(values[i], values[j], by.Desc) }
}

func compare(a, b float64, desc bool) int {
	switch {
	case math.IsNaN(a) && math.IsNaN(b):
		return 0
	case math.IsNaN(a):
		return 1
	case math.IsNaN(b):
		return -1
	case desc:
		return cmp.Compare(b, a)
	}
	return cmp.Compare(a, b)
}

func compareTexts(a, b string, desc bool) int {
	switch {
	case a == b:
		return 0
	case a == "":
		return 1
	case b == "":
		return -1
	case desc:
		return strings.Compare(b, a)
	}
	return strings.Compare(a, b)
}
