package kmm

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// meaning is a number of a column, or why there is none.
func meaning(number float64) string {
	switch {
	case api.IsLeftOut(number):
		return "left out"
	case api.IsUnclear(number):
		return "unclear"
	case math.IsNaN(number):
		return "none"
	}
	return strconv.FormatFloat(number, 'f', -1, 64)
}

// bySkillOf is the table of a response with these groups.
func bySkillOf(t *testing.T, columns []api.Column, groups ...string) api.Table {
	t.Helper()
	response := fmt.Sprintf(`{"metadata": {"count": %d}, "groupBy": {"groups": [%s]}, "all": {"csat": 0.5}}`, len(groups), strings.Join(groups, ","))
	table, err := responding(t, strings.NewReader(response)).Do(t.Context(), api.Request{Method: method("kmm.metrics"), GroupBy: api.BySkill, Columns: columns})
	require.NoError(t, err)
	return table
}

func TestNumbersAreReadHoweverTheyAreWritten(t *testing.T) {
	for written, want := range map[string]string{
		`0.82`: "0.82", `"0.82"`: "0.82", `" 12 "`: "12", `"1e3"`: "1000", `1E3`: "1000", `"12.0"`: "12", `"+5"`: "5", `".5"`: "0.5", `"\u0035"`: "5",
		`null`: "none", `-1`: "none", `-1.0`: "none", `"-1"`: "none", `"-1.00"`: "none",
		`NaN`: "unclear", `Infinity`: "unclear", `-Infinity`: "unclear", `"NaN"`: "unclear", `"Infinity"`: "unclear", `"-inf"`: "unclear",
		`""`: "unclear", `" "`: "unclear", `"NA"`: "unclear", `"N/A"`: "unclear", `"null"`: "unclear", `"undefined"`: "unclear", `"-"`: "unclear",
		`{}`: "unclear", `[]`: "unclear", `[0.5]`: "unclear", `{"value": 1}`: "unclear", `true`: "unclear", `false`: "unclear",
		`1e400`: "unclear", `"1e400"`: "unclear", `-1e400`: "unclear", `-5`: "unclear", `"-0.5"`: "unclear",
		`"0,82"`: "unclear", `"1,234"`: "unclear", `"1 234"`: "unclear", `"82%"`: "unclear", `"0x10"`: "unclear", `"1_000"`: "unclear", `"1e"`: "unclear",
	} {
		t.Run(written, func(t *testing.T) {
			table := bySkillOf(t, columnsOf("csat", "transfers"),
				`{"key": "1", "metrics": {"csat": 0.25, "transfers": 1}}`, `{"key": "2", "metrics": {"csat": `+written+`, "transfers": 2}}`, `{"key": "3", "metrics": {"transfers": 3}}`)
			require.Equal(t, []string{"1", "2", "3"}, table.IDs)
			require.Equal(t, []float64{1, 2, 3}, table.Fields["transfers"], "the rest of the rows stays")
			csat := table.Fields["csat"]
			require.Equal(t, []string{"0.25", want, "left out"}, []string{meaning(csat[0]), meaning(csat[1]), meaning(csat[2])})
			require.Equal(t, []float64{0.5}, table.Total.Fields["csat"])
		})
	}
}

func TestNumbersBelowZeroWhereTheyAre(t *testing.T) {
	signed := []api.Column{{Metric: "nps", Field: "nps", Numbers: api.Signed}}
	for written, want := range map[string]string{`-1`: "-1", `"-42.5"`: "-42.5", `-100`: "-100", `null`: "none", `"NA"`: "unclear"} {
		require.Equal(t, want, meaning(bySkillOf(t, signed, `{"key": "1", "metrics": {"nps": `+written+`}}`).Fields["nps"][0]), written)
	}
}

func TestTimesThatCanBe(t *testing.T) {
	times := []api.Column{{Metric: "since", Field: "since", Numbers: api.Moments}}
	for written, want := range map[string]string{
		`1767225600000`: "1767225600000", `1767225600`: "1767225600000", `"1767225600"`: "1767225600000", `1767225600.5`: "1767225600500",
		`1767225600000000`: "1767225600000", `1767225600000000000`: "1767225600000", `1.7672256E12`: "1767225600000", `788918400000`: "788918400000", `788918400`: "788918400000",
		`"2026-01-01T00:00:00Z"`: "1767225600000", `"2026-01-01T01:00:00.5+01:00"`: "1767225600500", `"2026-01-01T00:00:00.000+0000"`: "1767225600000",
		`0`: "none", `-1`: "none", `null`: "none", `"0"`: "none",
		`1`: "unclear", `86400000`: "unclear", `788918399`: "unclear", `4102444800000`: "unclear", `9999999999999`: "unclear", `1e400`: "unclear",
		`"2026-01-01T00:00:00"`: "unclear", `"yesterday"`: "unclear", `""`: "unclear", `{}`: "unclear", `NaN`: "unclear",
	} {
		require.Equal(t, want, meaning(bySkillOf(t, times, `{"key": "1", "metrics": {"since": `+written+`}}`).Fields["since"][0]), written)
	}
}

func TestRowsAreToldApartHoweverTheyAreWritten(t *testing.T) {
	metrics := `"metrics": {"csat": 0.5}`
	for written, want := range map[string]struct{ id, name string }{
		`{"key": 101, "keyDescription": "Sales", ` + metrics + `}`:      {"101", "Sales"},
		`{"key": 101.0, "keyDescription": null, ` + metrics + `}`:       {"101", "101"},
		`{"key": " 101 ", "keyDescription": "NA", ` + metrics + `}`:     {"101", "101"},
		`{"key": 2.2000001E9, "keyDescription": {}, ` + metrics + `}`:   {"2200000100", "2200000100"},
		`{"key": "101", "keyDescription": "  ", ` + metrics + `}`:       {"101", "101"},
		`{"key": "101", "keyDescription": "null", ` + metrics + `}`:     {"101", "101"},
		`{"key": "101", "keyDescription": 7, ` + metrics + `}`:          {"101", "7"},
		`{"key": -1, "keyDescription": "Main Group", ` + metrics + `}`:  {"-1", "Main Group"},
		`{"key": "101", "keyDescription": ["Sales"], ` + metrics + `}`:  {"101", "101"},
		`{"keyDescription": "Sales", ` + metrics + `, "key": "\u0037"}`: {"7", "Sales"},
	} {
		table := bySkillOf(t, columnsOf("csat"), `{"key": "9", `+metrics+`}`, written)
		require.Equal(t, []string{"9", want.id}, table.IDs, written)
		require.Equal(t, want.name, table.Names[1], written)
		require.Zero(t, table.Unclear)
	}
}

func TestRowsThatAreNotUnderstoodAreLeftOut(t *testing.T) {
	good := func(id int) string { return fmt.Sprintf(`{"key": "%d", "metrics": {"csat": %d}}`, id, id) }
	for _, broken := range []string{
		`null`, `"text"`, `[]`, `[{"key": "7"}]`, `7`, `true`, `NaN`, `{}`,
		`{"metrics": {"csat": 7}}`, `{"key": null, "metrics": {"csat": 7}}`, `{"key": "", "metrics": {"csat": 7}}`, `{"key": {}, "keyDescription": "Sales", "metrics": {"csat": 7}}`,
	} {
		t.Run(broken, func(t *testing.T) {
			table := bySkillOf(t, columnsOf("csat"), good(1), broken, good(2), broken, `{"key": "3"}`)
			require.Equal(t, []string{"1", "2", "3"}, table.IDs)
			require.Equal(t, "[1 2 NaN]", fmt.Sprint(table.Fields["csat"]), "no value is another row's")
			require.Equal(t, 2, table.Unclear)
			require.Zero(t, table.Missing)
			require.Equal(t, 1, table.Calls)
		})
	}
}

func TestRowsWithoutTheirValues(t *testing.T) {
	for written, want := range map[string]string{`{}`: "left out", `null`: "none", `"NA"`: "unclear", `[]`: "unclear", `7`: "unclear"} {
		table := bySkillOf(t, columnsOf("csat"), `{"key": "1", "metrics": `+written+`}`, `{"key": "2", "metrics": {"csat": 1}}`)
		require.Equal(t, want, meaning(table.Fields["csat"][0]), written)
		require.Equal(t, 1.0, table.Fields["csat"][1])
	}
}

func TestSectionsThatAreNone(t *testing.T) {
	for response, rows := range map[string]int{
		`{"metadata": {"count": 0}, "groupBy": {"groups": null}}`:                                                   0,
		`{"metadata": {"count": 0}, "groupBy": null, "all": {}}`:                                                    0,
		`{"_metadata": {"count": 1}, "groupBy": {"groups": [{"key": "1"}]}}`:                                        1,
		`{"groupBy": {"groups": [{"key": "1"}]}}`:                                                                   1,
		`{"metadata": [], "groupBy": {"groups": [{"key": "1"}]}, "all": "NA"}`:                                      1,
		`{"metadata": null, "groupBy": {"groups": [{"key": "1"}]}, "all": null}`:                                    1,
		`{"metadata": {"count": {}, "next": null}, "groupBy": {"groups": [{"key": "1"}, {"key": "1"}]}, "all": []}`: 1,
	} {
		table, err := responding(t, strings.NewReader(response)).Do(t.Context(), api.Request{Method: method("kmm.metrics"), GroupBy: api.BySkill, Columns: columnsOf("csat")})
		require.NoError(t, err, response)
		require.Len(t, table.IDs, rows, response)
		require.Zero(t, table.Missing, response)
		require.Empty(t, table.Notices, response)
	}
}

func TestAgentsAreReadHoweverTheyAreWritten(t *testing.T) {
	response := `{"_metadata": {"count": 5}, "agentViewRecords": [
		{"agentId": 5001.0, "agentGroupId": -1.0, "agentLoad": "0.5", "agentCurrentStatus": {}, "agentMetadata": {"agentName": "NA", "agentNickname": "Ana", "agentSkills": [{"skillId": 101.0}]}},
		null,
		{"agentId": null, "agentLoad": 9, "agentMetadata": {"agentName": "Nobody"}},
		{"agentId": " 5002", "agentGroupId": {}, "agentLoad": NaN, "agentCurrentStatus": "AWAY", "agentMetadata": "NA",
			"agentStatusDurationList": [{"agentStatus": "AWAY", "agentStatusDuration": 60000}, {"agentStatus": "AWAY", "agentStatusDuration": "NA"}, {"agentStatus": "ONLINE", "agentStatusDuration": -1}],
			"agentStatusWithReasonDurationList": [{"agentStatusDuration": {}, "agentStatusReasonId": "77"}, {"agentStatusDuration": 120000, "agentStatusReasonId": 77.0}]},
		{"agentLoad": 9}]}`
	table, err := responding(t, strings.NewReader(response)).(*source).agents(t.Context(), api.Request{
		Method:  method("kmm.agent_view"),
		Columns: columnsOf("agentLoad", statusField, durationField+away, durationField+online),
	})
	require.NoError(t, err)
	require.Equal(t, []string{"5001", "5002"}, table.IDs)
	require.Equal(t, []string{"Ana", "5002"}, table.Names)
	require.Equal(t, []string{"", "AWAY"}, table.Texts[statusField])
	require.Equal(t, []api.Membership{{Group: "-1", Skills: []string{"101"}}, {}}, table.Agents)
	require.Equal(t, 0.5, table.Fields["agentLoad"][0])
	require.Equal(t, "unclear", meaning(table.Fields["agentLoad"][1]))
	require.Equal(t, "unclear", meaning(table.Fields[durationField+away][1]), "the sum of some is no sum")
	require.Equal(t, "none", meaning(table.Fields[durationField+online][1]))
	require.Equal(t, 3, table.Unclear)
	require.Zero(t, table.Missing)
	require.Equal(t, "Lunch 2 min", byReason([]statusInterval{{"77", math.NaN()}, {"77", 120000}}, reasons))
}
