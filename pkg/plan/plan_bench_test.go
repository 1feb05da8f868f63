package plan_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/plan"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// A query is planned anew for every panel, viewer and refresh, so the way from
// stored JSON to requests must cost next to nothing.
func BenchmarkPlan(b *testing.B) {
	kpis, err := load()
	require.NoError(b, err)
	planner := plan.New(kpis, liveperson.Methods(liveperson.OAuth2), plan.Limits{MaxTrendRequests: 400})
	for name, test := range map[string]struct {
		raw  string
		days int
	}{
		"Value":         {`{"kpis": ["open_conversations"]}`, 1},
		"SkillTable":    {`{"rows": "skill", "kpis": ["open_conversations", "unassigned_conversations", "human_agent_load", "closed_conversations", "csat"]}`, 1},
		"SplitWindow":   {`{"rows": "skill", "kpis": ["closed_conversations", "csat"]}`, 13},
		"Trend24Hours":  {`{"kpis": ["csat"], "shape": "series", "interval": "1h"}`, 1},
		"Trend14Days":   {`{"rows": "skill", "kpis": ["closed_conversations"], "shape": "series", "interval": "1h"}`, 14},
		"AgentFormulas": {`{"rows": "skill", "kpis": ["total_max_slots"]}`, 1},
	} {
		timeRange := query.Range{From: now.Add(-time.Duration(test.days) * day), To: now, Interval: time.Minute}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				q, err := query.Parse(kpis, []byte(test.raw), timeRange)
				require.NoError(b, err)
				_, err = planner.Build(q, now)
				require.NoError(b, err)
			}
		})
	}
}
