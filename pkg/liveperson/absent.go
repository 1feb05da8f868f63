package liveperson

import (
	"context"
	"slices"
)

// addAbsent appends the agents who have not logged in at all, whom the agent
// view does not know: the account's human users less those who are there.
func (r AgentViewRequest) addAbsent(ctx context.Context, c *Client, t *Table) error {
	users, err := c.lists.Users(ctx)
	t.Calls++
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, id := range t.IDs {
		known[id] = true
	}
	if !r.showsAllPresent() { // who is there is not absent, even if nobody asked for that status
		asked := r
		asked.Status = nil
		present, err := asked.collect(ctx, c)
		t.Calls += present.calls
		if err != nil {
			return err
		}
		for _, id := range present.ids {
			known[id] = true
		}
	}
	for _, u := range users {
		if !known[string(u.ID)] && u.isAgent() && r.Filter.has(u) {
			t.addUser(u)
		}
	}
	return nil
}

// showsAllPresent tells whether the request is about everybody who is logged in.
func (r AgentViewRequest) showsAllPresent() bool {
	return !slices.ContainsFunc([]string{Online, Away, BackSoon}, func(status string) bool { return !slices.Contains(r.Status, status) })
}

// has tells whether a user passes the filter.
func (f Filter) has(u User) bool {
	in := func(list []string, id string) bool { return len(list) == 0 || slices.Contains(list, id) }
	return in(f.Agents, string(u.ID)) && in(f.Groups, u.group()) &&
		(len(f.Skills) == 0 || slices.ContainsFunc(f.Skills, func(id string) bool { return slices.Contains(u.skills(), id) }))
}
