package kmm

import (
	"context"
	"math"
	"slices"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// addOffline appends the agents who have not logged in at all, which the agent view
// does not know: the account's agents less those who are there.
func (s *source) addOffline(ctx context.Context, r api.Request, t *api.Table) error {
	users, err := s.lists.Users(ctx)
	t.Calls++
	if err != nil {
		notices, err := missing(err, api.Notice{
			Sentence: "Agents who have not logged in are missing, because the list of users could not be loaded.", RowsMissing: true,
		})
		t.Notices = append(t.Notices, notices...)
		return err
	}
	known := map[string]bool{}
	for _, id := range t.IDs {
		known[id] = true
	}
	if !includesLoggedIn(r.Filter) { // who is logged in is not offline, also with another status
		all := r
		all.Filter.AgentStatus = nil
		loggedIn, err := s.collectAgents(ctx, all)
		t.Calls += loggedIn.Calls
		if err != nil {
			return err
		}
		for _, id := range loggedIn.Rows.ids {
			known[id] = true
		}
	}
	for _, u := range users {
		if !known[u.ID] && u.Agent && includes(r.Filter, u) {
			addUser(t, u)
		}
	}
	return nil
}

// includesLoggedIn reports whether a filter shows all agents who are logged in.
func includesLoggedIn(f api.Filter) bool {
	return !slices.ContainsFunc([]string{online, away, backSoon}, func(status string) bool { return !slices.Contains(f.AgentStatus, status) })
}

// includes reports whether a user passes the filter.
func includes(f api.Filter, u api.User) bool {
	in := func(list []string, id string) bool { return len(list) == 0 || slices.Contains(list, id) }
	return in(f.Agents, u.ID) && in(f.Groups, u.Group) &&
		(len(f.Skills) == 0 || slices.ContainsFunc(f.Skills, func(id string) bool { return slices.Contains(u.Skills, id) }))
}

// addUser appends a user who has not logged in: no values but these.
func addUser(t *api.Table, u api.User) {
	t.IDs, t.Names = append(t.IDs, u.ID), append(t.Names, u.Name)
	for field, column := range t.Fields {
		t.Fields[field] = append(column, math.NaN())
	}
	for field, column := range t.Texts {
		value := ""
		switch field {
		case statusField:
			value = offline
		case metadataField + "agentNickname":
			value = u.Nickname
		case pictureField:
			value = u.Picture
		}
		t.Texts[field] = append(column, value)
	}
	t.Agents = append(t.Agents, u.Membership)
}
