package main

import (
	"maps"
	"slices"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"
)

// page is what any of the methods answers.
type page struct {
	Metadata struct{ Count int }
	All      map[string]any
	GroupBy  struct{ Groups []map[string]any }
	Agents   []map[string]any `json:"agentViewRecords"`
	Points   []map[string]any `json:"historicalMetricsIntervals"`
}

// rows are those of whichever method answered: the account, skills or groups,
// agents, or points in time.
func (p page) rows() []map[string]any {
	rows := slices.Concat(p.GroupBy.Groups, p.Agents, p.Points)
	if p.All != nil {
		rows = append(rows, p.All)
	}
	return rows
}

// toFrame has a column for each number and each text that a row has.
func toFrame(from time.Time, rows []map[string]any) *data.Frame {
	numbers, texts := map[string][]*float64{}, map[string][]*string{}
	at := make([]time.Time, len(rows))
	for i, row := range rows {
		at[i] = from
		flatten(row, func(name string, value any) {
			switch v := value.(type) {
			case float64:
				set(numbers, name, i, len(rows), v)
			case string:
				set(texts, name, i, len(rows), v)
			}
		})
	}
	f := data.NewFrame("", data.NewField("time", nil, at))
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		f.Fields = append(f.Fields, data.NewField(name, nil, texts[name]))
	}
	for _, name := range slices.Sorted(maps.Keys(numbers)) {
		f.Fields = append(f.Fields, data.NewField(name, nil, numbers[name]))
	}
	return f
}

// flatten calls with all values of an object and of those in it.
func flatten(object map[string]any, with func(name string, value any)) {
	for name, value := range object {
		if inner, ok := value.(map[string]any); ok {
			flatten(inner, with)
			continue
		}
		with(name, value)
	}
}

func set[V any](columns map[string][]*V, name string, row, rows int, value V) {
	if columns[name] == nil {
		columns[name] = make([]*V, rows)
	}
	columns[name][row] = &value
}
