package liveperson

import (
	"context"
	"slices"
)

// mostAgents is how far LivePerson turns pages: offset and limit together.
const mostAgents = 1000

// ask implements Request. An account with more agents than LivePerson turns
// pages for is asked group by group.
func (r AgentViewRequest) ask(ctx context.Context, c *Client) (Table, error) {
	agents, err := r.collect(ctx, c)
	if err != nil {
		return Table{}, err
	}
	if agents.missing > 0 && len(agents.ids) >= mostAgents {
		more, err := r.byGroup(ctx, c)
		if err != nil {
			return Table{}, err
		}
		more.missing = max(0, agents.missing+len(agents.ids)-len(more.ids))
		more.calls += agents.calls
		agents = more
	}
	t, err := r.table(ctx, c, agents.rows)
	if err != nil {
		return Table{}, err
	}
	t.Calls, t.Missing = agents.calls, agents.missing
	if slices.Contains(r.Status, Offline) {
		err = r.addAbsent(ctx, c, &t)
	}
	return t, err
}

func (r AgentViewRequest) collect(ctx context.Context, c *Client) (collected, error) {
	columns := newAgentColumns(r.ByTime, r.Now)
	return collect(ctx, mostAgents, func(ctx context.Context, offset int) (page, error) {
		answer, err := read(ctx, c, r, pageQuery(offset), func() *agentAnswer { return newAgentAnswer(columns, pageSize) }, (*agentAnswer).agentsOf)
		if err != nil {
			return page{}, err
		}
		return answer.page, nil
	})
}

// byGroup asks for the agents of each group on its own.
func (r AgentViewRequest) byGroup(ctx context.Context, c *Client) (collected, error) {
	groups := r.Filter.Groups
	if len(groups) == 0 {
		named, err := c.lists.Groups(ctx)
		if err != nil {
			return collected{}, err
		}
		for _, g := range named {
			groups = append(groups, g.ID)
		}
	}
	agents := union{seen: map[string]bool{}}
	calls := 1
	for _, group := range groups {
		one := r
		one.Filter.Groups = []string{group}
		part, err := one.collect(ctx, c)
		if err != nil {
			return collected{}, err
		}
		calls += part.calls
		agents.add(part.rows)
	}
	return collected{rows: agents.rows, calls: calls}, nil
}

// table makes a table of agents.
func (r AgentViewRequest) table(ctx context.Context, c *Client, agents rows) (Table, error) {
	columns := newAgentColumns(r.ByTime, r.Now)
	reasons, err := r.reasons(ctx, c, agents)
	if err != nil {
		return Table{}, err
	}
	return columns.table(agents, reasons), nil
}

// reasons names the reasons for being away, where anybody asks and any agent
// gives one.
func (r AgentViewRequest) reasons(ctx context.Context, c *Client, agents rows) (map[string]string, error) {
	asked := slices.ContainsFunc(slices.Concat(r.ByTime, r.Now), func(m Metric) bool {
		return m.Field == reasonField || m.Field == byReasonField
	})
	if !asked || len(agents.ids) == 0 {
		return nil, nil
	}
	return c.lists.Reasons(ctx)
}
