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

// KPI is one entry of the catalogue. It has sources, a formula, or both: the
// formula is for rows that no source gives it for.
type KPI struct {
	ID          string   `json:"id"`
	Label       string   `json:"label"`
	Description string   `json:"description"`
	Unit        string   `json:"unit"` // a unit id of Grafana
	Measure     Measure  `json:"measure"`
	Tense       Tense    `json:"tense"`
	Rows        []Rows   `json:"rows"`
	Sources     []Source `json:"sources"`
	Fallback    *Sum     `json:"fallback"` // where LivePerson leaves a source's field out
	Formula     *Formula `json:"formula"`
}

// Has tells whether rows of this kind can have the KPI.
func (k *KPI) Has(rows Rows) bool {
	return slices.Contains(k.Rows, rows)
}

// From is where an API gives the KPI, or nil.
func (k *KPI) From(api API) *Source {
	if i := slices.IndexFunc(k.Sources, func(s Source) bool { return s.API == api }); i >= 0 {
		return &k.Sources[i]
	}
	return nil
}

// Numeric tells whether the KPI's values are numbers, so that they can be
// drawn, ordered by size and alerted on.
func (k *KPI) Numeric() bool {
	return k.Measure != Text && k.Measure != Time
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
		for _, id := range kpi.parts() {
			if c.byID[id] == nil {
				return fmt.Errorf("the KPI %q is computed from %q, which is not in the catalogue", kpi.ID, id)
			}
		}
		for _, rows := range kpi.Rows {
			if kpi.From(rows.API()) == nil && kpi.Formula == nil {
				return fmt.Errorf("the KPI %q has neither a source nor a formula for %s", kpi.ID, rows)
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
