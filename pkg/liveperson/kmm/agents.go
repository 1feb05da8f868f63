package kmm

import (
	"context"
	"slices"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

// The statuses of agents.
const (
	online   = "ONLINE"
	away     = "AWAY"
	backSoon = "BACK_SOON"
	offline  = "OFFLINE"
)

type collectedAgents = transport.Collected[rows]

// agents requests the agent view. That of an account with more agents than
// LivePerson turns pages for is requested group by group.
func (s *source) agents(ctx context.Context, r api.Request) (api.Table, error) {
	agents, err := s.collectAgents(ctx, r)
	if err != nil {
		return api.Table{}, err
	}
	if agents.Missing > 0 && len(agents.Rows.ids) >= maxAgents {
		more, err := s.agentsByGroup(ctx, r)
		if err != nil {
			return api.Table{}, err
		}
		more.Missing = max(0, agents.Missing+len(agents.Rows.ids)-len(more.Rows.ids))
		more.Calls += agents.Calls
		agents = more
	}
	reasons, err := s.reasons(ctx, r, agents.Rows)
	if err != nil {
		return api.Table{}, err
	}
	columns := newAgentColumns(r.Columns)
	t := columns.table(agents.Rows, reasons)
	t.Calls, t.Missing = agents.Calls, agents.Missing
	if includesOffline(r.Filter) {
		err = s.addOffline(ctx, r, &t)
	}
	return t, err
}

func (s *source) collectAgents(ctx context.Context, r api.Request) (collectedAgents, error) {
	columns := newAgentColumns(r.Columns)
	return transport.Collect(ctx, maxAgents, func(ctx context.Context, offset int) (transport.Page[rows], error) {
		page, err := read(ctx, s, r, pageQuery(offset), func() *agentDecoder { return newAgentDecoder(columns, pageSize) }, (*agentDecoder).agents)
		if err != nil {
			return transport.Page[rows]{}, err
		}
		return transport.Page[rows]{Rows: page.rows, Count: page.count}, nil
	})
}

// agentsByGroup requests the agents of each group on its own.
func (s *source) agentsByGroup(ctx context.Context, r api.Request) (collectedAgents, error) {
	groups := r.Filter.Groups
	if len(groups) == 0 {
		configured, err := s.lists.Groups(ctx)
		if err != nil {
			return collectedAgents{}, err
		}
		for _, g := range configured {
			groups = append(groups, g.ID)
		}
	}
	var agents transport.Dedup[rows]
	calls := 1
	for _, group := range groups {
		one := r
		one.Filter.Groups = []string{group}
		part, err := s.collectAgents(ctx, one)
		if err != nil {
			return collectedAgents{}, err
		}
		calls += part.Calls
		agents.Add(part.Rows)
	}
	return collectedAgents{Rows: agents.Rows, Calls: calls}, nil
}

// reasons names the reasons for being away, where a column needs them and any agent
// is there.
func (s *source) reasons(ctx context.Context, r api.Request, agents rows) (map[string]string, error) {
	needed := slices.ContainsFunc(r.Columns, func(c api.Column) bool {
		return c.Field == reasonField || c.Field == byReasonField
	})
	if !needed || len(agents.ids) == 0 {
		return nil, nil
	}
	return s.lists.Reasons(ctx)
}
