//go:build e2e

package e2e

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
)

// isMonitored reports whether a KPI is one of live monitoring, of which the books have values
// of their own.
func isMonitored(kpi *catalogue.KPI) bool {
	return kpi.SourceFor("interactions.monitoring") != nil && len(kpi.Sources) == 1
}

// monitored are the values of live monitoring in the books, nil for none.
type monitored map[string]*float64

// monitoringBooks are the books of live monitoring.
type monitoringBooks struct {
	DayStart               int64
	Account                monitored
	Skills, Groups, Agents map[string]monitored
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

// Who waits for a first response, and for how long at most for an agent, is what the books
// say of each row, with each filter. All waits are as of the same moment.
func TestWaitingConsumersMatchTheBooks(t *testing.T) {
	address := startSimulator(t, "--agents", "120", "--load", "3")
	p := listing(t, startPlugin(t), address, nil)
	skill, group, agent := anyAssigned(t, readOpenBooks(t, address, ""))
	for _, f := range []struct {
		filter map[string]any
		books  string
	}{
		{nil, ""},
		{map[string]any{"skills": []string{skill}}, "skillIds=" + skill},
		{map[string]any{"groups": []string{group}}, "groupIds=" + group},
		{map[string]any{"agents": []string{agent}}, "agentIds=" + agent},
		{map[string]any{"channels": []string{"SHARK", "SMS"}}, "channels=SHARK,SMS"},
		{map[string]any{"groups": []string{"2200000102"}, "includeSubGroups": true}, "groupIds=2200000102,2200000103,2200000104"},
	} {
		t.Run(f.books, func(t *testing.T) {
			truth := readMonitoring(t, address, f.books)
			expectWaiting(t, askRows(t, p, "account", f.filter, "waiting_for_first_response", "longest_wait_for_agent"), "", map[string]monitored{"": truth.Account})
			expectWaiting(t, askRows(t, p, "skill", f.filter, "waiting_for_first_response", "longest_wait_for_agent"), "skillId", truth.Skills)
			expectWaiting(t, askRows(t, p, "group", f.filter, "waiting_for_first_response", "longest_wait_for_agent"), "groupId", truth.Groups)
		})
	}
	agents := askRows(t, p, "agent", nil, "waiting_for_first_response")
	truth := readMonitoring(t, address, "").Agents
	require.NotZero(t, agents.Rows())
	for row := range agents.Rows() {
		id := text(t, agents, "agentId", row)
		require.Equal(t, truth[id]["waiting_for_first_response"], number(t, agents, "waiting_for_first_response", row), id)
	}
}

// expectWaiting compares rows with the books.
func expectWaiting(t *testing.T, f *data.Frame, idField string, truth map[string]monitored) {
	t.Helper()
	require.NotZero(t, f.Rows())
	var later *float64 // how much later than the books the list is
	seen := map[string]bool{}
	for row := range f.Rows() {
		id := ""
		if idField != "" {
			id = text(t, f, idField, row)
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
			require.Less(t, difference, float64(time.Minute/time.Millisecond))
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
		require.Contains(t, noticeTexts(f), "can't filter these KPIs by channel")
	}
}
