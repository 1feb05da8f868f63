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
	tree, err := s.tree(ctx, f)
	if err != nil {
		return team{}, err
	}
	hasGroups, bySkills := len(f.Groups) > 0, r.GroupBy == api.ByAgent && len(f.Skills) > 0
	if r.GroupBy != api.ByGroup && !bySkills && (!hasGroups || m.groups) {
		return m.mark(team{agents: f.Agents, groups: tree.Descendants(f.Groups)}, r), nil
	}
	users, err := s.lists.Users(ctx)
	if err != nil {
		return team{}, unknownAgents("users", err)
	}
	t := team{groupsOf: map[string][]string{}}
	for _, u := range users {
		groups := groupsFor(u.Group, f.Groups, tree)
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
	t.ofSkills, t.onlyAgents = len(r.Filter.Skills) > 0 && r.GroupBy != api.ByAgent, m.onlyAgents
	return t
}

// unknownAgents explains that the agents of a filter or of groups are not known.
func unknownAgents(list string, err error) error {
	var known *api.Error
	if !errors.As(err, &known) {
		return err
	}
	unknown := *known
	unknown.Sentence = "Which agents belong to the agent groups or skills is not known, because the list of " + list + " could not be loaded. " + known.Sentence
	return &unknown
}

// tree is how the groups nest, without any nesting if groups count for themselves only.
func (s *source) tree(ctx context.Context, f api.Filter) (api.GroupTree, error) {
	if !f.IncludeSubGroups {
		return api.GroupTree{}, nil
	}
	groups, err := s.lists.Groups(ctx)
	if err != nil {
		return api.GroupTree{}, unknownAgents("agent groups", err)
	}
	return api.NewGroupTree(groups), nil
}

// groupsFor are the groups whose rows have the values of an agent of a group: those of a
// filter that have the group below them, or the group itself if there is no filter.
func groupsFor(group string, filter []string, tree api.GroupTree) []string {
	all := tree.Ancestors(group)
	if len(filter) == 0 {
		return all[:min(1, len(all))]
	}
	return slices.DeleteFunc(all, func(id string) bool { return !slices.Contains(filter, id) })
}
