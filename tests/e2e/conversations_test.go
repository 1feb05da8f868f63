//go:build e2e

package e2e

import (
	"cmp"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"
	english "golang.org/x/text/message"

	"github.com/kmm/liveperson-datasource/catalogue"
)

// openBooks are the rows of open conversations in the books, by their ids: texts, numbers
// or nil.
type openBooks map[string]map[string]any

func readOpenBooks(t *testing.T, address, filter string) openBooks {
	t.Helper()
	var b struct{ Conversations openBooks }
	call(t, http.MethodGet, address+"/simulator/books?"+filter, nil, &b)
	return b.Conversations
}

// listing is a data source that lists conversations, all of them and anew each second.
func listing(t *testing.T, p *pluginProcess, address string, more map[string]any) *pluginProcess {
	t.Helper()
	settings := map[string]any{
		"accountId": "12345678", "clientId": "grafana", "upstreamUrl": address, "requestsPerSecond": 2000, "freshFor": 1, "maxConversations": 2000,
	}
	maps.Copy(settings, more)
	return p.with(t, settings, map[string]string{"clientSecret": "simulator-secret"})
}

// conversationKPIs are all KPIs of conversations.
func conversationKPIs(t *testing.T) (all []*catalogue.KPI, ids []string) {
	t.Helper()
	kpis, err := catalogue.Load()
	require.NoError(t, err)
	for _, kpi := range kpis.All() {
		if kpi.SourceFor("interactions.conversations") != nil {
			all, ids = append(all, kpi), append(ids, kpi.ID)
		}
	}
	require.GreaterOrEqual(t, len(all), 15)
	return all, ids
}

// listed asks for rows by conversation with all KPIs.
func listed(t *testing.T, p *pluginProcess, more map[string]any) *data.Frame {
	t.Helper()
	_, ids := conversationKPIs(t)
	query := map[string]any{"rows": "conversation", "kpis": ids}
	maps.Copy(query, more)
	raw, err := json.Marshal(query)
	require.NoError(t, err)
	answer := p.query(t, raw)
	require.NoError(t, answer.Error)
	return answer.Frames[0]
}

// cell is a value as JSON has it: a text, a number, or nil for nothing. Times are epoch
// milliseconds.
func cell(t *testing.T, f *data.Frame, name string, row int) any {
	t.Helper()
	field, _ := f.FieldByName(name)
	require.NotNil(t, field, "no field %s", name)
	value, ok := field.ConcreteAt(row)
	if at, isTime := value.(time.Time); ok && isTime {
		return float64(at.UnixMilli())
	}
	if !ok || value == "" {
		return nil
	}
	return value
}

// expectConversations compares all columns of all rows with the books.
func expectConversations(t *testing.T, f *data.Frame, truth openBooks) {
	t.Helper()
	kpis, _ := conversationKPIs(t)
	require.Equal(t, len(truth), f.Rows())
	for row := range f.Rows() {
		id := text(t, f, "conversationId", row)
		want, known := truth[id]
		require.True(t, known, "the books do not know conversation %s", id)
		require.True(t, strings.HasPrefix(id, text(t, f, "conversation", row)), id)
		delete(truth, id)
		for _, kpi := range kpis {
			expected := want[kpi.ID]
			if word, isText := expected.(string); isText {
				expected = kpi.WordFor(word)
			}
			if since, grows := want[kpi.ID+"_since"]; grows {
				require.Equal(t, since, cell(t, f, kpi.ID+".since", row), "since when %s of %s grows", kpi.ID, id)
				if since != nil {
					expected = asOf(t, f) - since.(float64)
				}
			}
			if duration, isNumber := expected.(float64); isNumber && kpi.Grows() {
				expected = duration / 1000
			}
			require.Equal(t, expected, cell(t, f, kpi.ID, row), "%s of %s", kpi.ID, id)
		}
	}
	require.Empty(t, truth, "these are in the books only")
}

// asOf is the time that values of a frame have grown to, in epoch milliseconds.
func asOf(t *testing.T, f *data.Frame) float64 {
	t.Helper()
	custom, ok := f.Meta.Custom.(map[string]any)
	require.True(t, ok)
	return custom["now"].(float64)
}

// Every column of every open conversation is what the books say, with each filter.
func TestEveryConversationMatchesTheBooks(t *testing.T) {
	address := startSimulator(t, "--agents", "120", "--load", "3")
	p := listing(t, startPlugin(t), address, nil)
	all := readOpenBooks(t, address, "")
	skill, group, agent := anyAssigned(t, all)
	total := len(all)
	expectConversations(t, listed(t, p, nil), all)

	for _, f := range []struct {
		filter map[string]any
		books  string
	}{
		{map[string]any{"skills": []string{skill}}, "skillIds=" + skill},
		{map[string]any{"groups": []string{group}}, "groupIds=" + group},
		{map[string]any{"agents": []string{agent}}, "agentIds=" + agent},
		{map[string]any{"channels": []string{"SHARK", "Apple Business Chat"}}, "channels=SHARK,Apple%20Business%20Chat"},
		{map[string]any{"states": []string{"QUEUED"}}, "states=QUEUED"},
		{map[string]any{"states": []string{"ACTIVE"}, "skills": []string{skill}, "channels": []string{"SHARK"}}, "states=ACTIVE&channels=SHARK&skillIds=" + skill},
		{map[string]any{"groups": []string{"2200000102"}, "includeSubGroups": true}, "groupIds=2200000102,2200000103,2200000104"},
	} {
		t.Run(f.books, func(t *testing.T) {
			truth := readOpenBooks(t, address, f.books)
			require.NotEmpty(t, truth)
			require.Less(t, len(truth), total)
			expectConversations(t, listed(t, p, map[string]any{"filter": f.filter}), truth)
		})
	}
	require.Equal(t, 0, listed(t, p, map[string]any{"filter": map[string]any{"channels": []string{"FAX"}}}).Rows())
}

// anyAssigned is the skill, the group and the agent of the first conversation on the web
// that has all of them.
func anyAssigned(t *testing.T, all openBooks) (skill, group, agent string) {
	t.Helper()
	for _, id := range slices.Sorted(maps.Keys(all)) {
		if row := all[id]; row["conversation_agent"] != nil && row["group_id"] != "-1" && row["conversation_channel"] == "SHARK" {
			return row["skill_id"].(string), row["group_id"].(string), row["agent_id"].(string)
		}
	}
	require.Fail(t, "no conversation has an agent")
	return "", "", ""
}

// As conversations open, move on and close, the list follows, also where only what changed
// is requested.
func TestListedConversationsFollow(t *testing.T) {
	start := time.Now().Add(-4 * time.Minute)
	address := startSimulator(t, "--agents", "200", "--load", "20", "--now", start.Format(time.RFC3339))
	p := listing(t, startPlugin(t), address, nil)
	var first, latest openBooks
	for range 8 {
		call(t, http.MethodPost, address+"/simulator/clock", map[string]any{"advanceMs": 30_000}, nil)
		time.Sleep(1100 * time.Millisecond) // so that the list is loaded again
		latest = readOpenBooks(t, address, "")
		if first == nil {
			first = maps.Clone(latest)
		}
		expectConversations(t, listed(t, p, nil), maps.Clone(latest))
	}
	require.Greater(t, len(without(latest, first)), 20, "conversations that came")
	require.Greater(t, len(without(first, latest)), 5, "conversations that left")
}

// without are the rows of one that another does not have.
func without(one, other openBooks) openBooks {
	rest := maps.Clone(one)
	maps.DeleteFunc(rest, func(id string, _ map[string]any) bool { return other[id] != nil })
	return rest
}

// Without an order, those who wait come first, the longest wait before others, then the
// longest duration. Other orders and limits are as those of all rows.
func TestOrderOfConversations(t *testing.T) {
	address := startSimulator(t, "--scenario", "rush")
	call(t, http.MethodPost, address+"/simulator/clock", map[string]any{"advanceMs": 90_000}, nil)
	p := listing(t, startPlugin(t), address, nil)
	truth := readOpenBooks(t, address, "")
	orderOf := func(id string) []float64 {
		row := truth[id]
		for rank, name := range []string{"conversation_wait_time_since", "conversation_duration_since"} {
			if since, ok := row[name].(float64); ok {
				return []float64{float64(rank), since}
			}
		}
		return []float64{2, 0}
	}
	want := slices.SortedStableFunc(maps.Keys(truth), func(a, b string) int { return slices.Compare(orderOf(a), orderOf(b)) })
	require.Greater(t, orderOf(want[len(want)-1])[0], 0.0)
	require.Zero(t, orderOf(want[20])[0])

	f := listed(t, p, nil)
	require.Equal(t, len(want), f.Rows())
	for row := range f.Rows() {
		require.Equal(t, orderOf(want[row]), orderOf(text(t, f, "conversationId", row)), "row %d", row)
	}
	limited := listed(t, p, map[string]any{"limit": 25})
	require.Equal(t, 25, limited.Rows())
	require.Equal(t, orderOf(want[24]), orderOf(text(t, limited, "conversationId", 24)))

	started := listed(t, p, map[string]any{"limit": 10, "orderBy": map[string]any{"kpi": "conversation_started", "desc": true}})
	require.Equal(t, 10, started.Rows())
	var starts []float64
	for _, row := range truth {
		starts = append(starts, row["conversation_started"].(float64))
	}
	slices.SortFunc(starts, func(a, b float64) int { return cmp.Compare(b, a) })
	for row := range started.Rows() {
		require.Equal(t, starts[row], cell(t, started, "conversation_started", row))
	}
}

// Of thousands of conversations, as many are listed as the setting says: those who wait
// before others. A notice says how many are open.
func TestThousandsOfConversations(t *testing.T) {
	address := startSimulator(t)
	var counts struct{ Open, InQueue int }
	call(t, http.MethodPost, address+"/simulator/backlog", map[string]any{"conversations": 1500, "assignedShare": 0.8}, &counts)
	all := listing(t, startPlugin(t), address, nil)
	expectConversations(t, listed(t, all, nil), readOpenBooks(t, address, ""))

	some := listed(t, listing(t, startPlugin(t), address, map[string]any{"maxConversations": 600}), nil)
	require.Equal(t, 600, some.Rows())
	require.Greater(t, 600, counts.InQueue)
	for row := range some.Rows() {
		require.Equal(t, row < counts.InQueue, cell(t, some, "conversation_state", row) == "Queued", "row %d", row)
	}
	require.Contains(t, noticed(some), english.NewPrinter(language.English).Sprintf("%d conversations are open", counts.Open))

	call(t, http.MethodDelete, address+"/simulator/backlog", nil, nil)
	time.Sleep(1100 * time.Millisecond) // so that the list is loaded again
	after := readOpenBooks(t, address, "")
	require.Less(t, len(after), 600)
	expectConversations(t, listed(t, all, nil), after)
}

// Names of consumers are shown if a setting says so: as one line of text, whatever they
// are. Where there is none, and without the setting, it is the id.
func TestNamesOfConsumers(t *testing.T) {
	address := startSimulator(t, "--load", "4", "--agents", "120")
	process := startPlugin(t)
	raw, err := json.Marshal(listed(t, listing(t, process, address, nil), nil))
	require.NoError(t, err)
	require.NotContains(t, string(raw), "simulated-consumer-name")

	f := listed(t, listing(t, process, address, map[string]any{"consumerNames": true}), nil)
	truth := readOpenBooks(t, address, "")
	require.Equal(t, len(truth), f.Rows())
	odd := 0
	for row := range f.Rows() {
		want := truth[text(t, f, "conversationId", row)]
		first, _ := want["consumer_first_name"].(string)
		last, _ := want["consumer_last_name"].(string)
		shown := cell(t, f, "conversation_consumer", row)
		switch first {
		case "", "null", "undefined":
			require.Equal(t, want["conversation_consumer"], shown)
		case last:
			odd++
			require.Regexp(t, `^\P{C}{1,200}$`, shown, "one line of text")
			if strings.Contains(first, "<img") {
				require.Equal(t, first+" "+last, shown)
			}
		default:
			require.Equal(t, first+" "+last, shown)
		}
	}
	require.Positive(t, odd)
}

// Conversations without a skill, an agent, a group or a consumer are listed like others.
func TestConversationsThatLackThings(t *testing.T) {
	address := startSimulator(t)
	fault(t, address, map[string]any{"service": "interactions", "values": map[string]any{
		"latestSkillId":        []string{"-1"},
		"latestSkillName":      []string{`"Unassigned"`, `"undefined"`},
		"latestAgentId":        []string{`"null"`},
		"latestAgentGroupId":   []string{"null"},
		"agentParticipants":    []any{"[]", nil, `[null, "undefined"]`},
		"consumerParticipants": []string{"[]", "null", "[null]"},
		"messageRecords":       []any{nil, "[]", "null"},
		"transfers":            []any{"null", nil},
		"campaign":             []any{"null", `"undefined"`},
		"source":               []string{`"undefined"`},
		"mcs":                  []string{`"null"`},
		"latestAgentFullName":  []string{`"null"`},
		"latestAgentGroupName": []string{`"null"`},
	}})
	p := listing(t, startPlugin(t), address, map[string]any{"consumerNames": true})
	truth := readOpenBooks(t, address, "")
	f := listed(t, p, nil)
	require.Equal(t, len(truth), f.Rows())
	for row := range f.Rows() {
		want := truth[text(t, f, "conversationId", row)]
		require.Equal(t, want["conversation_started"], cell(t, f, "conversation_started", row))
		for _, name := range []string{"skill", "group", "agent", "bot", "consumer", "channel", "campaign", "mcs", "csat"} {
			require.Nil(t, cell(t, f, "conversation_"+name, row), name)
		}
		require.Nil(t, cell(t, f, "last_message_age", row))
		if want["conversation_state"] == "ACTIVE" {
			require.Nil(t, cell(t, f, "conversation_wait_time", row))
		}
	}
}

// An open conversation has an answer to a survey where LivePerson has one: no simulated one
// does, so another field is in its place.
func TestAnswersToSurveysAreListed(t *testing.T) {
	address := startSimulator(t, "--agents", "20")
	fault(t, address, map[string]any{
		"service": "interactions", "values": map[string]any{"firstConversation": []string{"4"}}, "rename": map[string]any{"firstConversation": "csatRate"},
	})
	f := listed(t, listing(t, startPlugin(t), address, nil), nil)
	require.Positive(t, f.Rows())
	for row := range f.Rows() {
		require.Equal(t, 4.0, cell(t, f, "conversation_csat", row))
	}
}
