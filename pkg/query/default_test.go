package query_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/query"
)

// Browser and server agree on which queries are empty: the browser does not send
// those, and its tests read the same file.
func TestNewAndEmptyQueries(t *testing.T) {
	raw, err := os.ReadFile("testdata/asked.json")
	require.NoError(t, err)
	var cases []struct {
		Query json.RawMessage
		Asks  string
	}
	require.NoError(t, json.Unmarshal(raw, &cases))
	require.NotEmpty(t, cases)
	for _, c := range cases {
		q, err := query.Parse(kpis(t), c.Query, query.Range{})
		switch c.Asks {
		case "the default":
			require.NoError(t, err, string(c.Query))
			require.Equal(t, "unassigned_conversations", q.KPIs[0].ID)
		case "nothing":
			require.EqualError(t, err, "Select at least one KPI.", string(c.Query))
		case "something":
			require.NoError(t, err, string(c.Query))
			require.Equal(t, "csat", q.KPIs[0].ID)
		default:
			require.Error(t, err, string(c.Query))
			require.NotContains(t, err.Error(), "Select at least one KPI", string(c.Query))
		}
	}
}
