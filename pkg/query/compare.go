package query

import (
	"slices"
	"time"

	"github.com/kmm/liveperson-datasource/catalogue"
)

// Comparison is with which time before a query's values are compared.
type Comparison string

// The comparisons.
const (
	NoComparison Comparison = ""
	DayBefore    Comparison = "day"
	WeekBefore   Comparison = "week"
)

// Words are how people say it, such as "a week before".
func (c Comparison) Words() string { return "a " + string(c) + " before" }

// Before is the same time of day so much earlier, in the time zone of days.
func (c Comparison) Before(t time.Time, zone *time.Location) time.Time {
	return t.In(zone).AddDate(0, 0, -c.days())
}

// After is the time of day that the earlier one is compared with.
func (c Comparison) After(t time.Time, zone *time.Location) time.Time {
	return t.In(zone).AddDate(0, 0, c.days())
}

func (c Comparison) days() int {
	if c == WeekBefore {
		return 7
	}
	return 1
}

// parseComparison reads with which time before values are compared.
func (q *Query) parseComparison(s stored) error {
	switch c := Comparison(s.CompareWith); c {
	case NoComparison, DayBefore, WeekBefore:
		q.CompareWith = c
		return nil
	}
	return Errorf("The query's \"compareWith\" is %q. Allowed: day, week; leave it out for no comparison.", s.CompareWith)
}

// Compared are the KPIs that have values of an earlier time, and those that have none:
// LivePerson keeps no history of current values.
func (q Query) Compared() (kpis, without []*catalogue.KPI) {
	for _, kpi := range q.KPIs {
		if kpi.Numeric() && !kpi.IsCurrent() {
			kpis = append(kpis, kpi)
		} else {
			without = append(without, kpi)
		}
	}
	return kpis, without
}

// Before is the query for the time that this one is compared with. It has no values if
// no KPI has a history.
func (q Query) Before() (before Query, ok bool) {
	before = q
	before.KPIs, _ = q.Compared()
	before.Range.From = q.CompareWith.Before(q.Range.From, q.Location).UTC()
	before.Range.To = q.CompareWith.Before(q.Range.To, q.Location).UTC()
	before.EndsNow, before.CompareWith, before.WorstOf, before.OrderBy = false, NoComparison, nil, nil
	before.Notices = Notices{}
	return before, q.CompareWith != NoComparison && len(before.KPIs) > 0
}

// checkComparison refuses a comparison that an alert rule can't have.
func (q Query) checkComparison() error {
	switch _, without := q.Compared(); {
	case q.CompareWith == NoComparison:
		return nil
	case slices.ContainsFunc(without, (*catalogue.KPI).Numeric):
		return Errorf("%s is a current value, and LivePerson keeps no history of those: there is nothing to compare it with. Select a KPI of the window, or remove the comparison.", Labels(without))
	case q.Severities != NoSeverities:
		return Errorf("The query compares values both with levels and with those from %s. Remove one of the two.", q.CompareWith.Words())
	}
	return nil
}
