package liveperson

import (
	"context"
	"net/url"
)

// Named is a skill or an agent group of the account.
type Named struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	// Parent is the group above, empty for a skill and for the topmost groups.
	Parent string `json:"parentId,omitempty"`
}

// listed is an entry as LivePerson writes it (Skills API, Agent Groups API).
type listed struct {
	ID      text   `json:"id"`
	Name    string `json:"name"`
	Parent  text   `json:"parentGroupId"`
	Deleted flag   `json:"deleted"`
}

// Lists are what an account has set up. Answers must not be changed.
type Lists interface {
	Skills(ctx context.Context) ([]Named, error)
	Groups(ctx context.Context) ([]Named, error)
	Users(ctx context.Context) ([]User, error)
	// Reasons names the reasons for being away, by id.
	Reasons(ctx context.Context) (map[string]string, error)
}

var _ Lists = (*Client)(nil)

// Skills lists the account's skills.
func (c *Client) Skills(ctx context.Context) ([]Named, error) {
	return c.list(ctx, "skills", "id,name,deleted")
}

// Groups lists the account's agent groups.
func (c *Client) Groups(ctx context.Context) ([]Named, error) {
	return c.list(ctx, "agentGroups", "id,name,deleted,parentGroupId")
}

func (c *Client) list(ctx context.Context, kind, fields string) ([]Named, error) {
	var entries []listed
	if err := c.call(ctx, lists, c.config.le(kind), url.Values{"v": {"2.0"}, "select": {fields}}, &entries); err != nil {
		return nil, err
	}
	named := make([]Named, 0, len(entries))
	for _, e := range entries {
		if !e.Deleted && e.ID != "" {
			named = append(named, Named{ID: string(e.ID), Name: e.Name, Parent: string(e.Parent)})
		}
	}
	return named, nil
}

// le is the path of a list of the account's configuration.
func (c Config) le(kind string) string {
	return "/api/account/" + c.AccountID + "/configuration/le-users/" + kind
}
