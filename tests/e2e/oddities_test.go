//go:build e2e

package e2e

import (
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/stretchr/testify/require"
)

// filled is how many rows have a value in a field.
func filled(t *testing.T, f *data.Frame, field string) (n int) {
	t.Helper()
	column, _ := f.FieldByName(field)
	require.NotNil(t, column)
	for row := range column.Len() {
		if !column.NilAt(row) {
			n++
		}
	}
	return n
}

func noticed(f *data.Frame) string {
	var texts []string
	for _, n := range f.Meta.Notices {
		texts = append(texts, n.Text)
	}
	return strings.Join(texts, " ")
}

// What real accounts and gateways send takes no more than its own cell.
func TestOddResponsesAreRead(t *testing.T) {
	address := startSimulator(t, "--agents", "56", "--skills", "76")
	process := startPlugin(t)
	const skills, agents = 77, 56 // one skill is deleted and still has conversations
	bySkill := []byte(`{"rows": "skill", "kpis": ["open_conversations", "queue_wait_time_50th_percentile"]}`)
	byAgent := []byte(`{"rows": "agent", "kpis": ["agent_current_status_start_time", "status_time", "max_slots"]}`)
	whole := process.account(t, address, "oauth2").query(t, bySkill)
	require.NoError(t, whole.Error)
	rows := whole.Frames[0].Rows()
	require.Greater(t, rows, 50, "more than one page")
	require.LessOrEqual(t, rows, skills)
	tests := map[string]struct {
		rule   map[string]any
		query  []byte
		rows   int
		field  string
		filled func(rows int) bool
		says   string
	}{
		"one cell in three":     {map[string]any{"values": map[string]any{"openConversations": []any{"NaN", "5", `"7"`}}}, bySkill, rows, "open_conversations", func(n int) bool { return n > 0 && n < rows }, `values of "openConversations" from LivePerson could not be read and will not be shown`},
		"no data":               {map[string]any{"values": map[string]any{"queueWaitTime50thPercentile": []any{"-1"}}}, bySkill, rows, "queue_wait_time_50th_percentile", func(n int) bool { return n == 0 }, ""},
		"no count":              {map[string]any{"values": map[string]any{"count": []any{nil}}}, bySkill, rows, "open_conversations", func(n int) bool { return n == rows }, ""},
		"a count of 0":          {map[string]any{"values": map[string]any{"count": []any{"0"}}}, bySkill, rows, "open_conversations", func(n int) bool { return n == rows }, ""},
		"the page's own count":  {map[string]any{"values": map[string]any{"count": []any{"50"}}}, bySkill, rows, "open_conversations", func(n int) bool { return n == rows }, ""},
		"no count and no links": {map[string]any{"values": map[string]any{"metadata": []any{"{}"}}}, bySkill, rows, "open_conversations", func(n int) bool { return n == rows }, ""},
		"another envelope":      {map[string]any{"rename": map[string]any{"metadata": "_metadata"}}, bySkill, rows, "open_conversations", func(n int) bool { return n == rows }, ""},
		"broken rows":           {map[string]any{"rows": []any{"null", `"text"`, `{"key": null}`}}, bySkill, rows, "open_conversations", func(n int) bool { return n == rows }, "6 rows from LivePerson could not be read and will not be shown"},
		"UTF-16":                {map[string]any{"encoding": "utf-16be"}, bySkill, rows, "open_conversations", func(n int) bool { return n == rows }, ""},
		"gzip that is not said": {map[string]any{"encoding": "gzip-unsaid"}, bySkill, rows, "open_conversations", func(n int) bool { return n == rows }, ""},
		"text around it":        {map[string]any{"before": ")]}',\n", "after": "\x00\n"}, bySkill, rows, "open_conversations", func(n int) bool { return n == rows }, ""},
		"agents without count":  {map[string]any{"values": map[string]any{"count": []any{"null"}}}, byAgent, 0, "max_slots", func(n int) bool { return n > 0 && n <= agents }, ""},
		"agents since 1970":     {map[string]any{"values": map[string]any{"agentCurrentStatusStartTime": []any{"0"}}}, byAgent, 0, "status_time", func(n int) bool { return n == 0 }, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			p := process.account(t, address, "oauth2")
			for _, service := range []string{"metrics", "agent_view"} {
				rule := map[string]any{"service": service}
				for field, value := range test.rule {
					rule[field] = value
				}
				fault(t, address, rule)
			}
			answer := p.query(t, test.query)
			require.NoError(t, answer.Error)
			f := answer.Frames[0]
			if test.rows > 0 {
				require.Equal(t, test.rows, f.Rows())
			}
			n := filled(t, f, test.field)
			require.True(t, test.filled(n), "%d of %d rows have a value", n, f.Rows())
			require.Contains(t, noticed(f), test.says)
			if test.says == "" {
				require.Empty(t, noticed(f))
			}
			require.Equal(t, "OK", p.health(t).Status.String())
		})
	}
}
