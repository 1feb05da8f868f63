package compute

import (
	"math"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

// Merge makes one table of the parts of a window: what adds up is added, row by
// row, and the rest is in one part only. Without any request there is one row,
// the account, of which only formulas are asked.
func Merge(requests []liveperson.Request, parts []liveperson.Table) liveperson.Table {
	switch len(requests) {
	case 0:
		return liveperson.Table{IDs: []string{""}, Names: []string{""}}
	case 1:
		return parts[0]
	}
	merged := liveperson.Table{Fields: map[string][]float64{}, Texts: map[string][]string{}}
	index := map[string]int{}
	for _, part := range parts {
		for i, id := range part.IDs {
			if _, known := index[id]; !known {
				index[id] = len(merged.IDs)
				merged.IDs = append(merged.IDs, id)
				merged.Names = append(merged.Names, part.Names[i])
			}
		}
	}
	for _, part := range parts {
		mergeFields(&merged, part, index)
		mergeTexts(&merged, part, index)
	}
	return merged
}

func mergeFields(merged *liveperson.Table, part liveperson.Table, index map[string]int) {
	for name, column := range part.Fields {
		sum := merged.Fields[name]
		if sum == nil {
			sum = make([]float64, len(merged.IDs))
			for i := range sum {
				sum[i] = math.NaN()
			}
			merged.Fields[name] = sum
		}
		for i, id := range part.IDs {
			sum[index[id]] = plus(sum[index[id]], column[i])
		}
	}
}

// plus adds two values of which either may not be there.
func plus(a, b float64) float64 {
	switch {
	case math.IsNaN(a):
		return b
	case math.IsNaN(b):
		return a
	}
	return a + b
}

func mergeTexts(merged *liveperson.Table, part liveperson.Table, index map[string]int) {
	for name, column := range part.Texts {
		if merged.Texts[name] == nil {
			merged.Texts[name] = make([]string, len(merged.IDs))
		}
		for i, id := range part.IDs {
			merged.Texts[name][index[id]] = column[i]
		}
	}
}
