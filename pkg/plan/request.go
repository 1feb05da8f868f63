package plan

import (
	"time"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// request is what a group requests over a window.
func (g group) request(q query.Query, columns []api.Column, w api.Window) api.Request {
	r := api.Request{
		Method: g.method, Rows: g.rows.ID, GroupBy: g.groupBy, Filter: filterFor(q.Filter, g.rows), Window: w, Columns: columns,
	}
	if g.method.Sampled {
		r.Sample = q.Sample
	}
	if g.method.AnswerWithin {
		r.AnswerWithin = q.AnswerWithin
	}
	if g.method.Listed {
		r.Look = q.Look
	}
	return r
}

// step is a step for sources of the group.
func (g group) step(role Role, q query.Query, sources []Source, w api.Window) Step {
	return Step{Role: role, Request: g.request(q, columnsOf(sources), w), Sources: sources}
}

// filterFor is a query's filter for rows of a kind. Agents are only people unless the
// query says otherwise, and their groups are named with all below them: methods by
// agent know no sub-groups.
func filterFor(f query.Filter, rows *catalogue.RowKind) api.Filter {
	filter := api.Filter{
		Skills: f.Skills, Groups: f.Groups, Agents: f.Agents, UserTypes: f.UserTypes,
		IncludeSubGroups: f.IncludeSubGroups, AgentStatus: f.AgentStatus, Channels: f.Channels, States: f.States,
	}
	if !rows.Roster {
		return filter
	}
	if len(f.UserTypes) == 0 {
		filter.UserTypes = []string{api.Human}
	}
	if len(f.AgentGroups) > 0 {
		filter.Groups, filter.IncludeSubGroups = f.AgentGroups, false
	}
	return filter
}

// currentWindow is the window of current values. LivePerson wants one even where it
// does not matter; the same one for all makes them the same request.
func currentWindow(now time.Time, grain time.Duration) api.Window {
	return api.Window{From: now.Add(-grain).Truncate(grain), To: now.Truncate(grain)}
}
