package compute

import (
	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// join puts the columns of several parts side by side, and adds up what several have.
func (m *merged) join(rows *catalogue.RowKind, parts []part) {
	index := m.joinRows(rows, parts)
	for _, p := range parts {
		for _, source := range p.Sources {
			c, field := find(m.columns, source.KPI), source.Column.Field
			if numbers := p.table.Fields[field]; numbers != nil {
				if c.numbers == nil {
					c.numbers = empty(len(m.ids))
				}
				place(c.numbers, numbers, p.table.IDs, index, api.Plus)
			}
			if source.Since != nil && p.table.Fields[source.Since.Field] != nil {
				if c.since == nil {
					c.since = empty(len(m.ids))
				}
				place(c.since, p.table.Fields[source.Since.Field], p.table.IDs, index, func(_, since float64) float64 { return since })
			}
			if texts := p.table.Texts[field]; texts != nil {
				if c.texts == nil {
					c.texts = make([]string, len(m.ids))
				}
				place(c.texts, texts, p.table.IDs, index, func(_, text string) string { return text })
			}
		}
	}
}

// joinRows lists the rows of all parts, and returns where each is. Which agents there
// are is for the first method to say: others may know some who have left.
func (m *merged) joinRows(rows *catalogue.RowKind, parts []part) map[string]int {
	index := map[string]int{}
	for _, p := range parts {
		if rows.Roster && p.Request.Method != parts[0].Request.Method {
			continue
		}
		m.addRows(p.table, index)
	}
	return index
}

func (m *merged) addRows(t *api.Table, index map[string]int) {
	for row, id := range t.IDs {
		if _, known := index[id]; known {
			continue
		}
		index[id] = len(m.ids)
		m.ids, m.names = append(m.ids, id), append(m.names, t.Names[row])
		if t.Agents != nil {
			m.memberships = append(m.memberships, t.Agents[row])
		}
	}
}

// place combines a table's column with a joined one, row by row.
func place[T any](into, column []T, ids []string, index map[string]int, combine func(a, b T) T) {
	for row, id := range ids {
		if to, known := index[id]; known {
			into[to] = combine(into[to], column[row])
		}
	}
}
