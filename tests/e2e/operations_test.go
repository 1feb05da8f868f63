//go:build e2e

package e2e

import (
	"encoding/json"
	"math"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
)

// Every KPI of the Messaging Operations API, of every row and over three windows, is what
// the books say. App keys take the first versions, whose windows end now.
func TestOperationsMatchTheBooks(t *testing.T) {
	address := startSimulator(t)
	p := startPlugin(t).account(t, address, "appKey")
	now := simulatedNow(t, address)
	skill := anyOf(p.list(t, "skills"))
	for _, window := range []time.Duration{time.Hour, 6 * time.Hour, 23 * time.Hour} {
		for _, rows := range []string{"account", "skill", "agent"} {
			compareOperations(t, address, p, rows, now, window, nil, "")
		}
		compareOperations(t, address, p, "group", now, window, nil, "ofAgents=true")
		compareOperations(t, address, p, "account", now, window, map[string]any{"skills": []string{skill}}, "skillIds="+skill)
	}
}

// compareOperations holds the KPIs against the books of two windows: LivePerson counts
// conversations and answers in whole buckets of 5 minutes, and the rest in minutes.
func compareOperations(t *testing.T, address string, p *pluginProcess, rows string, now time.Time, window time.Duration, filter map[string]any, books string) {
	t.Helper()
	kpis := operationsKPIs(t, rows)
	raw, err := json.Marshal(map[string]any{"rows": rows, "kpis": kpis, "filter": filter})
	require.NoError(t, err)
	from := now.Add(-window)
	minutes := minutesSince(from) // the plugin's clock goes on, the simulator's stands still
	answer := p.queryRange(t, raw, backend.TimeRange{From: from, To: now})
	if minutesSince(from) != minutes {
		compareOperations(t, address, p, rows, now, window, filter, books)
		return
	}
	require.NoError(t, answer.Error)
	books += "&exact=true"
	buckets := rowsOf(readBooks(t, address, from.Truncate(5*time.Minute), now, books), rows)
	rest := rowsOf(readBooks(t, address, now.Add(-time.Duration(minutes)*time.Minute), now, books), rows)
	f := answer.Frames[0]
	values := 0
	for row := range f.Rows() {
		id := ""
		if rows != "account" {
			id = text(t, f, rows+"Id", row)
		}
		for kpi, api := range kpiMethods(t, kpis) {
			truth := rest[id]
			if api == "operations.msgconversation" || api == "operations.msgcsatdistribution" {
				truth = buckets[id]
			}
			got, want := number(t, f, kpi, row), truth[kpi]
			if got != nil && *got == 0 && want == nil {
				continue // the books leave out counts of rows that nothing happened to
			}
			if filter != nil && got == nil && slices.Contains(ofAgentsOnly, kpi) {
				continue
			}
			assert.Equal(t, want == nil, got == nil, "%s of %s %q over %s: %v", kpi, rows, id, window, want)
			if got != nil && want != nil {
				values++
				assert.LessOrEqual(t, math.Abs(*got-*want), tolerance(*want), "%s of %s %q over %s: %v, not %v", kpi, rows, id, window, *got, *want)
			}
		}
	}
	require.Greater(t, values, len(kpis)/2, "%s over %s", rows, window)
}

// ofAgentsOnly are averages that LivePerson gives of an agent's work on a skill, and that
// can't be combined to one of all agents.
var ofAgentsOnly = []string{"agent_time_to_response", "agent_time_to_first_message_new", "agent_time_to_first_message_after_transfer"}

// tolerance is for LivePerson's means, which are whole milliseconds.
func tolerance(value float64) float64 { return math.Max(0.51*math.Min(1, value/100), 1e-6) }

func minutesSince(from time.Time) int { return minutesUntil(from, time.Now()) }

// minutesUntil is how many minutes back a window of LivePerson's that ends at a moment has
// to begin, to have all of one that begins earlier.
func minutesUntil(from, moment time.Time) int {
	return int(math.Ceil(moment.Sub(from.Truncate(time.Minute)).Minutes()))
}

// rowsOf are the rows of the books. Those of agents have texts, too.
func rowsOf(b books, rows string) map[string]map[string]*float64 {
	agents := map[string]map[string]*float64{}
	for id, values := range b.Agents {
		agents[id] = numbersOf(values)
	}
	return map[string]map[string]map[string]*float64{"account": {"": b.Account}, "skill": b.Skills, "group": b.Groups, "agent": agents}[rows]
}

// operationsKPIs are the KPIs of rows that the API gives.
func operationsKPIs(t *testing.T, rows string) (ids []string) {
	t.Helper()
	kpis, err := catalogue.Load()
	require.NoError(t, err)
	for _, kpi := range kpis.All() {
		if kpi.AvailableFor(kpis.RowKind(rows)) && isOfOperations(kpi) {
			ids = append(ids, kpi.ID)
		}
	}
	return ids
}

// isOfOperations reports whether the Messaging Operations API gives a KPI, whose windows
// are not those of others.
func isOfOperations(kpi *catalogue.KPI) bool {
	return len(kpi.Sources) > 0 && strings.HasPrefix(kpi.Sources[0].API, "operations.")
}

// kpiMethods is the method that gives each KPI.
func kpiMethods(t *testing.T, ids []string) map[string]string {
	t.Helper()
	kpis, err := catalogue.Load()
	require.NoError(t, err)
	methods := map[string]string{}
	for _, id := range ids {
		methods[id] = kpis.Find(id).Sources[0].API
	}
	return methods
}

// A credential that may use the Key Messaging Metrics API alone has all of its KPIs, and
// one sentence for those of each other method. A range in the past is none of its affairs
// either.
func TestOperationsHurtNoOtherKPIs(t *testing.T) {
	address := startSimulator(t)
	p := startPlugin(t).account(t, address, "oauth2")
	now := simulatedNow(t, address)
	mixed := []byte(`{"rows": "skill", "kpis": ["closed_conversations", "resolution_time", "skill_segments"]}`)
	allowed := p.queryRange(t, mixed, backend.TimeRange{From: now.Add(-time.Hour), To: now})
	require.NoError(t, allowed.Error)
	require.Empty(t, allowed.Frames[0].Meta.Notices)
	past := p.queryRange(t, mixed, backend.TimeRange{From: now.Add(-9 * time.Hour), To: now.Add(-8 * time.Hour)})
	require.NoError(t, past.Error)
	require.Positive(t, sum(t, past.Frames[0], "closed_conversations"))
	require.Len(t, past.Frames[0].Meta.Notices, 1)
	require.Contains(t, past.Frames[0].Meta.Notices[0].Text, "gives values up to now only. Select a time range that ends now. These KPIs have no values: Resolution time, Skill segments.")

	denied := startPlugin(t).account(t, address, "oauth2")
	fault(t, address, map[string]any{"service": "msgconversation", "status": 403})
	fault(t, address, map[string]any{"service": "msgskillsegments", "status": 403})
	for range 3 {
		answer := denied.queryRange(t, mixed, backend.TimeRange{From: now.Add(-time.Hour), To: now})
		require.NoError(t, answer.Error)
		require.Equal(t, sum(t, allowed.Frames[0], "closed_conversations"), sum(t, answer.Frames[0], "closed_conversations"))
		require.Len(t, answer.Frames[0].Meta.Notices, 1)
		require.Contains(t, answer.Frames[0].Meta.Notices[0].Text, "No values for Resolution time, Skill segments: the credentials have no permission to use LivePerson's Messaging Operations API (403).")
	}
}

// Bearer tokens take bounds of a window: each point of a trend of the queue, also of one in
// the past, is what the books say of its own window.
func TestTrendsOfTheQueueMatchTheBooks(t *testing.T) {
	address := startSimulator(t)
	now := simulatedNow(t, address)
	kpis := slices.DeleteFunc(operationsKPIs(t, "account"), func(id string) bool {
		return kpiMethods(t, []string{id})[id] != "operations.msgqueuehealth"
	})
	raw, err := json.Marshal(map[string]any{"shape": "series", "interval": "1h", "kpis": kpis})
	require.NoError(t, err)
	for _, auth := range []string{"oauth2", "login"} {
		p := startPlugin(t).account(t, address, auth)
		answer := p.queryRange(t, raw, backend.TimeRange{From: now.Add(-8 * time.Hour), To: now.Add(-2 * time.Hour)})
		require.NoError(t, answer.Error)
		f := answer.Frames[0]
		points := f.Fields[0]
		require.Equal(t, 7, points.Len())
		values := 0
		for i := range points.Len() {
			from := points.At(i).(time.Time)
			truth := readBooks(t, address, from, from.Add(time.Hour), "&exact=true").Account
			for _, kpi := range kpis {
				got, want := number(t, f, kpi, i), truth[kpi]
				require.Equal(t, want == nil, got == nil, "%s at %s", kpi, from)
				if want != nil {
					values++
					require.InDelta(t, *want, *got, tolerance(*want), "%s at %s", kpi, from)
				}
			}
		}
		require.Greater(t, values, 7*len(kpis)/2)
		require.Empty(t, f.Meta.Notices)
	}
	p := startPlugin(t).account(t, address, "oauth2")
	open := p.queryRange(t, raw, backend.TimeRange{From: now.Add(-3 * time.Hour), To: now}) // the simulator's clock is behind
	require.NoError(t, open.Error)
	require.Contains(t, open.Frames[0].Meta.ExecutedQueryString, "GET msgqueuehealth?fromMillis=")
}

// The queue of now is that of this moment: what can and can't be worked on is all that has no
// agent. So it is where the plugin's clock is ahead of LivePerson's, which is found out once.
func TestCurrentQueueIsThatOfThisMoment(t *testing.T) {
	for name, behind := range map[string]time.Duration{"as late": 0, "behind": 30 * time.Second} {
		t.Run(name, func(t *testing.T) {
			address := startSimulator(t, "--load", "6", "--now", time.Now().Add(-2*time.Minute-behind).Format(time.RFC3339Nano))
			somebodyWaits(t, address)
			for _, auth := range []string{"oauth2", "login"} {
				p := startPlugin(t).account(t, address, auth)
				for _, rows := range []string{"account", "skill"} {
					compareCurrentQueue(t, address, p, rows)
				}
				call(t, http.MethodPost, address+"/simulator/scenario", map[string]any{"name": "rush"}, nil)
				call(t, http.MethodDelete, address+"/simulator/calls", nil, nil)
				time.Sleep(1100 * time.Millisecond) // values are fresh for a second
				compareCurrentQueue(t, address, p, "account")
				var calls map[string]int
				call(t, http.MethodGet, address+"/simulator/calls", nil, &calls)
				require.Equal(t, 1, calls["msgqueuehealth_current"])
			}
		})
	}
}

// compareCurrentQueue holds the KPIs of the queue of now against the books.
func compareCurrentQueue(t *testing.T, address string, p *pluginProcess, rows string) {
	t.Helper()
	kpis := []string{"unassigned_conversations", "actionable_conversations", "not_actionable_conversations", "longest_wait_now", "avg_wait_now_new"}
	raw, err := json.Marshal(map[string]any{"rows": rows, "kpis": kpis})
	require.NoError(t, err)
	answer := p.query(t, raw)
	require.NoError(t, answer.Error)
	f := answer.Frames[0]
	require.Empty(t, f.Meta.Notices)
	truth := rowsOf(readBooks(t, address, simulatedNow(t, address).Add(-time.Hour), simulatedNow(t, address), "&exact=true"), rows)
	waiting := 0.0
	for row := range f.Rows() {
		id := ""
		if rows != "account" {
			id = text(t, f, rows+"Id", row)
		}
		value := func(kpi string) float64 {
			if got := number(t, f, kpi, row); got != nil {
				return *got
			}
			return 0
		}
		require.Equal(t, value("unassigned_conversations"), value("actionable_conversations")+value("not_actionable_conversations"), "%s %q", rows, id)
		waiting += value("unassigned_conversations")
		for _, kpi := range kpis {
			if want := truth[id][kpi]; want != nil {
				require.InDelta(t, *want, value(kpi), 0.51, "%s of %s %q", kpi, rows, id)
			}
		}
	}
	require.Positive(t, waiting)
}
