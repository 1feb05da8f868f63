package compute

import (
	"slices"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// part is what a step gives of the rows of a value, or of one point of a trend.
type part struct {
	*Step
	table *api.Table
	err   error
}

// partsOf are steps as parts, each with all of its table.
func partsOf(steps []*Step, fits func(*Step) bool) []part {
	parts := make([]part, 0, len(steps))
	for _, s := range steps {
		if fits(s) {
			p := part{s, &s.Result.Table, s.Err}
			p.err = p.unknown()
			parts = append(parts, p)
		}
	}
	return parts
}

// merged is what parts give of rows of a kind, joined by the rows' ids. Its columns
// may be a response's own and must not be changed.
type merged struct {
	ids, names  []string
	memberships []api.Membership // of agents only
	columns     []column
}

// merge joins the tables of parts: what several have adds up.
func merge(rows *catalogue.RowKind, parts []part) merged {
	m := merged{columns: columnsOf(parts)}
	good := parts
	if slices.ContainsFunc(parts, part.failed) {
		good = slices.DeleteFunc(slices.Clone(parts), part.failed)
	}
	switch {
	case len(good) == 1:
		m.take(good[0])
	case len(good) > 1:
		m.join(rows, good)
	case rows.Single:
		m.ids, m.names = []string{""}, []string{""}
	}
	m.noteFew(good)
	return m
}

func (p part) failed() bool { return p.err != nil }

// columnsOf are the columns that parts are for, each once and still without values,
// with what they fail to give.
func columnsOf(parts []part) []column {
	var columns []column
	for _, p := range parts {
		for _, source := range p.Sources {
			c := find(columns, source.KPI)
			if c == nil {
				columns = append(columns, column{kpi: source.KPI})
				c = &columns[len(columns)-1]
			}
			c.rowsUnknown = c.rowsUnknown || p.lacksRows(source.Column.Field)
			switch unsupported := p.Result.Unsupported[source.Column.Field]; {
			case p.err != nil:
				c.failure = p.err
			case unsupported != nil:
				c.failure = unsupported
			}
		}
	}
	return columns
}

// find returns the column of a KPI, nil if there is none.
func find(columns []column, kpi *catalogue.KPI) *column {
	for i := range columns {
		if columns[i].kpi == kpi {
			return &columns[i]
		}
	}
	return nil
}

// take has the columns of one part as they are.
func (m *merged) take(p part) {
	m.ids, m.names, m.memberships = p.table.IDs, p.table.Names, p.table.Agents
	for _, source := range p.Sources {
		c := find(m.columns, source.KPI)
		c.numbers, c.texts = p.table.Fields[source.Column.Field], p.table.Texts[source.Column.Field]
		if source.Since != nil {
			c.since = p.table.Fields[source.Since.Field]
		}
	}
}
