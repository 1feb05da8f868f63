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

// Trend has the points of a trend.
type Trend struct {
	// Starts are when the points start, or where they are to be drawn.
	Starts []time.Time
	Points []compute.Table
	// Open reports that the last point is not over yet.
	Open bool
}

// openName is the label of a field with a point that is not over yet.
const openName = "open"

// splitOpen takes the last point, which is not over, out of a line. What adds up is drawn
// as bars, one for each point; of anything else, the point before comes along, so that
// there is a line to the last one.
func splitOpen(kpi *catalogue.KPI, line []float64) (over, open []float64) {
	last := len(line) - 1
	open = slices.Repeat([]float64{math.NaN()}, len(line))
	from := last
	if kpi.ValueKind != catalogue.Count {
		from = max(0, last-1)
	}
	copy(open[from:], line[from:])
	over = slices.Clone(line)
	over[last] = math.NaN()
	return over, open
}

// openField is the field of a point that is not over yet.
func openField(q query.Query, kpi *catalogue.KPI, r row, line []float64, thresholds *data.ThresholdsConfig) *data.Field {
	field := lineField(q, kpi, r, line)
	addLabel(field, openName, "true")
	field.Config.DisplayNameFromDS = nameWithOpen(field.Config.DisplayNameFromDS, field)
	field.Config.Thresholds = thresholds
	return field
}

// nameWithOpen is a field's name, which tells whether its point is not over yet.
func nameWithOpen(name string, field *data.Field) string {
	if field.Labels[openName] == "" {
		return name
	}
	return name + " (so far)"
}
