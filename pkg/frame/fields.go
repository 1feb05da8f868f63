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

// fields makes the frame of a query whose rows are fields, in this order: a single row
// with a field for each KPI and each row, which has the row's name and id as labels.
func fields(q query.Query, t compute.Table, order []int, l Levels, now time.Time) *data.Frame {
	f := data.NewFrame("").SetMeta(&data.FrameMeta{Type: data.FrameTypeNumericWide, TypeVersion: version})
	fit := l.shown()
	shown := leveled{q, fit}
	for _, kpi := range q.KPIs {
		column := valueField(kpi, t, order, now)
		column.Config.Max = scaleMax(q, kpi, t, order, l.Fit, now)
		for at, i := range order {
			r := row{t.IDs[i], t.Names[i]}
			field := data.NewFieldFromFieldType(column.Type(), 1)
			field.Set(0, column.At(at))
			config := *column.Config
			config.DisplayNameFromDS = lineName(q, kpi, r)
			field.Name, field.Labels, field.Config = kpi.ID, labelsOf(q, r), &config
			shown.addTo(field, kpi, r.id)
			if kpi.Numeric() {
				shown.addText(field, levels.SeverityOf(kpi, fit.For(kpi, r.id), numberIn(field)), "")
			}
			f.Fields = append(f.Fields, field)
		}
	}
	return f
}

// numberIn is the number in a field with one value, NaN if there is none.
func numberIn(field *data.Field) float64 {
	if number, _ := field.At(0).(*float64); number != nil {
		return *number
	}
	return math.NaN()
}

// scaleMax is the end of the scale on which panels draw a KPI's values, such as bars: the
// largest of the values and of their critical levels, so that few of something make a short
// bar. It is nil, and the panel's own applies, where levels say nothing about the scale, and
// where the panel's own thresholds are wanted.
func scaleMax(q query.Query, kpi *catalogue.KPI, t compute.Table, order []int, fit levels.Fit, now time.Time) *data.ConfFloat64 {
	if kpi.Better != catalogue.Less || kpi.ValueKind == catalogue.Ratio || !kpi.Numeric() || q.LevelColors == query.ColorsOfPanel {
		return nil
	}
	largest, hasLevel := 0.0, false
	values := t.Numbers(kpi, now)
	for _, i := range order {
		if critical := fit.For(kpi, t.IDs[i]).Critical; critical != nil {
			largest, hasLevel = max(largest, *critical), true
		}
		if !math.IsNaN(values[i]) {
			largest = max(largest, values[i])
		}
	}
	if !hasLevel {
		return nil
	}
	end := data.ConfFloat64(largest)
	return &end
}
