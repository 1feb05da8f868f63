package plan

import (
	"slices"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// NeedsTree tells whether a query can be planned only by who knows how groups
// nest: LivePerson's agent view has no sub-groups of its own.
func NeedsTree(kpis *catalogue.Catalogue, q query.Query) bool {
	return q.Filter.IncludeSubGroups && (q.Rows == catalogue.Agent || len(kpis.Needs(q.KPIs, q.Rows).Agents) > 0)
}

// Tree is how an account's groups nest.
type Tree struct{ parent map[string]string }

// NewTree reads the nesting from the account's list of groups.
func NewTree(groups []liveperson.Named) Tree {
	t := Tree{parent: map[string]string{}}
	for _, g := range groups {
		t.parent[g.ID] = g.Parent
	}
	return t
}

// Within tells whether a group is the other one or below it.
func (t Tree) Within(group, other string) bool {
	for range len(t.parent) + 1 { // a list that goes in circles ends too
		if group == other {
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

// Below lists the groups and all that are below them, in order.
func (t Tree) Below(groups []string) []string {
	all := slices.Clone(groups)
	for group := range t.parent {
		if slices.ContainsFunc(groups, func(other string) bool { return t.Within(group, other) }) {
			all = append(all, group)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
