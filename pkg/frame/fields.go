package frame

import (
	"math"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/levels"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// fields makes the frame of a query whose rows are fields, in this order: a single row
// with a field for each KPI and each row, which has the row's name and id as labels.
func fields(q query.Query, t compute.Table, order []int, fit levels.Fit, now time.Time) *data.Frame {
	f := data.NewFrame("").SetMeta(&data.FrameMeta{Type: data.FrameTypeNumericWide, TypeVersion: version})
	shown := leveled{q, fit}
	for _, kpi := range q.KPIs {
		column := valueField(kpi, t, order, now)
		for at, i := range order {
			r := row{t.IDs[i], t.Names[i]}
			field := data.NewFieldFromFieldType(column.Type(), 1)
			field.Set(0, column.At(at))
			config := *column.Config
			config.DisplayNameFromDS = lineName(q, kpi, r)
			field.Name, field.Labels, field.Config = kpi.ID, labelsOf(q, r), &config
			shown.addTo(field, kpi, r.id)
			if kpi.Numeric() {
				shown.addText(field, levels.SeverityOf(kpi, fit.For(kpi, r.id), numberIn(field)))
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
