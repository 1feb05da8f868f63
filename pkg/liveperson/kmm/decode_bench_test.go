package kmm

import (
	"bytes"
	"context"
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

// The responses that are measured: 50 rows, as LivePerson returns them at once.
var (
	fourteen = columnsOf(
		"openConversations", "unassignedConversations", "assignedConversations", "activeConversations", "humanAgentLoad",
		"onlineAgents", "awayAgents", "backSoonAgents", "avgWaitTime", "avgTimeToResponse",
		"closedConversations", "closedByAgent", "concludedConversations", "csat")
	twelve = columnsOf(
		"agentCurrentStatusStartTime", "activeConversations", "assignedConversations", "agentLoad", "maxSlots", "pendingAgentResponse",
		"closedConversations", "transfers", "closeRate", "avgTimeToResponse", "avgWaitTime", "csat")
)

// values writes metrics as LivePerson does: counts whole, the rest with
// decimals.
func values(r *rand.Rand, requested []api.Column) string {
	var parts []string
	for _, column := range requested {
		value := fmt.Sprint(r.Intn(400))
		if strings.HasPrefix(column.Field, "avg") || strings.HasSuffix(column.Field, "oad") || column.Field == "csat" {
			value = fmt.Sprint(float64(r.Intn(100_000)) / 1000)
		}
		parts = append(parts, fmt.Sprintf(`"%s":%s`, column.Field, value))
	}
	return strings.Join(parts, ",")
}

// groupsFrom is a page of groups out of so many.
func groupsFrom(offset, all int) []byte {
	r, groups := rand.New(rand.NewSource(int64(offset))), make([]string, 0, pageSize)
	for i := offset; i < min(all, offset+pageSize); i++ {
		groups = append(groups, fmt.Sprintf(`{"key":"%d","keyDescription":"Skill number %d","metrics":{%s}}`, i, i, values(r, fourteen)))
	}
	return fmt.Appendf(nil, `{"metadata":{"count":%d,"self":{"rel":"self","href":"https://host/metrics?offset=%d"}},`+
		`"groupBy":{"groupByField":"skillId","groups":[%s]}}`, all, offset, strings.Join(groups, ","))
}

func agentsPage() []byte {
	r, agents := rand.New(rand.NewSource(1)), make([]string, 0, pageSize)
	for i := range pageSize {
		agents = append(agents, fmt.Sprintf(`{"agentId":"%d","agentGroupId":-1,"agentCurrentStatus":"AWAY","agentCurrentStatusReasonId":"77",%s,`+
			`"agentMetadata":{"agentName":"Agent number %d","agentNickname":"Nick %d","agentLoginName":"agent%d@example.com","agentGroupName":"Main Group",`+
			`"agentPictureUrl":"https://example.com/pictures/%d.png","configuredMaxSlots":12,`+
			`"agentSkills":[{"skillId":101,"skillName":"Sales"},{"skillId":102,"skillName":"Support"}]}}`, i, values(r, twelve), i, i, i, i))
	}
	return fmt.Appendf(nil, `{"metadata":{"count":%d},"agentViewRecords":[%s]}`, pageSize, strings.Join(agents, ","))
}

// onePage decodes a page of 50 groups with 14 metrics.
func onePage(tb testing.TB, raw []byte) api.Table {
	columns := newColumns(fourteen)
	response := newMetricsDecoder(columns, pageSize)
	require.NoError(tb, decode(bytes.NewReader(raw), response.groups))
	return response.table(columns.fields)
}

// allPages decodes and joins pages.
func allPages(tb testing.TB, pages [][]byte) api.Table {
	columns := newColumns(fourteen)
	all, err := transport.Collect(context.Background(), maxGroups, func(_ context.Context, offset int) (transport.Page[rows], error) {
		response := newMetricsDecoder(columns, pageSize)
		err := decode(bytes.NewReader(pages[offset/pageSize]), response.groups)
		return response.metadata.page(response.rows, pageSize), err
	})
	require.NoError(tb, err)
	return all.Rows.table(columns.fields)
}

func someAgents(tb testing.TB, raw []byte, requested ...[]api.Column) api.Table {
	columns := newAgentColumns(slices.Concat(requested...))
	response := newAgentDecoder(columns, pageSize)
	require.NoError(tb, decode(bytes.NewReader(raw), response.agents))
	return columns.table(response.rows, nil)
}

func thousandSkills() [][]byte {
	var pages [][]byte
	for offset := 0; offset < 1000; offset += pageSize {
		pages = append(pages, groupsFrom(offset, 1000))
	}
	return pages
}

// perValue runs a decoder and reports what a value of its responses costs.
func perValue(b *testing.B, values int, run func()) {
	b.ReportAllocs()
	for b.Loop() {
		run()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*values), "ns/value")
	b.ReportMetric(testing.AllocsPerRun(20, run)/float64(values), "allocs/value")
}

func BenchmarkDecodeMetrics(b *testing.B) {
	raw := groupsFrom(0, pageSize)
	b.Run("stream", func(b *testing.B) { perValue(b, 50*14, func() { onePage(b, raw) }) })
	b.Run("reference", func(b *testing.B) { perValue(b, 50*14, func() { _, _ = referenceMetrics(raw, fourteen) }) })
}

func BenchmarkDecodeMetricsPages(b *testing.B) {
	pages := thousandSkills()
	b.Run("stream", func(b *testing.B) { perValue(b, 1000*14, func() { allPages(b, pages) }) })
}

func BenchmarkDecodeAgentView(b *testing.B) {
	raw := agentsPage()
	texts := columnsOf(statusField, skillsField, metadataField+"agentNickname")
	b.Run("stream", func(b *testing.B) { perValue(b, 50*12, func() { someAgents(b, raw, twelve) }) })
	b.Run("stream with texts", func(b *testing.B) { perValue(b, 50*15, func() { someAgents(b, raw, twelve, texts) }) })
	b.Run("reference", func(b *testing.B) { perValue(b, 50*12, func() { _, _ = referenceAgents(raw, twelve, nil) }) })
}
