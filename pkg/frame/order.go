package frame

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// sorted returns the rows to show, by index: in the query's order and no more
// than its limit. Rows without a value come last either way.
func sorted(kpis *catalogue.Catalogue, q query.Query, a compute.Answer) []int {
	order := make([]int, len(a.Table.IDs))
	for i := range order {
		order[i] = i
	}
	if q.OrderBy != nil {
		slices.SortStableFunc(order, comparison(kpis, q, a))
	}
	if q.Limit > 0 && q.Limit < len(order) {
		order = order[:q.Limit]
	}
	return order
}

func comparison(kpis *catalogue.Catalogue, q query.Query, a compute.Answer) func(i, j int) int {
	if q.OrderBy.KPI.Measure == catalogue.Text {
		texts := a.Texts(q.OrderBy.KPI)
		return func(i, j int) int { return compareTexts(texts[i], texts[j], q.OrderBy.Desc) }
	}
	values := a.Column(kpis, q.OrderBy.KPI)
	return func(i, j int) int { return compare(values[i], values[j], q.OrderBy.Desc) }
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
