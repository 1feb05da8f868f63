package plugin_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// nested is a contact contactCentre with group 2 below group 1 and an agent in each,
// whose agent view has only those of the groups in its filter.
func nested(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.Method == http.MethodGet:
		_, _ = w.Write([]byte(`[{"id": 1, "name": "Sales", "parentGroupId": null}, {"id": 2, "name": "Night shift", "parentGroupId": 1}]`))
	case strings.HasSuffix(r.URL.Path, "/agent_view"):
		var body struct {
			Filters struct {
				Groups []string `json:"agentGroupIds"`
			} `json:"filters"`
		}
		_ = json.NewDecoder(r.Body).Decode(&body)
		records := []map[string]any{}
		for group, slots := range map[string]int{"1": 5, "2": 3} {
			if slices.Contains(body.Filters.Groups, group) {
				records = append(records, map[string]any{"agentId": group, "agentGroupId": group, "maxSlots": slots, "activeConversations": 2})
			}
		}
		_ = json.NewEncoder(w).Encode(map[string]any{"metadata": map[string]any{"count": len(records)}, "agentViewRecords": records})
	default:
		_, _ = w.Write([]byte(`{"metadata": {"count": 1}, "groupBy": {"groupByField": "agentGroupId", "groups": [{"key": "1", "keyDescription": "Sales", "metrics": {}}]}}`))
	}
}

func TestSumsOverAgentsIncludeSubGroups(t *testing.T) {
	ds := connect(t, livepersontest.New(t, nested))
	for query, want := range map[string]float64{
		`{"rows": "account", "kpis": ["total_max_slots"], "filter": {"groups": ["1"]}}`:                           5,
		`{"rows": "account", "kpis": ["total_max_slots"], "filter": {"groups": ["1"], "includeSubGroups": true}}`: 8,
		`{"rows": "account", "kpis": ["active_load"], "filter": {"groups": ["1"], "includeSubGroups": true}}`:     0.5,
		`{"rows": "group", "kpis": ["total_max_slots"], "filter": {"groups": ["1"]}}`:                             5,
		`{"rows": "group", "kpis": ["total_max_slots"], "filter": {"groups": ["1"], "includeSubGroups": true}}`:   8,
	} {
		response := queryData(ds, query)["A"]
		require.NoError(t, response.Error, query)
		fields := response.Frames[0].Fields
		require.Equal(t, want, *fields[len(fields)-1].At(0).(*float64), query)
	}
}

func TestAgentRowsIncludeSubGroups(t *testing.T) {
	ds := connect(t, livepersontest.New(t, nested))
	response := queryData(ds, `{"rows": "agent", "kpis": ["max_slots"], "filter": {"groups": ["1"], "includeSubGroups": true}}`)["A"]
	require.NoError(t, response.Error)
	require.Equal(t, 2, response.Frames[0].Rows())
}
