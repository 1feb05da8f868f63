package compute

import (
	"math"
	"slices"

	"github.com/kmm/liveperson-datasource/catalogue"
)

// overAgents adds up over the agents of each row.
func (a Answer) overAgents(kpis *catalogue.Catalogue, f *catalogue.AgentSum, values []float64) {
	agents := Answer{Rows: catalogue.Agent, Table: a.Agents, Now: a.Now}
	amount := agents.product(kpis, f)
	share := ones(len(amount))
	if f.Over != "" {
		share = agents.Column(kpis, kpis.Find(f.Over))
	}
	counted := agents.inStatus(kpis, f.Status)
	for row, id := range a.Table.IDs {
		sum, over := 0.0, 0.0
		for i := range amount {
			if counted(i) && a.belongs(i, id) && !math.IsNaN(amount[i]) {
				sum += amount[i]
				over += share[i]
			}
		}
		values[row] = sum
		if f.Over != "" {
			values[row] = sum / over // NaN where there is no agent
		}
	}
}

// product is what each agent adds.
func (a Answer) product(kpis *catalogue.Catalogue, f *catalogue.AgentSum) []float64 {
	amount := a.Column(kpis, kpis.Find(f.Sum))
	if f.Times != "" {
		for i, times := range a.Column(kpis, kpis.Find(f.Times)) {
			amount[i] *= times
		}
	}
	return amount
}

func (a Answer) inStatus(kpis *catalogue.Catalogue, wanted []string) func(i int) bool {
	if len(wanted) == 0 {
		return func(int) bool { return true }
	}
	statuses := a.Texts(kpis.Find(catalogue.StatusID))
	return func(i int) bool { return slices.Contains(wanted, statuses[i]) }
}

func ones(n int) []float64 {
	values := make([]float64, n)
	for i := range values {
		values[i] = 1
	}
	return values
}
