package compute

import (
	"maps"
	"math"
	"slices"

	"github.com/kmm/liveperson-datasource/catalogue"
)

// few are those of these rows for which a sample has too few conversations for an estimate
// to say much, by id: also those that are not in it.
func (p part) few(ids []string) map[string]bool {
	enough := make(map[string]bool, len(p.table.IDs))
	for _, id := range p.table.IDs {
		enough[id] = true
	}
	for _, id := range p.Result.Sampled.Few {
		delete(enough, id)
	}
	few := map[string]bool{}
	for _, id := range ids {
		if !enough[id] {
			few[id] = true
		}
	}
	return few
}

// noteFew marks in the columns of parts what is estimated from too few conversations.
func (m *merged) noteFew(parts []part) {
	for _, p := range parts {
		if p.Result.Sampled == nil {
			continue
		}
		few := p.few(m.ids)
		for _, source := range p.Sources {
			if !slices.Contains(p.Result.Sampled.Facts, source.Column.Field) {
				find(m.columns, source.KPI).addFew(few)
			}
		}
	}
}

func (c *column) addFew(ids map[string]bool) {
	if c.few == nil {
		c.few = map[string]bool{}
	}
	maps.Copy(c.few, ids)
}

// few are the rows whose value of a KPI is estimated from too few conversations, by id.
func (e evaluator) few(kpi *catalogue.KPI) map[string]bool {
	if given := find(e.columns, kpi); given != nil {
		return given.few
	}
	var c column
	if kpi.Formula != nil && kpi.Formula.Agents == nil {
		for _, id := range kpi.RowParts() {
			c.addFew(e.few(e.catalogue.Find(id)))
		}
	}
	return c.few
}

// Few are the rows whose value of a KPI is estimated from too few conversations, by id.
// They are shared and must not be changed.
func (t Table) Few(kpi *catalogue.KPI) map[string]bool { return find(t.columns, kpi).few }

// WithoutFew leaves out the table's values that are estimated from too few conversations,
// and reports whether there are any.
func (t Table) WithoutFew() (left bool) {
	for i, c := range t.columns {
		if len(c.few) == 0 || c.numbers == nil {
			continue
		}
		t.columns[i].numbers = slices.Clone(c.numbers)
		for row, id := range t.IDs {
			if c.few[id] && !math.IsNaN(c.numbers[row]) {
				t.columns[i].numbers[row], left = math.NaN(), true
			}
		}
	}
	return left
}
