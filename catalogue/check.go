package catalogue

import (
	"fmt"
	"slices"
)

// checkRows makes sure that each kind of row is complete and that one is an agent.
func (c *Catalogue) checkRows() error {
	rosters := 0
	for _, rows := range c.rows {
		if err := rows.check(); err != nil {
			return err
		}
		if c.RowKind(rows.ID) != rows {
			return fmt.Errorf("there is the kind of row %q twice", rows.ID)
		}
		if rows.Roster {
			rosters++
		}
	}
	if rosters != 1 {
		return fmt.Errorf("%d kinds of rows are agents, and one must be", rosters)
	}
	return nil
}

// checkKPIs makes sure that every KPI can be had, so that no query finds out.
func (c *Catalogue) checkKPIs() error {
	for _, kpi := range c.kpis {
		for _, id := range kpi.RowIDs {
			rows := c.RowKind(id)
			if rows == nil {
				return fmt.Errorf("the KPI %q is for rows by %q, which are not known", kpi.ID, id)
			}
			kpi.Rows = append(kpi.Rows, rows)
			if kpi.Formula == nil && !kpi.hasSource(rows) {
				return fmt.Errorf("the KPI %q has neither a source nor a formula for rows by %s", kpi.ID, id)
			}
		}
		if err := c.checkParts(kpi); err != nil {
			return err
		}
		if err := c.checkLevels(kpi); err != nil {
			return err
		}
	}
	return nil
}

// checkLevels makes sure that each default level is one of a kind of row, and that a
// warning comes before what is critical.
func (c *Catalogue) checkLevels(kpi *KPI) error {
	if !slices.Contains([]Direction{"", Neither, More, Less}, kpi.Better) {
		return fmt.Errorf("of the KPI %q, %q is better, which is neither more, less nor neither", kpi.ID, kpi.Better)
	}
	for id, levels := range kpi.Levels {
		if id != AnyRows && c.RowKind(id) == nil {
			return fmt.Errorf("the KPI %q has levels for rows by %q, which are not known", kpi.ID, id)
		}
		if !levels.InOrder(kpi.Better) {
			return fmt.Errorf("of the KPI %q for rows by %s, the warning level is beyond the critical level", kpi.ID, id)
		}
	}
	return nil
}

func (k *KPI) hasSource(rows *RowKind) bool {
	return slices.ContainsFunc(k.Sources, func(s Source) bool { return rows.method(s.API) != nil })
}

// checkParts makes sure that what a KPI is computed from is there. What is summed
// up over agents is current: it is requested without the query's window.
func (c *Catalogue) checkParts(kpi *KPI) error {
	for _, id := range kpi.RowParts() {
		if c.byID[id] == nil {
			return fmt.Errorf("the KPI %q is computed from %q, which is not in the catalogue", kpi.ID, id)
		}
	}
	if p := kpi.Provenance(); p != nil {
		return c.checkProvenance(kpi, p)
	}
	if kpi.Formula == nil || kpi.Formula.Agents == nil {
		return nil
	}
	if !kpi.IsCurrent() {
		return fmt.Errorf("the KPI %q is a sum over agents and not a current value", kpi.ID)
	}
	for _, id := range kpi.Formula.Agents.KPIs() {
		if part := c.byID[id]; part == nil || !part.IsCurrent() || !part.hasSource(c.Roster()) {
			return fmt.Errorf("the KPI %q is summed up over %q, which is not a current value of agents", kpi.ID, id)
		}
	}
	return nil
}

// checkProvenance makes sure that the values which a KPI tells about can be requested for
// the same rows, which are one: other rows come and go with the values.
func (c *Catalogue) checkProvenance(kpi *KPI, p *Provenance) error {
	kind, known := map[ProvenanceFact]ValueKind{DataStatus: Text, DataAge: Average}[p.Fact]
	if !known || kpi.ValueKind != kind {
		return fmt.Errorf("the KPI %q is the %q of values, which is not known or is no %s", kpi.ID, p.Fact, kpi.ValueKind)
	}
	of := c.byID[p.Of]
	for _, rows := range kpi.Rows {
		if of == nil || !of.IsCurrent() || !of.hasSource(rows) || !rows.Single {
			return fmt.Errorf("the KPI %q is about %q, which is not a current value of one row by %s", kpi.ID, p.Of, rows.ID)
		}
	}
	return nil
}
