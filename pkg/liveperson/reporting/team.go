package reporting

import (
	"context"
	"errors"
	"slices"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// Team is whom a request names, since the API can't filter by all that a query can, and
// groups by skills and agents only.
type Team struct {
	// agents and groups are the ids to name, none for all.
	agents, groups []string
	// isEmpty reports that the filter leaves no agent.
	isEmpty bool
	// ofSkills reports that only the work on some skills counts, onlyAgents that only
	// agents have such work.
	ofSkills, onlyAgents bool
	// addUp reports that the account's row is that of its agents.
	addUp bool
	// groupsOf are the groups whose rows have an agent's values, of rows by group.
	groupsOf map[string][]string
}

// team finds whom a request names.
func (s *Source) team(ctx context.Context, m Method, r api.Request) (Team, error) {
	f := r.Filter
	tree, err := s.tree(ctx, f)
	if err != nil {
		return Team{}, err
	}
	hasGroups, bySkills := len(f.Groups) > 0, (r.GroupBy == api.ByAgent || m.NoTotals) && len(f.Skills) > 0
	if r.GroupBy != api.ByGroup && !bySkills && (!hasGroups || m.Groups) {
		return m.mark(Team{agents: f.Agents, groups: tree.Descendants(f.Groups)}, r), nil
	}
	users, err := s.Lists.Users(ctx)
	if err != nil {
		return Team{}, unknownAgents("users", err)
	}
	t := Team{groupsOf: map[string][]string{}}
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
func (m Method) mark(t Team, r api.Request) Team {
	t.ofSkills, t.onlyAgents = len(r.Filter.Skills) > 0 && r.GroupBy != api.ByAgent && !m.NoTotals, m.OnlyAgents
	t.addUp = m.NoTotals || m.AgentsAddUp && len(t.agents) > 0 && !t.ofSkills
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
func (s *Source) tree(ctx context.Context, f api.Filter) (api.GroupTree, error) {
	if !f.IncludeSubGroups {
		return api.GroupTree{}, nil
	}
	groups, err := s.Lists.Groups(ctx)
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
