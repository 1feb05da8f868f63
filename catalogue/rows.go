package catalogue

import (
	"fmt"
	"slices"
	"strings"
)

// RowKind is what a row stands for, such as a skill or an agent. rows.json has all
// kinds, and nothing else lists them.
type RowKind struct {
	ID     string `json:"id"`
	Label  string `json:"label"`
	Noun   string `json:"noun"`
	Plural string `json:"plural"`
	// Single reports that there is one row, without a name of its own.
	Single bool `json:"single"`
	// Agents says by which membership an agent counts for a row. Empty: each agent
	// counts for each row.
	Agents Membership `json:"agents"`
	// Roster reports that the rows are agents: they come and go, and take the
	// agentStatus filter.
	Roster bool `json:"roster"`
	// Transient reports that rows come and go with what they stand for, such as a
	// conversation: they have neither a trend nor alerts.
	Transient bool `json:"transient"`
	// Methods are the methods of LivePerson's APIs that give such rows, the first
	// choice first.
	Methods []RowMethod `json:"methods"`
}

// RowMethod is a method that gives rows of a kind.
type RowMethod struct {
	API     string `json:"api"`
	GroupBy string `json:"groupBy"` // empty if by nothing
	// Recorded reports that this data source keeps a history of the current values, if the
	// settings say so: one request has those of all rows.
	Recorded bool `json:"recorded"`
}

// Membership is the membership of an agent that relates it to rows.
type Membership string

// The memberships of an agent.
const (
	BySkills Membership = "skills"
	ByGroup  Membership = "group"
)

// check makes sure that a kind of row can be shown and requested.
func (r *RowKind) check() error {
	switch {
	case r.ID == "" || r.Label == "" || r.Noun == "" || r.Plural == "":
		return fmt.Errorf("the kind of row %q lacks an id, a label, a noun or a plural", r.ID)
	case !slices.Contains([]Membership{"", BySkills, ByGroup}, r.Agents):
		return fmt.Errorf("the kind of row %q counts agents by %q, which is not a membership of theirs", r.ID, r.Agents)
	case len(r.Methods) == 0:
		return fmt.Errorf("no method gives rows of the kind %q", r.ID)
	}
	return nil
}

// method returns how such rows are requested of a method, or nil.
func (r *RowKind) method(api string) *RowMethod {
	if i := slices.IndexFunc(r.Methods, func(m RowMethod) bool { return m.API == api }); i >= 0 {
		return &r.Methods[i]
	}
	return nil
}

// Recorded reports whether this data source keeps a history of the current values that a
// method gives of such rows, if the settings say so.
func (r *RowKind) Recorded(api string) bool {
	m := r.method(api)
	return m != nil && m.Recorded
}

// RowKinds returns all kinds of rows. The first one is the default.
func (c *Catalogue) RowKinds() []*RowKind { return slices.Clone(c.rows) }

// RowKind returns the kind of row with this id, or nil.
func (c *Catalogue) RowKind(id string) *RowKind {
	if i := slices.IndexFunc(c.rows, func(r *RowKind) bool { return r.ID == id }); i >= 0 {
		return c.rows[i]
	}
	return nil
}

// Roster returns the kind of row that is an agent.
func (c *Catalogue) Roster() *RowKind {
	return c.rows[slices.IndexFunc(c.rows, func(r *RowKind) bool { return r.Roster })]
}

// List is a list of kinds of rows, by id, as people write it: skill, group or agent.
func List(rows []*RowKind) string {
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i] = r.ID
	}
	last := len(ids) - 1
	if last == 0 {
		return ids[0]
	}
	return strings.Join(ids[:last], ", ") + " or " + ids[last]
}
