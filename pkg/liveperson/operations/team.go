package operations

import (
	"context"
	"errors"
	"slices"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// team is whom a request names, since the API can't filter by all that a query can, and
// groups by skills and agents only.
type team struct {
	// agents and groups are the ids to name, none for all.
	agents, groups []string
	// isEmpty reports that the filter leaves no agent.
	isEmpty bool
	// ofSkills reports that only the work on some skills counts, onlyAgents that only
	// agents have such work.
	ofSkills, onlyAgents bool
	// groupsOf are the groups whose rows have an agent's values, of rows by group.
	groupsOf map[string][]string
}

// team finds whom a request names.
func (s *source) team(ctx context.Context, m method, r api.Request) (team, error) {
	f := r.Filter
	nesting, err := s.nesting(ctx, f)
	if err != nil {
		return team{}, err
	}
	hasGroups, bySkills := len(f.Groups) > 0, r.GroupBy == byAgent && len(f.Skills) > 0
	if r.GroupBy != byGroup && !bySkills && (!hasGroups || m.groups) {
		return m.mark(team{agents: f.Agents, groups: nesting.below(f.Groups)}, r), nil
	}
	users, err := s.lists.Users(ctx)
	if err != nil {
		return team{}, lacking("users", err)
	}
	t := team{groupsOf: map[string][]string{}}
	for _, u := range users {
		groups := nesting.named(u.Group, f.Groups)
		hasSkill := !bySkills || slices.ContainsFunc(u.Skills, func(id string) bool { return slices.Contains(f.Skills, id) })
		if len(groups) > 0 && hasSkill && (len(f.Agents) == 0 || slices.Contains(f.Agents, u.ID)) {
			t.agents, t.groupsOf[u.ID] = append(t.agents, u.ID), groups
		}
	}
	t.isEmpty = len(t.agents) == 0
	slices.Sort(t.agents)
	if !hasGroups && !bySkills {
		t.agents = f.Agents
	}
	return m.mark(t, r), nil
}

// mark notes what counts of a response.
func (m method) mark(t team, r api.Request) team {
	t.ofSkills, t.onlyAgents = len(r.Filter.Skills) > 0 && r.GroupBy != byAgent, m.onlyAgents
	return t
}

// lacking explains that the agents of a filter or of groups are not known.
func lacking(list string, err error) error {
	var known *api.Error
	if !errors.As(err, &known) {
		return err
	}
	unknown := *known
	unknown.Sentence = "Which agents belong to the agent groups or skills is not known, because the list of " + list + " could not be loaded. " + known.Sentence
	return &unknown
}

// nesting is which group each group is below, empty if groups count for themselves only.
type nesting map[string]string

func (s *source) nesting(ctx context.Context, f api.Filter) (nesting, error) {
	if !f.IncludeSubGroups {
		return nil, nil
	}
	groups, err := s.lists.Groups(ctx)
	if err != nil {
		return nil, lacking("agent groups", err)
	}
	n := nesting{}
	for _, g := range groups {
		n[g.ID] = g.Parent
	}
	return n, nil
}

// named are the group itself and those above it, as far as a filter has them.
func (n nesting) named(group string, filter []string) []string {
	switch {
	case group == "":
		return nil // it is not known
	case len(filter) == 0:
		return []string{group}
	}
	var named []string
	for range len(n) + 1 { // a list that goes in circles ends too
		if slices.Contains(filter, group) {
			named = append(named, group)
		}
		above := n[group]
		if above == "" {
			break
		}
		group = above
	}
	return named
}

// below are the groups of a filter and all that are below them.
func (n nesting) below(filter []string) []string {
	all := slices.Clone(filter)
	for group := range n {
		if len(filter) > 0 && len(n.named(group, filter)) > 0 {
			all = append(all, group)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
