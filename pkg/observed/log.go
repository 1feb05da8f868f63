// Package observed remembers what LivePerson has no history of: when it failed, and when
// agent groups had no agent online. It knows what passes through it, from responses to the
// queries of all panels and alert rules.
package observed

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

const (
	// maxKnown is how many events of each kind are remembered.
	maxKnown = 500
	// maxGap is how long a state is taken to go on while nothing is requested.
	maxGap = 5 * time.Minute
)

// Log is a source that remembers what it sees of another one. It is safe for concurrent use.
type Log struct {
	source api.Source
	now    func() time.Time
	since  time.Time

	mu     sync.Mutex
	ended  map[api.Event][]api.Occurrence
	lasts  map[state]*api.Occurrence // To is when it was last seen
	online map[string]team           // the groups that had an agent online
	teams  time.Time                 // since when groups are observed
}

// team is an agent group, and when it was last seen with an agent online.
type team struct {
	name string
	seen time.Time
}

// state is what may go on: an API that fails, or a group without an agent online.
type state struct {
	event api.Event
	id    string
}

// New observes a source from now on.
func New(source api.Source, now func() time.Time) *Log {
	return &Log{
		source: source, now: now, since: now(),
		ended: map[api.Event][]api.Occurrence{}, lasts: map[state]*api.Occurrence{}, online: map[string]team{},
	}
}

// Do implements api.Source.
func (l *Log) Do(ctx context.Context, r api.Request) (api.Table, error) {
	sentAt := l.now()
	t, err := l.source.Do(ctx, r)
	l.mu.Lock()
	defer l.mu.Unlock()
	service := state{api.Failing, r.Method.Service.Name}
	switch {
	case err == nil:
		l.end(service, l.now())
		l.noteTeams(r, t, t.RightAt(sentAt))
	case api.IsRetryable(err):
		l.see(service, r.Method.Service.Name, err.Error(), l.now())
	}
	return t, err
}

// noteTeams notes which groups have a person online. LivePerson returns no row for a group
// that has neither agents nor conversations.
func (l *Log) noteTeams(r api.Request, t api.Table, at time.Time) {
	counts, has := t.Fields[onlineAgents]
	isOfPeople := slices.Equal(r.Filter.UserTypes, []string{api.Human}) && len(r.Filter.Skills)+len(r.Filter.Groups)+len(r.Filter.Agents) == 0
	if !has || r.GroupBy != api.ByGroup || r.Step != 0 || !isOfPeople {
		return
	}
	if l.teams.IsZero() {
		l.teams = at
	}
	listed := map[string]bool{}
	for row, id := range t.IDs {
		listed[id] = true
		switch {
		case counts[row] > 0:
			l.end(state{api.TeamOffline, id}, at)
			l.online[id] = team{t.Names[row], at}
		case counts[row] == 0:
			l.seeOffline(id, at)
		}
	}
	if t.MayLackRows() {
		return
	}
	for id := range l.online {
		if !listed[id] {
			l.seeOffline(id, at)
		}
	}
}

// seeOffline notes that a group has nobody online. When it went offline is known only if it
// was online a moment before.
func (l *Log) seeOffline(id string, at time.Time) {
	team, s := l.online[id], state{api.TeamOffline, id}
	if l.lasts[s] != nil || !team.seen.IsZero() && at.Sub(team.seen) <= maxGap {
		l.see(s, team.name, "", at)
	}
}

// onlineAgents is the field of agents who are online.
const onlineAgents = "onlineAgents"

// see notes that a state goes on, or begins. After a gap, that is another one.
func (l *Log) see(s state, subject, detail string, at time.Time) {
	last := l.lasts[s]
	if last != nil && at.Sub(last.To) > maxGap {
		l.end(s, at)
		last = nil
	}
	if last == nil {
		last = &api.Occurrence{Event: s.event, ID: s.id, Subject: subject, From: at, To: at}
		l.lasts[s] = last
	}
	last.To, last.Detail = api.Later(last.To, at), detail
}

// end notes that a state has ended: after a gap, when it was last seen.
func (l *Log) end(s state, at time.Time) {
	last := l.lasts[s]
	if last == nil {
		return
	}
	delete(l.lasts, s)
	if at.Sub(last.To) <= maxGap {
		last.To = api.Later(last.To, at)
	}
	all := append(l.ended[s.event], *last)
	l.ended[s.event] = slices.Delete(all, 0, max(0, len(all)-maxKnown))
}

// Occurrences are the events of a kind that are known in a window, and since when.
func (l *Log) Occurrences(kind api.Event, w api.Window) []api.Occurrence {
	l.mu.Lock()
	defer l.mu.Unlock()
	all := slices.Clone(l.ended[kind])
	for s, last := range l.lasts {
		if s.event == kind {
			all = append(all, *last)
		}
	}
	since := l.since
	if kind == api.TeamOffline {
		since = l.teams
	}
	if !since.IsZero() {
		all = append(all, api.Occurrence{Event: api.Observed, From: since, To: since})
	}
	return slices.DeleteFunc(all, func(o api.Occurrence) bool { return !o.Overlaps(w) })
}
