package reporting

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strconv"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// part is a part of a row: metrics, and the agent whose they are if they are of one.
type part struct {
	agent string
	metrics
}

// row is a row of a table, and the parts that are its values together.
type row struct {
	id    string
	parts []part
}

// rowsOf are the rows that a request wants of a response, sorted by their ids.
func rowsOf(r *Response, groupBy string, t Team) []row {
	parts := map[string][]part{}
	switch groupBy {
	case api.BySkill:
		for id, skill := range r.skills {
			parts[id] = skill.skillMetrics(t)
		}
	case api.ByAgent:
		for id, agent := range r.agents {
			parts[id] = []part{{id, agent.metrics()}}
		}
	case api.ByGroup:
		r.addGroups(parts, t)
	default:
		return []row{{parts: r.account(t)}}
	}
	return sorted(parts)
}

// sorted are rows by their ids, sorted.
func sorted(parts map[string][]part) []row {
	rows := make([]row, 0, len(parts))
	for id := range parts {
		rows = append(rows, row{id, parts[id]})
	}
	slices.SortFunc(rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(order(a.id), order(b.id)), cmp.Compare(a.id, b.id))
	})
	return rows
}

// order is an id as a number, so that 9 comes before 10.
func order(id string) int64 {
	number, _ := strconv.ParseInt(id, 10, 64)
	return number
}

// account is what the account's row is made of, as far as the filter goes.
func (r *Response) account(t Team) []part {
	switch {
	case r.isNothing():
		return []part{{}}
	case t.addUp:
		return r.ofTeam(t)
	case t.ofSkills && r.isUnknown():
		return []part{{}}
	case t.ofSkills && (t.onlyAgents || len(t.agents) > 0):
		var parts []part
		for _, skill := range r.skills {
			parts = append(parts, skill.skillMetrics(t)...)
		}
		return parts
	case r.total == nil && r.ofAgents == nil && len(r.own) == 0:
		return []part{{}} // there is nothing of the account
	}
	return []part{{metrics: r.metrics()}}
}

// skillMetrics are what a skill's row is made of: of all agents, or of those whom the request
// names.
func (r *Response) skillMetrics(t Team) []part {
	if len(t.agents) == 0 && !t.onlyAgents {
		return []part{{metrics: r.metrics()}}
	}
	return r.ofTeam(t)
}

// ofTeam are the agents that a request names, or all: no value where LivePerson says nothing
// of agents.
func (r *Response) ofTeam(t Team) (parts []part) {
	if !r.hasAgents {
		return []part{{}}
	}
	for id, agent := range r.agents {
		if len(t.agents) == 0 || slices.Contains(t.agents, id) {
			parts = append(parts, part{id, agent.metrics()})
		}
	}
	return parts
}

// addGroups adds the metrics of agents to those of their groups: of all their work, or of
// that on some skills.
func (r *Response) addGroups(parts map[string][]part, t Team) {
	work := []*Response{r}
	if t.ofSkills {
		work = slices.Collect(maps.Values(r.skills))
	}
	for _, of := range work {
		for id, agent := range of.agents {
			for _, group := range t.groupsOf[id] {
				parts[group] = append(parts[group], part{id, agent.metrics()})
			}
		}
	}
}

// isUnknown reports that LivePerson knows none of the skills that a request names: it has
// no number of them, and nothing of all others together.
func (r *Response) isUnknown() bool {
	for _, skill := range r.skills {
		all := skill.metrics()
		for _, one := range all {
			if number := all.number(one.field, api.NotNegative); !math.IsNaN(number) || api.IsUnclear(number) {
				return false
			}
		}
		if len(all) == 0 {
			return false
		}
	}
	return len(r.skills) > 0
}

// emptyTable is the table of a filter that leaves nobody.
func emptyTable(m Method, r api.Request) api.Table {
	if r.GroupBy == "" {
		return table(m, r.Columns, []row{{}})
	}
	return table(m, r.Columns, nil)
}

// notCombinable says why averages of several agents have no value.
const notCombinable = "Some averages have no value with this filter: LivePerson returns them for each agent, without the counts needed to combine them. Remove the skill filter, or select rows by agent."

// table has a column for each of a request's.
func table(m Method, columns []api.Column, rows []row) api.Table {
	t := api.Table{Fields: make(map[string][]float64, len(columns))}
	for _, r := range rows {
		t.IDs, t.Names = append(t.IDs, r.id), append(t.Names, r.id)
	}
	for _, c := range columns {
		values := make([]float64, len(rows))
		hasNone := false
		for i, r := range rows {
			values[i] = finite(m.value(c, r.parts))
			hasNone = hasNone || len(r.parts) > 1 && !m.isCombinable(c.Field)
		}
		t.Fields[c.Field] = values
		if hasNone {
			t.Notices = append(t.Notices, api.Notice{Field: c.Field, Sentence: notCombinable})
		}
	}
	return t
}

// finite is a number that Grafana can show: a sum of absurd numbers is not understood.
func finite(number float64) float64 {
	if math.IsInf(number, 0) {
		return api.Unclear()
	}
	return number
}
