//go:build e2e

package e2e

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
)

// isMonitored reports whether a KPI is one of live monitoring, of which the books have values
// of their own.
func isMonitored(kpi *catalogue.KPI) bool {
	return len(kpi.Sources) > 0 && slices.Contains([]string{"interactions.monitoring", "interactions.started", "interactions.active"}, kpi.Sources[0].API)
}

// monitored are the values of live monitoring in the books, nil for none.
type monitored map[string]*float64

// monitoringBooks are the books of live monitoring.
type monitoringBooks struct {
	DayStart               int64
	Account                monitored
	Skills, Groups, Agents map[string]monitored
	StartedPerHour         map[string]float64
}

// readMonitoring reads the books of live monitoring, in a time zone where it is about noon:
// they leave out what had no message since midnight.
func readMonitoring(t *testing.T, address, filter string) monitoringBooks {
	t.Helper()
	now := simulatedNow(t, address).UTC()
	var b struct{ Monitoring monitoringBooks }
	zone := fmt.Sprintf("Etc/GMT%+d", now.Hour()-12)
	call(t, http.MethodGet, fmt.Sprintf("%s/simulator/books?timeZone=%s&%s", address, url.QueryEscape(zone), filter), nil, &b)
	return b.Monitoring
}

// askRows asks for KPIs of rows, one value each.
func askRows(t *testing.T, p *pluginProcess, rows string, filter map[string]any, kpis ...string) *data.Frame {
	t.Helper()
	raw, err := json.Marshal(map[string]any{"rows": rows, "kpis": kpis, "filter": filter})
	require.NoError(t, err)
	answer := p.query(t, raw)
	require.NoError(t, answer.Error)
	return answer.Frames[0]
}

// liveFilter is a filter of conversations, and that of the books for the same.
type liveFilter struct {
	filter map[string]any
	books  string
}

// liveFilters are none, and one of each kind.
func liveFilters(skill, group, agent string) []liveFilter {
	return []liveFilter{
		{nil, ""},
		{map[string]any{"skills": []string{skill}}, "skillIds=" + skill},
		{map[string]any{"groups": []string{group}}, "groupIds=" + group},
		{map[string]any{"agents": []string{agent}}, "agentIds=" + agent},
		{map[string]any{"channels": []string{"SHARK", "SMS"}}, "channels=SHARK,SMS"},
		{map[string]any{"groups": []string{"2200000102"}, "includeSubGroups": true}, "groupIds=2200000102,2200000103,2200000104"},
	}
}

// readMonitoringOf reads the books of live monitoring of a window.
func readMonitoringOf(t *testing.T, address, filter string, w backend.TimeRange) monitoringBooks {
	t.Helper()
	var b struct{ Monitoring monitoringBooks }
	call(t, http.MethodGet, fmt.Sprintf("%s/simulator/books?from=%s&to=%s&%s", address, millis(w.From), millis(w.To), filter), nil, &b)
	return b.Monitoring
}

// Who waits for a first response, and for how long at most for an agent, is what the books
// say of each row, with each filter. All waits are as of the same moment.
func TestWaitingConsumersMatchTheBooks(t *testing.T) {
	address := startSimulator(t, "--agents", "120", "--load", "3")
	p := listing(t, startPlugin(t), address, nil)
	skill, group, agent := anyAssigned(t, readOpenBooks(t, address, ""))
	all := readMonitoring(t, address, "")
	require.Positive(t, *all.Account["waiting_for_first_response"])
	require.NotNil(t, all.Account["longest_wait"])
	for _, f := range liveFilters(skill, group, agent) {
		t.Run(f.books, func(t *testing.T) {
			truth, now := readMonitoring(t, address, f.books), simulatedNow(t, address)
			for rows, want := range map[string]map[string]monitored{"account": {"": truth.Account}, "skill": truth.Skills, "group": truth.Groups} {
				f := askRows(t, p, rows, f.filter, "waiting_for_first_response", "longest_wait_for_agent")
				expectWaiting(t, f, rows, want, time.Since(now))
			}
		})
	}
	agents := askRows(t, p, "agent", nil, "waiting_for_first_response")
	require.NotZero(t, agents.Rows())
	for row := range agents.Rows() {
		id := text(t, agents, "agentId", row)
		require.Equal(t, all.Agents[id]["waiting_for_first_response"], number(t, agents, "waiting_for_first_response", row), id)
	}
}

// expectWaiting compares rows with the books, which are as old as this by now.
func expectWaiting(t *testing.T, f *data.Frame, rows string, truth map[string]monitored, age time.Duration) {
	t.Helper()
	require.NotZero(t, f.Rows())
	var later *float64 // how much later than the books the list is
	seen := map[string]bool{}
	for row := range f.Rows() {
		id := ""
		if rows != "account" {
			id = text(t, f, rows+"Id", row)
		}
		seen[id] = true
		require.Equal(t, truth[id]["waiting_for_first_response"], number(t, f, "waiting_for_first_response", row), id)
		want, got := truth[id]["longest_wait"], number(t, f, "longest_wait_for_agent", row)
		require.Equal(t, want == nil, got == nil, id)
		if want == nil {
			continue
		}
		difference := *got - *want
		if later == nil {
			later = &difference
			require.GreaterOrEqual(t, difference, 0.0)
			require.LessOrEqual(t, difference, age.Seconds()*1000)
		}
		require.InDelta(t, *later, difference, 0.5, id)
	}
	for id, values := range truth {
		if waiting := values["waiting_for_first_response"]; *waiting > 0 {
			require.True(t, seen[id], "%s is in the books only", id)
		}
	}
}

// When each agent sent a message last is what the books say, also where the conversation is
// closed. They know the messages since midnight, the data source those of a day.
func TestLastMessagesSentMatchTheBooks(t *testing.T) {
	address := startSimulator(t, "--agents", "15")
	truth := readMonitoring(t, address, "")
	f := askRows(t, listing(t, startPlugin(t), address, nil), "agent", map[string]any{"agentStatus": []string{"ONLINE", "AWAY", "BACK_SOON", "OFFLINE"}}, "last_message_sent")
	require.Empty(t, f.Meta.Notices)
	known := 0
	for row := range f.Rows() {
		id := text(t, f, "agentId", row)
		got := cell(t, f, "last_message_sent", row)
		if want := truth.Agents[id]["last_outgoing_message_at"]; want != nil {
			known++
			require.Equal(t, *want, got, id)
		} else if got != nil {
			require.Less(t, got, float64(truth.DayStart), id)
		}
	}
	require.Greater(t, known, 5)
}

// With a filter by channel, which Key Messaging Metrics does not have, conversations are
// counted from their list. A KPI that no list gives has no value, and says why.
func TestConversationsByChannel(t *testing.T) {
	address := startSimulator(t, "--load", "3")
	p := listing(t, startPlugin(t), address, nil)
	for _, channel := range []string{"SHARK", "APP"} {
		count := func(filter string) *float64 {
			n := float64(len(readOpenBooks(t, address, "channels="+channel+filter)))
			return &n
		}
		f := askRows(t, p, "account", map[string]any{"channels": []string{channel}}, "open_conversations", "assigned_conversations", "unassigned_conversations", "closed_conversations")
		require.Equal(t, count(""), number(t, f, "open_conversations", 0))
		require.Positive(t, *count(""))
		require.Equal(t, count("&states=ACTIVE"), number(t, f, "assigned_conversations", 0))
		require.Equal(t, count("&states=QUEUED"), number(t, f, "unassigned_conversations", 0))
		require.Nil(t, number(t, f, "closed_conversations", 0))
		require.Contains(t, noticed(f), "can't filter these KPIs by channel")
	}
}

// How many conversations started is what the books say: over windows that LivePerson's
// rounding does not fit, with each filter, and by the hour.
func TestConversationsThatStartedMatchTheBooks(t *testing.T) {
	address := startSimulator(t)
	p := listing(t, startPlugin(t), address, nil)
	now := simulatedNow(t, address)
	skill, group, agent := anyAssigned(t, readOpenBooks(t, address, ""))
	for _, f := range liveFilters(skill, group, agent) {
		if f.filter["groups"] != nil {
			continue // those of groups are counted up to now only, see below
		}
		for _, w := range []struct{ from, to time.Duration }{{-7 * time.Hour, 0}, {-26*time.Hour - 3*time.Minute, -4*time.Hour - 17*time.Minute}, {-66 * time.Minute, -63 * time.Minute}} {
			from, to := now.Add(w.from).Truncate(time.Minute), now.Add(w.to)
			if w.to < 0 {
				to = to.Truncate(time.Minute)
			}
			window := backend.TimeRange{From: from, To: to}
			started := *readMonitoringOf(t, address, f.books, window).Account["started"]
			answer := p.queryRange(t, ofAccount(t, f.filter, "conversations_started"), window)
			require.NoError(t, answer.Error)
			require.Equal(t, started, *number(t, answer.Frames[0], "conversations_started", 0), "%s %v to %v", f.books, from, to)
			if f.filter == nil && w.from < -time.Hour {
				require.Positive(t, started)
			}
		}
	}
	past := backend.TimeRange{From: now.Add(-3 * time.Hour), To: now.Add(-time.Hour)}
	require.ErrorContains(t, p.queryRange(t, ofAccount(t, map[string]any{"groups": []string{group}}, "conversations_started"), past).Error, "gives values up to now only")
}

func ofAccount(t *testing.T, filter map[string]any, kpi string) []byte {
	t.Helper()
	raw, err := json.Marshal(map[string]any{"kpis": []string{kpi}, "filter": filter})
	require.NoError(t, err)
	return raw
}

// The hours of a trend are those of the books, also with a filter by groups and by rows.
func TestStartsPerHourMatchTheBooks(t *testing.T) {
	address := startSimulator(t)
	p := listing(t, startPlugin(t), address, nil)
	_, group, _ := anyAssigned(t, readOpenBooks(t, address, ""))
	totals := map[string]float64{}
	for _, f := range []liveFilter{{nil, ""}, {map[string]any{"groups": []string{group}}, "groupIds=" + group}} {
		b := readMonitoring(t, address, f.books)
		require.Greater(t, len(b.StartedPerHour), 5)
		for _, rows := range []string{"account", "skill"} {
			raw, err := json.Marshal(map[string]any{"rows": rows, "kpis": []string{"conversations_started"}, "shape": "series", "interval": "1h", "filter": f.filter})
			require.NoError(t, err)
			answer := p.queryRange(t, raw, backend.TimeRange{From: time.UnixMilli(b.DayStart), To: simulatedNow(t, address)})
			require.NoError(t, answer.Error)
			trend := answer.Frames[0]
			require.GreaterOrEqual(t, trend.Rows(), 12)
			for row := range trend.Rows() {
				at, started := trend.Fields[0].At(row).(time.Time), 0.0
				for _, field := range trend.Fields[1:] {
					value, ok := field.ConcreteAt(row)
					require.True(t, ok)
					started += value.(float64)
				}
				require.Equal(t, b.StartedPerHour[fmt.Sprint(at.UnixMilli())], started, "%s with %q at %v", rows, f.books, at)
				totals[f.books] += started
			}
		}
	}
	require.Positive(t, totals["groupIds="+group])
	require.Less(t, totals["groupIds="+group], totals[""])
}

// Active today are conversations with a message since midnight, which the books know, and
// those that changed otherwise: that were closed, or are open and were moved on.
func TestActiveConversationsAreThoseThatChanged(t *testing.T) {
	address := startSimulator(t)
	now := simulatedNow(t, address)
	p := listing(t, startPlugin(t), address, nil)
	b := readMonitoring(t, address, "")
	open := len(readOpenBooks(t, address, ""))
	midnight := time.UnixMilli(b.DayStart)
	answer := p.queryRange(t, ofAccount(t, nil, "conversations_active"), backend.TimeRange{From: midnight, To: now})
	require.NoError(t, answer.Error)
	require.Empty(t, answer.Frames[0].Meta.Notices)
	active := *number(t, answer.Frames[0], "conversations_active", 0)
	require.GreaterOrEqual(t, active, *b.Account["active_today"])
	require.LessOrEqual(t, active, *b.Account["closed_today"]+float64(open))

	answer = p.queryRange(t, ofAccount(t, nil, "conversations_active"), backend.TimeRange{From: midnight.Add(3 * time.Minute), To: now})
	require.NoError(t, answer.Error)
	require.Contains(t, noticed(answer.Frames[0]), "LivePerson rounds the start of the window down to 10 minutes")
}

// By rows and with each filter, those that started are what the books say, today and over
// three hours, also of what moved on since a list was loaded. Those that were active are not
// fewer than those with a message, and add up to LivePerson's own count.
func TestStartedAndActiveConversationsByRowsMatchTheBooks(t *testing.T) {
	address := startSimulator(t, "--agents", "60")
	p := listing(t, startPlugin(t), address, nil)
	skill, group, agent := anyAssigned(t, readOpenBooks(t, address, ""))
	midnight, now := time.UnixMilli(readMonitoring(t, address, "").DayStart), simulatedNow(t, address)
	for _, f := range liveFilters(skill, group, agent) {
		for _, from := range []time.Time{midnight, now.Add(-3 * time.Hour).Truncate(time.Minute)} {
			w := backend.TimeRange{From: from, To: now}
			b, totals := readMonitoringOf(t, address, f.books, w), map[string]float64{}
			for rows, truth := range map[string]map[string]monitored{"account": {"": b.Account}, "skill": b.Skills, "group": b.Groups, "agent": b.Agents} {
				if rows != "agent" || f.filter["skills"] == nil { // values of agents cover all of their conversations
					totals[rows] = expectCounts(t, p, rows, f.filter, w, truth)
				}
			}
			require.Positive(t, totals["account"], "%s from %v", f.books, from)
			require.Equal(t, totals["account"], totals["skill"], "%s from %v", f.books, from)
		}
	}
}

// expectCounts compares rows with the books of a window, and returns how many conversations
// all of them had that were active.
func expectCounts(t *testing.T, p *pluginProcess, rows string, filter map[string]any, w backend.TimeRange, truth map[string]monitored) (active float64) {
	t.Helper()
	raw, err := json.Marshal(map[string]any{"rows": rows, "kpis": []string{"conversations_started", "conversations_active"}, "filter": filter})
	require.NoError(t, err)
	answer := p.queryRange(t, raw, w)
	require.NoError(t, answer.Error)
	f := answer.Frames[0]
	isRounded := w.From.Truncate(10*time.Minute) != w.From
	require.Equal(t, isRounded, strings.Contains(noticed(f), "LivePerson rounds the start of the window down to 10 minutes"))
	seen := map[string]bool{}
	for row := range f.Rows() {
		id := ""
		if rows != "account" {
			id = text(t, f, rows+"Id", row)
		}
		seen[id] = true
		require.Equal(t, truth[id]["started"], number(t, f, "conversations_started", row), "%s %q %v from %v", rows, id, filter, w.From)
		value := *number(t, f, "conversations_active", row)
		require.GreaterOrEqual(t, value, *truth[id]["active"], "%s %q %v from %v", rows, id, filter, w.From)
		active += value
	}
	for id, values := range truth {
		require.True(t, seen[id] || *values["started"] == 0 || rows == "agent", "%s %q is in the books only", rows, id) // agents are those of the moment
	}
	return active
}

// What many viewers see of all rows, with any filter, takes one list.
func TestStartedAndActiveConversationsTakeOneList(t *testing.T) {
	address := startSimulator(t, "--agents", "60")
	p := listing(t, startPlugin(t), address, nil)
	skill, group, _ := anyAssigned(t, readOpenBooks(t, address, ""))
	w := backend.TimeRange{From: simulatedNow(t, address).Add(-8 * time.Hour).Truncate(time.Hour), To: simulatedNow(t, address)}
	account := p.queryRange(t, ofAccount(t, nil, "conversations_active"), w)
	require.NoError(t, account.Error)
	pages := int(*number(t, account.Frames[0], "conversations_active", 0)+99) / 100
	require.Greater(t, pages, 1)
	call(t, http.MethodDelete, address+"/simulator/calls", nil, nil)
	var viewers sync.WaitGroup
	for range 10 {
		for _, rows := range []string{"account", "skill", "group", "agent"} {
			for _, filter := range []map[string]any{{"groups": []string{group}}, {"groups": []string{group}, "skills": []string{skill}}} {
				viewers.Go(func() {
					raw, _ := json.Marshal(map[string]any{"rows": rows, "kpis": []string{"conversations_started", "conversations_active"}, "filter": filter})
					assert.NoError(t, p.queryRange(t, raw, w).Error)
				})
			}
		}
	}
	viewers.Wait()
	require.LessOrEqual(t, searches(t, address), pages+1, "one list, and what changed where a minute ended meanwhile")
}
