package frame_test

import (
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/frame"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

const tableQuery = `{"rows": "skill", "kpis": ["open_conversations", "csat", "closed_conversations"], "orderBy": {"kpi": "open_conversations", "desc": true}}`

// Benchmarks of a table of a thousand skills and of trends with a line for each
// of a thousand skills.
func BenchmarkValue(b *testing.B) {
	for _, rows := range []int{12, 1000} {
		b.Run(strconv.Itoa(rows)+"Skills", func(b *testing.B) {
			kpis, q, a := skillAnswer(b, tableQuery, rows)
			b.ReportAllocs()
			for b.Loop() {
				frame.Value(kpis, q, a)
			}
			perValue(b, rows*len(q.KPIs))
		})
	}
}

func BenchmarkSeries(b *testing.B) {
	for _, rows := range []int{12, 1000} {
		b.Run(strconv.Itoa(rows)+"SkillsBy24Hours", func(b *testing.B) {
			kpis, q, a := skillAnswer(b, `{"rows": "skill", "shape": "series", "kpis": ["closed_conversations"]}`, rows)
			var points []time.Time
			var answers []compute.Answer
			for hour := range 24 {
				points = append(points, time.Unix(int64(hour)*3600, 0))
				answers = append(answers, a)
			}
			b.ReportAllocs()
			for b.Loop() {
				frame.Series(kpis, q, points, answers)
			}
			perValue(b, rows*len(points))
		})
	}
}

// skillAnswer is an answer with a value of each KPI for so many skills.
func skillAnswer(b *testing.B, raw string, rows int) (*catalogue.Catalogue, query.Query, compute.Answer) {
	b.Helper()
	kpis, err := catalogue.Load()
	require.NoError(b, err)
	q, err := query.Parse(kpis, []byte(raw), query.Range{})
	require.NoError(b, err)
	table := liveperson.Table{Fields: map[string][]float64{}}
	for row := range rows {
		id := strconv.Itoa(2_500_000_101 + row)
		table.IDs, table.Names = append(table.IDs, id), append(table.Names, "Skill "+id)
		for place, field := range []string{"openConversations", "csat", "closedConversations"} {
			table.Fields[field] = append(table.Fields[field], float64((row*7919+place)%rows))
		}
	}
	return kpis, q, compute.Answer{Rows: q.Rows, Table: table}
}

func perValue(b *testing.B, values int) {
	b.Helper()
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(values), "ns/value")
}
