package client

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"
)

// row is what LivePerson says of the account, a skill, a group, an agent or a
// point in time.
type row struct {
	at       time.Time // zero: the start of the window asked for
	id, name string
	values   map[string]any
}

// rows are those of whichever method answered.
func (a answer) rows() []row {
	var rows []row
	if a.All != nil {
		rows = append(rows, row{values: a.All})
	}
	for _, g := range a.GroupBy.Groups {
		rows = append(rows, row{id: fmt.Sprint(g.Key), name: g.Name, values: g.Metrics})
	}
	for _, agent := range a.Agents {
		about, _ := agent["agentMetadata"].(map[string]any)
		rows = append(rows, row{id: fmt.Sprint(agent["agentId"]), name: fmt.Sprint(about["agentName"]), values: agent})
	}
	for _, p := range a.Points {
		rows = append(rows, row{at: time.UnixMilli(p.Timestamp), values: p.Values})
	}
	return rows
}

// table is a frame with a column for each number that a row has.
func table(rows []row) *data.Frame {
	columns := map[string][]*float64{}
	at, ids, names := make([]time.Time, len(rows)), make([]string, len(rows)), make([]string, len(rows))
	for i, r := range rows {
		at[i], ids[i], names[i] = r.at, r.id, r.name
		for field, value := range r.values {
			number, ok := value.(float64)
			if !ok {
				continue
			}
			if columns[field] == nil {
				columns[field] = make([]*float64, len(rows))
			}
			columns[field][i] = &number
		}
	}
	f := data.NewFrame("", data.NewField("time", nil, at), data.NewField("id", nil, ids), data.NewField("name", nil, names))
	for _, field := range slices.Sorted(maps.Keys(columns)) {
		f.Fields = append(f.Fields, data.NewField(field, nil, columns[field]))
	}
	return f
}
