//go:build e2e

package e2e

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/stretchr/testify/require"
)

// asks is a sound question, with more fields in front of it.
func asks(more string) string {
	return `{` + more + `"rows": "skill", "kpis": ["csat"]}`
}

func filtered(filter string) string { return asks(`"filter": {` + filter + `}, `) }

func bothWays(t *testing.T, p *pluginProcess, raw string, check func(t *testing.T, answer backend.DataResponse)) {
	t.Helper()
	t.Run("panel", func(t *testing.T) { check(t, p.query(t, []byte(raw))) })
	t.Run("alert", func(t *testing.T) { check(t, p.alert(t, []byte(raw))) })
}

// rowsIn is how many rows a frame has. One of an alert rule has a field for each.
func rowsIn(f *data.Frame) int {
	if f.Meta.Type == data.FrameTypeNumericWide {
		return len(f.Fields)
	}
	return f.Rows()
}

// What is written by hand is read as it is meant where that is plain.
func TestHandwrittenQueriesAreReadAsTheyAreMeant(t *testing.T) {
	p := startPlugin(t).account(t, startSimulator(t, "--agents", "20"), "oauth2")
	skill := anyOf(p.list(t, "skills"))
	ids := make([]string, 5000)
	for i := range ids {
		ids[i] = fmt.Sprint(i)
	}
	many, err := json.Marshal(ids)
	require.NoError(t, err)
	everything := p.query(t, []byte(asks(""))).Frames[0].Rows()
	require.Greater(t, everything, 1)
	for name, test := range map[string]struct {
		raw  string
		rows int
	}{
		"unknown fields":       {asks(`"rawSql": "select 1", "colour": {"red": [1]}, `), everything},
		"unknown filters":      {filtered(`"colour": ["red"]`), everything},
		"an older version":     {asks(`"schemaVersion": 0, `), everything},
		"nulls":                {asks(`"schemaVersion": null, "filter": null, "window": null, "shape": null, "interval": null, "orderBy": null, "limit": null, `), everything},
		"nulls in the filter":  {filtered(`"skills": null, "groups": [null], "agents": [null, ""], "userTypes": [null, ""], "agentStatus": null`), everything},
		"nulls in the rest":    {asks(`"window": {"kind": null, "hours": null}, "orderBy": {"kpi": null, "desc": null}, `), everything},
		"empty lists":          {filtered(`"skills": [], "groups": [], "userTypes": []`), everything},
		"empty texts":          {filtered(`"skills": [""], "groups": [" "], "userTypes": [""]`), everything},
		"Grafana's own All":    {filtered(`"skills": ["$__all"], "groups": ["$__all"], "userTypes": ["$__all"]`), everything},
		"our All":              {filtered(`"skills": ["*"], "userTypes": ["*"]`), everything},
		"numbers for ids":      {filtered(`"skills": [` + skill + `]`), 1},
		"ids more than once":   {filtered(`"skills": ["` + skill + `", ` + skill + `, " ` + skill + ` "]`), 1},
		"blank KPIs":           {`{"rows": "skill", "kpis": [" csat ", "", null, "csat"]}`, everything},
		"5,000 ids":            {filtered(`"skills": ` + string(many)), -1},
		"5,000 times one KPI":  {`{"rows": "skill", "kpis": [` + strings.Repeat(`"csat", `, 4999) + `"csat"]}`, everything},
		"nothing":              {`{}`, everything},
		"nothing but a letter": {`{"refId": "A", "hide": false, "kpis": null}`, everything},
		"an order too many":    {`{"rows": "account", "kpis": ["csat"], "orderBy": {"kpi": "csat"}, "limit": 3}`, 1},
	} {
		t.Run(name, func(t *testing.T) {
			bothWays(t, p, test.raw, func(t *testing.T, answer backend.DataResponse) {
				require.NoError(t, answer.Error)
				require.LessOrEqual(t, len(answer.Frames[0].Meta.Notices), 1)
				if test.rows >= 0 {
					require.Equal(t, test.rows, rowsIn(answer.Frames[0]))
				}
			})
		})
	}
}

// What can't be meant is a sentence that names the field and the value.
func TestHandwrittenQueriesThatCannotBeMeantSayWhy(t *testing.T) {
	p := startPlugin(t).account(t, startSimulator(t, "--agents", "20"), "oauth2")
	for raw, says := range map[string]string{
		`{`:                                   "not valid JSON",
		`[]`:                                  "not valid JSON",
		strings.Repeat(`{"filter": `, 20_000): "not valid JSON",
		`{"rows": "skill"}`:                   "Select at least one KPI",
		`{"schemaVersion": 1}`:                "Select at least one KPI",
		`{"kpis": ["", " "]}`:                 "Select at least one KPI",
		`{"rows": "skill", "kpis": "csat"}`:   `"kpis" can't be a string`,
		`{"kpis": [5]}`:                       `"kpis" can't be a number`,
		`{"kpis": {"id": "csat"}}`:            `"kpis" can't be an object`,
		`{"kpis": ["客服"]}`:                    `no KPI "客服"`,
		`{"kpis": ["` + strings.Repeat("x", 100_000) + `"]}`: `no KPI "xxx`,
		`{"kpis": ["$kpi"]}`:                                         "The KPI $kpi is a variable that has no value here",
		`{"rows": 5, "kpis": ["csat"]}`:                              `"rows" can't be a number`,
		`{"rows": "$rows", "kpis": ["csat"]}`:                        `Rows by "$rows" are not supported`,
		`{"rows": "agent", "kpis": ["open_conversations"]}`:          `Open is not available by agent ("open_conversations")`,
		asks(`"schemaVersion": 99, `):                                "schemaVersion 99",
		asks(`"schemaVersion": "1", `):                               `"schemaVersion" can't be a string`,
		asks(`"schemaVersion": 1.5, `):                               `"schemaVersion" can't be a number 1.5`,
		asks(`"filter": "all", `):                                    `"filter" can't be a string`,
		asks(`"filter": [], `):                                       `"filter" can't be a list`,
		filtered(`"skills": "101"`):                                  `"filter.skills" can't be a string`,
		filtered(`"skills": [{"value": "101"}]`):                     `"filter.skills" can't be an object`,
		filtered(`"skills": [true]`):                                 `"filter.skills" can't be true or false`,
		filtered(`"skills": ["$skill"]`):                             `"skills" contains the variable $skill`,
		filtered(`"groups": ["[[group]]"]`):                          `"groups" contains the variable [[group]]`,
		filtered(`"agents": ["` + strings.Repeat("9", 40) + `"]`):    `which is not an ID`,
		filtered(`"skills": ["١٢٣"]`):                                `contains "١٢٣", which is not an ID`,
		filtered(`"skills": ["1; drop\ntable"]`):                     "which is not an ID",
		filtered(`"skills": [1.5]`):                                  `contains "1.5"`,
		filtered(`"userTypes": ["$type"]`):                           "contains the variable $type, which has no value here",
		filtered(`"includeSubGroups": "yes"`):                        `"filter.includeSubGroups" is "yes". Allowed: true, false.`,
		asks(`"window": "range", `):                                  `"window" can't be a string`,
		asks(`"window": {"kind": "last", "hours": "three"}, `):       `last "three" hours is invalid`,
		asks(`"window": {"kind": "last", "hours": 1e300}, `):         "last 1e+300 hours is invalid",
		asks(`"window": {"kind": "last", "hours": 1e999}, `):         `"window.hours" can't be a number 1e999`,
		asks(`"window": {"kind": "today"}, `):                        `The start time "" is invalid`,
		asks(`"window": {"kind": "today", "from": "24:00"}, `):       `The start time "24:00" is invalid`,
		asks(`"shape": ["series"], `):                                `"shape" can't be a list`,
		asks(`"orderBy": "csat", `):                                  `"orderBy" can't be a string`,
		asks(`"orderBy": {"kpi": "transfers"}, `):                    `is sorted by "transfers"`,
		asks(`"limit": "five", `):                                    `limit "five" is invalid`,
		asks(`"limit": 1e300, `):                                     "limit 1e+300 is invalid",
		`{"kpis": ["csat"], "shape": "series", "interval": "$step"}`: `interval "$step" is invalid`,
		`{"kpis": ["csat"], "shape": "series", "interval": 5}`:       `"interval" can't be a number`,
	} {
		t.Run(says, func(t *testing.T) {
			bothWays(t, p, raw, func(t *testing.T, answer backend.DataResponse) {
				require.ErrorContains(t, answer.Error, says)
				explains(t, answer, says)
			})
		})
	}
}
