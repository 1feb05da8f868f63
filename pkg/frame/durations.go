package frame

import (
	"math"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/kmm/liveperson-datasource/pkg/query"
)

// milliseconds is the unit of durations in the catalogue.
const milliseconds = "ms"

// durationUnits are the units that durations can have instead, ascending, by their size
// in milliseconds.
var durationUnits = []struct {
	unit query.DurationUnit
	size float64
}{{query.Seconds, 1000}, {query.Minutes, 60_000}, {query.Hours, 3_600_000}}

// convertDurations gives all durations of a trend in the unit that its query wants. The
// lines of an axis are at round numbers of the unit: of milliseconds they are at 100 s.
func convertDurations(f *data.Frame, wanted query.DurationUnit) {
	var fields []*data.Field
	for _, field := range f.Fields {
		if field.Config.Unit == milliseconds {
			fields = append(fields, field)
		}
	}
	if wanted == query.AutoUnit {
		wanted = unitFor(largestIn(fields))
	}
	for _, unit := range durationUnits {
		if unit.unit == wanted {
			for _, field := range fields {
				convert(field, string(unit.unit), unit.size)
			}
		}
	}
}

// unitFor is the largest unit that a duration has at least two of, and seconds below: the
// lines of an axis up to one hour would be at 0.2 hours. All fields get the same, since
// Grafana draws an axis for each unit.
func unitFor(duration float64) query.DurationUnit {
	found := durationUnits[0].unit
	for _, unit := range durationUnits {
		if duration >= 2*unit.size {
			found = unit.unit
		}
	}
	return found
}

func largestIn(fields []*data.Field) float64 {
	largest := 0.0
	for _, field := range fields {
		for i := range field.Len() {
			if value, _ := field.At(i).(*float64); value != nil {
				largest = max(largest, math.Abs(*value))
			}
		}
	}
	return largest
}

// stopwatch is Grafana's unit of seconds as hh:mm:ss. Milliseconds are rounded to "1.55
// mins", which does not change every second.
const stopwatch = "dthms"

// showGrowing gives durations that grow while they are shown as hh:mm:ss.
func showGrowing(f *data.Frame, q query.Query) {
	for _, kpi := range q.KPIs {
		if field, _ := f.FieldByName(kpi.ID); field != nil && kpi.Grows() {
			convert(field, stopwatch, 1000)
		}
	}
}

// convert changes the unit of a field, its values and its thresholds.
func convert(field *data.Field, unit string, size float64) {
	for i := range field.Len() {
		if value, _ := field.At(i).(*float64); value != nil {
			converted := *value / size
			field.Set(i, &converted)
		}
	}
	field.Config.Unit = unit
	if field.Config.Thresholds == nil {
		return
	}
	thresholds := *field.Config.Thresholds // shared with the field of the open point
	thresholds.Steps = make([]data.Threshold, len(thresholds.Steps))
	for i, step := range field.Config.Thresholds.Steps {
		thresholds.Steps[i] = data.NewThreshold(float64(step.Value)/size, step.Color, step.State)
	}
	field.Config.Thresholds = &thresholds
}
