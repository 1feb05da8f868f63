// Package frame makes Grafana's data frames of what LivePerson answered: type
// and version of the data plane contract, a field for each KPI with unit, label
// and meaning from the catalogue.
package frame

import (
	"math"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// Of makes the frame that answers a query: the account's is numeric-wide, one
// row; the others are numeric-long, a row each with its name and id and no
// other text, because Grafana's alerting makes labels of all text.
func Of(kpis *catalogue.Catalogue, q query.Query, t liveperson.Table) *data.Frame {
	field := func(name string) []float64 { return t.Fields[name] }
	columns := make([][]float64, len(q.KPIs))
	for i, kpi := range q.KPIs {
		columns[i] = kpis.Column(kpi, len(t.IDs), field)
	}
	order := sorted(q, len(t.IDs), columns)

	f := data.NewFrame("")
	f.SetMeta(&data.FrameMeta{Type: data.FrameTypeNumericWide, TypeVersion: data.FrameTypeVersion{0, 1}})
	if q.Rows != catalogue.Account {
		f.Meta.Type = data.FrameTypeNumericLong
		f.Fields = append(f.Fields, textField(q.Rows, t.Names, order), idField(q.Rows, t.IDs, order))
	}
	for i, kpi := range q.KPIs {
		f.Fields = append(f.Fields, valueField(kpi, columns[i], order))
	}
	return f
}

// valueField holds a KPI's values in this order of rows. Its name is the KPI's
// id, which stays; people see the label.
func valueField(kpi *catalogue.KPI, values []float64, order []int) *data.Field {
	column := make([]*float64, len(order))
	for to, from := range order {
		if !math.IsNaN(values[from]) {
			column[to] = &values[from]
		}
	}
	return data.NewField(kpi.ID, nil, column).SetConfig(&data.FieldConfig{
		DisplayNameFromDS: kpi.Label, Unit: kpi.Unit, Description: kpi.Description,
	})
}

// text is the unit that keeps Grafana from reading an id as a number.
const text = "string"

func textField(rows catalogue.Rows, names []string, order []int) *data.Field {
	return data.NewField(string(rows), nil, pick(names, order)).
		SetConfig(&data.FieldConfig{DisplayNameFromDS: title(rows), Unit: text})
}

func idField(rows catalogue.Rows, ids []string, order []int) *data.Field {
	return data.NewField(string(rows)+"Id", nil, pick(ids, order)).
		SetConfig(&data.FieldConfig{DisplayNameFromDS: title(rows) + " ID", Unit: text})
}

func title(rows catalogue.Rows) string {
	if rows == catalogue.Skill {
		return "Skill"
	}
	return "Group"
}

func pick(texts []string, order []int) []string {
	picked := make([]string, len(order))
	for to, from := range order {
		picked[to] = texts[from]
	}
	return picked
}
