package configuration

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

// source requests lists and decodes them.
type source struct {
	client  *transport.Client
	service api.Service
}

// entity is a skill or an agent group as LivePerson writes it (Skills API, Agent
// Groups API).
type entity struct {
	ID      transport.FlexibleString `json:"id"`
	Name    string                   `json:"name"`
	Parent  transport.FlexibleString `json:"parentGroupId"`
	Deleted transport.FlexibleBool   `json:"deleted"`
}

func (s source) skills(ctx context.Context) ([]api.Entity, error) {
	return s.entities(ctx, "le-users/skills", "id,name,deleted")
}

func (s source) groups(ctx context.Context) ([]api.Entity, error) {
	return s.entities(ctx, "le-users/agentGroups", "id,name,deleted,parentGroupId")
}

// entities are those that are not deleted.
func (s source) entities(ctx context.Context, path, fields string) ([]api.Entity, error) {
	list, err := list[entity](ctx, s, path, url.Values{"v": {"2.0"}, "select": {fields}})
	if err != nil {
		return nil, err
	}
	entities := make([]api.Entity, 0, len(list))
	for _, e := range list {
		if !bool(e.Deleted) && e.ID != "" {
			entities = append(entities, api.Entity{ID: string(e.ID), Name: e.Name, Parent: string(e.Parent)})
		}
	}
	return entities, nil
}

// reasons names the reasons for being away, by id (Status Reasons API). LivePerson
// responds with 404 where there are none, and an account may not let this sign-in
// see them: then the ids have to do.
func (s source) reasons(ctx context.Context) (map[string]string, error) {
	reasons, err := list[struct {
		ID   transport.FlexibleString `json:"id"`
		Text string                   `json:"text"`
	}](ctx, s, "le-agents/status-reasons", url.Values{"v": {"2.0"}})
	if slices.Contains([]int{http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound}, api.StatusOf(err)) {
		return nil, nil
	}
	names := make(map[string]string, len(reasons))
	for _, r := range reasons {
		names[string(r.ID)] = r.Text
	}
	return names, err
}

// user is a user as LivePerson writes it (Users API).
type user struct {
	ID       transport.FlexibleString   `json:"id"`
	Nickname string                     `json:"nickname"`
	Login    string                     `json:"loginName"`
	Type     transport.FlexibleString   `json:"userTypeId"`
	Enabled  *transport.FlexibleBool    `json:"isEnabled"`
	Deleted  transport.FlexibleBool     `json:"deleted"`
	Slots    *transport.FlexibleFloat   `json:"maxAsyncChats"` // nil: as the account has it
	Skills   []transport.FlexibleString `json:"skillIds"`
	MemberOf struct {
		Group transport.FlexibleString `json:"agentGroupId"`
	} `json:"memberOf"`
	Picture string `json:"pictureUrl"`
}

const (
	userFields = "id,nickname,loginName,userTypeId,isEnabled,deleted,maxAsyncChats,skillIds,memberOf(agentGroupId),pictureUrl"
	humanType  = "1"
)

func (s source) users(ctx context.Context) ([]api.User, error) {
	list, err := list[user](ctx, s, "le-users/users", url.Values{"v": {"4.0"}, "select": {userFields}})
	if err != nil {
		return nil, err
	}
	users := make([]api.User, len(list))
	for i, u := range list {
		users[i] = u.decoded()
	}
	return users, nil
}

func (u user) decoded() api.User {
	member := api.Membership{Group: string(u.MemberOf.Group)}
	for _, id := range u.Skills {
		member.Skills = append(member.Skills, string(id))
	}
	return api.User{
		ID: string(u.ID), Name: cmp.Or(u.Nickname, u.Login, string(u.ID)), Nickname: u.Nickname, Picture: u.Picture,
		Membership: member, Agent: u.isAgent(),
	}
}

// isAgent reports whether the user takes conversations: a person with slots.
func (u user) isAgent() bool {
	enabled, slots := u.Enabled == nil || bool(*u.Enabled), u.Slots == nil || *u.Slots > 0
	return u.Type == humanType && !bool(u.Deleted) && enabled && slots
}

// Agents are the agents among an account's users.
func Agents(users []api.User) []api.Entity {
	agents := make([]api.Entity, 0, len(users))
	for _, u := range users {
		if u.Agent {
			agents = append(agents, api.Entity{ID: u.ID, Name: u.Name})
		}
	}
	return agents
}

func list[E any](ctx context.Context, s source, path string, query url.Values) ([]E, error) {
	return transport.JSON[[]E](ctx, s.client, transport.Call{Service: s.service, Path: path, Query: query})
}
