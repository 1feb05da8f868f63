//go:build e2e

package e2e

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
)

// agentBooks are the books of agents: numbers, texts, lists or null by
// LivePerson's names.
func agentBooks(t *testing.T, address string, from, to time.Time) map[string]map[string]any {
	t.Helper()
	var b struct{ Agents map[string]map[string]any }
	call(t, http.MethodGet, address+"/simulator/books?from="+millis(from)+"&to="+millis(to), nil, &b)
	return b.Agents
}

// Every number of every agent, of those logged in and of all, is what the books say.
func TestEveryAgentMatchesTheBooks(t *testing.T) {
	address := startSimulator(t)
	p := startPlugin(t).account(t, address, "oauth2")
	kpis, err := catalogue.Load()
	require.NoError(t, err)
	var numeric []string
	for _, kpi := range kpis.All() {
		if source := kpi.SourceFor("kmm.agent_view"); source != nil && kpi.Numeric() && source.Metric == kpi.ID {
			numeric = append(numeric, kpi.ID)
		}
	}
	now := simulatedNow(t, address)
	from := now.Add(-6 * time.Hour)
	truth := agentBooks(t, address, from.Truncate(time.Minute), now)
	for name, filter := range map[string]any{
		"logged in": nil, "everybody": map[string]any{"agentStatus": []string{"ONLINE", "AWAY", "BACK_SOON", "OFFLINE"}},
		"offline": map[string]any{"agentStatus": []string{"OFFLINE"}},
	} {
		t.Run(name, func(t *testing.T) {
			raw, err := json.Marshal(map[string]any{"rows": "agent", "kpis": append([]string{"agent_current_status"}, numeric...), "filter": filter})
			require.NoError(t, err)
			answer := p.queryRange(t, raw, backend.TimeRange{From: from, To: now})
			require.NoError(t, answer.Error)
			f := answer.Frames[0]
			require.NotZero(t, f.Rows())
			shown := map[string]bool{}
			for row := range f.Rows() {
				id := text(t, f, "agentId", row)
				shown[id] = true
				status := text(t, f, "agent_current_status", row)
				require.Equal(t, truth[id]["agent_current_status"], status, "status of %s", id)
				for _, kpi := range numeric {
					want, known := truth[id][kpi].(float64)
					got := number(t, f, kpi, row)
					switch {
					case status == "OFFLINE": // LivePerson knows only some of them
					case known:
						require.NotNil(t, got, "%s of %s", kpi, id)
						require.InDelta(t, want, *got, 1e-6, "%s of %s", kpi, id)
					case kpis.Find(kpi).ValueKind == catalogue.Count:
						require.Zero(t, *got, "%s of %s", kpi, id)
					default:
						require.Nil(t, got, "%s of %s", kpi, id)
					}
				}
			}
			if name == "everybody" {
				require.Len(t, p.list(t, "agents"), len(shown), "everybody of the account's list")
			}
		})
	}
}

// What is computed over agents agrees with the agents themselves.
func TestFormulasOverAgentsAddUp(t *testing.T) {
	address := startSimulator(t)
	p := startPlugin(t).account(t, address, "oauth2")
	agents := p.query(t, []byte(`{"rows": "agent", "kpis": ["max_slots", "active_conversations"]}`)).Frames[0]
	slots, active := 0.0, 0.0
	for row := range agents.Rows() {
		slots += *number(t, agents, "max_slots", row)
		active += *number(t, agents, "active_conversations", row)
	}
	account := p.query(t, []byte(`{"kpis": ["total_max_slots", "active_load", "load_other"]}`)).Frames[0]
	require.Equal(t, slots, *number(t, account, "total_max_slots", 0))
	require.InDelta(t, active/slots, *number(t, account, "active_load", 0), 1e-9)
	bySkill := p.query(t, []byte(`{"rows": "skill", "kpis": ["total_max_slots"]}`))
	require.NoError(t, bySkill.Error)
	require.Positive(t, *number(t, bySkill.Frames[0], "total_max_slots", 0))
}

// An alert's answer has a number for each row, with its id and no other text.
func TestAlertsGetNumbersOnly(t *testing.T) {
	address := startSimulator(t, "--agents", "20")
	p := startPlugin(t).account(t, address, "oauth2")
	answer := p.alert(t, []byte(`{"rows": "agent", "kpis": ["agent_current_status", "pending_agent_response"]}`))
	require.NoError(t, answer.Error)
	require.NotEmpty(t, answer.Frames[0].Fields)
	for _, field := range answer.Frames[0].Fields {
		require.True(t, field.Type().Numeric())
		require.Len(t, field.Labels, 1)
		require.Contains(t, field.Labels, "agentId")
	}
	require.ErrorContains(t, p.alert(t, []byte(`{"rows": "agent", "kpis": ["agent_current_status"]}`)).Error, "needs a numeric KPI")
}
