//go:build e2e

package e2e

import (
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/stretchr/testify/require"
)

func TestAListThatIsForbiddenTakesOnlyWhatNeedsIt(t *testing.T) {
	address := startSimulator(t, "--agents", "20")
	offline := []byte(`{"rows": "agent", "kpis": ["agent_load"], "filter": {"agentStatus": ["ONLINE", "AWAY", "BACK_SOON", "OFFLINE"]}}`)
	complete := startPlugin(t).account(t, address, "oauth2").query(t, offline)
	require.NoError(t, complete.Error)

	fault(t, address, map[string]any{"service": "lists", "path": "users", "status": 403})
	// Another process, which has no list from before.
	p := startPlugin(t).account(t, address, "oauth2")
	health := p.health(t)
	require.Equal(t, backend.HealthStatusOk, health.Status)
	require.Contains(t, health.Message, "Metrics work, but some account lists can't be read. Details say")
	require.Contains(t, string(health.JSONDetails), `"verboseMessage":"Users (`)
	answer := p.query(t, offline)
	require.NoError(t, answer.Error)
	require.Positive(t, answer.Frames[0].Rows())
	require.Less(t, answer.Frames[0].Rows(), complete.Frames[0].Rows())
	require.Contains(t, answer.Frames[0].Meta.Notices[0].Text, "Agents who have not logged in are missing, because the list of users could not be loaded.")
	require.ErrorContains(t, p.alert(t, offline).Error, "Agents who have not logged in are missing")
	require.NoError(t, p.query(t, open).Error)
	require.Len(t, p.list(t, "skills"), 12)
}
