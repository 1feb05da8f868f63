package liveperson

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
)

// GroupBy says what a row of a metrics answer stands for.
type GroupBy string

// What the metrics method groups by (Key Messaging Metrics API, metrics
// method, "groupBy").
const (
	Ungrouped GroupBy = ""
	BySkill   GroupBy = "skillId"
	ByGroup   GroupBy = "agentGroupId"
)

// MetricsRequest is a question to the metrics method.
type MetricsRequest struct {
	From, To time.Time // aligned to minutes, at most 24 hours apart
	GroupBy  GroupBy
	Filter   Filter
	ByTime   []Metric
	Now      []Metric
}

var _ Request = MetricsRequest{}

// Key implements Request.
func (r MetricsRequest) Key() string {
	return fmt.Sprintf("metrics %d %d %s %s %v %v", r.From.UnixMilli(), r.To.UnixMilli(), r.GroupBy, r.Filter.key(), names(r.ByTime), names(r.Now))
}

// Span implements Request.
func (r MetricsRequest) Span() (from, to time.Time) { return r.From, r.To }

// Current implements Request.
func (r MetricsRequest) Current() bool { return len(r.Now) > 0 }

// Path implements Request.
func (r MetricsRequest) Path() string { return "metrics" }

// metricsBody is the request as LivePerson reads it.
type metricsBody struct {
	Filters  metricsFilters `json:"filters"`
	GroupBy  GroupBy        `json:"groupBy,omitempty"`
	Sections []string       `json:"responseSections"`
	ByTime   []string       `json:"metricsToRetrieveByTime,omitempty"`
	Now      []string       `json:"metricsToRetrieveCurrentValue,omitempty"`
}

type metricsFilters struct {
	Time             span     `json:"time"`
	Agents           []string `json:"agentIds,omitempty"`
	Groups           []string `json:"agentGroupIds,omitempty"`
	Skills           []string `json:"skillIds,omitempty"`
	UserTypes        []string `json:"userTypes,omitempty"`
	IncludeSubGroups bool     `json:"includeSubGroups,omitempty"`
}

// Body implements Request.
func (r MetricsRequest) Body() any {
	sections := []string{"all"}
	if r.GroupBy != Ungrouped {
		sections = []string{"groupBy"}
	}
	f := r.Filter
	return metricsBody{
		Filters:  metricsFilters{spanOf(r.From, r.To), f.Agents, f.Groups, f.Skills, f.UserTypes, f.IncludeSubGroups},
		GroupBy:  r.GroupBy,
		Sections: sections,
		ByTime:   names(r.ByTime),
		Now:      names(r.Now),
	}
}

// metricsAnswer is one page as LivePerson writes it.
type metricsAnswer struct {
	Metadata *struct {
		Count number `json:"count"`
	} `json:"metadata"`
	GroupBy *struct {
		Groups []metricsGroup `json:"groups"`
	} `json:"groupBy"`
	All record `json:"all"`
}

type metricsGroup struct {
	Key         text   `json:"key"`
	Description string `json:"keyDescription"`
	Metrics     record `json:"metrics"`
}

// ask implements Request.
func (r MetricsRequest) ask(ctx context.Context, c *Client) (Table, error) {
	t := newTable(r.ByTime, r.Now)
	if r.GroupBy == Ungrouped {
		return r.askAccount(ctx, c, t)
	}
	groups, calls, err := collect(ctx, mostGroups, func(ctx context.Context, offset int) (page[metricsGroup], error) {
		return r.page(ctx, c, offset)
	})
	if err != nil {
		return Table{}, err
	}
	t.Calls, t.Missing = calls, groups.missing
	for _, g := range groups.rows {
		if err := t.addRecord(string(g.Key), nameOf(g), g.Metrics); err != nil {
			return Table{}, garbled(metrics, explain(nil, err))
		}
	}
	return t, nil
}

func (r MetricsRequest) askAccount(ctx context.Context, c *Client, t Table) (Table, error) {
	var answer metricsAnswer
	if err := c.call(ctx, metrics, c.kmm("metrics"), pageQuery(0), r.Body(), &answer); err != nil {
		return Table{}, err
	}
	if answer.All == nil {
		return Table{}, garbled(metrics, `answered without the section "all". Check the address in the data source's settings`)
	}
	t.Calls = 1
	if err := t.addRecord("", "", answer.All); err != nil {
		return Table{}, garbled(metrics, explain(nil, err))
	}
	return t, nil
}

// page asks for the groups from offset on.
func (r MetricsRequest) page(ctx context.Context, c *Client, offset int) (page[metricsGroup], error) {
	var answer metricsAnswer
	err := c.call(ctx, metrics, c.kmm("metrics"), pageQuery(offset), r.Body(), &answer)
	if err != nil {
		return page[metricsGroup]{}, err
	}
	if answer.Metadata == nil {
		return page[metricsGroup]{}, garbled(metrics, "answered without any metrics. Check the address in the data source's settings")
	}
	p := page[metricsGroup]{count: int(answer.Metadata.Count), key: func(g metricsGroup) string { return string(g.Key) }}
	if answer.GroupBy != nil { // left out where there is no group
		p.rows = answer.GroupBy.Groups
	}
	return p, nil
}

// nameOf falls back on the id: "NA" is what LivePerson says for a skill or
// group whose name it does not know.
func nameOf(g metricsGroup) string {
	if g.Description == "" || g.Description == "NA" {
		return string(g.Key)
	}
	return g.Description
}

// record is an object of an answer whose fields are read one by one: those that
// nobody asked for may be anything.
type record map[string]json.RawMessage

// number reads a field, and tells whether it is there.
func (r record) number(field string) (float64, bool, error) {
	raw, known := r[field]
	if !known || string(raw) == "null" {
		return 0, false, nil
	}
	var value float64
	err := json.Unmarshal(raw, &value)
	if err != nil {
		return 0, false, &json.UnmarshalTypeError{Field: field, Value: "text or object"}
	}
	return value, true, nil
}

// addRecord appends a row of an answer.
func (t *Table) addRecord(id, name string, r record) error {
	var wrong error
	t.add(id, name, func(field string) (float64, bool) {
		value, known, err := r.number(field)
		if err != nil {
			wrong = err
		}
		return value, known
	})
	return wrong
}
