package frame

import (
	"math"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/levels"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// Series makes the frame of a query with a trend, a wide time series: the starts of
// the points and, for each KPI and each row, a field with the row's name and id as
// labels. A row that a point lacks has 0 there where the KPI counts, else a gap; an
// agent's is a gap, since LivePerson lists agents as of now. If the query wants so, a last
// point that is not over is in fields of their own, behind the others.
func Series(q query.Query, t Trend, fit levels.Fit, before *Before) *data.Frame {
	f := data.NewFrame("").SetMeta(&data.FrameMeta{Type: data.FrameTypeTimeSeriesWide, TypeVersion: version})
	rows := rowsOf(t.Points)
	if len(rows) == 0 {
		return NoData(q) // expressions fail where there are times without values
	}
	f.Fields = append(f.Fields, data.NewField("time", nil, t.Starts).SetConfig(&data.FieldConfig{DisplayNameFromDS: "Time"}))
	var open []*data.Field
	for _, kpi := range q.KPIs {
		lines := linesOf(q, kpi, rows, t.Starts, t.Points)
		for i, row := range rows {
			var unfinished []float64
			if q.OpenPointApart && t.Open && !kpi.IsCurrent() {
				lines[i], unfinished = splitOpen(kpi, lines[i])
			}
			field := lineField(q, kpi, row, lines[i])
			field.Config.Thresholds = leveled{q, fit}.thresholds(kpi, row.id)
			f.Fields = append(f.Fields, field)
			if unfinished != nil {
				open = append(open, openField(q, kpi, row, unfinished, field.Config.Thresholds))
			}
		}
	}
	f.Fields = append(f.Fields, open...)
	before.AddTo(f, q, time.Time{})
	convertDurations(f, q.DurationUnit)
	return f
}

// row is what a line of a series stands for.
type row struct{ id, name string }

// rowsOf are the rows of all points, each once, in the order in which they come.
func rowsOf(points []compute.Table) []row {
	var rows []row
	seen := map[string]bool{}
	for _, t := range points {
		for i, id := range t.IDs {
			if !seen[id] {
				seen[id] = true
				rows = append(rows, row{id, t.Names[i]})
			}
		}
	}
	return rows
}

// linesOf are a KPI's values, a line for each row and a value for each point.
func linesOf(q query.Query, kpi *catalogue.KPI, rows []row, starts []time.Time, points []compute.Table) [][]float64 {
	index := make(map[string]int, len(rows))
	lines := make([][]float64, len(rows))
	for i, r := range rows {
		index[r.id] = i
		lines[i] = make([]float64, len(points))
	}
	for point, t := range points {
		absent := absentValue(kpi, q.Rows, t)
		for i := range lines {
			lines[i][point] = absent
		}
		values := t.Numbers(kpi, starts[point])
		for i, id := range t.IDs {
			lines[index[id]][point] = values[i]
		}
	}
	return lines
}

// absentValue is a KPI's value of rows that a table lacks: 0 where the KPI counts, NaN where
// it does not, LivePerson does not give it, nothing is known of them, or they are agents.
func absentValue(kpi *catalogue.KPI, rows *catalogue.RowKind, t compute.Table) float64 {
	if kpi.IsZeroIfLeftOut() && !rows.Roster && t.Failure(kpi) == nil && !t.RowsUnknown(kpi) {
		return 0
	}
	return math.NaN()
}

func lineField(q query.Query, kpi *catalogue.KPI, r row, line []float64) *data.Field {
	return data.NewField(kpi.ID, labelsOf(q, r), pointers(line)).
		SetConfig(&data.FieldConfig{DisplayNameFromDS: lineName(q, kpi, r), Unit: kpi.Unit, Description: kpi.Description})
}

// lineName is the name of a row's field: the row's name, after the KPI's where there are
// several, and the KPI's alone where there is one row.
func lineName(q query.Query, kpi *catalogue.KPI, r row) string {
	switch {
	case q.Rows.Single:
		return kpi.Label
	case len(q.KPIs) > 1:
		return kpi.Label + ", " + r.name
	}
	return r.name
}

// addLabel adds a label to a field, which may have none yet.
func addLabel(field *data.Field, name, value string) {
	if field.Labels == nil {
		field.Labels = data.Labels{}
	}
	field.Labels[name] = value
}

// labelsOf are a row's labels. Grafana knows an alert by its labels: there they are only
// what a row keeps when its name changes or is missing, unless the query says otherwise.
func labelsOf(q query.Query, r row) data.Labels {
	if q.Rows.Single {
		return nil
	}
	labels := data.Labels{q.Rows.ID + "Id": r.id}
	if !q.Alert || q.NameLabels {
		labels[q.Rows.ID] = r.name
	}
	return labels
}
