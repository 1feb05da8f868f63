package query

import (
	"strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend/gtime"

	"github.com/kmm/liveperson-datasource/catalogue"
)

// DurationUnit is a unit of Grafana.
type DurationUnit string

// The units of durations in a trend.
const (
	Milliseconds DurationUnit = ""
	Seconds      DurationUnit = "s"
	Minutes      DurationUnit = "m"
	Hours        DurationUnit = "h"
	AutoUnit     DurationUnit = "auto" // that of the longest one
)

// parseLayout reads how results are laid out. What does not apply to the query is ignored:
// it stays in saved queries whose rows or shape changed.
func (q *Query) parseLayout(s stored) error {
	switch s.Layout {
	case "", "rows", "auto": // a browser sends what auto stands for in its panel
	case "fields":
		q.Fields = !q.Rows.Single && !q.Series
	default:
		return Errorf("The query's \"layout\" is %q. Allowed: auto, rows, fields.", s.Layout)
	}
	switch s.OpenPoint {
	case "":
	case "separate":
		q.OpenPointApart = q.Series
	default:
		return Errorf("The query's \"openPoint\" is %q. Allowed: separate; leave it out for one line.", s.OpenPoint)
	}
	switch unit := DurationUnit(s.DurationUnit); unit {
	case Milliseconds, Seconds, Minutes, Hours, AutoUnit:
		if q.Series {
			q.DurationUnit = unit
		}
	default:
		return Errorf("The query's \"durationUnit\" is %q. Allowed: auto, s, m, h; leave it out for milliseconds.", s.DurationUnit)
	}
	return nil
}

// parseShape reports whether a query is for a series, and of how long points.
func parseShape(s stored, rows *catalogue.RowKind, kpis []*catalogue.KPI) (series bool, interval time.Duration, err error) {
	switch s.Shape {
	case "", "value":
		return false, 0, nil
	case "series":
	default:
		return false, 0, Errorf("The shape %q is not supported. Allowed: value, series.", s.Shape)
	}
	if rows.Transient {
		return false, 0, Errorf("Rows by %s come and go, so they have no trend. Select \"One value\" instead of \"Trend\", or other rows.", rows.ID)
	}
	for _, kpi := range kpis {
		if !kpi.Recorded(rows) && (kpi.IsCurrent() || !kpi.Numeric()) {
			return false, 0, noTrend(kpi)
		}
	}
	text := strings.TrimSpace(s.Interval)
	if text == "" {
		return true, 0, nil
	}
	interval, err = gtime.ParseDuration(text)
	if err != nil || interval <= 0 {
		return false, 0, Errorf("The interval %q is invalid. "+advice(text, "Write it as 15m, 1h or 1d, or leave it empty."), text)
	}
	return true, interval, nil
}

// WithHistory lets queries have the trend of current values, of which a history is kept.
func WithHistory(q Query) (Query, error) {
	q.hasHistory = true
	return q, nil
}

// checkHistory says how to get the trend of a current value, of which no history is kept.
func (q Query) checkHistory() error {
	if !q.Series || q.hasHistory {
		return nil
	}
	for _, kpi := range q.KPIs {
		if kpi.IsCurrent() {
			return Errorf("%q is a current value, so it has no trend. Turn on \"History of current values\" in the data source settings, or write the values to a database with recording rules. Without a history, select \"One value\" instead of \"Trend\", or a KPI in the window.", kpi.Label)
		}
	}
	return nil
}

// noTrend says what else there is of a KPI of which no history is kept: others may keep one of
// its numbers.
func noTrend(kpi *catalogue.KPI) error {
	instead := "Select \"One value\" instead of \"Trend\", or a KPI in the window."
	if kpi.Numeric() && kpi.Provenance() == nil {
		instead = "Write the values to a database with recording rules. Without a history, select \"One value\" instead of \"Trend\", or a KPI in the window."
	}
	return Errorf("%q is a current value, so it has no trend. %s", kpi.Label, instead)
}
