package compute

import (
	"math"
	"slices"

	"github.com/kmm/liveperson-datasource/catalogue"
)

// overAgents adds up over the agents of each row.
func (e evaluator) overAgents(f *catalogue.AgentSum) []float64 {
	amounts := e.agents.weighted(f)
	var shares []float64
	if f.Denominator != "" {
		shares = e.agents.numbersOf(e.catalogue.Find(f.Denominator))
	}
	counts := e.agents.hasStatus(f.Status)
	values := make([]float64, len(e.ids))
	for row, id := range e.ids {
		sum, denominator := 0.0, 0.0
		for agent, amount := range amounts {
			if !counts(agent) || !e.countsFor(agent, id) || math.IsNaN(amount) || shares != nil && math.IsNaN(shares[agent]) {
				continue
			}
			sum += amount
			if shares != nil {
				denominator += shares[agent]
			}
		}
		values[row] = sum
		if shares != nil {
			values[row] = sum / denominator // NaN where there is no agent
		}
	}
	return values
}

// weighted is what each agent adds.
func (e evaluator) weighted(f *catalogue.AgentSum) []float64 {
	amounts := e.numbersOf(e.catalogue.Find(f.Sum))
	if f.Weight != "" {
		for agent, weight := range e.numbersOf(e.catalogue.Find(f.Weight)) {
			amounts[agent] *= weight
		}
	}
	return amounts
}

// hasStatus reports of an agent whether it has one of the statuses, all if there is
// none.
func (e evaluator) hasStatus(statuses []string) func(agent int) bool {
	if len(statuses) == 0 {
		return func(int) bool { return true }
	}
	texts := e.textsOf(e.catalogue.Find(catalogue.StatusID))
	return func(agent int) bool { return slices.Contains(statuses, texts[agent]) }
}

// countsFor reports whether an agent counts for a row.
func (e evaluator) countsFor(agent int, id string) bool {
	switch member := e.agents.memberships; e.rows.Agents {
	case catalogue.BySkills:
		return slices.Contains(member[agent].Skills, id)
	case catalogue.ByGroup:
		return member[agent].Group == id || e.isDescendant != nil && e.isDescendant(member[agent].Group, id)
	}
	return true
}
