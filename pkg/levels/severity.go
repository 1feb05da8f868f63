package levels

import (
	"math"
	"slices"

	"github.com/kmm/liveperson-datasource/catalogue"
)

// Severity is how much attention a value needs.
type Severity string

// The severities; a normal value has none.
const (
	Normal   Severity = ""
	Warning  Severity = "warning"
	Critical Severity = "critical"
)

// Compare is positive if a value with this severity needs more attention, negative if it
// needs less, and 0 if both need the same.
func (s Severity) Compare(with Severity) int {
	ascending := []Severity{Normal, Warning, Critical}
	return slices.Index(ascending, s) - slices.Index(ascending, with)
}

// WorseThan reports whether a value with this severity needs more attention.
func (s Severity) WorseThan(than Severity) bool { return s.Compare(than) > 0 }

// SeverityOf is the severity of a value; NaN is normal, since it says nothing.
func SeverityOf(kpi *catalogue.KPI, l catalogue.Levels, value float64) Severity {
	switch {
	case Reaches(kpi, value, l.Critical):
		return Critical
	case Reaches(kpi, value, l.Warning):
		return Warning
	}
	return Normal
}

// Reaches reports whether a value is as bad as a level: at or above it where less is
// better, below it where more is. So do Grafana's colours.
func Reaches(kpi *catalogue.KPI, value float64, level *float64) bool {
	if level == nil || math.IsNaN(value) {
		return false
	}
	if kpi.Better == catalogue.More {
		return value < *level
	}
	return value >= *level
}

// Of is the level of a severity, nil if there is none.
func (s Severity) Of(l catalogue.Levels) *float64 {
	switch s {
	case Warning:
		return l.Warning
	case Critical:
		return l.Critical
	}
	return nil
}

// recoveryBand is how far on the good side of a level a value counts as near, as a share
// of the level: an alert that fires ends beyond it, so that it does not flap.
const recoveryBand = 0.1

// State is 1 at or beyond a level, 0.5 near it, else 0; NaN without a value.
func State(kpi *catalogue.KPI, value, level float64) float64 {
	band := math.Abs(level) * recoveryBand
	near := level - band
	if kpi.Better == catalogue.More {
		near = level + band
	}
	switch {
	case math.IsNaN(value):
		return math.NaN()
	case Reaches(kpi, value, &level):
		return 1
	case Reaches(kpi, value, &near):
		return 0.5
	}
	return 0
}
