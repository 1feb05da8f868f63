package catalogue

import "slices"

// Sum adds KPIs up.
type Sum struct {
	Of []string `json:"sum"`
}

// Formula computes a KPI from others. One of its fields is set.
type Formula struct {
	// Difference is the first KPI less the second, empty unless both are there.
	Difference []string `json:"difference"`
	// Since is how long ago the time of another KPI was, in milliseconds.
	Since string `json:"since"`
	// Agents adds up over agents.
	Agents *AgentSum `json:"agents"`
}

// AgentSum is, over the human agents with one of the statuses (all if there is
// none), the sum of a KPI times another, over the sum of a third.
type AgentSum struct {
	Sum    string   `json:"sum"`
	Times  string   `json:"times"` // empty: 1
	Over   string   `json:"over"`  // empty: the sum itself
	Status []string `json:"status"`
}

// StatusID is the KPI that tells an agent's status.
const StatusID = "agent_current_status"

// parts are the ids of the KPIs that this one may be computed from.
func (k *KPI) parts() []string {
	ids := k.rowParts()
	if k.Formula != nil && k.Formula.Agents != nil {
		ids = append(ids, k.Formula.Agents.KPIs()...)
	}
	return ids
}

// rowParts are the parts that come from the KPI's own row.
func (k *KPI) rowParts() []string {
	var ids []string
	if k.Fallback != nil {
		ids = append(ids, k.Fallback.Of...)
	}
	if k.Formula != nil {
		ids = append(ids, k.Formula.Difference...)
		if k.Formula.Since != "" {
			ids = append(ids, k.Formula.Since)
		}
	}
	return ids
}

// KPIs are the ids of the KPIs that a sum over agents is made of.
func (a *AgentSum) KPIs() []string {
	var ids []string
	for _, id := range []string{a.Sum, a.Times, a.Over} {
		if id != "" {
			ids = append(ids, id)
		}
	}
	if len(a.Status) > 0 {
		ids = append(ids, StatusID)
	}
	return ids
}

// Needs are the KPIs to ask LivePerson for so that others can be computed, each
// once.
type Needs struct {
	Own    []*KPI // of the rows' own method
	Agents []*KPI // of the agent view, for formulas over agents
}

// Needs lists what these KPIs need for such rows.
func (c *Catalogue) Needs(kpis []*KPI, rows Rows) Needs {
	var n Needs
	for _, kpi := range kpis {
		c.need(kpi, rows, &n)
	}
	return n
}

func (c *Catalogue) need(kpi *KPI, rows Rows, n *Needs) {
	sourced := kpi.From(rows.API()) != nil
	if sourced {
		n.Own = add(n.Own, kpi)
	}
	if !sourced && kpi.Formula.Agents != nil {
		for _, id := range kpi.Formula.Agents.KPIs() {
			n.Agents = add(n.Agents, c.byID[id])
		}
		return
	}
	if !sourced || kpi.Fallback != nil {
		for _, id := range kpi.rowParts() {
			if c.byID[id].Has(rows) {
				c.need(c.byID[id], rows, n)
			}
		}
	}
}

func add(list []*KPI, kpi *KPI) []*KPI {
	if slices.Contains(list, kpi) {
		return list
	}
	return append(list, kpi)
}
