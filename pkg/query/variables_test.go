package query_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/query"
)

// Browsers replace variables by texts.
func TestNumbersAndFlagsCanBeTexts(t *testing.T) {
	q, err := query.Parse(kpis(t), []byte(`{
		"rows": "skill", "kpis": ["csat"], "limit": " 12 ", "orderBy": {"kpi": "csat", "desc": "true"},
		"window": {"kind": "last", "hours": "1.5"}, "filter": {"groups": ["1"], "includeSubGroups": "true"}
	}`), query.Range{})
	require.NoError(t, err)
	require.Equal(t, 12, q.Limit)
	require.True(t, q.OrderBy.Desc)
	require.True(t, q.Filter.IncludeSubGroups)
	require.Equal(t, 90*time.Minute, q.Window.Last)
}

func TestEmptyTextsAreNoLimitAndNoFlag(t *testing.T) {
	for _, limit := range []string{"", " ", "*", "$__all"} {
		q, err := query.Parse(kpis(t), []byte(`{"rows": "skill", "kpis": ["csat"], "limit": "`+limit+`", "orderBy": {"kpi": "csat", "desc": ""}}`), query.Range{})
		require.NoError(t, err)
		require.Zero(t, q.Limit)
		require.False(t, q.OrderBy.Desc)
	}
}

func TestValuesOfVariablesThatDoNotFitAreExplained(t *testing.T) {
	const several, missing = "Only one value is allowed here. Select one value in the dashboard variable.", "This variable has no value here: alert rules and public dashboards don't support variables."
	tests := map[string]struct{ raw, says, advises string }{
		"hours in words":    {`"window": {"kind": "last", "hours": "many"}`, `The window of the last "many" hours is invalid.`, "Use a number such as 3 or 24"},
		"no hours":          {`"window": {"kind": "last", "hours": ""}`, "The window of the last 0 hours is invalid.", "Use a number such as 3 or 24"},
		"not a number":      {`"window": {"kind": "last", "hours": "NaN"}`, `last "NaN" hours is invalid.`, "Use a number"},
		"several hours":     {`"window": {"kind": "last", "hours": "3,6"}`, `last "3,6" hours is invalid.`, several},
		"hours left":        {`"window": {"kind": "last", "hours": "$hours"}`, `last "$hours" hours is invalid.`, missing},
		"hours in brackets": {`"window": {"kind": "last", "hours": "[[hours]]"}`, `last "[[hours]]" hours is invalid.`, missing},
		"limit in words":    {`"limit": "ten"`, `The limit "ten" is invalid.`, "Use a whole number"},
		"several limits":    {`"limit": "5,10"`, `The limit "5,10" is invalid.`, several},
		"limit left":        {`"limit": "${n}"`, `The limit "${n}" is invalid.`, missing},
		"half a row":        {`"limit": "1.5"`, "The limit 1.5 is invalid.", "Use a whole number"},
		"several intervals": {`"shape": "series", "interval": "15m,1h"`, `The interval "15m,1h" is invalid.`, several},
		"interval left":     {`"shape": "series", "interval": "$step"`, `The interval "$step" is invalid.`, missing},
		"several hours of day": {
			`"window": {"kind": "today", "from": "09:00,10:00"}`, `The start time "09:00,10:00" is invalid.`, several,
		},
		"hour of day left": {`"window": {"kind": "today", "from": "$start"}`, `The start time "$start" is invalid.`, missing},
		"several zones":    {`"window": {"kind": "today", "from": "09:00", "timeZone": "UTC,Asia/Tokyo"}`, `The time zone "UTC,Asia/Tokyo" is unknown.`, several},
		"zone left":        {`"window": {"kind": "today", "from": "09:00", "timeZone": "$zone"}`, `The time zone "$zone" is unknown.`, missing},
		"order left":       {`"orderBy": {"kpi": "$by"}`, `The query is sorted by "$by", which is not one of its KPIs.`, missing},
		"direction":        {`"orderBy": {"kpi": "csat", "desc": "down"}`, `The query's "orderBy.desc" is "down".`, "Allowed: true, false."},
		"sub-groups left":  {`"filter": {"includeSubGroups": "$below"}`, `The query's "filter.includeSubGroups" is "$below".`, missing},
		"status left":      {`"rows": "agent", "filter": {"agentStatus": ["$status"]}`, `The filter "agentStatus" contains the variable $status`, "Alert rules and public dashboards don't support variables"},
		"hours as a list":  {`"window": {"kind": "last", "hours": [3]}`, `The query's "window.hours" can't be a list.`, "Select it again"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := query.Parse(kpis(t), []byte(`{"kpis": ["csat"], `+test.raw+`}`), query.Range{})
			var sentence *query.Error
			require.ErrorAs(t, err, &sentence)
			require.Contains(t, sentence.Sentence, test.says)
			require.Contains(t, sentence.Sentence, test.advises)
		})
	}
}

func TestListWithOnlyVariablesWithoutAValueIsNotAll(t *testing.T) {
	tests := map[string]struct {
		raw  string
		says []string
	}{
		"a skill":         {`"filter": {"skills": ["$skill"]}, "emptyVariables": ["$skill"]`, []string{"No skill is selected in $skill. Select one, or All, in the dashboard."}},
		"another syntax":  {`"filter": {"groups": ["${group:csv}"]}, "emptyVariables": ["${group:csv}"]`, []string{"No agent group is selected in $group. Select one, or All, in the dashboard."}},
		"several filters": {`"filter": {"skills": ["$a"], "userTypes": ["[[b]]"]}, "emptyVariables": ["$a", "[[b]]"]`, []string{"No skill is selected in $a. Select one, or All, in the dashboard.", "No user type is selected in $b. Select one, or All, in the dashboard."}},
		"beside an id":    {`"filter": {"skills": ["$a", "7"]}, "emptyVariables": ["$a"]`, nil},
		"beside all":      {`"filter": {"skills": ["$a", "*"]}, "emptyVariables": ["$a"]`, nil},
		"an empty list":   {`"filter": {"skills": []}, "emptyVariables": ["$a"]`, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			q, err := query.Parse(kpis(t), []byte(`{"kpis": ["csat"], `+test.raw+`}`), query.Range{})
			require.NoError(t, err)
			require.Equal(t, test.says, q.Unchosen)
		})
	}
	_, err := query.Parse(kpis(t), []byte(`{"kpis": ["$kpi"], "emptyVariables": ["$kpi"]}`), query.Range{})
	require.EqualError(t, err, "No KPI is selected in $kpi. Select one in the dashboard.")
}

// A rule made from a panel keeps what the panel sent.
func TestRuleWithAnEmptyVariableIsRefused(t *testing.T) {
	_, err := query.Parse(kpis(t), []byte(`{"kpis": ["csat"], "filter": {"skills": ["$skill"]}, "emptyVariables": ["$skill"]}`), query.Range{}, query.ForAlert)
	require.ErrorContains(t, err, "No skill is selected in $skill")
	require.ErrorContains(t, err, "Alert rules don't support variables. Select values in the query.")
}
