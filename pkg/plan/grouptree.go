package plan

import (
	"slices"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// NeedsGroups reports whether a query can be planned only with the account's groups:
// methods by agent know no sub-groups of their own.
func (p *Planner) NeedsGroups(q query.Query) bool {
	if !q.Filter.IncludeSubGroups || q.Rows.Roster {
		return q.Filter.IncludeSubGroups
	}
	needs, err := p.resolve(q, q.Range.To)
	return err == nil && len(needs.agents) > 0
}

// GroupTree is how an account's groups nest.
type GroupTree struct{ parent map[string]string }

// NewGroupTree reads the nesting from the account's list of groups.
func NewGroupTree(groups []api.Entity) GroupTree {
	t := GroupTree{parent: map[string]string{}}
	for _, g := range groups {
		t.parent[g.ID] = g.Parent
	}
	return t
}

// IsDescendant reports whether a group is the other one or below it.
func (t GroupTree) IsDescendant(group, of string) bool {
	for range len(t.parent) + 1 { // a list that goes in circles ends too
		if group == of {
			return true
		}
		above, known := t.parent[group]
		if !known || above == "" {
			return false
		}
		group = above
	}
	return false
}

// Descendants lists the groups and all that are below them, in order.
func (t GroupTree) Descendants(groups []string) []string {
	all := slices.Clone(groups)
	for group := range t.parent {
		if slices.ContainsFunc(groups, func(of string) bool { return t.IsDescendant(group, of) }) {
			all = append(all, group)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
