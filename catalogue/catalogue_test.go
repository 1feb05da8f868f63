package catalogue_test

import (
	"math"
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
		require.Contains(t, []catalogue.Measure{catalogue.Count, catalogue.Average, catalogue.Ratio}, kpi.Measure, kpi.ID)
	}
}

func TestNeedsAsksForPartsOnce(t *testing.T) {
	kpis := load(t)
	asked := kpis.Needs([]*catalogue.KPI{kpis.Find("wait_time"), kpis.Find("avg_wait_time_first_response"), kpis.Find("open_conversations")})
	var ids []string
	for _, kpi := range asked {
		ids = append(ids, kpi.ID)
	}
	require.Equal(t, []string{
		"avg_wait_time_first_response", "avg_time_to_first_response_first_assignment",
		"open_conversations", "unassigned_conversations", "assigned_conversations",
	}, ids)
}

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
	kpis := load(t)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := kpis.Column(kpis.Find(test.kpi), len(test.want), func(name string) []float64 { return test.fields[name] })
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
