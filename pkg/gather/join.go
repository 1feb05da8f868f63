package gather

import (
	"maps"
	"math"
	"slices"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

// join puts the values of another snapshot's moment in place of this one's, row
// by row. A skill or group that only one of them has is there too; agents are
// those of the moment.
func (s *snapshot) join(moment *snapshot) *snapshot {
	joined := *s
	joined.now, joined.nowAt, joined.nowUntil = moment.now, moment.nowAt, moment.nowUntil
	t := moment.table
	t.IDs, t.Names = slices.Clone(t.IDs), slices.Clone(t.Names)
	index := make(map[string]int, len(t.IDs))
	for row, id := range t.IDs {
		index[id] = row
	}
	for row, id := range s.table.IDs {
		if _, known := index[id]; !known && t.Agents == nil {
			index[id] = len(t.IDs)
			t.IDs, t.Names = append(t.IDs, id), append(t.Names, s.table.Names[row])
		}
	}
	t.Fields = columnsOf(moment.table, moment.now, index, len(t.IDs))
	maps.Copy(t.Fields, columnsOf(s.table, s.byTime, index, len(t.IDs)))
	joined.table = t
	return &joined
}

// columnsOf are the columns of a table that has its rows in other places.
func columnsOf(t liveperson.Table, metrics []liveperson.Metric, index map[string]int, rows int) map[string][]float64 {
	columns := map[string][]float64{}
	for _, m := range metrics {
		from, known := t.Fields[m.Field]
		if !known {
			continue
		}
		to := make([]float64, rows)
		for row := range to {
			to[row] = math.NaN()
		}
		for row, id := range t.IDs {
			if at, there := index[id]; there {
				to[at] = from[row]
			}
		}
		columns[m.Field] = to
	}
	return columns
}
