// Package compute makes the values of KPIs out of what LivePerson answered:
// fields, sums that stand in for a missing field, differences, times since, and
// sums over agents.
package compute

import (
	"math"
	"slices"
	"time"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

// Answer is what LivePerson answered for rows of a kind.
type Answer struct {
	Rows  catalogue.Rows
	Table liveperson.Table
	// Agents is the agent view, where a formula adds up over agents.
	Agents liveperson.Table
	// Within tells whether a group is the other one or below it; nil if only a
	// group's own agents count.
	Within func(group, other string) bool
	Now    time.Time
	// Refused and AgentsRefused say by field what LivePerson refuses to give,
	// and why.
	Refused, AgentsRefused map[string]error
	// Gap tells that there is no answer, in a trend.
	Gap bool
}

// Column is a KPI's value for each row; NaN means that there is none.
func (a Answer) Column(kpis *catalogue.Catalogue, kpi *catalogue.KPI) []float64 {
	source := kpi.From(a.Rows.API())
	if source == nil {
		return a.formula(kpis, kpi)
	}
	values := field(a.Table, source.Field)
	if kpi.Fallback != nil {
		a.fall(kpis, kpi.Fallback.Of, values)
	}
	if kpi.Measure == catalogue.Count && a.RefusalOf(kpis, kpi) == nil {
		fill(values, 0)
	}
	return values
}

// Texts is a text KPI's value for each row, empty where there is none.
func (a Answer) Texts(kpi *catalogue.KPI) []string {
	if source := kpi.From(a.Rows.API()); source != nil && a.Table.Texts[source.Field] != nil {
		return a.Table.Texts[source.Field]
	}
	return make([]string, len(a.Table.IDs))
}

func (a Answer) formula(kpis *catalogue.Catalogue, kpi *catalogue.KPI) []float64 {
	values := make([]float64, len(a.Table.IDs))
	switch f := kpi.Formula; {
	case f.Agents != nil && a.RefusalOf(kpis, kpi) != nil:
		fillAll(values, math.NaN())
	case f.Agents != nil:
		a.overAgents(kpis, f.Agents, values)
	case f.Since != "":
		for row, since := range a.Column(kpis, kpis.Find(f.Since)) {
			values[row] = float64(a.Now.UnixMilli()) - since
		}
	default:
		first, second := a.Column(kpis, kpis.Find(f.Difference[0])), a.Column(kpis, kpis.Find(f.Difference[1]))
		for row := range values {
			values[row] = first[row] - second[row] // NaN unless both are there
		}
	}
	return values
}

// belongs tells whether agent i counts for a row.
func (a Answer) belongs(i int, id string) bool {
	place := a.Agents.Agents[i]
	switch a.Rows {
	case catalogue.Skill:
		return slices.Contains(place.Skills, id)
	case catalogue.Group:
		return place.Group == id || a.Within != nil && a.Within(place.Group, id)
	}
	return true
}

// fall puts the sum of other KPIs where there is no value.
func (a Answer) fall(kpis *catalogue.Catalogue, parts []string, values []float64) {
	sum := make([]float64, len(values))
	for _, id := range parts {
		for row, value := range a.Column(kpis, kpis.Find(id)) {
			sum[row] += value
		}
	}
	for row, value := range values {
		if math.IsNaN(value) {
			values[row] = sum[row]
		}
	}
}

// field is a copy of a column of a table, empty where the table has none.
func field(t liveperson.Table, name string) []float64 {
	if given := t.Fields[name]; given != nil {
		return slices.Clone(given)
	}
	values := make([]float64, len(t.IDs))
	fillAll(values, math.NaN())
	return values
}

func fill(values []float64, with float64) {
	for i, value := range values {
		if math.IsNaN(value) {
			values[i] = with
		}
	}
}

func fillAll(values []float64, with float64) {
	for i := range values {
		values[i] = with
	}
}
