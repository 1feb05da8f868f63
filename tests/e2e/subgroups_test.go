//go:build e2e

package e2e

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// Nobody is left out of a load or a number of slots whose agent is in a group
// below the one that is filtered by: they are those of the agents who are
// listed for the same filter.
func TestSubGroupsCountInWhatAddsUpOverAgents(t *testing.T) {
	address := startSimulator(t, "--agents", "300")
	p := startPlugin(t).account(t, address, "oauth2")
	now := simulatedNow(t, address)
	above := []string{"2200000101", "2200000102"}
	nested := map[string]any{"groups": above, "includeSubGroups": true}

	agents := p.frameOf(t, now, "agent", nested, []string{"max_slots", "active_conversations"})
	slots, active := sum(t, agents, "max_slots"), sum(t, agents, "active_conversations")
	alone := p.frameOf(t, now, "agent", map[string]any{"groups": above}, []string{"max_slots"})
	require.Greater(t, slots, sum(t, alone, "max_slots"), "there are agents in groups below")

	account := p.frameOf(t, now, "account", nested, []string{"total_max_slots", "active_load", "active_conversations"})
	require.Equal(t, slots, *number(t, account, "total_max_slots", 0))
	require.Equal(t, active, *number(t, account, "active_conversations", 0), "LivePerson's own count")
	require.InDelta(t, active/slots, *number(t, account, "active_load", 0), 1e-9)

	groups := p.frameOf(t, now, "group", nested, []string{"total_max_slots", "online_agents"})
	for row := range groups.Rows() {
		one := map[string]any{"groups": []string{text(t, groups, "groupId", row)}, "includeSubGroups": true}
		inside := p.frameOf(t, now, "agent", one, []string{"max_slots"})
		require.Equal(t, sum(t, inside, "max_slots"), *number(t, groups, "total_max_slots", row), "group %v", one["groups"])
	}
	skills := p.frameOf(t, now, "skill", nested, []string{"total_max_slots", "available_slots"})
	for row := range skills.Rows() {
		require.GreaterOrEqual(t, *number(t, skills, "total_max_slots", row), *number(t, skills, "available_slots", row))
	}
}
