package configuration

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/url"

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
	Name    transport.FlexibleString `json:"name"`
	Parent  transport.FlexibleString `json:"parentGroupId"`
	Deleted transport.FlexibleBool   `json:"deleted"`
}

// entities are the skills or agent groups of a list: those there are, and the names of
// those that were deleted, by id.
type entities struct {
	existing []api.Entity
	deleted  map[string]string
}

func (s source) skills(ctx context.Context) (entities, error) {
	return s.entities(ctx, Skills, "id,name,deleted")
}

func (s source) groups(ctx context.Context) (entities, error) {
	return s.entities(ctx, Groups, "id,name,deleted,parentGroupId")
}

func (s source) entities(ctx context.Context, name Name, fields string) (entities, error) {
	list, err := list[entity](ctx, s, name, url.Values{"v": {"2.0"}, "select": {fields}, "include_deleted": {"true"}})
	if err != nil {
		return entities{}, err
	}
	all := entities{existing: make([]api.Entity, 0, len(list)), deleted: map[string]string{}}
	for _, e := range list {
		named := api.Entity{ID: string(e.ID), Name: cmp.Or(api.CleanName(string(e.Name)), string(e.ID)), Parent: string(e.Parent)}
		switch {
		case named.ID == "":
		case bool(e.Deleted):
			all.deleted[named.ID] = named.Name
		default:
			all.existing = append(all.existing, named)
		}
	}
	return all, nil
}

// reasons names the reasons for being away, by id (Status Reasons API). LivePerson
// responds with 404 where there are none.
func (s source) reasons(ctx context.Context) (map[string]string, error) {
	reasons, err := list[struct {
		ID   transport.FlexibleString `json:"id"`
		Text transport.FlexibleString `json:"text"`
	}](ctx, s, Reasons, url.Values{"v": {"2.0"}})
	if err != nil {
		return nil, err
	}
	names := make(map[string]string, len(reasons))
	for _, r := range reasons {
		names[string(r.ID)] = api.CleanName(string(r.Text))
	}
	return names, nil
}

// user is a user as LivePerson writes it (Users API).
type user struct {
	ID       transport.FlexibleString   `json:"id"`
	Nickname transport.FlexibleString   `json:"nickname"`
	Login    transport.FlexibleString   `json:"loginName"`
	Type     transport.FlexibleString   `json:"userTypeId"`
	Enabled  *transport.FlexibleBool    `json:"isEnabled"`
	Deleted  transport.FlexibleBool     `json:"deleted"`
	Slots    transport.FlexibleString   `json:"maxAsyncChats"`
	Skills   []transport.FlexibleString `json:"skillIds"`
	MemberOf struct {
		Group transport.FlexibleString `json:"agentGroupId"`
	} `json:"memberOf"`
	Picture transport.FlexibleString `json:"pictureUrl"`
}

const (
	userFields = "id,nickname,loginName,userTypeId,isEnabled,deleted,maxAsyncChats,skillIds,memberOf(agentGroupId),pictureUrl"
	humanType  = "1"
)

func (s source) users(ctx context.Context) ([]api.User, error) {
	list, err := list[user](ctx, s, Users, url.Values{"v": {"4.0"}, "select": {userFields}})
	if err != nil {
		return nil, err
	}
	users := make([]api.User, 0, len(list))
	for _, u := range list {
		if u.ID != "" {
			users = append(users, u.decoded(s.client.Upstream()))
		}
	}
	return users, nil
}

func (u user) decoded(upstream *url.URL) api.User {
	member := api.Membership{Group: string(u.MemberOf.Group)}
	for _, id := range u.Skills {
		member.Skills = append(member.Skills, string(id))
	}
	nickname, login := api.CleanName(string(u.Nickname)), api.CleanName(string(u.Login))
	return api.User{
		ID: string(u.ID), Name: cmp.Or(nickname, login, string(u.ID)), Nickname: nickname,
		Picture:    api.PictureAddress(string(u.Picture), upstream),
		Membership: member, Agent: u.isAgent(),
	}
}

// isAgent reports whether the user takes conversations: a person with slots. One who
// has no number of slots, or -1 for none, has as many as the account says.
func (u user) isAgent() bool {
	slots, known := transport.ParseNumber([]byte(u.Slots))
	enabled := u.Enabled == nil || bool(*u.Enabled)
	return u.Type == humanType && !bool(u.Deleted) && enabled && (!known || slots != 0)
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

// list requests a list. An entry with a field of another type than documented is there
// without that field.
func list[E any](ctx context.Context, s source, name Name, query url.Values) (entries []E, err error) {
	call := transport.Call{Service: s.service, Resource: "list of " + string(name), Path: paths[name], Query: query}
	err = s.client.Send(ctx, call, func(r *transport.Response) error {
		raw, err := io.ReadAll(r)
		if err != nil {
			return err
		}
		entries = nil // nothing is left of an earlier attempt
		err = json.Unmarshal(raw, &entries)
		if wrongType := (*json.UnmarshalTypeError)(nil); errors.As(err, &wrongType) && entries != nil {
			return nil
		}
		return err
	})
	return entries, err
}
