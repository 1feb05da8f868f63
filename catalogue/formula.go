package catalogue

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
	// Provenance is how the values of another KPI came about.
	Provenance *Provenance `json:"provenance"`
}

// Provenance is what is known of the latest values of a KPI, which is requested for it.
type Provenance struct {
	Of   string         `json:"of"`
	Fact ProvenanceFact `json:"fact"`
}

// ProvenanceFact is one of the things that are known of values.
type ProvenanceFact string

// What is known of values: how current they are, in words, and their age in
// milliseconds.
const (
	DataStatus ProvenanceFact = "status"
	DataAge    ProvenanceFact = "age"
)

// AgentSum is, over the human agents with one of the statuses (all if there is
// none), the sum of a KPI times its weight, over the sum of the denominator.
type AgentSum struct {
	Sum         string   `json:"sum"`
	Weight      string   `json:"times"` // empty: 1
	Denominator string   `json:"over"`  // empty: the sum itself
	Status      []string `json:"status"`
}

// StatusID is the KPI with an agent's status.
const StatusID = "agent_current_status"

// RowParts are the ids of the KPIs of the same row that this one may be computed
// from.
func (k *KPI) RowParts() []string {
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

// Provenance is what the KPI says of the values of another one, nil if it has values of
// its own.
func (k *KPI) Provenance() *Provenance {
	if k.Formula == nil {
		return nil
	}
	return k.Formula.Provenance
}

// KPIs are the ids of the KPIs that a sum over agents is made of.
func (a *AgentSum) KPIs() []string {
	var ids []string
	for _, id := range []string{a.Sum, a.Weight, a.Denominator} {
		if id != "" {
			ids = append(ids, id)
		}
	}
	if len(a.Status) > 0 {
		ids = append(ids, StatusID)
	}
	return ids
}
