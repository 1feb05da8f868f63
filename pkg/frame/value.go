// Package frame makes Grafana's data frames of computed values: type and version of
// the data plane contract, a field for each KPI with unit, label and meaning from the
// catalogue.
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

// version is that of the data plane contract.
var version = data.FrameTypeVersion{0, 1}

// Value makes the frame of a query with one value a row. A single row is
// numeric-wide; others are numeric-long, each with its name and id. Of that, Grafana's
// expressions take the numbers, make labels of all text and leave out times; in SQL
// each field is a column.
//
// A query may want a field for each row instead: numeric-wide, as panels need it that
// draw an item for each field.
//
// Outdated values have no level, but keep their order.
func Value(q query.Query, t compute.Table, l Levels, now time.Time) *data.Frame {
	order := sorted(q, t, l.Fit, now)
	if q.Fields {
		return fields(q, t, order, l, now)
	}
	f := data.NewFrame("")
	f.SetMeta(&data.FrameMeta{Type: typeOf(q), TypeVersion: version})
	if !q.Rows.Single {
		f.Fields = append(f.Fields, textField(q.Rows.ID, q.Rows.Label, permute(t.Names, order)),
			textField(q.Rows.ID+"Id", q.Rows.Label+" ID", permute(t.IDs, order)))
	}
	for _, kpi := range q.KPIs {
		f.Fields = append(f.Fields, valueField(kpi, t, order, now))
	}
	shown := leveled{q, l.shown()}
	numbers := func(kpi *catalogue.KPI) []float64 { return permute(t.Numbers(kpi, now), order) }
	if q.Rows.Single {
		shown.addToSingle(f, numbers, l.behindShown(), now)
	} else {
		shown.addToTable(f, permute(t.IDs, order), numbers)
		addTicking(f, q, t, order, now)
	}
	return f
}

// NoData is the frame of a query for which there is nothing to show. Without any field,
// panels say "No data", and expressions go on without it.
func NoData(q query.Query) *data.Frame {
	frameType := typeOf(q)
	if q.Series {
		frameType = data.FrameTypeTimeSeriesWide
	}
	return data.NewFrame("").SetMeta(&data.FrameMeta{Type: frameType, TypeVersion: version})
}

// NoValues is the frame to go with the error of a query that failed, so that its tiles keep
// their names: the KPIs of a single row, without values. It is nil for others, which have no
// names without values.
func NoValues(q query.Query, fit levels.Fit) *data.Frame {
	if !q.Rows.Single || q.Series {
		return nil
	}
	f := data.NewFrame("").SetMeta(&data.FrameMeta{Type: data.FrameTypeNumericWide, TypeVersion: version})
	shown := leveled{q, fit}
	for _, kpi := range q.KPIs {
		field := data.NewFieldFromFieldType(fieldTypeOf(kpi), 1).SetConfig(configOf(kpi))
		field.Name = kpi.ID
		shown.addTo(field, kpi, "")
		f.Fields = append(f.Fields, field)
	}
	return f
}

// fieldTypeOf is the type of a KPI's values, which may be missing.
func fieldTypeOf(kpi *catalogue.KPI) data.FieldType {
	switch kpi.ValueKind {
	case catalogue.Text:
		return data.FieldTypeNullableString
	case catalogue.Time:
		return data.FieldTypeNullableTime
	}
	return data.FieldTypeNullableFloat64
}

func configOf(kpi *catalogue.KPI) *data.FieldConfig {
	return &data.FieldConfig{DisplayNameFromDS: kpi.Label, Unit: kpi.Unit, Description: kpi.Description}
}

func typeOf(q query.Query) data.FrameType {
	if q.Rows.Single || q.Fields {
		return data.FrameTypeNumericWide
	}
	return data.FrameTypeNumericLong
}

// valueField holds a KPI's values in this order of rows. Its name is the KPI's
// id, which stays; people see the label.
func valueField(kpi *catalogue.KPI, t compute.Table, order []int, now time.Time) *data.Field {
	var field *data.Field
	switch kpi.ValueKind {
	case catalogue.Text:
		field = data.NewField(kpi.ID, nil, permute(t.Texts(kpi), order))
	case catalogue.Time:
		field = data.NewField(kpi.ID, nil, times(t.Numbers(kpi, now), order))
	default:
		field = data.NewField(kpi.ID, nil, numbers(t.Numbers(kpi, now), order))
	}
	return field.SetConfig(configOf(kpi))
}

// numbers are values in this order, nil for none.
func numbers(values []float64, order []int) []*float64 {
	column := make([]*float64, len(order))
	for to, from := range order {
		if !math.IsNaN(values[from]) {
			column[to] = &values[from]
		}
	}
	return column
}

// times are epoch milliseconds in this order, nil for none.
func times(values []float64, order []int) []*time.Time {
	column := make([]*time.Time, len(order))
	for to, from := range order {
		if !math.IsNaN(values[from]) {
			at := time.UnixMilli(int64(values[from])).UTC()
			column[to] = &at
		}
	}
	return column
}

// textField has a unit that keeps Grafana from reading an id as a number.
func textField(name, title string, texts []string) *data.Field {
	return data.NewField(name, nil, texts).SetConfig(&data.FieldConfig{DisplayNameFromDS: title, Unit: "string"})
}

func permute[T any](values []T, order []int) []T {
	permuted := make([]T, len(order))
	for to, from := range order {
		permuted[to] = values[from]
	}
	return permuted
}
