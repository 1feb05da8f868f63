package reporting

import (
	"bytes"
	"encoding/json"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

const (
	total = "totalResolvedConversations"
	mean  = "avgTime_resolvedConversations"
	// one is a row with one conversation of a minute, two one with two of four minutes.
	one = `{"totalResolvedConversations": 1, "totalHandlingTime_resolvedConversations": 60000, "avgTime_resolvedConversations": 60000.0}`
	two = `{"totalResolvedConversations": 2, "totalHandlingTime_resolvedConversations": 480000, "avgTime_resolvedConversations": 240000.0}`
)

// closed is a method with a count, a mean, a sum, a maximum and agents that are counted.
var closed = Method{
	Counts: []string{total}, Highest: []string{"highest"}, Present: map[string]string{"present": "2.total"},
	Averages: map[string]Average{mean: MeanOf("totalHandlingTime_resolvedConversations", total), "sum": {Total: map[string]float64{"2.total": 1000}}},
}

// FuzzResponse gives the decoder anything. What it accepts makes rows with an id each, with
// columns of one length, and without a number below 0.
func FuzzResponse(f *testing.F) {
	for _, seed := range []string{
		`{"metricsTotals": ` + two + `}`,
		`{"skillsMetricsPerAgent": {"metricsPerSkill": {"101": {"metricsPerAgent": {"11": ` + one + `}, "metricsTotals": ` + two + `}}, "metricsTotals": []}}`,
		`{"agentsMetrics": {"metricsPerAgent": {"11": ` + one + `, "12": ` + two + `}, "metricsTotals": ` + two + `}}`,
		`{"metricsByIntervals": [{"timestamp": 1774787400000, "metricsData": {"skillsMetrics": {"-1": ` + one + `}}}, {"timestamp": "x"}], "timeframeSummary": null}`,
		`{"metricsTotal": {"totalResolvedConversations": -1, "avgTime_resolvedConversations": "NaN"}}`,
		`{"skills": {"101": {"totalResolvedConversations": -1}}, "totals": {"totalResolvedConversations": 0}}`,
		`{"agentsMetrics": {"metricsPerAgent": {"11": [{"id": 2, "value": {"total": 3}}, {"id": "-1", "value": {}}], "12": [{"id": 2}, 7]}, "metricsTotals": []}}`,
		`{"meta": {"responseCode": 200}, "body": {"metricsTotals": ` + two + `}}`, `{"meta": {"responseCode": {}}}`,
		`[]`, `null`, `{"skillsMetrics": {" 7 ": 1, "7": {}}}`,
		`{"agentsMetrics": {"11": {"totalResolvedConversations": 1e308}, "12": {"totalResolvedConversations": "1e308"}}}`,
	} {
		f.Add([]byte(seed))
	}
	from := time.UnixMilli(1774785600000).UTC()
	r := api.Request{Columns: []api.Column{{Field: total}, {Field: mean}, {Field: "sum"}, {Field: "highest"}, {Field: "present"}}, Window: api.Window{From: from, To: from.Add(time.Hour)}, Step: 2 * Bucket}
	groups := Team{groupsOf: map[string][]string{"11": {"1"}, "12": {"1", "2"}}}
	f.Fuzz(func(t *testing.T, raw []byte) {
		for _, r.GroupBy = range []string{"", api.BySkill, api.ByGroup, api.ByAgent} {
			for _, groups.addUp = range []bool{false, true} {
				var whole document
				trend := newIntervals(closed, r, groups)
				body, err := trend.read(bytes.NewReader(raw))
				if err == nil {
					body, err = unwrapped(body)
				}
				if err != nil || json.Unmarshal(body, &whole) != nil {
					return
				}
				for _, rows := range [][]row{rowsOf(&whole.Response, r.GroupBy, groups), trend.rows()} {
					requireSound(t, table(closed, r.Columns, rows))
				}
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
