package frame

import (
	"math"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// Series makes the frame that answers a query with a trend, a wide time series:
// the starts of the points and, for each KPI and each row, a field with the
// row's name and id as labels. A row that a point lacks has a gap there, or 0
// where the KPI counts; an agent's is a gap, since LivePerson lists agents as of
// now.
func Series(kpis *catalogue.Catalogue, q query.Query, points []time.Time, answers []compute.Answer) *data.Frame {
	f := data.NewFrame("", data.NewField("time", nil, points).SetConfig(&data.FieldConfig{DisplayNameFromDS: "Time"}))
	f.SetMeta(&data.FrameMeta{Type: data.FrameTypeTimeSeriesWide, TypeVersion: version})
	rows := rowsOf(answers)
	for _, kpi := range q.KPIs {
		lines := linesOf(kpis, kpi, rows, answers)
		for i, row := range rows {
			f.Fields = append(f.Fields, lineField(q, kpi, row, lines[i]))
		}
	}
	return f
}

// row is what a line of a series stands for.
type row struct{ id, name string }

// rowsOf are the rows of all points, each once, in the order in which they come.
func rowsOf(answers []compute.Answer) []row {
	var rows []row
	seen := map[string]bool{}
	for _, a := range answers {
		for i, id := range a.Table.IDs {
			if !seen[id] {
				seen[id] = true
				rows = append(rows, row{id, a.Table.Names[i]})
			}
		}
	}
	return rows
}

// linesOf are a KPI's values, a line for each row and a value for each point.
func linesOf(kpis *catalogue.Catalogue, kpi *catalogue.KPI, rows []row, answers []compute.Answer) [][]float64 {
	empty := math.NaN()
	if kpi.Measure == catalogue.Count && len(answers) > 0 && answers[0].Rows != catalogue.Agent {
		empty = 0
	}
	index := map[string]int{}
	lines := make([][]float64, len(rows))
	for i, r := range rows {
		index[r.id] = i
		lines[i] = make([]float64, len(answers))
		for point := range answers {
			lines[i][point] = empty
		}
	}
	for point, a := range answers {
		if a.Gap {
			for i := range lines {
				lines[i][point] = math.NaN()
			}
			continue
		}
		values := a.Column(kpis, kpi)
		for i, id := range a.Table.IDs {
			lines[index[id]][point] = values[i]
		}
	}
	return lines
}

func lineField(q query.Query, kpi *catalogue.KPI, r row, line []float64) *data.Field {
	values := make([]*float64, len(line))
	for i := range line {
		if !math.IsNaN(line[i]) {
			values[i] = &line[i]
		}
	}
	var labels data.Labels
	name := kpi.Label
	if q.Rows != catalogue.Account {
		labels = data.Labels{string(q.Rows): r.name, string(q.Rows) + "Id": r.id}
		name = r.name
		if len(q.KPIs) > 1 {
			name = kpi.Label + ", " + r.name
		}
	}
	return data.NewField(kpi.ID, labels, values).
		SetConfig(&data.FieldConfig{DisplayNameFromDS: name, Unit: kpi.Unit, Description: kpi.Description})
}
