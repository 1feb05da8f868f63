package frame_test

import (
	"math"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/grafana/grafana-plugin-sdk-go/experimental"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/frame"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

var empty = math.NaN()

// answer is three rows, or one for the account.
func answer(q query.Query) compute.Answer {
	table := liveperson.Table{IDs: []string{"1", "2", "3"}, Names: []string{"Sales", "Support", "Billing"}, Fields: map[string][]float64{
		"openConversations": {5, 9, 7}, "csat": {0.5, empty, 0.9}, "closedConversations": {1, empty, 3},
		"agentCurrentStatusStartTime": {1_700_000_000_000, empty, 1_700_000_060_000},
	}, Texts: map[string][]string{"agentCurrentStatus": {"ONLINE", "", "AWAY"}}}
	if q.Rows == catalogue.Account {
		table = liveperson.Table{IDs: []string{""}, Names: []string{""}, Fields: map[string][]float64{
			"openConversations": {21}, "csat": {empty}, "closedConversations": {4},
		}}
	}
	return compute.Answer{Rows: q.Rows, Table: table, Now: time.UnixMilli(1_700_000_120_000)}
}

func make3(t *testing.T, raw string) *data.Frame {
	t.Helper()
	kpis, err := catalogue.Load()
	require.NoError(t, err)
	q, err := query.Parse(kpis, []byte(raw), query.Range{})
	require.NoError(t, err)
	if q.Series {
		start := time.Date(2026, 3, 29, 12, 0, 0, 0, time.UTC)
		short := answer(q)
		short.Table.IDs, short.Table.Names = short.Table.IDs[:1], short.Table.Names[:1]
		return frame.Series(kpis, q, []time.Time{start, start.Add(time.Hour)}, []compute.Answer{answer(q), short})
	}
	return frame.Value(kpis, q, answer(q))
}

func TestGolden(t *testing.T) {
	tests := map[string]string{
		"account":        `{"kpis": ["open_conversations", "csat"]}`,
		"skill":          `{"rows": "skill", "kpis": ["open_conversations", "csat"]}`,
		"group_ordered":  `{"rows": "group", "kpis": ["open_conversations"], "orderBy": {"kpi": "open_conversations", "desc": true}, "limit": 2}`,
		"agent":          `{"rows": "agent", "kpis": ["agent_current_status", "agent_current_status_start_time", "status_time", "csat"], "orderBy": {"kpi": "agent_current_status"}}`,
		"series_account": `{"shape": "series", "kpis": ["closed_conversations", "csat"]}`,
		"series_skill":   `{"rows": "skill", "shape": "series", "kpis": ["closed_conversations", "csat"]}`,
	}
	request := liveperson.MetricsRequest{From: time.UnixMilli(0), To: time.UnixMilli(60_000), GroupBy: liveperson.BySkill}
	for name, raw := range tests {
		t.Run(name, func(t *testing.T) {
			f := make3(t, raw)
			frame.Describe(f, frame.Origin{Requests: []liveperson.Request{request}, Calls: 3, Notices: []string{"A notice."}, Warnings: []string{"A warning."}})
			response := &backend.DataResponse{Frames: data.Frames{f}, Status: backend.StatusOK}
			experimental.CheckGoldenJSONResponse(t, "testdata", name, response, false)
		})
	}
}

func TestRowsWithoutAValueComeLast(t *testing.T) {
	for direction, want := range map[string][]string{"true": {"3", "1", "2"}, "false": {"1", "3", "2"}} {
		f := make3(t, `{"rows": "skill", "kpis": ["csat"], "orderBy": {"kpi": "csat", "desc": `+direction+`}}`)
		var ids []string
		for i := range f.Rows() {
			ids = append(ids, f.Fields[1].At(i).(string))
		}
		require.Equal(t, want, ids)
	}
}

// Grafana's alerting makes a label of each text column: the row's name and id,
// and nothing else.
func TestOnlyNameAndIDAreText(t *testing.T) {
	f := make3(t, `{"rows": "skill", "kpis": ["open_conversations", "csat"]}`)
	var texts []string
	for _, field := range f.Fields {
		if !field.Type().Numeric() {
			texts = append(texts, field.Name)
		}
	}
	require.Equal(t, []string{"skill", "skillId"}, texts)
}
