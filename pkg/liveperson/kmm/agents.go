package kmm

import (
	"context"
	"errors"
	"fmt"
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

// collectedAgents are the agents of all pages, and what is missing besides.
type collectedAgents struct {
	transport.Collected[rows]
	notices []api.Notice
}

// agents requests the agent view. That of an account with more agents than
// LivePerson turns pages for is requested group by group.
func (s *source) agents(ctx context.Context, r api.Request) (api.Table, error) {
	agents, err := s.collectAgents(ctx, r)
	if err != nil {
		return api.Table{}, err
	}
	if (agents.Missing > 0 || agents.MayMiss) && len(agents.Rows.ids)+agents.Unclear >= maxAgents {
		if agents, err = s.agentsByGroup(ctx, r, agents); err != nil {
			return api.Table{}, err
		}
	}
	columns := newAgentColumns(r.Columns)
	reasons, notices, err := s.reasons(ctx, &columns, agents.Rows)
	if err != nil {
		return api.Table{}, err
	}
	t := columns.table(agents.Rows, reasons)
	t.Calls, t.Missing, t.Unclear = agents.Calls, agents.Missing, agents.Unclear
	t.Notices = slices.Concat(agents.notices, notices, mayMiss(agents.Collected))
	cleanTexts(&t, s.client.Upstream())
	if includesOffline(r.Filter) {
		err = s.addOffline(ctx, r, &t)
	}
	return t, err
}

func (s *source) collectAgents(ctx context.Context, r api.Request) (collectedAgents, error) {
	columns := newAgentColumns(r.Columns)
	collected, err := transport.Collect(ctx, maxAgents, func(ctx context.Context, offset int) (transport.Page[rows], error) {
		limit := min(pageSize, maxAgents-offset)
		page, err := read(ctx, s, r, pageQuery(offset, limit), func() *agentDecoder { return newAgentDecoder(columns, pageSize) }, (*agentDecoder).agents)
		if err != nil {
			return transport.Page[rows]{}, err
		}
		return page.metadata.page(page.rows, limit), nil
	})
	return collectedAgents{Collected: collected}, err
}

// agentsByGroup requests the agents of each group on its own, where those that came at
// once are not all. Without the list of groups, these have to do.
func (s *source) agentsByGroup(ctx context.Context, r api.Request, first collectedAgents) (collectedAgents, error) {
	groups := r.Filter.Groups
	if len(groups) == 0 {
		configured, err := s.lists.Groups(ctx)
		if err != nil {
			first.notices, err = missing(err, api.Notice{
				Sentence: fmt.Sprintf("LivePerson returns at most %d agents per request. The others are missing, because the list of agent groups, which is needed to request them, could not be loaded.", maxAgents), RowsMissing: true,
			})
			return first, err
		}
		for _, g := range configured {
			groups = append(groups, g.ID)
		}
	}
	var agents transport.Dedup[rows]
	all := transport.Collected[rows]{Calls: 1 + first.Calls}
	for _, group := range groups {
		one := r
		one.Filter.Groups = []string{group}
		part, err := s.collectAgents(ctx, one)
		if err != nil {
			return collectedAgents{}, err
		}
		all.Calls, all.Unclear, all.MayMiss = all.Calls+part.Calls, all.Unclear+part.Unclear, all.MayMiss || part.MayMiss
		agents.Add(part.Rows)
	}
	all.Rows = agents.Rows
	if first.Missing > 0 {
		all.Missing = max(0, first.Missing+len(first.Rows.ids)+first.Unclear-len(all.Rows.ids)-all.Unclear)
	}
	return collectedAgents{Collected: all}, nil
}

// reasons names the reasons for being away, where a column has any. Without their
// list, the ids have to do.
func (s *source) reasons(ctx context.Context, columns *agentColumns, agents rows) (names map[string]string, notices []api.Notice, err error) {
	fields := columns.withReasons(agents)
	if len(fields) == 0 {
		return nil, nil, nil
	}
	names, err = s.lists.Reasons(ctx)
	if err == nil {
		return names, nil, nil
	}
	for _, field := range fields {
		notices = append(notices, api.Notice{Field: field, Sentence: "Away reasons are shown as IDs, because the list of status reasons could not be loaded."})
	}
	notices, err = missing(err, notices...)
	return nil, notices, err
}

// missing are notices of what is missing without a list, with the reason. A fault of
// this program, or a caller who has left, stays an error.
func missing(err error, notices ...api.Notice) ([]api.Notice, error) {
	var known *api.Error
	if !errors.As(err, &known) {
		return nil, err
	}
	for i := range notices {
		notices[i].Sentence += " " + known.Sentence
	}
	return notices, nil
}
