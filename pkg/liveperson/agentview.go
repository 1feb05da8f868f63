package liveperson

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// The statuses of agents, and the kinds of users.
const (
	Online   = "ONLINE"
	Away     = "AWAY"
	BackSoon = "BACK_SOON"
	Offline  = "OFFLINE"

	Human = "HUMAN"
)

// AgentViewRequest is a question to the agent view (Key Messaging Metrics API,
// agent view): a row for each agent.
type AgentViewRequest struct {
	From, To time.Time // aligned to minutes, at most 24 hours apart
	// Filter's skills are those that an agent has, whatever it works on.
	Filter Filter
	// Status are the statuses to show; empty means all who are logged in.
	// Offline also brings agents who have not logged in at all.
	Status []string
	ByTime []Metric
	Now    []Metric
}

var _ Request = AgentViewRequest{}

// Key implements Request.
func (r AgentViewRequest) Key() string {
	return fmt.Sprintf("agent_view %d %d %s %v %v %v", r.From.UnixMilli(), r.To.UnixMilli(), r.Filter.key(), r.Status, names(r.ByTime), names(r.Now))
}

// Span implements Request.
func (r AgentViewRequest) Span() (from, to time.Time) { return r.From, r.To }

// Current implements Request: which agents there are is of this moment.
func (r AgentViewRequest) Current() bool { return true }

// Path implements Request.
func (r AgentViewRequest) Path() string { return "agent_view" }

type agentViewBody struct {
	Filters  agentViewFilters `json:"filters"`
	Metadata bool             `json:"includeAgentMetadata"`
	ByTime   []string         `json:"metricsToRetrieveByTime,omitempty"`
	Now      []string         `json:"metricsToRetrieveCurrentValue,omitempty"`
}

type agentViewFilters struct {
	Time      span     `json:"time"`
	Agents    []string `json:"agentIds,omitempty"`
	Groups    []string `json:"agentGroupIds,omitempty"`
	Skills    []string `json:"agentSkillIds,omitempty"`
	UserTypes []string `json:"userTypes,omitempty"`
	Status    []string `json:"effectiveAgentStatus,omitempty"`
}

// Body implements Request.
func (r AgentViewRequest) Body() any {
	f := r.Filter
	return agentViewBody{
		Filters:  agentViewFilters{spanOf(r.From, r.To), f.Agents, f.Groups, f.Skills, f.UserTypes, r.Status},
		Metadata: true,
		ByTime:   names(r.ByTime),
		Now:      names(r.Now),
	}
}

type agentViewAnswer struct {
	Metadata *struct {
		Count number `json:"count"`
	} `json:"metadata"`
	Agents []record `json:"agentViewRecords"`
}

// mostAgents is how far LivePerson turns pages: offset and limit together.
const mostAgents = 1000

// ask implements Request. An account with more agents than LivePerson turns
// pages for is asked group by group.
func (r AgentViewRequest) ask(ctx context.Context, c *Client) (Table, error) {
	agents, calls, err := r.collect(ctx, c)
	if err != nil {
		return Table{}, err
	}
	if agents.missing > 0 && len(agents.rows) >= mostAgents {
		more, moreCalls, err := r.byGroup(ctx, c)
		if err != nil {
			return Table{}, err
		}
		all := agents.missing + len(agents.rows)
		agents.rows = more
		agents.missing = max(0, all-len(more))
		calls += moreCalls
	}
	t, err := r.table(ctx, c, agents.rows)
	t.Calls, t.Missing = calls, agents.missing
	return t, err
}

func (r AgentViewRequest) collect(ctx context.Context, c *Client) (collected[record], int, error) {
	return collect(ctx, mostAgents, func(ctx context.Context, offset int) (page[record], error) {
		var answer agentViewAnswer
		if err := c.call(ctx, metrics, c.kmm("agent_view"), pageQuery(offset), r.Body(), &answer); err != nil {
			return page[record]{}, err
		}
		if answer.Metadata == nil {
			return page[record]{}, garbled(metrics, "answered without any agents. Check the address in the data source's settings")
		}
		return page[record]{rows: answer.Agents, count: int(answer.Metadata.Count), key: agentID}, nil
	})
}

// byGroup asks for the agents of each group on its own.
func (r AgentViewRequest) byGroup(ctx context.Context, c *Client) ([]record, int, error) {
	groups := r.Filter.Groups
	if len(groups) == 0 {
		named, err := c.Groups(ctx)
		if err != nil {
			return nil, 0, err
		}
		for _, g := range named {
			groups = append(groups, g.ID)
		}
	}
	var agents []record
	calls := 1
	seen := map[string]bool{}
	for _, group := range groups {
		one := r
		one.Filter.Groups = []string{group}
		part, partCalls, err := one.collect(ctx, c)
		if err != nil {
			return nil, calls, err
		}
		calls += partCalls
		for _, agent := range part.rows {
			if !seen[agentID(agent)] {
				seen[agentID(agent)] = true
				agents = append(agents, agent)
			}
		}
	}
	return agents, calls, nil
}

func agentID(r record) string { return r.text("agentId") }

// table makes a table of agents' records.
func (r AgentViewRequest) table(ctx context.Context, c *Client, agents []record) (Table, error) {
	t := newTable(r.ByTime, r.Now)
	t.Texts = map[string][]string{}
	for field := range t.Fields {
		if isText(field) {
			delete(t.Fields, field)
			t.Texts[field] = nil
		}
	}
	reasons, err := r.reasons(ctx, c, agents)
	if err != nil {
		return Table{}, err
	}
	for _, agent := range agents {
		if err := t.addAgent(agent, reasons); err != nil {
			return Table{}, garbled(metrics, explain(nil, err))
		}
	}
	if slices.Contains(r.Status, Offline) {
		return t, r.addAbsent(ctx, c, &t)
	}
	return t, nil
}

// reasons names the reasons for being away, where anybody asks and any agent
// gives one.
func (r AgentViewRequest) reasons(ctx context.Context, c *Client, agents []record) (map[string]string, error) {
	asked := slices.ContainsFunc(slices.Concat(r.ByTime, r.Now), func(m Metric) bool {
		return m.Field == reasonField || m.Field == byReasonField
	})
	if !asked || len(agents) == 0 {
		return nil, nil
	}
	return c.reasons(ctx)
}
