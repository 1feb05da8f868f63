//go:build e2e

package e2e

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/stretchr/testify/require"
)

// A conversation has one skill, and one group: that of its agent or, in a queue,
// that of its skill. What counts conversations therefore adds up over either.
var ofConversations = []string{
	"open_conversations", "unassigned_conversations", "assigned_conversations", "active_conversations",
	"overdue_conversations_in_queue", "overdue_conversations_assigned", "overdue_conversations_total",
	"closed_conversations", "closed_by_agent", "closed_by_consumer", "auto_closed",
	"concluded_conversations", "transfers",
}

// An agent has one group but counts under each of their skills, so these add up
// over groups, and over skills to as much or more. LivePerson says so of
// available_slots; averages, shares and percentiles add up over nothing.
var ofAgents = []string{"online_agents", "away_agents", "back_soon_agents", "available_slots", "total_max_slots"}

// Totals of an account by parts of it, for everybody and for one skill or group.
func TestPanelsAddUp(t *testing.T) {
	address := startSimulator(t)
	p := startPlugin(t).account(t, address, "oauth2")
	now := simulatedNow(t, address)
	skill, group := anyOf(p.list(t, "skills")), anyOf(p.list(t, "groups"))
	for name, filter := range map[string]map[string]any{
		"all": nil, "one skill": {"skills": []string{skill}}, "one group": {"groups": []string{group}},
	} {
		t.Run(name, func(t *testing.T) {
			account := p.frameOf(t, now, "account", filter, ofConversations, ofAgents)
			skills := p.frameOf(t, now, "skill", filter, ofConversations, ofAgents)
			groups := p.frameOf(t, now, "group", filter, ofConversations, ofAgents)
			for _, kpi := range ofConversations {
				require.Equal(t, *number(t, account, kpi, 0), sum(t, skills, kpi), "%s over skills", kpi)
				require.Equal(t, *number(t, account, kpi, 0), sum(t, groups, kpi), "%s over groups", kpi)
			}
			for _, kpi := range ofAgents {
				require.Equal(t, *number(t, account, kpi, 0), sum(t, groups, kpi), "%s over groups", kpi)
				if name != "one group" {
					require.GreaterOrEqual(t, sum(t, skills, kpi), *number(t, account, kpi, 0), "%s over skills", kpi)
				}
			}
			requireParts(t, account)
			requireParts(t, skills)
			requireParts(t, groups)
		})
	}
	account := p.frameOf(t, now, "account", nil, ofConversations)
	require.Positive(t, *number(t, account, "open_conversations", 0))
	require.Positive(t, *number(t, account, "closed_conversations", 0))
	require.Positive(t, *number(t, account, "transfers", 0))
}

// requireParts is what every row promises by itself: a whole is the sum of its parts.
func requireParts(t *testing.T, f *data.Frame) {
	t.Helper()
	for whole, parts := range map[string][]string{
		"open_conversations":          {"unassigned_conversations", "assigned_conversations"},
		"overdue_conversations_total": {"overdue_conversations_in_queue", "overdue_conversations_assigned"},
		"closed_conversations":        {"closed_by_agent", "closed_by_consumer", "auto_closed"},
		"concluded_conversations":     {"closed_conversations", "transfers"},
	} {
		for row := range f.Rows() {
			total := 0.0
			for _, part := range parts {
				total += *number(t, f, part, row)
			}
			require.Equal(t, *number(t, f, whole, row), total, "%s of row %d", whole, row)
		}
	}
}

// The Agents dashboard: its counters are its rows.
func TestCountersAreTheirRows(t *testing.T) {
	address := startSimulator(t)
	p := startPlugin(t).account(t, address, "oauth2")
	now := simulatedNow(t, address)
	group := anyOf(p.list(t, "groups"))
	for name, filter := range map[string]map[string]any{"all": nil, "one group": {"groups": []string{group}}} {
		t.Run(name, func(t *testing.T) {
			everybody := with(filter, map[string]any{"userTypes": []string{"HUMAN", "BOT"}, "agentStatus": []string{"ONLINE", "AWAY", "BACK_SOON", "OFFLINE"}})
			counted := []string{"online_agents", "away_agents", "back_soon_agents", "assigned_conversations", "active_conversations", "available_slots", "closed_conversations", "closed_by_agent"}
			account := p.frameOf(t, now, "account", filter, counted)
			agents := p.frameOf(t, now, "agent", everybody, []string{"agent_current_status", "assigned_conversations", "active_conversations", "available_slots", "closed_conversations", "closed_by_agent"})
			rows := map[string]float64{}
			for row := range agents.Rows() {
				rows[text(t, agents, "agent_current_status", row)]++
			}
			for kpi, status := range map[string]string{"online_agents": "ONLINE", "away_agents": "AWAY", "back_soon_agents": "BACK_SOON"} {
				require.Equal(t, *number(t, account, kpi, 0), rows[status], kpi)
			}
			for _, kpi := range []string{"assigned_conversations", "active_conversations", "available_slots", "closed_by_agent"} {
				require.Equal(t, *number(t, account, kpi, 0), sum(t, agents, kpi), kpi)
			}
			// Conversations that were closed while they waited in a queue are nobody's.
			require.LessOrEqual(t, sum(t, agents, "closed_conversations"), *number(t, account, "closed_conversations", 0))
		})
	}
}

// frameOf asks for KPIs over the six hours before a moment.
func (p *pluginProcess) frameOf(t *testing.T, now time.Time, rows string, filter map[string]any, kpis ...[]string) *data.Frame {
	t.Helper()
	var ids []string
	for _, some := range kpis {
		ids = append(ids, some...)
	}
	raw, err := json.Marshal(map[string]any{"rows": rows, "kpis": ids, "filter": filter})
	require.NoError(t, err)
	answer := p.queryRange(t, raw, backend.TimeRange{From: now.Add(-6 * time.Hour), To: now})
	require.NoError(t, answer.Error)
	return answer.Frames[0]
}

// sum adds up a count over all rows.
func sum(t *testing.T, f *data.Frame, kpi string) float64 {
	t.Helper()
	total := 0.0
	for row := range f.Rows() {
		total += *number(t, f, kpi, row)
	}
	return total
}

// with is a filter and more.
func with(filter, more map[string]any) map[string]any {
	both := map[string]any{}
	for _, one := range []map[string]any{filter, more} {
		for key, value := range one {
			both[key] = value
		}
	}
	return both
}
