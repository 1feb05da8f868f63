package reporting

import (
	"encoding/json"
	"math"
	"strings"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

// Response is a response, or a part of one: LivePerson's documents and samples nest and
// call its parts in several ways.
type Response struct {
	// own are the numbers that stand there, as they came.
	own metrics
	// total is what all rows are together, and ofAgents what all agents are, nil if
	// LivePerson does not say.
	total, ofAgents *Response
	skills, agents  map[string]*Response // by id
	// hasSkills and hasAgents report that LivePerson says which there are, if any.
	hasSkills, hasAgents bool
	// intervals are those of a whole response, nil unless the method has them.
	intervals *intervals
	// unclear is how many rows are left out because they are not understood.
	unclear int
	// sent is the request, for people.
	sent string
	// isKnown reports that it has something that LivePerson documents.
	isKnown bool
}

// metrics are numbers of fields, as they came.
type metrics []metric

type metric struct {
	field string
	raw   json.RawMessage
}

// of is the number of a field, nil if there is none.
func (m metrics) of(field string) json.RawMessage {
	for _, one := range m {
		if one.field == field {
			return one.raw
		}
	}
	return nil
}

// only are the numbers of some fields.
func (m metrics) only(fields []string) metrics {
	if m == nil {
		return nil
	}
	some := make(metrics, 0, len(fields))
	for _, field := range fields {
		if raw := m.of(field); raw != nil {
			some = append(some, metric{field, raw})
		}
	}
	return some
}

// metrics are the numbers of all rows together, nil where LivePerson says nothing of that:
// an object without members has counts of 0, but not beside rows.
func (r *Response) metrics() metrics {
	all := r.own
	switch {
	case r.total != nil:
		all = r.total.metrics()
	case r.ofAgents != nil:
		all = r.ofAgents.metrics()
	}
	if len(all) == 0 && len(r.skills)+len(r.agents) > 0 {
		return nil
	}
	return all
}

// UnmarshalJSON implements json.Unmarshaler. An empty list is how some programs write an
// object without members.
func (r *Response) UnmarshalJSON(raw []byte) error {
	*r = Response{own: metrics{}, skills: map[string]*Response{}, agents: map[string]*Response{}}
	members, ok := membersOf(raw)
	if !ok {
		return &transport.ContentError{What: "returned no metrics", Foreign: true}
	}
	if string(raw) == "null" {
		r.own = nil // it has no values, whereas an object without members has counts of 0
	}
	for name, value := range members {
		r.read(name, value)
	}
	return nil
}

// isNothing reports that it is null, or that there is none.
func (r *Response) isNothing() bool { return r.own == nil }

// document is a response as a whole.
type document struct{ Response }

// UnmarshalJSON implements json.Unmarshaler. It fails where nothing is documented.
func (d *document) UnmarshalJSON(raw []byte) error {
	err := d.Response.UnmarshalJSON(raw)
	if err == nil && !d.isKnown && len(d.own) > 0 {
		err = &transport.ContentError{What: "returned no metrics", Foreign: true}
	}
	return err
}

// membersOf are the members of an object, or of the objects in a list. It is not ok if there
// is neither.
func membersOf(raw json.RawMessage) (members map[string]json.RawMessage, ok bool) {
	switch text := string(raw); {
	case text == "[]" || text == "null":
		return nil, true
	case strings.HasPrefix(text, "["):
		return listed(raw)
	}
	err := json.Unmarshal(raw, &members)
	return members, err == nil
}

// listed are the members of the objects in a list, each after the id of its object: 2.total
// and 3.total. It is not ok if they are not told apart.
func listed(raw json.RawMessage) (members map[string]json.RawMessage, ok bool) {
	var list []struct {
		ID    transport.FlexibleString   `json:"id"`
		Value map[string]json.RawMessage `json:"value"`
	}
	if json.Unmarshal(raw, &list) != nil {
		return nil, false
	}
	members = map[string]json.RawMessage{}
	for _, one := range list {
		for name, value := range one.Value {
			field := string(one.ID) + "." + name
			if _, isTwice := members[field]; isTwice || one.ID == "" {
				return nil, false
			}
			members[field] = value
		}
	}
	return members, true
}

// read reads a member of an object.
func (r *Response) read(name string, raw json.RawMessage) {
	switch name {
	case "metricsTotal", "metricsTotals", "totals":
		r.total = r.inner(raw)
	case "skillsMetrics", "skillsMetricsPerAgent", "metricsPerSkill", "skills":
		r.hasSkills = r.rows(raw, r.skills) || r.hasSkills
	case "agentsMetrics":
		r.readAgents(raw)
	case "metricsPerAgent":
		r.hasAgents = r.rows(raw, r.agents) || r.hasAgents
	case "metricsData", "timeframeSummary":
		r.rows(raw, nil)
	case listOfIntervals: // what was read as it arrived is an empty list here
		if json.Unmarshal(raw, new([]json.RawMessage)) != nil {
			r.unclear++
		}
	default:
		r.own = append(r.own, metric{name, raw})
		return
	}
	r.isKnown = true
}

// inner reads a response inside another one, nil if there is none.
func (r *Response) inner(raw json.RawMessage) *Response {
	var inner Response
	if json.Unmarshal(raw, &inner) != nil {
		r.unclear++
		return nil
	}
	r.unclear += inner.unclear
	return &inner
}

// readAgents reads the part with agents. What they are together is not what others are
// that stand beside it.
func (r *Response) readAgents(raw json.RawMessage) {
	total := r.total
	r.total = nil
	isSaid := r.rows(raw, r.agents)
	r.hasAgents = r.hasAgents || len(r.agents) > 0 || isSaid && r.total == nil
	r.total, r.ofAgents = total, r.total
}

// rows reads an object with rows by their ids, beside whatever else there may be, and reports
// whether there is one.
func (r *Response) rows(raw json.RawMessage, rows map[string]*Response) bool {
	members, ok := membersOf(raw)
	if !ok {
		r.unclear++
	}
	for name, value := range members {
		id := strings.TrimSpace(name)
		if rows == nil || !api.IsID(id) {
			r.read(name, value)
		} else if row := r.inner(value); row != nil {
			rows[id] = row
		}
	}
	return ok && string(raw) != "null"
}

// lacksRows reports whether it says nothing of rows that a request wants: those that are not
// there do not have counts of 0 then.
func (r *Response) lacksRows(groupBy string) bool {
	switch groupBy {
	case api.BySkill:
		return !r.hasSkills
	case api.ByAgent:
		return !r.hasAgents
	case api.ByGroup:
		return !r.hasAgents && !r.hasSkills
	}
	return r.isNothing()
}

// number is the number of a field, NaN where a row lacks it, and no value where there are
// no metrics at all.
func (m metrics) number(field string, of api.Numbers) float64 {
	raw := m.of(field)
	switch {
	case m == nil || string(raw) == "null":
		return api.NoValue()
	case raw == nil:
		return math.NaN()
	case raw[0] == '"':
		var text string
		if json.Unmarshal(raw, &text) != nil {
			return api.Unclear()
		}
		return parseNumber(text, of)
	}
	var value float64
	if json.Unmarshal(raw, &value) != nil {
		return api.Unclear()
	}
	return of.Read(value)
}

// parseNumber is the number in a text.
func parseNumber(text string, of api.Numbers) float64 {
	switch strings.TrimSpace(text) {
	case "NaN", "null", "undefined", "":
		return api.NoValue()
	}
	if value, ok := transport.ParseNumber([]byte(text)); ok {
		return of.Read(value)
	}
	if of == api.Moments {
		return api.ReadMoment(strings.TrimSpace(text))
	}
	return api.Unclear()
}
