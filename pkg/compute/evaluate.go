package compute

import (
	"slices"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// evaluator computes KPIs of rows of a kind from what the steps of a plan give.
type evaluator struct {
	catalogue *catalogue.Catalogue
	rows      *catalogue.RowKind
	merged
	// agents are those of sums over agents, nil if no KPI is one.
	agents       *evaluator
	isDescendant func(group, of string) bool
}

// isSince reports whether a KPI is how long ago the time of another one was.
func (e evaluator) isSince(kpi *catalogue.KPI) bool {
	return find(e.columns, kpi) == nil && kpi.Formula != nil && kpi.Formula.Since != ""
}

// numbersOf are a KPI's values in a new column.
func (e evaluator) numbersOf(kpi *catalogue.KPI) []float64 {
	given := find(e.columns, kpi)
	if given == nil {
		return e.formula(kpi)
	}
	values := slices.Clone(given.numbers)
	if values == nil || given.failure != nil { // the sum of some chunks is no sum
		values = empty(len(e.ids))
	}
	if kpi.Fallback != nil {
		e.fallBack(kpi.Fallback.Of, values)
	}
	if kpi.IsZeroIfLeftOut() && e.failure(kpi) == nil && !given.rowsUnknown {
		fillLeftOut(values, 0)
	}
	return values
}

func (e evaluator) textsOf(kpi *catalogue.KPI) []string {
	given := find(e.columns, kpi)
	switch {
	case given == nil || given.texts == nil || given.failure != nil:
		return make([]string, len(e.ids))
	case len(kpi.Words) == 0:
		return given.texts
	}
	words := make([]string, len(given.texts))
	for row, text := range given.texts {
		words[row] = kpi.WordFor(text)
	}
	return words
}

// sinceOf are the times since which values of a KPI grow, nil if none does.
func (e evaluator) sinceOf(kpi *catalogue.KPI) []float64 {
	if given := find(e.columns, kpi); given != nil && given.failure == nil {
		return given.since
	}
	return nil
}

func (e evaluator) formula(kpi *catalogue.KPI) []float64 {
	f := kpi.Formula
	switch {
	case f == nil || f.Provenance != nil || e.failure(kpi) != nil:
		return empty(len(e.ids))
	case f.Agents != nil:
		return e.overAgents(f.Agents)
	}
	values, subtracted := e.numbersOf(e.catalogue.Find(f.Difference[0])), e.numbersOf(e.catalogue.Find(f.Difference[1]))
	for row := range values {
		values[row] -= subtracted[row] // NaN unless both are there
	}
	return values
}

// fallBack puts the sum of other KPIs where LivePerson left the value out. There is no sum
// where one of them failed: in a gap of a trend it would be 0.
func (e evaluator) fallBack(parts []string, values []float64) {
	sum := make([]float64, len(values))
	if e.anyFailure(parts) != nil {
		for row := range sum {
			sum[row] = api.NoValue()
		}
	}
	for _, id := range parts {
		for row, value := range e.numbersOf(e.catalogue.Find(id)) {
			sum[row] = api.Plus(sum[row], value)
		}
	}
	for row, value := range values {
		if api.IsLeftOut(value) {
			values[row] = sum[row]
		}
	}
}

// failure is why LivePerson does not give what a KPI is made of, nil if it does.
func (e evaluator) failure(kpi *catalogue.KPI) error {
	if given := find(e.columns, kpi); given != nil {
		if given.failure == nil || kpi.Fallback == nil {
			return given.failure
		}
		return e.anyFailure(kpi.Fallback.Of)
	}
	switch f := kpi.Formula; {
	case f == nil:
		return nil
	case f.Agents != nil:
		return e.agents.anyFailure(f.Agents.KPIs())
	default:
		return e.anyFailure(kpi.RowParts())
	}
}

func (e evaluator) anyFailure(ids []string) error {
	for _, id := range ids {
		if err := e.failure(e.catalogue.Find(id)); err != nil {
			return err
		}
	}
	return nil
}
