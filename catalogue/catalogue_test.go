package catalogue_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
)

func load(t *testing.T) *catalogue.Catalogue {
	t.Helper()
	kpis, err := catalogue.Load()
	require.NoError(t, err)
	return kpis
}

func TestEveryKPICanBeShown(t *testing.T) {
	for _, kpi := range load(t).All() {
		require.NotEmpty(t, kpi.Label, kpi.ID)
		require.NotEmpty(t, kpi.Description, kpi.ID)
		require.NotEmpty(t, kpi.Unit, kpi.ID)
		require.NotEmpty(t, kpi.Rows, kpi.ID)
		require.Contains(t, []catalogue.Tense{catalogue.Now, catalogue.Window}, kpi.Tense, kpi.ID)
		require.Contains(t, []catalogue.Measure{catalogue.Count, catalogue.Average, catalogue.Ratio, catalogue.Text, catalogue.Time}, kpi.Measure, kpi.ID)
	}
}

func ids(kpis []*catalogue.KPI) []string {
	var list []string
	for _, kpi := range kpis {
		list = append(list, kpi.ID)
	}
	return list
}

func TestNeedsAsksForPartsOnce(t *testing.T) {
	kpis := load(t)
	needs := func(rows catalogue.Rows, names ...string) catalogue.Needs {
		var chosen []*catalogue.KPI
		for _, name := range names {
			chosen = append(chosen, kpis.Find(name))
		}
		return kpis.Needs(chosen, rows)
	}
	require.Equal(t, []string{
		"avg_wait_time_first_response", "avg_time_to_first_response_first_assignment",
		"open_conversations", "unassigned_conversations", "assigned_conversations",
	}, ids(needs(catalogue.Skill, "wait_time", "avg_wait_time_first_response", "open_conversations").Own))

	require.Equal(t, []string{"concluded_conversations", "closed_conversations"}, ids(needs(catalogue.Account, "transfers").Own))
	require.Equal(t, []string{"transfers"}, ids(needs(catalogue.Agent, "transfers").Own))

	other := needs(catalogue.Account, "load_other")
	require.Empty(t, other.Own)
	require.Equal(t, []string{"agent_load", "max_slots", "agent_current_status"}, ids(other.Agents))
}
