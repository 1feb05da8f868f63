package query_test

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

func kpis(t testing.TB) *catalogue.Catalogue {
	t.Helper()
	all, err := catalogue.Load()
	require.NoError(t, err)
	return all
}

func TestParse(t *testing.T) {
	q, err := query.Parse(kpis(t), []byte(`{
		"refId": "A", "datasource": {"uid": "x"}, "intervalMs": 1000,
		"schemaVersion": 1, "rows": "skill", "kpis": ["open_conversations", "csat", "open_conversations"],
		"filter": {"skills": ["20", 3, " 3 ", ""], "groups": ["-1"], "includeSubGroups": true},
		"window": {"kind": "today", "from": "09:30", "timeZone": "Europe/Berlin"},
		"shape": "value", "orderBy": {"kpi": "csat", "desc": true}, "limit": 5
	}`), query.Range{})
	require.NoError(t, err)
	require.Equal(t, "skill", q.Rows.ID)
	require.Len(t, q.KPIs, 2, "a KPI chosen twice is one column")
	require.Equal(t, query.Filter{Skills: []string{"20", "3"}, Groups: []string{"-1"}, IncludeSubGroups: true}, q.Filter)
	require.Equal(t, query.WindowToday, q.Window.Kind)
	require.Equal(t, 9*time.Hour+30*time.Minute, q.Window.From)
	require.Equal(t, "Europe/Berlin", q.Location.String())
	require.Equal(t, "csat", q.OrderBy.KPI.ID)
	require.Equal(t, 5, q.Limit)
}

func TestDefaultsOfHandWrittenQueries(t *testing.T) {
	q, err := query.Parse(kpis(t), []byte(`{"kpis": ["open_conversations"]}`), query.Range{})
	require.NoError(t, err)
	require.Equal(t, "account", q.Rows.ID)
	require.Equal(t, query.WindowRange, q.Window.Kind)
	require.Empty(t, q.Filter)
	require.Nil(t, q.OrderBy)
	require.Zero(t, q.Limit)
}

func TestNewQueryIsTheDefaultOfTheEditor(t *testing.T) {
	q, err := query.Parse(kpis(t), []byte(`{"refId": "A", "intervalMs": 1000}`), query.Range{})
	require.NoError(t, err)
	require.Equal(t, "skill", q.Rows.ID)
	require.Len(t, q.KPIs, 1)
	require.Equal(t, "unassigned_conversations", q.KPIs[0].ID)
}

func TestAllIsNoFilter(t *testing.T) {
	q, err := query.Parse(kpis(t), []byte(`{"kpis": ["csat"], "filter": {"skills": ["7", "*"]}}`), query.Range{})
	require.NoError(t, err)
	require.Empty(t, q.Filter.Skills)
}

func TestInvalidQueriesAreExplained(t *testing.T) {
	tests := map[string]struct{ raw, says string }{
		"not JSON":                 {`{`, "not valid JSON"},
		"wrong type":               {`{"kpis": "open"}`, `The query's "kpis" can't be a string`},
		"nested wrong type":        {`{"kpis": ["csat"], "filter": {"skills": 5}}`, `"filter.skills" can't be a number`},
		"newer version":            {`{"schemaVersion": 9, "kpis": ["csat"]}`, "newer version"},
		"unknown shape":            {`{"kpis": ["csat"], "shape": "cloud"}`, `shape "cloud"`},
		"a current trend by agent": {`{"rows": "agent", "kpis": ["agent_load"], "shape": "series"}`, `is a current value, so it has no trend. Write the values to a database with recording rules.`},
		"a current text's trend":   {`{"rows": "agent", "kpis": ["agent_current_status"], "shape": "series"}`, `so it has no trend. Select "One value"`},
		"a current trend":          {`{"kpis": ["open_conversations"], "shape": "series"}`, `"Open" is a current value, so it has no trend`},
		"unknown interval":         {`{"kpis": ["csat"], "shape": "series", "interval": "often"}`, `interval "often" is invalid`},
		"unknown user type":        {`{"kpis": ["csat"], "filter": {"userTypes": ["CAT"]}}`, `"userTypes" contains "CAT". Allowed: HUMAN, BOT.`},
		"status of skills":         {`{"kpis": ["csat"], "rows": "skill", "filter": {"agentStatus": ["AWAY"]}}`, "is only available by agent, not by skill"},
		"KPI without agents":       {`{"kpis": ["open_conversations"], "rows": "agent"}`, `Open is not available by agent ("open_conversations"). Select it by account, skill or group.`},
		"agents' KPI":              {`{"kpis": ["transfer_rate"]}`, `Transfer rate is not available by account ("transfer_rate"). Select it by agent.`},
		"label of another":         {`{"kpis": ["max_slots"]}`, `Max slots is not available by account ("max_slots"). Select it by agent, or select "total_max_slots".`},
		"unknown rows":             {`{"kpis": ["csat"], "rows": "team"}`, `Rows by "team" are not supported. Allowed: account, skill, group, agent or conversation.`},
		"unknown KPI":              {`{"kpis": ["mcs"]}`, `There is no KPI "mcs".`},
		"no KPI":                   {`{"kpis": []}`, "Select at least one KPI."},
		"unknown window":           {`{"kpis": ["csat"], "window": {"kind": "week"}}`, `window "week" is not supported`},
		"last 1e300 hours":         {`{"kpis": ["csat"], "window": {"kind": "last", "hours": 1e300}}`, "last 1e+300 hours is invalid"},
		"last no hours":            {`{"kpis": ["csat"], "window": {"kind": "last"}}`, "last 0 hours is invalid"},
		"today from noon":          {`{"kpis": ["csat"], "window": {"kind": "today", "from": "noon"}}`, `The start time "noon" is invalid`},
		"unknown time zone":        {`{"kpis": ["csat"], "window": {"kind": "today", "from": "09:00", "timeZone": "Mars/Base"}}`, `time zone "Mars/Base"`},
		"order by another":         {`{"kpis": ["csat"], "orderBy": {"kpi": "open_conversations"}}`, `is sorted by "open_conversations"`},
		"negative limit":           {`{"kpis": ["csat"], "limit": -1}`, "limit -1"},
		"half a row":               {`{"kpis": ["csat"], "limit": 1.5}`, "limit 1.5"},
		"unknown colors":           {`{"kpis": ["csat"], "levelColors": "loud"}`, `The query's "levelColors" is "loud". Allowed: background, attention, panel;`},
		"unknown severities":       {`{"kpis": ["csat"], "severities": "worst"}`, `The query's "severities" is "worst". Allowed: state, value, level;`},
		"levels as a text":         {`{"kpis": ["csat"], "levelText": "always"}`, `The query's "levelText" is "always". Allowed: true, false.`},
		"a name for an id":         {`{"kpis": ["csat"], "filter": {"skills": ["Sales"]}}`, `contains "Sales", which is not an ID`},
		"a variable left":          {`{"kpis": ["csat"], "filter": {"groups": ["$group"]}}`, "Alert rules and public dashboards don't support variables"},
		"a variable, braces":       {`{"kpis": ["csat"], "filter": {"groups": ["${group:csv}"]}}`, "which has no value here"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := query.Parse(kpis(t), []byte(test.raw), query.Range{})
			var sentence *query.Error
			require.ErrorAs(t, err, &sentence)
			require.Contains(t, sentence.Sentence, test.says)
		})
	}
}

func TestForAlert(t *testing.T) {
	q, err := query.Parse(kpis(t), []byte(`{"rows": "agent", "kpis": ["agent_current_status", "agent_load"], "orderBy": {"kpi": "agent_current_status"}}`), query.Range{}, query.ForAlert)
	require.NoError(t, err)
	require.Len(t, q.KPIs, 1)
	require.Equal(t, "agent_load", q.KPIs[0].ID)
	require.Nil(t, q.OrderBy)

	_, err = query.Parse(kpis(t), []byte(`{"rows": "agent", "kpis": ["agent_current_status"]}`), query.Range{}, query.ForAlert)
	require.EqualError(t, err, "An alert rule needs a numeric KPI, and the query has none. Select one.")
}

func TestForAlertRefusesWhatChangesMeaning(t *testing.T) {
	for raw, says := range map[string]string{
		`{"rows": "skill", "kpis": ["csat", "open_conversations"]}`:                                      `^The query has 2 numeric KPIs: CSAT, Open\.`,
		`{"rows": "account", "kpis": ["csat", "open_conversations"]}`:                                    "2 numeric KPIs",
		`{"rows": "skill", "kpis": ["csat", "closed_conversations"], "shape": "series"}`:                 "2 numeric KPIs",
		`{"rows": "agent", "kpis": ["agent_current_status", "agent_load", "status_time"]}`:               "2 numeric KPIs: Load, including bots, Status time",
		`{"rows": "group", "kpis": ["csat"], "limit": 3}`:                                                "^The query is limited to 3 agent groups. .* Remove the limit",
		`{"rows": "skill", "kpis": ["csat"], "limit": 1, "orderBy": {"kpi": "csat"}}`:                    "limited to 1 skills",
		`{"rows": "skill", "kpis": ["csat"], "shape": "series", "severities": "state"}`:                  `^The query is a trend, .* or compare with a threshold`,
		`{"rows": "skill", "kpis": ["csat"], "severities": "state"}`:                                     "",
		`{"rows": "account", "kpis": ["csat"], "limit": 1}`:                                              "",
		`{"rows": "skill", "kpis": ["csat"], "shape": "series", "limit": 3, "orderBy": {"kpi": "csat"}}`: "",
	} {
		_, err := query.Parse(kpis(t), []byte(raw), query.Range{}, query.ForAlert)
		if says == "" {
			require.NoError(t, err, raw)
			continue
		}
		require.ErrorAs(t, err, new(*query.Error), raw)
		require.Regexp(t, says, err.Error(), raw)
		_, err = query.Parse(kpis(t), []byte(raw), query.Range{})
		require.NoError(t, err, "a panel may ask for it")
	}
}

// Whatever is stored, Parse returns a valid query or a sentence.
func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"kpis": ["csat"], "rows": "skill", "window": {"kind": "last", "hours": 3}}`))
	f.Add([]byte(`{"kpis": [1], "limit": 1e300}`))
	f.Add([]byte(`{"kpis": ["csat"], "filter": {"skills": ["-1", 2e3, null]}}`))
	f.Add([]byte(`{"schemaVersion": 1, "rows": "agent", "kpis": [" csat ", ""], "filter": {"agentStatus": ["AWAY", "$__all"], "agents": ["[[a]]"]}}`))
	f.Add([]byte(`{"kpis": ["csat"], "window": {"kind": "today", "from": "09:30", "timeZone": "Asia/Kathmandu"}, "orderBy": {"kpi": "csat", "desc": true}}`))
	f.Add([]byte(`{"rows": "group", "kpis": ["csat"], "shape": "series", "interval": "1w", "filter": {"groups": ["1"], "includeSubGroups": true}}`))
	f.Add([]byte(`{"filter": {"skills": [{"value": true}], "userTypes": ["*"]}, "kpis": ["\u0000\n$kpi"]}`))
	all := kpis(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		q, err := query.Parse(all, raw, query.Range{})
		if err != nil {
			require.True(t, errors.As(err, new(*query.Error)), "%v", err)
			require.Regexp(t, `^[A-Z][^\n]{20,1000}\.$`, err.Error())
			return
		}
		require.NotEmpty(t, q.KPIs)
		require.GreaterOrEqual(t, q.Limit, 0)
		for _, kpi := range q.KPIs {
			require.True(t, kpi.AvailableFor(q.Rows))
		}
	})
}
