package compute_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

func TestColumn(t *testing.T) {
	empty := math.NaN()
	tests := map[string]struct {
		kpi    string
		fields map[string][]float64
		want   []float64
	}{
		"a count that is left out is 0": {
			"closed_conversations", map[string][]float64{"closedConversations": {3, empty}}, []float64{3, 0},
		},
		"an average that is left out is empty": {
			"avg_wait_time", map[string][]float64{"avgWaitTime": {3, empty}}, []float64{3, empty},
		},
		"a difference is empty unless both are there": {
			"wait_time", map[string][]float64{
				"avgWaitTimeFirstResponse":              {100, 100, empty},
				"avgTimeToFirstResponseFirstAssignment": {30, empty, 30},
			}, []float64{70, empty, empty},
		},
		"open is the sum of its parts where it is left out": {
			"open_conversations", map[string][]float64{
				"openConversations":       {9, empty, empty},
				"unassignedConversations": {1, 2, empty},
				"assignedConversations":   {1, 3, empty},
			}, []float64{9, 5, 0},
		},
		"a field that was not answered at all": {
			"csat", nil, []float64{empty, empty},
		},
	}
	kpis, err := catalogue.Load()
	require.NoError(t, err)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			a := compute.Answer{Rows: catalogue.Skill, Table: liveperson.Table{IDs: make([]string, len(test.want)), Fields: test.fields}}
			got := a.Column(kpis, kpis.Find(test.kpi))
			require.Len(t, got, len(test.want))
			for i, want := range test.want {
				if math.IsNaN(want) {
					require.True(t, math.IsNaN(got[i]), "row %d: %v", i, got[i])
				} else {
					require.Equal(t, want, got[i], "row %d", i)
				}
			}
		})
	}
}

// four agents: two of group 1 and two of group 2, which is below 1.
var agents = liveperson.Table{
	IDs: []string{"a", "b", "c", "d"}, Names: []string{"", "", "", ""},
	Fields: map[string][]float64{"agentLoad": {0.5, 1, 0, 0.25}, "maxSlots": {10, 2, 4, 4}, "activeConversations": {3, 2, 0, 1}},
	Texts:  map[string][]string{"agentCurrentStatus": {"ONLINE", "AWAY", "BACK_SOON", "ONLINE"}},
	Agents: []liveperson.Place{{Group: "1", Skills: []string{"7"}}, {Group: "1"}, {Group: "2", Skills: []string{"7", "8"}}, {Group: "2", Skills: []string{"8"}}},
}

func TestFormulasOverAgents(t *testing.T) {
	kpis, err := catalogue.Load()
	require.NoError(t, err)
	within := func(group, other string) bool { return group == other || group == "2" && other == "1" }
	tests := map[string]struct {
		kpi    string
		answer compute.Answer
		want   []float64
	}{
		"load of those not online": {"load_other", compute.Answer{Rows: catalogue.Account, Table: liveperson.Table{IDs: []string{""}}}, []float64{2.0 / 6}},
		"slots by skill":           {"total_max_slots", compute.Answer{Rows: catalogue.Skill, Table: liveperson.Table{IDs: []string{"7", "8", "9"}}}, []float64{14, 8, 0}},
		"slots by group":           {"total_max_slots", compute.Answer{Rows: catalogue.Group, Table: liveperson.Table{IDs: []string{"1", "2"}}}, []float64{12, 8}},
		"slots with sub-groups":    {"total_max_slots", compute.Answer{Rows: catalogue.Group, Within: within, Table: liveperson.Table{IDs: []string{"1", "2"}}}, []float64{20, 8}},
		"active over slots":        {"active_load_online", compute.Answer{Rows: catalogue.Account, Table: liveperson.Table{IDs: []string{""}}}, []float64{4.0 / 14}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			test.answer.Agents = agents
			require.InDeltaSlice(t, test.want, test.answer.Column(kpis, kpis.Find(test.kpi)), 1e-9)
		})
	}
}

func TestMergeAddsWindowsUp(t *testing.T) {
	parts := []liveperson.Table{
		{IDs: []string{"1", "2"}, Names: []string{"A", "B"}, Fields: map[string][]float64{"closedConversations": {1, 2}}},
		{IDs: []string{"2", "3"}, Names: []string{"B", "C"}, Fields: map[string][]float64{"closedConversations": {10, math.NaN()}}},
		{IDs: []string{"1"}, Names: []string{"A"}, Fields: map[string][]float64{"csat": {0.5}}},
	}
	m := compute.Merge(make([]liveperson.Request, 3), parts)
	require.Equal(t, []string{"1", "2", "3"}, m.IDs)
	require.Equal(t, []string{"A", "B", "C"}, m.Names)
	require.Equal(t, []float64{1, 12}, m.Fields["closedConversations"][:2])
	require.True(t, math.IsNaN(m.Fields["closedConversations"][2]))
	require.Equal(t, 0.5, m.Fields["csat"][0])
	require.True(t, math.IsNaN(m.Fields["csat"][1]))
	require.Equal(t, []float64{1, 2}, parts[0].Fields["closedConversations"], "the parts stay as they are")
}
