// Package frame makes Grafana's data frames of what LivePerson answered: type
// and version of the data plane contract, a field for each KPI with unit, label
// and meaning from the catalogue.
package frame

import (
	"math"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// version is that of the data plane contract.
var version = data.FrameTypeVersion{0, 1}

// Value makes the frame that answers a query with one value a row. The
// account's is numeric-wide, one row; the others are numeric-long, a row each
// with its name and id. Attributes of agents make it a plain table, which
// alerting can't read: it would make labels of all text.
func Value(kpis *catalogue.Catalogue, q query.Query, a compute.Answer) *data.Frame {
	order := sorted(kpis, q, a)
	f := data.NewFrame("")
	f.SetMeta(&data.FrameMeta{Type: typeOf(q), TypeVersion: version})
	if q.Rows != catalogue.Account {
		f.Fields = append(f.Fields, textField(string(q.Rows), titles[q.Rows], pick(a.Table.Names, order)),
			textField(string(q.Rows)+"Id", titles[q.Rows]+" ID", pick(a.Table.IDs, order)))
	}
	for _, kpi := range q.KPIs {
		f.Fields = append(f.Fields, valueField(kpis, kpi, a, order))
	}
	return f
}

var titles = map[catalogue.Rows]string{catalogue.Skill: "Skill", catalogue.Group: "Group", catalogue.Agent: "Agent"}

func typeOf(q query.Query) data.FrameType {
	for _, kpi := range q.KPIs {
		if !kpi.Numeric() {
			return data.FrameTypeTable
		}
	}
	if q.Rows == catalogue.Account {
		return data.FrameTypeNumericWide
	}
	return data.FrameTypeNumericLong
}

// valueField holds a KPI's values in this order of rows. Its name is the KPI's
// id, which stays; people see the label.
func valueField(kpis *catalogue.Catalogue, kpi *catalogue.KPI, a compute.Answer, order []int) *data.Field {
	var field *data.Field
	switch kpi.Measure {
	case catalogue.Text:
		field = data.NewField(kpi.ID, nil, pick(a.Texts(kpi), order))
	case catalogue.Time:
		field = data.NewField(kpi.ID, nil, times(a.Column(kpis, kpi), order))
	default:
		field = data.NewField(kpi.ID, nil, numbers(a.Column(kpis, kpi), order))
	}
	return field.SetConfig(&data.FieldConfig{DisplayNameFromDS: kpi.Label, Unit: kpi.Unit, Description: kpi.Description})
}

// numbers are values in this order, nil for none.
func numbers(values []float64, order []int) []*float64 {
	column := make([]*float64, len(order))
	for to, from := range order {
		if !math.IsNaN(values[from]) {
			column[to] = &values[from]
		}
	}
	return column
}

// times are epoch milliseconds in this order, nil for none.
func times(values []float64, order []int) []*time.Time {
	column := make([]*time.Time, len(order))
	for to, from := range order {
		if !math.IsNaN(values[from]) {
			at := time.UnixMilli(int64(values[from])).UTC()
			column[to] = &at
		}
	}
	return column
}

// textField has a unit that keeps Grafana from reading an id as a number.
func textField(name, title string, texts []string) *data.Field {
	return data.NewField(name, nil, texts).SetConfig(&data.FieldConfig{DisplayNameFromDS: title, Unit: "string"})
}

func pick(texts []string, order []int) []string {
	picked := make([]string, len(order))
	for to, from := range order {
		picked[to] = texts[from]
	}
	return picked
}
