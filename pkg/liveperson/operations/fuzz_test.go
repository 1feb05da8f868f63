package operations

import (
	"encoding/json"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// FuzzResponse gives the decoder anything. What it accepts makes rows with an id each, with
// columns of one length, and without a number below 0.
func FuzzResponse(f *testing.F) {
	for _, seed := range []string{
		`{"metricsTotals": ` + two + `}`,
		`{"skillsMetricsPerAgent": {"metricsPerSkill": {"101": {"metricsPerAgent": {"11": ` + one + `}, "metricsTotals": ` + two + `}}, "metricsTotals": []}}`,
		`{"agentsMetrics": {"metricsPerAgent": {"11": ` + one + `, "12": ` + two + `}, "metricsTotals": ` + two + `}}`,
		`{"metricsByIntervals": [{"timestamp": 1774787400000, "metricsData": {"skillsMetrics": {"-1": ` + one + `}}}, {"timestamp": "x"}], "timeframeSummary": null}`,
		`{"metricsTotal": {"totalResolvedConversations": -1, "avgTime_resolvedConversations": "NaN"}}`,
		`[]`, `null`, `{"skillsMetrics": {" 7 ": 1, "7": {}}}`,
		`{"agentsMetrics": {"11": {"totalResolvedConversations": 1e308}, "12": {"totalResolvedConversations": "1e308"}}}`,
	} {
		f.Add([]byte(seed))
	}
	from := time.UnixMilli(1774785600000).UTC()
	r := api.Request{Columns: []api.Column{{Field: total}, {Field: mean}}, Window: api.Window{From: from, To: from.Add(time.Hour)}, Step: 2 * bucket}
	groups := team{groupsOf: map[string][]string{"11": {"1"}, "12": {"1", "2"}}}
	f.Fuzz(func(t *testing.T, raw []byte) {
		var whole document
		if json.Unmarshal(raw, &whole) != nil {
			return
		}
		for _, r.GroupBy = range []string{"", api.BySkill, api.ByGroup, api.ByAgent} {
			for _, rows := range [][]row{rowsOf(&whole.response, r.GroupBy, groups), pointsOf(whole.intervals, r, groups)} {
				requireSound(t, table(methods["operations.msgconversation"], r.Columns, rows))
			}
		}
	})
}

func requireSound(t *testing.T, table api.Table) {
	t.Helper()
	ids := slices.Sorted(slices.Values(table.IDs))
	require.Equal(t, ids, slices.Compact(slices.Clone(ids)), "each row is there once")
	for field, column := range table.Fields {
		require.Len(t, column, len(table.IDs))
		require.False(t, slices.ContainsFunc(column, func(n float64) bool { return n < 0 || math.IsInf(n, 0) }), "%s: %v", field, column)
	}
}
