package frame

import (
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// Alert makes the frame of an alert rule's query with one value a row: numeric-wide, a
// field for each row. So a row's name is seen in previews though it is no label.
func Alert(q query.Query, t compute.Table, now time.Time) *data.Frame {
	f := data.NewFrame("").SetMeta(&data.FrameMeta{Type: data.FrameTypeNumericWide, TypeVersion: version})
	for _, kpi := range q.KPIs {
		for i, value := range t.Numbers(kpi, now) {
			f.Fields = append(f.Fields, lineField(q, kpi, row{t.IDs[i], t.Names[i]}, []float64{value}))
		}
	}
	return f
}
