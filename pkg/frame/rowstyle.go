package frame

import (
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/levels"
)

// rowStyles are the styles of a table's cells, as its panel reads them, in the colours
// that the palette for attention has there. The background of a normal value must say
// so: the thresholds of the column may colour it.
var rowStyles = map[levels.Severity]string{
	levels.Normal:   `{"background":"transparent","color":"inherit"}`,
	levels.Warning:  `{"background":"#FA6400","color":"#ffffff"}`,
	levels.Critical: `{"background":"#C4162A","color":"#ffffff"}`,
}

// styleColumn has the styles of a KPI's cells in rows with levels of their own: a column
// has only one set of thresholds. It is nil if there are no such rows.
func (l leveled) styleColumn(kpi *catalogue.KPI, ids []string, values []float64) *data.Field {
	styles := make([]*string, len(ids))
	hasOwn := false
	for row, id := range ids {
		own, ok := l.fit.Own(kpi, id)
		if !ok {
			continue
		}
		hasOwn = true
		style := rowStyles[levels.SeverityOf(kpi, own, values[row])]
		styles[row] = &style
	}
	if !hasOwn {
		return nil
	}
	return data.NewField(kpi.ID+".style", nil, styles).SetConfig(&data.FieldConfig{Unit: "string", Custom: hidden()})
}

// hidden hides a field that is for the panel to read, and not to show.
func hidden() map[string]any {
	return map[string]any{"hideFrom": map[string]any{"viz": true, "legend": false, "tooltip": false}}
}
