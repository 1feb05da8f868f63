package api

import "time"

// Event is a kind of event that an annotation marks.
type Event string

// The kinds of events.
const (
	Opened      Event = "opened"
	Closed      Event = "closed"
	Transferred Event = "transferred"
	// MCSNegative is that a Meaningful Connection Score falls below 0.
	MCSNegative Event = "mcsNegative"
	// TeamOffline is that no agent of a group is online any more.
	TeamOffline Event = "teamOffline"
	// Failing is that LivePerson fails.
	Failing Event = "failing"

	// Observed is that events of a kind are known from then on, and not before.
	Observed Event = "observed"
	// Missing is that there are more events than are known.
	Missing Event = "missing"
)

// Events are the kinds of events to choose from.
func Events() []Event { return []Event{Opened, Closed, Transferred, MCSNegative, TeamOffline, Failing} }

// IsObserved reports whether LivePerson has no history of an event, which is known only from
// what its responses said meanwhile.
func (e Event) IsObserved() bool { return e == TeamOffline || e == Failing }

// Occurrence is an event that occurred.
type Occurrence struct {
	Event Event
	// From and To are when it began and ended, the same of what takes no time.
	From, To time.Time
	// ID is of what it happened to, Subject the name that events are counted by: of a skill,
	// an agent group or an API.
	ID, Subject string
	// Detail is what else is known, in a few words; empty for nothing.
	Detail string
}

// Overlaps reports whether some of it is in a window, both bounds included.
func (o Occurrence) Overlaps(w Window) bool { return !o.To.Before(w.From) && !o.From.After(w.To) }

// EventsMethod is the method that finds events of conversations. No KPI has it as its
// source.
const EventsMethod = "interactions.events"

// The columns of a table of conversations' events: when they began and ended in epoch
// milliseconds, and as in Occurrence.
const (
	EventFrom    = "from"
	EventTo      = "to"
	EventKind    = "event"
	EventSubject = "subject"
	EventDetail  = "detail"
)

// EventColumns are the columns of a table of events.
func EventColumns() []Column {
	var columns []Column
	for _, field := range []string{EventFrom, EventTo, EventKind, EventSubject, EventDetail} {
		columns = append(columns, Column{Field: field})
	}
	return Union(columns)
}

// OccurrencesOf are the events in a table with these columns.
func OccurrencesOf(t Table) []Occurrence {
	all := make([]Occurrence, len(t.IDs))
	for row := range t.IDs {
		all[row] = Occurrence{
			Event: Event(t.Texts[EventKind][row]), ID: t.Names[row],
			From: time.UnixMilli(int64(t.Fields[EventFrom][row])), To: time.UnixMilli(int64(t.Fields[EventTo][row])),
			Subject: t.Texts[EventSubject][row], Detail: t.Texts[EventDetail][row],
		}
	}
	return all
}
