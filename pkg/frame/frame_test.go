package frame_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/grafana/grafana-plugin-sdk-go/experimental"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/frame"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

var empty = math.NaN()

func make3(t *testing.T, raw string) *data.Frame {
	t.Helper()
	kpis, err := catalogue.Load()
	require.NoError(t, err)
	q, err := query.Parse(kpis, []byte(raw), query.Range{})
	require.NoError(t, err)
	table := liveperson.Table{IDs: []string{"1", "2", "3"}, Names: []string{"Sales", "Support", "Billing"}, Fields: map[string][]float64{
		"openConversations": {5, 9, 7}, "csat": {0.5, empty, 0.9},
	}}
	if q.Rows == catalogue.Account {
		table = liveperson.Table{IDs: []string{""}, Names: []string{""}, Fields: map[string][]float64{"openConversations": {21}, "csat": {empty}}}
	}
	return frame.Of(kpis, q, table)
}

func TestGolden(t *testing.T) {
	tests := map[string]string{
		"account":       `{"kpis": ["open_conversations", "csat"]}`,
		"skill":         `{"rows": "skill", "kpis": ["open_conversations", "csat"]}`,
		"group_ordered": `{"rows": "group", "kpis": ["open_conversations"], "orderBy": {"kpi": "open_conversations", "desc": true}, "limit": 2}`,
	}
	for name, raw := range tests {
		t.Run(name, func(t *testing.T) {
			f := make3(t, raw)
			frame.Describe(f, frame.Origin{Path: "/metrics", Body: json.RawMessage(`{"groupBy":"skillId"}`), Notices: []string{"A notice."}, Calls: 3})
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
