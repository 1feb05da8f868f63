package api

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Request is a request to a method of one account. It is a value: two requests
// with the same family, window and columns get the same response.
type Request struct {
	Method *Method
	// Rows is the id of the kind of row, as in catalogue/rows.json.
	Rows string
	// GroupBy is what the method groups by to give such rows, empty if by nothing.
	GroupBy string
	Filter  Filter
	// Window is aligned to the method's grain. Every method wants one, also where
	// only current values are requested.
	Window Window
	// Step is how long each point in time is, 0 if the response is about the window
	// as a whole.
	Step time.Duration
	// Sample is which conversations values are estimated from, of sampled methods only.
	Sample Sample
	// AnswerWithin is how soon chats have to be answered, of methods that depend on it only.
	AnswerWithin time.Duration
	// Look is how open conversations are listed, of methods by this list only.
	Look Look
	// Event is which events of conversations there are rows of, of such methods only.
	Event Event
	// Columns are sorted, each once.
	Columns []Column
}

// What methods group by, as catalogue/rows.json has it.
const (
	BySkill = "skillId"
	ByGroup = "agentGroupId"
	ByAgent = "agentId"
)

// Window is a time from From up to To.
type Window struct{ From, To time.Time }

// Length is how long the window is.
func (w Window) Length() time.Duration { return w.To.Sub(w.From) }

// Equal reports whether both are the same window.
func (w Window) Equal(other Window) bool { return w.From.Equal(other.From) && w.To.Equal(other.To) }

// Earlier is the earlier of two times.
func Earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// Later is the later of two times.
func Later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// Column is a column of a table.
type Column struct {
	// Metric is the name to request; empty if the field always comes.
	Metric string
	// Field is the name in the response.
	Field string
	// Current reports that its values are those of the moment, not of the window.
	Current bool
	// Numbers says which numbers it can have, unless it has texts.
	Numbers Numbers
}

// Filter says which conversations and agents count. Lists hold ids, sorted; an
// empty list means all.
type Filter struct {
	Skills, Groups, Agents, UserTypes []string
	IncludeSubGroups                  bool
	// AgentStatus are the statuses of agents to show, for rows by agent.
	AgentStatus []string
	// Channels are those of conversations that count. States are those to show, for rows by
	// conversation.
	Channels, States []string
}

// The types of users, as filters have them.
const (
	Human = "HUMAN"
	Bot   = "BOT"
)

// FilterKind is one of the things to filter by, in words.
type FilterKind string

// The kinds of filters.
const (
	Skills    FilterKind = "skill"
	Groups    FilterKind = "agent group"
	Agents    FilterKind = "agent"
	UserTypes FilterKind = "user type"
	Channels  FilterKind = "channel"
)

// Has reports whether the filter leaves something out by a kind.
func (f Filter) Has(kind FilterKind) bool {
	switch kind {
	case Skills:
		return len(f.Skills) > 0
	case Groups:
		return len(f.Groups) > 0
	case Agents:
		return len(f.Agents) > 0
	case UserTypes:
		return len(f.UserTypes) > 0
	case Channels:
		return len(f.Channels) > 0
	}
	return false
}

func (f Filter) key() string {
	lists := make([]string, 0, 7)
	for _, list := range [][]string{f.Skills, f.Groups, f.Agents, f.UserTypes, f.AgentStatus, f.Channels, f.States} {
		lists = append(lists, strings.Join(list, ","))
	}
	return fmt.Sprintf("%s %t", strings.Join(lists, ";"), f.IncludeSubGroups)
}

// Family is the same for requests that differ in their window and columns only.
func (r Request) Family() string {
	family := fmt.Sprintf("%s %s %s %s", r.Method.Name, r.GroupBy, r.Step, r.Filter.key())
	if r.Method.Sampled {
		family += fmt.Sprintf(" %v", r.Sample)
	}
	if r.Look != (Look{}) {
		family += fmt.Sprintf(" %v", r.Look)
	}
	if r.AnswerWithin > 0 {
		family += " " + r.AnswerWithin.String()
	}
	if r.Event != "" {
		family += " " + string(r.Event)
	}
	return family
}

// Kind is the same for requests of which LivePerson rejects the same columns.
func (r Request) Kind() string {
	return strings.TrimSpace(r.Method.Name + " " + r.GroupBy)
}

// With requests other columns.
func (r Request) With(columns []Column) Request {
	r.Columns = columns
	return r
}

// WithWindow requests another window.
func (r Request) WithWindow(w Window) Request {
	r.Window = w
	return r
}

// Split parts the columns: current values, and those over the window.
func (r Request) Split() (current, byWindow []Column) {
	for _, c := range r.Columns {
		if c.Current {
			current = append(current, c)
		} else {
			byWindow = append(byWindow, c)
		}
	}
	return current, byWindow
}

// HasCurrent reports whether current values are requested.
func (r Request) HasCurrent() bool {
	return slices.ContainsFunc(r.Columns, func(c Column) bool { return c.Current })
}

// DependsOnWindow reports whether also the current values depend on the window.
func (r Request) DependsOnWindow() bool {
	return r.Method.CurrentDependsOnWindow != nil && r.Method.CurrentDependsOnWindow(r.Filter)
}

// Metrics are the names to request of such columns, each once.
func Metrics(columns []Column) []string {
	var names []string
	for _, c := range columns {
		if c.Metric != "" && !slices.Contains(names, c.Metric) {
			names = append(names, c.Metric)
		}
	}
	return names
}

// Union is all columns of the lists, sorted, each once, so that the same set is the
// same request.
func Union(lists ...[]Column) []Column {
	all := slices.Concat(lists...)
	slices.SortFunc(all, func(a, b Column) int {
		return cmp.Or(cmp.Compare(a.Field, b.Field), cmp.Compare(a.Metric, b.Metric))
	})
	return slices.Compact(all)
}

// ContainsAll reports whether all of the columns are among the given ones.
func ContainsAll(given, columns []Column) bool {
	return !slices.ContainsFunc(columns, func(c Column) bool { return !slices.Contains(given, c) })
}
