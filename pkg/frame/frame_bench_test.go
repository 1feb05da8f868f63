package frame_test

import (
	"strconv"
	"testing"

	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/frame"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/plan"
)

const tableQuery = `{"rows": "skill", "kpis": ["open_conversations", "csat", "closed_conversations"], "orderBy": {"kpi": "open_conversations", "desc": true}}`

// Benchmarks of computing and making a table of a thousand skills, and trends with a
// line for each of a thousand skills.
func BenchmarkValue(b *testing.B) {
	for _, rows := range []int{12, 1000} {
		b.Run(strconv.Itoa(rows)+"Skills", func(b *testing.B) {
			kpis, q, p := parse(b, tableQuery, 1)
			steps := stepsOf(p, rows)
			b.ReportAllocs()
			for b.Loop() {
				frame.Value(q, compute.Value(kpis, q, steps, nil), frame.Levels{Fit: fitOf(kpis, q)}, now)
			}
			perValue(b, rows*len(q.KPIs))
		})
	}
}

func BenchmarkSeries(b *testing.B) {
	for _, rows := range []int{12, 1000} {
		b.Run(strconv.Itoa(rows)+"SkillsBy24Hours", func(b *testing.B) {
			kpis, q, p := parse(b, `{"rows": "skill", "shape": "series", "interval": "1h", "kpis": ["closed_conversations"]}`, 24)
			steps := stepsOf(p, rows)
			b.ReportAllocs()
			for b.Loop() {
				frame.Series(q, frame.Trend{Starts: p.Points, Points: compute.TrendOf(kpis, q, p.Points, steps).Points, Open: p.OpenPoint != ""}, fitOf(kpis, q), nil)
			}
			perValue(b, rows*len(p.Points))
		})
	}
}

// stepsOf are steps with a value of each KPI for so many skills.
func stepsOf(p plan.Plan, rows int) []*compute.Step {
	table := api.Table{Fields: map[string][]float64{}}
	for row := range rows {
		id := strconv.Itoa(2_500_000_101 + row)
		table.IDs, table.Names = append(table.IDs, id), append(table.Names, "Skill "+id)
		for place, field := range []string{"openConversations", "csat", "closedConversations"} {
			table.Fields[field] = append(table.Fields[field], float64((row*7919+place)%rows))
		}
	}
	var steps []*compute.Step
	for _, s := range p.Steps {
		step := &compute.Step{Step: s}
		step.Result.Table = table
		steps = append(steps, step)
	}
	return steps
}

func perValue(b *testing.B, values int) {
	b.Helper()
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(values), "ns/value")
}
