package interactions

import (
	"context"
	"maps"
	"math"
	"slices"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// monitored is what open conversations give for a row.
type monitored struct {
	open, queued, active, unanswered float64
	// waitingSince is when the conversation entered its queue that has waited longest, in
	// epoch milliseconds, 0 if none waits.
	waitingSince int64
}

func (m *monitored) add(c openConversation) {
	m.open++
	if c.isUnanswered {
		m.unanswered++
	}
	switch c.state {
	case api.Active:
		m.active++
	case api.Queued:
		m.queued++
		if c.waitingSince > 0 && (m.waitingSince == 0 || c.waitingSince < m.waitingSince) {
			m.waitingSince = c.waitingSince
		}
	}
}

// longestWait is how long a conversation has waited at most at a time in epoch milliseconds:
// never below 0, as by clocks that differ.
func (m *monitored) longestWait(now int64) float64 {
	if m.waitingSince == 0 {
		return math.NaN()
	}
	return float64(max(0, now-m.waitingSince))
}

// lastSentField is the column of agents' last messages, which takes closed conversations.
const lastSentField = "lastSentAt"

// monitorFields are the columns of rows of open conversations at a time in epoch
// milliseconds.
var monitorFields = map[string]func(m *monitored, now int64) float64{
	"open":                    func(m *monitored, _ int64) float64 { return m.open },
	"queued":                  func(m *monitored, _ int64) float64 { return m.queued },
	"active":                  func(m *monitored, _ int64) float64 { return m.active },
	"waitingForFirstResponse": func(m *monitored, _ int64) float64 { return m.unanswered },
	"longestWait":             (*monitored).longestWait,
}

// ofQueue are the columns that queued conversations alone give.
var ofQueue = []string{"queued", "longestWait"}

// ofTimes are the columns that the times of conversations and messages give.
var ofTimes = []string{"waitingForFirstResponse", "longestWait", lastSentField}

// monitorTable makes the table of a request that counts the open conversations.
func (s *source) monitorTable(ctx context.Context, r api.Request) (api.Table, error) {
	l, filter, calls, err := s.openList(ctx, r)
	if err != nil {
		return api.Table{Calls: calls}, err
	}
	if r.GroupBy == api.ByAgent { // values of agents cover all of their conversations
		filter.Skills = nil
	}
	rows := l.monitored(r.GroupBy, filter)
	var sent sentTimes
	if slices.ContainsFunc(r.Columns, func(c api.Column) bool { return c.Field == lastSentField }) {
		var more int
		sent, more, err = s.store.sent.get(ctx, l)
		if calls += more; err != nil {
			return api.Table{Calls: calls}, err
		}
	}
	for agent := range sent.at {
		if rows[agent] == nil {
			rows[agent] = &monitored{}
		}
	}
	t := api.Table{
		IDs: slices.Sorted(maps.Keys(rows)), Fields: map[string][]float64{}, Calls: calls, At: l.at, Unclear: l.unclear,
		Notices: slices.Concat(l.limits(), l.cutOff(ofTimes...), sent.notices()),
	}
	if len(filter.Channels) > 0 {
		t.Notices = append(t.Notices, api.Notice{Field: lastSentField, Sentence: "The times of last messages are those on all channels."})
	}
	t.Names = t.IDs
	for _, id := range t.IDs {
		for field, value := range monitorFields {
			t.Fields[field] = append(t.Fields[field], value(rows[id], l.at.UnixMilli()))
		}
		t.Fields[lastSentField] = append(t.Fields[lastSentField], timeOrNaN(sent.at[id]))
	}
	return t, nil
}

// monitored are the rows of a grouping that have open conversations which a filter leaves.
// The account has a row anyway.
func (l *look) monitored(groupBy string, f api.Filter) map[string]*monitored {
	rows := map[string]*monitored{}
	if groupBy == "" {
		rows[""] = &monitored{}
	}
	for _, c := range l.all {
		id, has := c.row(groupBy)
		if !has || !c.fits(f) {
			continue
		}
		if rows[id] == nil {
			rows[id] = &monitored{}
		}
		rows[id].add(c)
	}
	return rows
}

// limits say of which columns there may be more, because the list lacks conversations. Those
// in queues are listed before others.
func (l *look) limits() (notices []api.Notice) {
	var sentence string
	switch lacking := l.lacking(); {
	case l.isLimited():
		sentence = lacking + ", so the values counted from these are lower limits. Increase " + maxSetting + " to count all."
	case lacking != "":
		sentence = lacking + ", so the values counted from these are lower limits."
	case l.mayMiss:
		sentence = "LivePerson does not say how many conversations are open, so the values counted from them are lower limits."
	case l.isPartial:
		sentence = "LivePerson searched only some of its conversations, so the values counted from them are lower limits."
	default:
		return nil
	}
	listsQueues := l.isLimited() && !l.mayMiss && !l.isPartial && len(l.all) > 0 && l.all[len(l.all)-1].state != api.Queued
	for _, field := range slices.Sorted(maps.Keys(monitorFields)) {
		if !listsQueues || !slices.Contains(ofQueue, field) {
			notices = append(notices, api.Notice{Field: field, RowsMissing: true, Sentence: sentence})
		}
	}
	return notices
}
