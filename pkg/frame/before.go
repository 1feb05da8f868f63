package frame

import (
	"math"
	"slices"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// Before has the values that those of a query are compared with: of the same KPIs and
// rows, a day or a week before.
type Before struct {
	Query query.Query
	Table compute.Table
	Trend Trend
}

// The ends of the names of fields with the values of the time before, and with the
// change since then.
const (
	beforeSuffix = "_before"
	changeSuffix = "_change"
)

// AddTo adds to the frame of a query, after each field with a KPI's values, one with
// those of the time before and one with the change since then; to a trend only the
// former, as second lines. An alert rule gets the change instead of the value. Nil adds
// nothing.
func (b *Before) AddTo(f *data.Frame, q query.Query, now time.Time) {
	if b == nil {
		return
	}
	values := b.valuesOf(f, q, now)
	var fields []*data.Field
	for _, field := range f.Fields {
		kpi := b.kpiOf(field)
		if kpi == nil {
			fields = append(fields, field)
			continue
		}
		before := values.of(kpi, field)
		switch {
		case q.Alert:
			fields = append(fields, changeField(q, field, before))
		case q.Series:
			fields = append(fields, field, beforeField(q, field, before))
		default:
			fields = append(fields, field, beforeField(q, field, before), changeField(q, field, before))
		}
	}
	f.Fields = fields
}

// kpiOf is the KPI whose values a field has, nil if they are not compared. A point of a
// trend that is not over has nothing to be compared with.
func (b *Before) kpiOf(field *data.Field) *catalogue.KPI {
	i := slices.IndexFunc(b.Query.KPIs, func(kpi *catalogue.KPI) bool { return kpi.ID == field.Name })
	if i < 0 || field.Labels[openName] != "" {
		return nil
	}
	return b.Query.KPIs[i]
}

// earlierValues finds the values of the time before for the fields of a frame.
type earlierValues struct {
	query query.Query
	// ids are those of the frame's rows, nil if each row is a field.
	ids []string
	// points are the values for each row of a trend, or for all rows of another frame.
	points  []earlierPoint
	isTrend bool
}

// earlierPoint has the values that belong to a time of the query's own.
type earlierPoint struct {
	at    time.Time
	table compute.Table
	// rows are the positions of the table's rows by their ids, nil if there are no values.
	rows map[string]int
}

func newPoint(at time.Time, t compute.Table) earlierPoint {
	rows := make(map[string]int, len(t.IDs))
	for row, id := range t.IDs {
		rows[id] = row
	}
	return earlierPoint{at, t, rows}
}

// valuesOf are the values of the time before for a frame.
func (b *Before) valuesOf(f *data.Frame, q query.Query, now time.Time) earlierValues {
	if len(f.Fields) == 0 || f.Fields[0].Type() != data.FieldTypeTime {
		return earlierValues{query: q, ids: idsIn(f, q), points: []earlierPoint{newPoint(now, b.Table)}}
	}
	tables := make(map[time.Time]compute.Table, len(b.Trend.Starts))
	for i, start := range b.Trend.Starts {
		tables[q.CompareWith.After(start, q.Location).UTC()] = b.Trend.Points[i]
	}
	v := earlierValues{query: q, points: make([]earlierPoint, f.Fields[0].Len()), isTrend: true}
	for i := range v.points {
		start, _ := f.Fields[0].At(i).(time.Time)
		if t, known := tables[start.UTC()]; known {
			v.points[i] = newPoint(start, t)
		}
	}
	return v
}

// idsIn are the ids of a table's rows, nil if each row is a field.
func idsIn(f *data.Frame, q query.Query) []string {
	column, _ := f.FieldByName(q.Rows.ID + "Id")
	if column == nil {
		return nil
	}
	ids := make([]string, column.Len())
	for i := range ids {
		ids[i], _ = column.At(i).(string)
	}
	return ids
}

// of are the values of the time before for a field: of its row, if it is one, or of all
// rows of the table; of a trend, one for each point.
func (v earlierValues) of(kpi *catalogue.KPI, field *data.Field) []float64 {
	ids := v.ids
	if ids == nil {
		ids = []string{field.Labels[v.query.Rows.ID+"Id"]}
	}
	if !v.isTrend {
		return v.points[0].values(kpi, v.query.Rows, ids)
	}
	values := make([]float64, len(v.points))
	for i, p := range v.points {
		values[i] = p.values(kpi, v.query.Rows, ids)[0]
	}
	return values
}

// values are a KPI's values of rows with these ids, in their order.
func (p earlierPoint) values(kpi *catalogue.KPI, rows *catalogue.RowKind, ids []string) []float64 {
	if p.rows == nil {
		return slices.Repeat([]float64{math.NaN()}, len(ids))
	}
	values := slices.Repeat([]float64{absentValue(kpi, rows, p.table)}, len(ids))
	known := p.table.Numbers(kpi, p.at)
	for i, id := range ids {
		if row, isKnown := p.rows[id]; isKnown {
			values[i] = known[row]
		}
	}
	return values
}

func beforeField(q query.Query, of *data.Field, before []float64) *data.Field {
	config := data.FieldConfig{
		DisplayNameFromDS: nameWithoutLevel(of) + ", " + q.CompareWith.Words(),
		Unit:              of.Config.Unit,
		Description:       of.Config.Description,
	}
	return data.NewField(of.Name+beforeSuffix, rowLabels(of), pointers(before)).SetConfig(&config)
}

// rowLabels are a field's labels without the level, which is that of its value only.
func rowLabels(field *data.Field) data.Labels {
	labels := field.Labels.Copy()
	for _, level := range []string{levelName, levelSymbol, levelWithRow} {
		delete(labels, level)
	}
	if len(labels) == 0 {
		return nil
	}
	return labels
}

// changeField has by which share of the value before a value is more: 1 is twice as much,
// -0.5 half as much. There is none where the value before was 0.
func changeField(q query.Query, of *data.Field, before []float64) *data.Field {
	changes := make([]float64, of.Len())
	for i := range changes {
		changes[i] = math.NaN()
		if value, _ := of.At(i).(*float64); value != nil && before[i] != 0 {
			changes[i] = (*value - before[i]) / math.Abs(before[i])
		}
	}
	config := data.FieldConfig{
		DisplayNameFromDS: nameWithoutLevel(of) + ", change",
		Unit:              "percentunit",
		Description:       "The change since " + q.CompareWith.Words() + ", as a share of the value then.",
	}
	return data.NewField(of.Name+changeSuffix, rowLabels(of), pointers(changes)).SetConfig(&config)
}

// pointers are values as fields have them, nil for none.
func pointers(values []float64) []*float64 {
	list := make([]*float64, len(values))
	for i := range values {
		if !math.IsNaN(values[i]) {
			list[i] = &values[i]
		}
	}
	return list
}
