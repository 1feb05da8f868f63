package liveperson

import (
	"context"
	"net/url"
	"strings"
)

// User is a user of the account, as LivePerson writes it (Users API).
type User struct {
	ID       text     `json:"id"`
	Nickname string   `json:"nickname"`
	Login    string   `json:"loginName"`
	Type     text     `json:"userTypeId"` // 1 is a human
	Enabled  *flag    `json:"isEnabled"`
	Deleted  flag     `json:"deleted"`
	Slots    *number  `json:"maxAsyncChats"` // nil: as the account has it
	Skills   []text   `json:"skillIds"`
	MemberOf memberOf `json:"memberOf"`
	Picture  string   `json:"pictureUrl"`
}

type memberOf struct {
	Group text `json:"agentGroupId"`
}

const userFields = "id,nickname,loginName,userTypeId,isEnabled,deleted,maxAsyncChats,skillIds,memberOf(agentGroupId),pictureUrl"

// isAgent tells whether the user takes conversations: a person with slots.
func (u User) isAgent() bool {
	return u.Type == "1" && !bool(u.Deleted) && (u.Enabled == nil || bool(*u.Enabled)) && (u.Slots == nil || *u.Slots > 0)
}

func (u User) group() string { return string(u.MemberOf.Group) }

func (u User) skills() []string {
	var list []string
	for _, id := range u.Skills {
		list = append(list, string(id))
	}
	return list
}

func (u User) name() string { return first(u.Nickname, u.Login, string(u.ID)) }

// addUser appends a user who has not logged in: no values but these.
func (t *Table) addUser(u User) {
	t.add(string(u.ID), u.name(), func(string) (float64, bool) { return 0, false })
	for field, column := range t.Texts {
		value := ""
		switch field {
		case statusField:
			value = Offline
		case metadataField + "agentNickname":
			value = u.Nickname
		case metadataField + "agentPictureUrl":
			value = u.Picture
		}
		t.Texts[field] = append(column, value)
	}
	t.Agents = append(t.Agents, Place{Group: u.group(), Skills: u.skills()})
}

// Users lists the account's users.
func (c *Client) Users(ctx context.Context) ([]User, error) {
	var list []User
	err := c.call(ctx, lists, c.config.le("users"), url.Values{"v": {"4.0"}, "select": {userFields}}, &list)
	return list, err
}

// Agents are the agents among an account's users, people only.
func Agents(users []User) []Named {
	named := make([]Named, 0, len(users))
	for _, u := range users {
		if u.isAgent() {
			named = append(named, Named{ID: string(u.ID), Name: u.name()})
		}
	}
	return named
}

// Reasons names the account's reasons for being away, by id. LivePerson answers
// 404 where there are none, and an account may not let us see them: then the
// ids have to do.
func (c *Client) Reasons(ctx context.Context) (map[string]string, error) {
	var list []struct {
		ID   text   `json:"id"`
		Text string `json:"text"`
	}
	path := strings.Replace(c.config.le("status-reasons"), "le-users", "le-agents", 1)
	err := c.call(ctx, lists, path, url.Values{"v": {"2.0"}}, &list)
	if e, ok := err.(*Error); ok && (e.Status == 404 || e.Status == 403 || e.Status == 401) {
		return nil, nil
	}
	names := map[string]string{}
	for _, r := range list {
		names[string(r.ID)] = r.Text
	}
	return names, err
}
