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
	const several, missing = "Those are several values, and there can be only one.", "That is a variable, and it has no value here: alert rules and public dashboards have no variables."
	tests := map[string]struct{ raw, says, advises string }{
		"hours in words":    {`"window": {"kind": "last", "hours": "many"}`, `The window of the last "many" hours is invalid.`, "Use a number such as 3 or 24"},
		"no hours":          {`"window": {"kind": "last", "hours": ""}`, "The window of the last 0 hours is invalid.", "Use a number such as 3 or 24"},
		"not a number":      {`"window": {"kind": "last", "hours": "NaN"}`, `last "NaN" hours is invalid.`, "Use a number"},
		"several hours":     {`"window": {"kind": "last", "hours": "3,6"}`, `last "3,6" hours is invalid.`, several},
		"hours left":        {`"window": {"kind": "last", "hours": "$hours"}`, `last "$hours" hours is invalid.`, missing},
		"hours in brackets": {`"window": {"kind": "last", "hours": "[[hours]]"}`, `last "[[hours]]" hours is invalid.`, missing},
		"limit in words":    {`"limit": "ten"`, `The limit "ten" is not a number of rows.`, "Use a whole number"},
		"several limits":    {`"limit": "5,10"`, `The limit "5,10" is not a number of rows.`, several},
		"limit left":        {`"limit": "${n}"`, `The limit "${n}" is not a number of rows.`, missing},
		"half a row":        {`"limit": "1.5"`, "The limit 1.5 is not a number of rows.", "Use a whole number"},
		"several intervals": {`"shape": "series", "interval": "15m,1h"`, `The interval "15m,1h" is not a length of time.`, several},
		"interval left":     {`"shape": "series", "interval": "$step"`, `The interval "$step" is not a length of time.`, missing},
		"several hours of day": {
			`"window": {"kind": "today", "from": "09:00,10:00"}`, `The window starts today at "09:00,10:00", which is not an hour of day.`, several,
		},
		"hour of day left": {`"window": {"kind": "today", "from": "$start"}`, `at "$start", which is not an hour of day.`, missing},
		"several zones":    {`"window": {"kind": "today", "from": "09:00", "timeZone": "UTC,Asia/Tokyo"}`, `no time zone "UTC,Asia/Tokyo".`, several},
		"zone left":        {`"window": {"kind": "today", "from": "09:00", "timeZone": "$zone"}`, `no time zone "$zone".`, missing},
		"order left":       {`"orderBy": {"kpi": "$by"}`, `The query orders by "$by", which is not one of its KPIs.`, missing},
		"direction":        {`"orderBy": {"kpi": "csat", "desc": "down"}`, `The query's "orderBy.desc" is "down".`, "Allowed: true, false."},
		"sub-groups left":  {`"filter": {"includeSubGroups": "$below"}`, `The query's "filter.includeSubGroups" is "$below".`, missing},
		"status left":      {`"rows": "agent", "filter": {"agentStatus": ["$status"]}`, `The filter "agentStatus" contains the variable $status`, "Alert rules have no variables, nor have public dashboards"},
		"hours as a list":  {`"window": {"kind": "last", "hours": [3]}`, `The query's "window.hours" can't be a list.`, "Choose it again"},
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
		"a skill":         {`"filter": {"skills": ["$skill"]}, "emptyVariables": ["$skill"]`, []string{"No skill is chosen in $skill, so there is nothing to show. Choose one, or All, in the dashboard."}},
		"another syntax":  {`"filter": {"groups": ["${group:csv}"]}, "emptyVariables": ["${group:csv}"]`, []string{"No agent group is chosen in $group, so there is nothing to show. Choose one, or All, in the dashboard."}},
		"several filters": {`"filter": {"skills": ["$a"], "userTypes": ["[[b]]"]}, "emptyVariables": ["$a", "[[b]]"]`, []string{"No skill is chosen in $a, so there is nothing to show. Choose one, or All, in the dashboard.", "No user type is chosen in $b, so there is nothing to show. Choose one, or All, in the dashboard."}},
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
	require.EqualError(t, err, "No KPI is chosen in $kpi. Choose one in the dashboard.")
}

// A rule made from a panel keeps what the panel sent.
func TestRuleWithAnEmptyVariableIsRefused(t *testing.T) {
	_, err := query.Parse(kpis(t), []byte(`{"kpis": ["csat"], "filter": {"skills": ["$skill"]}, "emptyVariables": ["$skill"]}`), query.Range{}, query.ForAlert)
	require.ErrorContains(t, err, "No skill is chosen in $skill")
	require.ErrorContains(t, err, "An alert rule has no variables: choose values in its query.")
}
