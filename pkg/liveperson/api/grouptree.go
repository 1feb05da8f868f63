package api

import "slices"

// GroupTree is how an account's groups nest. In its zero value, no group is below another.
type GroupTree struct{ parents map[string]string } // by id

// NewGroupTree reads the nesting from the account's list of groups.
func NewGroupTree(groups []Entity) GroupTree {
	t := GroupTree{parents: make(map[string]string, len(groups))}
	for _, g := range groups {
		t.parents[g.ID] = g.Parent
	}
	return t
}

// Ancestors lists a group and those above it, the group first.
func (t GroupTree) Ancestors(group string) []string {
	var all []string
	for group != "" && !slices.Contains(all, group) { // a list that goes in circles ends too
		all = append(all, group)
		group = t.parents[group]
	}
	return all
}

// IsDescendant reports whether a group is the other one or below it.
func (t GroupTree) IsDescendant(group, of string) bool {
	return slices.Contains(t.Ancestors(group), of)
}

// Descendants lists the groups and all that are below them, in order.
func (t GroupTree) Descendants(groups []string) []string {
	all := slices.Clone(groups)
	for group := range t.parents {
		if slices.ContainsFunc(t.Ancestors(group), func(id string) bool { return slices.Contains(groups, id) }) {
			all = append(all, group)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
