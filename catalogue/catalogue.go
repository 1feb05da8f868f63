// Package catalogue holds everything that is known of each KPI. It reads the
// same kpis.json as the browser does, so that a KPI is described once.
package catalogue

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
)

//go:embed kpis.json
var document []byte

// Rows says what a row of an answer stands for.
type Rows string

// The kinds of rows that a query can ask for.
const (
	Account Rows = "account"
	Skill   Rows = "skill"
	Group   Rows = "group"
)

// Tense says whether a KPI is a value of this moment or of a window of time.
type Tense string

// The two tenses.
const (
	Now    Tense = "now"
	Window Tense = "window"
)

// Measure says how a KPI's values behave: counts add up over rows and windows
// and are 0 when LivePerson leaves them out, the others do not and are empty.
type Measure string

// The measures.
const (
	Count   Measure = "count"
	Average Measure = "average"
	Ratio   Measure = "ratio"
)

// Source is the field of a LivePerson API that gives a KPI.
type Source struct {
	API    string `json:"api"`    // the method, such as kmm.metrics
	Metric string `json:"metric"` // the name to ask for
	Field  string `json:"field"`  // the name in the answer
}

// Sum adds KPIs up.
type Sum struct {
	Of []string `json:"sum"`
}

// Difference is the first KPI less the second, empty unless both are there.
type Difference struct {
	Of []string `json:"difference"`
}

// KPI is one entry of the catalogue. It has a source or a formula.
type KPI struct {
	ID          string      `json:"id"`
	Label       string      `json:"label"`
	Description string      `json:"description"`
	Unit        string      `json:"unit"` // a unit id of Grafana
	Measure     Measure     `json:"measure"`
	Tense       Tense       `json:"tense"`
	Rows        []Rows      `json:"rows"`
	Source      *Source     `json:"source"`
	Fallback    *Sum        `json:"fallback"` // where LivePerson leaves the source out
	Formula     *Difference `json:"formula"`
}

// Has tells whether rows of this kind can have the KPI.
func (k *KPI) Has(rows Rows) bool {
	return slices.Contains(k.Rows, rows)
}

// Parts are the ids of the KPIs that this one may be computed from.
func (k *KPI) Parts() []string {
	switch {
	case k.Formula != nil:
		return k.Formula.Of
	case k.Fallback != nil:
		return k.Fallback.Of
	}
	return nil
}

// Catalogue is the list of all KPIs.
type Catalogue struct {
	kpis []*KPI
	byID map[string]*KPI
}

// Load reads the catalogue that is built into the program. It fails only if
// the document itself is wrong.
func Load() (*Catalogue, error) {
	var list struct {
		KPIs []*KPI `json:"kpis"`
	}
	if err := json.Unmarshal(document, &list); err != nil {
		return nil, fmt.Errorf("read the catalogue of KPIs: %w", err)
	}
	c := &Catalogue{kpis: list.KPIs, byID: make(map[string]*KPI, len(list.KPIs))}
	for _, kpi := range list.KPIs {
		if c.byID[kpi.ID] != nil {
			return nil, fmt.Errorf("the catalogue has the KPI %q twice", kpi.ID)
		}
		c.byID[kpi.ID] = kpi
	}
	return c, c.check()
}

// check makes sure that every KPI can be had, so that no query finds out.
func (c *Catalogue) check() error {
	for _, kpi := range c.kpis {
		if (kpi.Source == nil) == (kpi.Formula == nil) {
			return fmt.Errorf("the KPI %q needs either a source or a formula", kpi.ID)
		}
		if kpi.Formula != nil && len(kpi.Formula.Of) != 2 {
			return fmt.Errorf("the difference %q needs two KPIs", kpi.ID)
		}
		for _, id := range kpi.Parts() {
			if part := c.byID[id]; part == nil || part.Source == nil {
				return fmt.Errorf("the KPI %q is computed from %q, which LivePerson does not give", kpi.ID, id)
			}
		}
	}
	return nil
}

// Find returns the KPI with this id, or nil.
func (c *Catalogue) Find(id string) *KPI {
	return c.byID[id]
}

// All returns the KPIs in the order in which people look at them.
func (c *Catalogue) All() []*KPI {
	return slices.Clone(c.kpis)
}

// Needs returns the KPIs to ask LivePerson for so that the given ones can be
// computed: each once, those with a source only.
func (c *Catalogue) Needs(kpis []*KPI) []*KPI {
	var needed []*KPI
	add := func(kpi *KPI) {
		if kpi.Source != nil && !slices.Contains(needed, kpi) {
			needed = append(needed, kpi)
		}
	}
	for _, kpi := range kpis {
		add(kpi)
		for _, id := range kpi.Parts() {
			add(c.byID[id])
		}
	}
	return needed
}
