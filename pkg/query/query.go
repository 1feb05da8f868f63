// Package query is the one query that every panel and alert rule has: these KPIs,
// for these rows, filtered like this, over this window. It is parsed here once;
// what comes out is valid, and whatever is wrong is a sentence for the person at
// the panel.
package query

import (
	"time"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// Query is a valid query.
type Query struct {
	Rows   *catalogue.RowKind
	KPIs   []*catalogue.KPI // at least one, each at most once
	Filter Filter
	Window Window
	Range  Range
	// Unchosen says which of the dashboard's variables have no value, in sentences: then
	// there is nothing to show.
	Unchosen []string
	// Location is the time zone of days: of WindowToday, and of a trend's points.
	Location *time.Location
	// EndsNow reports that the range is meant to end now, whatever the clock of the
	// viewer says.
	EndsNow bool
	OrderBy *Order // nil: in LivePerson's order
	Limit   int    // 0: all rows
	// Series requests the trend over the range instead of one value.
	Series bool
	// Fields reports that each row is a field, and not a row of a table. Of one value
	// for each of several rows only.
	Fields bool
	// OpenPointApart reports that a point of a trend which is not over is in a field of
	// its own.
	OpenPointApart bool
	// DurationUnit is the unit of durations in a trend.
	DurationUnit DurationUnit
	// Interval is how much time a point of a series should stand for, 0: as
	// the panel has room and people can read.
	Interval time.Duration
	// Alert reports that it is an alert rule's: its values mean the same each time, or
	// there is an error.
	Alert bool
	// Notices are about what of the query can't be used as it is.
	Notices Notices
	// NameLabels adds the rows' names to the labels of an alert rule.
	NameLabels bool
	// LevelColors are the colours of levels in the frame.
	LevelColors LevelColors
	// LevelText reports that levels are told without colours, too: in names and columns.
	LevelText bool
	// OnlyCritical leaves warnings out of Severities.
	OnlyCritical bool
	// WorstOf is the kind of rows behind the account's values, whose worst level they
	// have where it is worse than their own; nil if only their own counts.
	WorstOf *catalogue.RowKind
	// CompareWith is the time before whose values are beside those of the query; an alert
	// rule gets the change since then alone.
	CompareWith Comparison
	// Severities are what an alert rule gets of each row and each severity, empty for
	// the KPI's values alone.
	Severities Severities
	// Sample is which conversations estimated KPIs are from.
	Sample api.Sample
	// AnswerWithin is how soon a chat has to be answered to be in the service level.
	AnswerWithin time.Duration
	// Look is how open conversations are listed.
	Look api.Look

	hasHistory bool // of current values
}

// Filter says which conversations and agents count. Lists hold ids; an empty
// list means all.
type Filter struct {
	Skills           []string
	Groups           []string
	IncludeSubGroups bool
	Agents           []string
	UserTypes        []string // HUMAN, BOT
	AgentStatus      []string // of agents' rows only
	Channels         []string // as LivePerson calls them
	States           []string // of rows by conversation only: QUEUED, ACTIVE
	// AgentGroups are the groups and all below them, for methods by agent, which
	// know no sub-groups. Parse leaves it empty: it does not know how groups nest.
	AgentGroups []string
}

// IsEmpty reports whether a filter leaves nothing out.
func (f Filter) IsEmpty() bool {
	for _, list := range [][]string{f.Skills, f.Groups, f.Agents, f.UserTypes, f.AgentStatus, f.Channels, f.States} {
		if len(list) > 0 {
			return false
		}
	}
	return true
}

// Range is the dashboard's time range, and how much of it a panel has room to
// tell apart.
type Range struct {
	From, To time.Time
	Interval time.Duration
}

// maxClockSkew is how far a viewer's clock may be off before its range is moved. Less
// than that is the time that a query takes to get here.
const maxClockSkew = time.Minute

// EndingAt is a range that ends now: it is moved there where the clock of the viewer is
// off.
func (r Range) EndingAt(now time.Time) Range {
	if skew := now.Sub(r.To); skew.Abs() > maxClockSkew {
		r.From, r.To = r.From.Add(skew), now
	}
	return r
}

// WindowKind says how a window follows from the dashboard's time range.
type WindowKind string

// The kinds of window.
const (
	WindowRange WindowKind = "range" // the dashboard's time range
	WindowLast  WindowKind = "last"  // so long before the range's end
	WindowToday WindowKind = "today" // from an hour of the range's last day
)

// Window is the time that window KPIs are about.
type Window struct {
	Kind WindowKind
	Last time.Duration // of WindowLast
	From time.Duration // of WindowToday, since midnight
}

// Order sorts the rows by a KPI. Rows without a value come last.
type Order struct {
	KPI  *catalogue.KPI
	Desc bool
	// WorstFirst sorts by the worst level that one of a row's KPIs reaches, and by the
	// KPI among rows of the same level.
	WorstFirst bool
}
