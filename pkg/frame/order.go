package frame

import (
	"cmp"
	"math"
	"slices"

	"github.com/kmm/liveperson-datasource/pkg/query"
)

// sorted returns the rows to show, by index: in the query's order and no more
// than its limit. Rows without a value come last either way.
func sorted(q query.Query, n int, columns [][]float64) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	if q.OrderBy != nil {
		values := columns[slices.Index(q.KPIs, q.OrderBy.KPI)]
		slices.SortStableFunc(order, func(a, b int) int { return compare(values[a], values[b], q.OrderBy.Desc) })
	}
	if q.Limit > 0 && q.Limit < n {
		order = order[:q.Limit]
	}
	return order
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
