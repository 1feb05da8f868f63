//go:build e2e

package e2e

import (
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
)

// chatQuery is what a panel asks of chats, and the books of the same.
type chatQuery struct {
	rows   string
	filter map[string]any
	books  string
	// without are the KPIs that LivePerson can't filter so.
	without []string
}

// ofQueue are the KPIs of the queue, which no agent has.
var ofQueue = []string{
	"chat_in_queue", "chat_longest_wait", "chat_available_slots", "chat_entered_queue", "chat_abandoned", "chat_abandon_rate",
	"chat_abandon_rate_of_answered", "chat_time_to_abandon", "chat_connected", "chat_time_to_answer", "chat_max_in_queue", "chat_avg_in_queue",
}

// chatQueries are all kinds of rows, and the filters that chats have.
func chatQueries(t *testing.T, address string, now time.Time) []chatQuery {
	t.Helper()
	b := readBooks(t, address, now.Add(-time.Hour), now, "")
	agents := map[string]map[string]*float64{}
	for id, values := range b.Agents {
		agents[id] = numbersOf(values)
	}
	skill, group, agent := mostOf(b.Skills, "chat_connected"), mostOf(b.Groups, "chat_handled"), mostOf(agents, "chat_handled")
	queries := []chatQuery{{rows: "account"}, {rows: "skill"}, {rows: "group"}, {rows: "agent"}}
	for _, rows := range []string{"account", "skill", "group", "agent"} {
		queries = append(queries, chatQuery{rows: rows, filter: map[string]any{"skills": []string{skill}}, books: "skillIds=" + skill})
	}
	for _, rows := range []string{"account", "skill", "group", "agent"} {
		queries = append(queries, chatQuery{rows: rows, filter: map[string]any{"groups": []string{group}}, books: "groupIds=" + group, without: ofQueue})
	}
	return append(queries,
		chatQuery{rows: "account", filter: map[string]any{"agents": []string{agent}}, books: "agentIds=" + agent, without: append([]string{"chat_service_level"}, ofQueue...)},
		chatQuery{rows: "account", filter: map[string]any{"skills": []string{skill}, "groups": []string{group}}, books: "skillIds=" + skill + "&groupIds=" + group, without: ofQueue},
	)
}

// mostOf is the row with the highest value of a KPI.
func mostOf(rows map[string]map[string]*float64, kpi string) string {
	highest := ""
	for id, values := range rows {
		if value := values[kpi]; value != nil && (highest == "" || *value > *rows[highest][kpi] || *value == *rows[highest][kpi] && id < highest) {
			highest = id
		}
	}
	return highest
}

// chatKPIs are the KPIs of chats of a kind of row, for a trend those that have one.
func chatKPIs(t *testing.T, rows string, isTrend bool) (all []*catalogue.KPI) {
	t.Helper()
	kpis, err := catalogue.Load()
	require.NoError(t, err)
	for _, kpi := range kpis.All() {
		hasTrend := slices.ContainsFunc(kpi.Sources, func(s catalogue.Source) bool { return strings.HasSuffix(s.API, ".interval") })
		if isOfChats(kpi) && kpi.AvailableFor(kpis.RowKind(rows)) && (hasTrend || !isTrend) {
			all = append(all, kpi)
		}
	}
	return all
}

// isOfChats reports whether a KPI is one of chats.
func isOfChats(kpi *catalogue.KPI) bool {
	return len(kpi.Sources) > 0 && strings.HasPrefix(kpi.Sources[0].API, "realtime.")
}

func idsOf(kpis []*catalogue.KPI) (ids []string) {
	for _, kpi := range kpis {
		ids = append(ids, kpi.ID)
	}
	return ids
}

// Every KPI of chats, of every row, over three windows, with filters and two thresholds of the
// service level, is what the books say. LivePerson counts in whole buckets of 5 minutes.
func TestChatsMatchTheBooks(t *testing.T) {
	for _, window := range []time.Duration{time.Hour, 6 * time.Hour, 23 * time.Hour} {
		t.Run(window.String(), func(t *testing.T) {
			address := startSimulator(t, "--days", "2") // its clock stands still, and may not be behind for long
			p, now := startPlugin(t).account(t, address, "oauth2"), simulatedNow(t, address)
			values := 0
			for _, q := range chatQueries(t, address, now) {
				values += compareChats(t, address, p, q, now, window, 30)
				if q.rows == "account" {
					values += compareChats(t, address, p, q, now, window, 60)
				}
			}
			require.Greater(t, values, 700)
			require.Less(t, time.Since(now), 100*time.Second, "LivePerson's clock may not be further behind")
		})
	}
}

// compareChats holds the KPIs of a query against the books, and returns how many had a value.
func compareChats(t *testing.T, address string, p *pluginProcess, q chatQuery, now time.Time, window time.Duration, threshold int) (values int) {
	t.Helper()
	kpis := chatKPIs(t, q.rows, false)
	raw, err := json.Marshal(map[string]any{"rows": q.rows, "kpis": idsOf(kpis), "filter": q.filter, "chatServiceLevelSeconds": threshold})
	require.NoError(t, err)
	answer := p.queryRange(t, raw, backend.TimeRange{From: now.Add(-window), To: now})
	require.NoError(t, answer.Error)
	f := answer.Frames[0]
	b := readBooks(t, address, now.Add(-window), now, fmt.Sprintf("%s&chatServiceLevelSeconds=%d", q.books, threshold))
	truth := rowsOf(b, q.rows)
	if q.filter == nil {
		require.NotZero(t, f.Rows())
	}
	shown := map[string]bool{}
	for row := range f.Rows() {
		id := ""
		if q.rows != "account" {
			id = text(t, f, q.rows+"Id", row)
		}
		shown[id] = true
		for _, kpi := range kpis {
			where := fmt.Sprintf("%s of %s %q with %v over %s, within %d s", kpi.ID, q.rows, id, q.filter, window, threshold)
			if slices.Contains(q.without, kpi.ID) {
				requireNoValue(t, f, kpi.ID, row)
			} else if sameChats(t, kpi, truth[id], number(t, f, kpi.ID, row), 1, where) {
				values++
			}
		}
	}
	for id, row := range truth {
		for _, kpi := range kpis {
			value := row[kpi.ID]
			isGiven := value != nil && *value != 0 && !slices.Contains(q.without, kpi.ID)
			require.True(t, shown[id] || !isGiven || q.rows == "agent", "%s of %s %q is in the books, and not shown", kpi.ID, q.rows, id)
		}
	}
	return values
}

// sameChats holds a value against the books, and reports whether there is one. LivePerson has
// times of agents in whole seconds, of each agent and bucket.
func sameChats(t *testing.T, kpi *catalogue.KPI, books map[string]*float64, got *float64, buckets float64, where string) bool {
	t.Helper()
	want := expected(kpi, books)
	if !assert.Equal(t, want == nil, got == nil, where) || want == nil {
		return false
	}
	within := 1e-9 * math.Max(1, math.Abs(*want))
	if kpi.SourceFor("realtime.agentactivity") != nil {
		agents := 1.0
		if loggedIn := books["chat_agents_logged_in"]; loggedIn != nil {
			agents = *loggedIn
		}
		rounded := 1000 * agents * buckets
		switch {
		case kpi.ID == "chat_occupancy":
			within = rounded / *books["chat_time_online"]
		case kpi.Unit == "ms":
			within = rounded
		}
	}
	assert.InDelta(t, *want, *got, within, where)
	return true
}

// Each point of a trend of chats, also of one in the past, is what the books say of its own
// window.
func TestTrendsOfChatsMatchTheBooks(t *testing.T) {
	for _, rows := range []string{"account", "skill", "group"} {
		t.Run(rows, func(t *testing.T) {
			address := startSimulator(t, "--days", "2")
			p, now := startPlugin(t).account(t, address, "oauth2"), simulatedNow(t, address)
			kpis := chatKPIs(t, rows, true)
			raw, err := json.Marshal(map[string]any{"rows": rows, "shape": "series", "interval": "1h", "kpis": idsOf(kpis)})
			require.NoError(t, err)
			f, values := whenArrived(t, p, raw, backend.TimeRange{From: now.Add(-9 * time.Hour), To: now.Add(-2 * time.Hour)}), 0
			points := f.Fields[0]
			require.GreaterOrEqual(t, points.Len(), 7)
			for i := range points.Len() {
				from := points.At(i).(time.Time)
				truth := rowsOf(readBooks(t, address, from, from.Add(time.Hour), ""), rows)
				for _, field := range f.Fields[1:] {
					at := slices.IndexFunc(kpis, func(kpi *catalogue.KPI) bool { return kpi.ID == field.Name })
					require.GreaterOrEqual(t, at, 0, field.Name)
					id := field.Labels[rows+"Id"]
					where := fmt.Sprintf("%s of %s %q at %s", field.Name, rows, id, from)
					if sameChats(t, kpis[at], truth[id], field.At(i).(*float64), 12, where) {
						values++
					}
				}
			}
			require.Greater(t, values, 7*len(kpis)/2)
			require.Empty(t, f.Meta.Notices)
		})
	}
}

// whenArrived is what a query shows once it has arrived, on a slow machine with another refresh.
func whenArrived(t *testing.T, p *pluginProcess, raw []byte, over backend.TimeRange) *data.Frame {
	t.Helper()
	answer := p.queryRange(t, raw, over)
	for range 20 {
		if answer.Error == nil || !strings.Contains(answer.Error.Error(), "LivePerson is slow") {
			break
		}
		time.Sleep(time.Second)
		answer = p.queryRange(t, raw, over)
	}
	require.NoError(t, answer.Error)
	return answer.Frames[0]
}

// The threshold of a query is the data source's where it says nothing.
func TestChatServiceLevelIsWithinTheThreshold(t *testing.T) {
	address := startSimulator(t)
	now := simulatedNow(t, address)
	p := listing(t, startPlugin(t), address, map[string]any{"chatServiceLevelSeconds": 60})
	levels := map[string]float64{}
	for option, threshold := range map[string]string{``: "60", `, "chatServiceLevelSeconds": "15"`: "15"} {
		answer := p.queryRange(t, []byte(`{"kpis": ["chat_service_level"]`+option+`}`), backend.TimeRange{From: now.Add(-6 * time.Hour), To: now})
		require.NoError(t, answer.Error)
		levels[threshold] = *number(t, answer.Frames[0], "chat_service_level", 0)
		require.InDelta(t, *readBooks(t, address, now.Add(-6*time.Hour), now, "chatServiceLevelSeconds="+threshold).Account["chat_service_level"], levels[threshold], 1e-9)
	}
	require.Less(t, levels["15"], levels["60"])
	answer := p.query(t, []byte(`{"kpis": ["chat_service_level"], "chatServiceLevelSeconds": 31}`))
	require.EqualError(t, answer.Error, `The chat service level threshold "31" is invalid. Use a multiple of 5 seconds from 5 to 86400, as LivePerson counts chats in steps of 5 seconds.`)
}

const noChat = "this account has no chat, or the sign-in has no access to LivePerson's Operational Realtime API (404)."

// Of an account without chat, each panel of chats has one sentence, and no other KPI is
// affected. Each path is requested once.
func TestAnAccountWithoutChat(t *testing.T) {
	address := startSimulator(t, "--no-chat")
	p := startPlugin(t).account(t, address, "oauth2")
	now := simulatedNow(t, address)
	open := *number(t, p.query(t, []byte(`{"kpis": ["open_conversations"]}`)).Frames[0], "open_conversations", 0)
	for range 3 {
		for _, rows := range []string{"account", "skill", "group", "agent"} {
			raw, err := json.Marshal(map[string]any{"rows": rows, "kpis": idsOf(chatKPIs(t, rows, false))})
			require.NoError(t, err)
			answer := p.queryRange(t, raw, backend.TimeRange{From: now.Add(-time.Hour), To: now})
			require.NoError(t, answer.Error)
			requireOneSentence(t, answer.Frames[0].Meta.Notices)
		}
		mixed := p.query(t, []byte(`{"kpis": ["open_conversations", "chat_in_queue"]}`))
		require.NoError(t, mixed.Error)
		require.Equal(t, open, *number(t, mixed.Frames[0], "open_conversations", 0))
		require.Nil(t, number(t, mixed.Frames[0], "chat_in_queue", 0))
		requireOneSentence(t, mixed.Frames[0].Meta.Notices)
		require.ErrorContains(t, p.alert(t, []byte(`{"kpis": ["chat_abandon_rate"], "severities": "state"}`)).Error, noChat[1:], "the rule keeps its state")
		time.Sleep(1100 * time.Millisecond) // values are fresh for a second
	}
	var calls map[string]int
	call(t, http.MethodGet, address+"/simulator/calls", nil, &calls)
	for _, path := range chatPaths {
		require.Equal(t, 1, calls[path], path)
	}

	health := p.health(t)
	require.Equal(t, backend.HealthStatusOk, health.Status)
	require.Contains(t, health.Message, " Not available: Operational Realtime API.")
	var details struct{ VerboseMessage string }
	require.NoError(t, json.Unmarshal(health.JSONDetails, &details))
	require.Contains(t, details.VerboseMessage, "T"+noChat[1:]+" Without it, there are no ")
	require.Len(t, strings.Split(details.VerboseMessage, "\n"), 1)
}

func requireOneSentence(t *testing.T, notices []data.Notice) {
	t.Helper()
	require.Len(t, notices, 1)
	require.Contains(t, notices[0].Text, noChat)
}
