package frame

import (
	"slices"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// Shown is the frame of a query, as one of those that a panel shows together.
type Shown struct {
	Query query.Query
	Frame *data.Frame
}

// Distinguish tells apart what has the same name in the frames of a panel, and only
// that: rows of one name get their ids, fields of the same row their KPIs. It is not for
// frames of alert rules, where a row must not change its name because of another.
func Distinguish(panel []Shown) {
	var all []*label
	for i := range panel {
		all = append(all, panel[i].labels()...)
	}
	addIDs(all)
	addKPIs(all)
	for _, l := range all {
		l.show()
	}
}

// rowKey is what a name stands for: names may be the same.
type rowKey struct {
	rows *catalogue.RowKind
	id   string
}

// label is the name of a row, where a table, the legend of a trend or the name of a
// row's field shows it.
type label struct {
	rowKey
	name    string
	isField bool // and not a cell of a table
	withKPI bool // of a field only
	query   *query.Query
	field   *data.Field // that of the row, or a table's column of names
	index   int         // in that column
}

func (s *Shown) labels() (labels []*label) {
	rows := s.Query.Rows
	if rows.Single {
		return nil
	}
	if s.Query.Series || s.Query.Fields {
		for _, field := range s.Frame.Fields {
			if name, isRow := field.Labels[rows.ID]; isRow {
				key := rowKey{rows, field.Labels[rows.ID+"Id"]}
				labels = append(labels, &label{rowKey: key, name: name, isField: true, withKPI: len(s.Query.KPIs) > 1, query: &s.Query, field: field})
			}
		}
		return labels
	}
	names, ids := texts(s.Frame, rows.ID), texts(s.Frame, rows.ID+"Id")
	if names == nil || ids == nil {
		return nil
	}
	for i := range names.Len() {
		name, _ := names.ConcreteAt(i)
		id, _ := ids.ConcreteAt(i)
		labels = append(labels, &label{rowKey: rowKey{rows, id.(string)}, name: name.(string), query: &s.Query, field: names, index: i})
	}
	return labels
}

// texts is a column of texts of a frame, nil if there is none of this name.
func texts(f *data.Frame, name string) *data.Field {
	if field, _ := f.FieldByName(name); field != nil && field.Type() == data.FieldTypeString {
		return field
	}
	return nil
}

// addIDs adds ids to the names that several rows have, and to one that looks as if it
// had one of these ids.
func addIDs(labels []*label) {
	rows := map[string][]rowKey{}
	for _, l := range labels {
		if !slices.Contains(rows[l.name], l.rowKey) {
			rows[l.name] = append(rows[l.name], l.rowKey)
		}
	}
	ambiguous := map[string]bool{}
	for name, keys := range rows {
		for _, key := range keys {
			if len(keys) > 1 {
				ambiguous[name], ambiguous[key.label(name, keys)] = true, true
			}
		}
	}
	for _, l := range labels {
		if ambiguous[l.name] {
			l.name = l.label(l.name, rows[l.name])
		}
	}
}

// label is a name with the row's id, and with the kind of row where the name is that of
// rows of several kinds.
func (k rowKey) label(name string, among []rowKey) string {
	if slices.ContainsFunc(among, func(other rowKey) bool { return other.rows != k.rows }) {
		return name + " (" + k.rows.Noun + " " + k.id + ")"
	}
	return name + " (" + k.id + ")"
}

// addKPIs adds the KPI to all fields of a query's rows if one of them has a field with
// another KPI, too.
func addKPIs(labels []*label) {
	kpis := map[string][]string{} // of the fields that have a name
	for _, l := range labels {
		if l.isField && !slices.Contains(kpis[l.name], l.field.Name) {
			kpis[l.name] = append(kpis[l.name], l.field.Name)
		}
	}
	needed := map[*query.Query]bool{}
	for _, l := range labels {
		needed[l.query] = needed[l.query] || len(kpis[l.name]) > 1
	}
	for _, l := range labels {
		l.withKPI = l.withKPI || needed[l.query]
	}
}

func (l *label) show() {
	if !l.isField {
		l.field.Set(l.index, l.name)
		return
	}
	name := l.name
	for _, kpi := range l.query.KPIs {
		if l.withKPI && kpi.ID == l.field.Name {
			name = kpi.Label + ", " + l.name
		}
	}
	l.field.Config.DisplayNameFromDS = nameWithLevel(nameWithOpen(name, l.field), l.field)
}
