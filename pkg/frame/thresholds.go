package frame

import (
	"math"
	"slices"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/levels"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// palette has the colours of values with levels, and that of values without.
type palette struct{ normal, warning, critical, neutral string }

func paletteOf(colors query.LevelColors) palette {
	switch colors {
	case query.ColorsOfBackground:
		return palette{"dark-green", "dark-orange", "dark-red", "dimgray"}
	case query.ColorsOfAttention:
		return palette{"transparent", "dark-orange", "dark-red", "transparent"}
	}
	return palette{"green", "orange", "red", "text"}
}

// lowest is the value of the only step, below all values.
const lowest = -1e6

// firstStep is the value of the first of several steps, below all values. Minus infinity
// comes from a data source as null, and Grafana replaces a first step without a value
// with the panel's own. It also computes positions in pixels from it, for gradients of
// bars and areas, so it can't be the smallest number that there is.
func firstStep(fit catalogue.Levels) float64 {
	largest := 1.0
	for _, level := range []*float64{fit.Warning, fit.Critical} {
		if level != nil {
			largest = max(largest, math.Abs(*level))
		}
	}
	return -1000 * largest
}

// leveled adds to the fields of a query's frame what shows the levels that fit.
type leveled struct {
	query query.Query
	fit   levels.Fit
}

// thresholds are those of a row's levels; of its kind's levels where the id is empty.
// They are one neutral colour where the KPI has levels for other rows only, and nil
// where it has none, or the panel's own thresholds are wanted.
func (l leveled) thresholds(kpi *catalogue.KPI, id string) *data.ThresholdsConfig {
	if !l.fit.Has(kpi) || l.query.LevelColors == query.ColorsOfPanel {
		return nil
	}
	return &data.ThresholdsConfig{
		Mode:  data.ThresholdsModeAbsolute,
		Steps: stepsOf(kpi, l.fit.For(kpi, id), paletteOf(l.query.LevelColors)),
	}
}

func stepsOf(kpi *catalogue.KPI, fit catalogue.Levels, colors palette) []data.Threshold {
	if fit.None() {
		return []data.Threshold{data.NewThreshold(lowest, colors.neutral, "")}
	}
	steps := []data.Threshold{data.NewThreshold(firstStep(fit), colors.normal, "")}
	step := func(level *float64, color string) {
		if level != nil {
			steps = append(steps, data.NewThreshold(*level, color, ""))
		}
	}
	if kpi.Better == catalogue.Less {
		step(fit.Warning, colors.warning)
		step(fit.Critical, colors.critical)
		return steps
	}
	// Of more, the colour below a level is that of its severity.
	steps[0].Color = colors.warning
	if fit.Critical != nil {
		steps[0].Color = colors.critical
		above := colors.warning
		if fit.Warning == nil {
			above = colors.normal
		}
		step(fit.Critical, above)
	}
	step(fit.Warning, colors.normal)
	return steps
}

// noValue is the text of a missing value.
const noValue = "–"

// missingValue gives a missing value a neutral colour: Grafana takes it for a 0. It
// replaces the mappings of the panel, so it is for fields that need it only.
func (l leveled) missingValue() data.ValueMappings {
	result := data.ValueMappingResult{Text: noValue, Color: paletteOf(l.query.LevelColors).neutral}
	return data.ValueMappings{data.SpecialValueMapper{Match: data.SpecialValueNullAndNaN, Result: result}}
}

func lacksValue(field *data.Field) bool {
	for i := range field.Len() {
		if field.NilAt(i) {
			return true
		}
	}
	return false
}

// addTo adds the thresholds of a row to a field with one value a row, or those of its
// kind where the id is empty.
func (l leveled) addTo(field *data.Field, kpi *catalogue.KPI, id string) {
	field.Config.Thresholds = l.thresholds(kpi, id)
	if field.Config.Thresholds != nil && lacksValue(field) {
		field.Config.Mappings = l.missingValue()
	}
}

// addToSingle adds levels to a frame with a single row, which has a field for each KPI.
// The numbers are a KPI's values, one for each row.
func (l leveled) addToSingle(f *data.Frame, numbers func(*catalogue.KPI) []float64, behind *Behind, now time.Time) {
	for i, kpi := range l.query.KPIs {
		if l.addTo(f.Fields[i], kpi, ""); !kpi.Numeric() {
			continue
		}
		values := numbers(kpi)
		if len(values) != 1 {
			continue
		}
		severity := levels.SeverityOf(kpi, l.fit.For(kpi, ""), values[0])
		worst, names := behind.worst(kpi, now)
		if !worst.WorseThan(severity) {
			l.addText(f.Fields[i], severity, "")
			continue
		}
		l.colourAs(f.Fields[i], worst)
		l.addText(f.Fields[i], worst, firstOf(names))
	}
}

// addToTable adds levels to a table with a row for each id: those in words before the
// values, which may not all fit on a screen.
func (l leveled) addToTable(f *data.Frame, ids []string, numbers func(*catalogue.KPI) []float64) {
	first := len(f.Fields) - len(l.query.KPIs)
	columns := slices.Clone(f.Fields[first:])
	if l.query.LevelText {
		f.Fields = slices.Insert(f.Fields, first, l.textColumn(ids, numbers))
	}
	for i, kpi := range l.query.KPIs {
		l.addTo(columns[i], kpi, "")
		if l.query.LevelColors != query.ColorsOfAttention || !l.fit.Has(kpi) {
			continue
		}
		if styles := l.styleColumn(kpi, ids, numbers(kpi)); styles != nil {
			f.Fields = append(f.Fields, styles)
		}
	}
}
