package levels_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/levels"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

func load(t *testing.T) *catalogue.Catalogue {
	t.Helper()
	c, err := catalogue.Load()
	require.NoError(t, err)
	return c
}

func of(warning, critical float64) catalogue.Levels {
	return catalogue.Levels{Warning: &warning, Critical: &critical}
}

// set is a setting of both levels.
func set(kpi, rows, id string, warning, critical float64) levels.Entry {
	return levels.Entry{KPI: kpi, Rows: rows, ID: id, Warning: &warning, Critical: &critical}
}

// fitOf says which levels fit a query, where group 1 has groups below it.
func fitOf(t *testing.T, raw string, entries ...levels.Entry) levels.Fit {
	t.Helper()
	c := load(t)
	q, err := query.Parse(c, []byte(raw), query.Range{})
	require.NoError(t, err)
	all, ignored := levels.New(c, entries)
	require.Empty(t, ignored)
	return all.Fit(c, q, func(group string) bool { return group == "1" })
}

var (
	unassignedOfAccount = of(40, 80)
	unassignedOfSkill   = of(8, 15) // and of a group
	csatOfAny           = of(0.75, 0.6)
	ofSkill7            = of(3, 5)
	ofGroup2            = of(4, 6)
	ofMainGroup         = of(7, 9)
)

func TestLevelsFitWhatAQueryShows(t *testing.T) {
	own := []levels.Entry{
		set("unassigned_conversations", "skill", "7", 3, 5),
		set("unassigned_conversations", "group", "2", 4, 6),
		set("unassigned_conversations", "group", "-1", 7, 9),
		set("csat", "account", "", 0.9, 0.8),
		set("available_slots", "skill", "", 2, 1),
	}
	none := catalogue.Levels{}
	for filter, want := range map[string]struct{ unassigned, csat, slots catalogue.Levels }{
		`"rows": "account"`: {unassignedOfAccount, of(0.9, 0.8), of(20, 5)},
		`"rows": "account", "filter": {"userTypes": ["HUMAN"]}`:                    {unassignedOfAccount, of(0.9, 0.8), of(20, 5)},
		`"rows": "account", "filter": {"skills": ["7"]}`:                           {ofSkill7, csatOfAny, of(2, 1)},
		`"rows": "account", "filter": {"skills": ["8"], "userTypes": ["HUMAN"]}`:   {unassignedOfSkill, csatOfAny, of(2, 1)},
		`"rows": "account", "filter": {"skills": ["7", "8"]}`:                      {none, csatOfAny, none},
		`"rows": "account", "filter": {"skills": ["7"], "groups": ["2"]}`:          {none, csatOfAny, none},
		`"rows": "account", "filter": {"skills": ["7"], "agents": ["9"]}`:          {none, csatOfAny, none},
		`"rows": "account", "filter": {"groups": ["2"]}`:                           {ofGroup2, csatOfAny, none},
		`"rows": "account", "filter": {"groups": ["-1"]}`:                          {ofMainGroup, csatOfAny, none},
		`"rows": "account", "filter": {"groups": ["3"], "includeSubGroups": true}`: {unassignedOfSkill, csatOfAny, none},
		`"rows": "account", "filter": {"groups": ["1"]}`:                           {unassignedOfSkill, csatOfAny, none},
		`"rows": "account", "filter": {"groups": ["1"], "includeSubGroups": true}`: {none, csatOfAny, none},
		`"rows": "account", "filter": {"groups": ["2", "3"]}`:                      {none, csatOfAny, none},
		`"rows": "account", "filter": {"agents": ["9"]}`:                           {none, csatOfAny, none},
		`"rows": "skill"`: {ofSkill7, csatOfAny, of(2, 1)},
		`"rows": "skill", "filter": {"skills": ["7", "8"], "userTypes": ["BOT"]}`:                {ofSkill7, csatOfAny, of(2, 1)},
		`"rows": "skill", "filter": {"groups": ["2"]}`:                                           {none, csatOfAny, none},
		`"rows": "skill", "filter": {"agents": ["9"]}`:                                           {none, csatOfAny, none},
		`"rows": "group", "filter": {"groups": ["1", "2"], "includeSubGroups": true}`:            {unassignedOfSkill, csatOfAny, none},
		`"rows": "group", "filter": {"skills": ["7"]}`:                                           {none, csatOfAny, none},
		`"rows": "agent", "filter": {"skills": ["7"], "groups": ["2"], "agentStatus": ["AWAY"]}`: {none, csatOfAny, none},
	} {
		t.Run(filter, func(t *testing.T) {
			c := load(t)
			fit := fitOf(t, `{"kpis": ["csat"], `+filter+`}`, own...)
			require.Equal(t, want.unassigned, fit.For(c.Find("unassigned_conversations"), "7"))
			require.Equal(t, want.csat, fit.For(c.Find("csat"), "7"))
			require.Equal(t, want.slots, fit.For(c.Find("available_slots"), "7"))
			require.True(t, fit.Has(c.Find("unassigned_conversations")))
			require.False(t, fit.Has(c.Find("transfers")))
		})
	}
}

func TestRowsWithoutLevelsOfTheirOwnHaveThoseOfTheirKind(t *testing.T) {
	kpi := load(t).Find("unassigned_conversations")
	fit := fitOf(t, `{"rows": "skill", "kpis": ["unassigned_conversations"]}`,
		set("unassigned_conversations", "skill", "", 10, 20), set("unassigned_conversations", "skill", "7", 3, 5))
	require.Equal(t, ofSkill7, fit.For(kpi, "7"))
	require.Equal(t, of(10, 20), fit.For(kpi, "8"))
	require.Equal(t, of(10, 20), fit.OfKind(kpi))
}

func TestAnEntryReplacesBothLevels(t *testing.T) {
	kpi := load(t).Find("unassigned_conversations")
	critical := 99.0
	fit := fitOf(t, `{"kpis": ["unassigned_conversations"]}`, levels.Entry{KPI: "unassigned_conversations", Rows: "account", Critical: &critical})
	require.Equal(t, catalogue.Levels{Critical: &critical}, fit.For(kpi, ""))
	fit = fitOf(t, `{"kpis": ["unassigned_conversations"]}`, levels.Entry{KPI: "unassigned_conversations", Rows: "account"})
	require.True(t, fit.For(kpi, "").None())
	require.False(t, fit.Any(kpi))
}

func TestALevelOfOneRowIsALevelOfTheQuery(t *testing.T) {
	kpi := load(t).Find("available_slots")
	require.False(t, fitOf(t, `{"rows": "skill", "kpis": ["available_slots"]}`).Any(kpi))
	own := set("available_slots", "skill", "7", 2, 1)
	require.True(t, fitOf(t, `{"rows": "skill", "kpis": ["available_slots"]}`, own).Any(kpi))
	require.True(t, fitOf(t, `{"kpis": ["available_slots"], "filter": {"skills": ["7"]}}`, own).Any(kpi))
	require.False(t, fitOf(t, `{"kpis": ["available_slots"], "filter": {"skills": ["8"]}}`, own).Any(kpi))
	require.False(t, fitOf(t, `{"rows": "skill", "kpis": ["available_slots"], "filter": {"groups": ["2"]}}`, own).Any(kpi))
}

func TestEntriesThatCannotBeUsedAreNamed(t *testing.T) {
	good := set("csat", "skill", "7", 0.8, 0.7)
	for says, entry := range map[string]levels.Entry{
		`The levels of "mcs" by "skill" are ignored: there is no such KPI.`:                                                                   set("mcs", "skill", "", 1, 2),
		`The levels of "csat" by "team" are ignored: there are no such rows. Allowed: account, skill, group, agent or conversation.`:          set("csat", "team", "", 0.8, 0.7),
		`The levels of "open_conversations" by "agent" 9 are ignored: Open is not available by agent. Set levels by account, skill or group.`: set("open_conversations", "agent", "9", 1, 2),
		`The levels of "transfers" by "skill" are ignored: Transfers can't have levels.`:                                                      set("transfers", "skill", "", 1, 2),
		`The levels of "csat" by "account" 7 are ignored: there is only one account.`:                                                         set("csat", "account", "7", 0.8, 0.7),
		`The levels of "csat" by "skill" are ignored: the warning level 0.7 is beyond the critical level 0.8. Swap them.`:                     set("csat", "skill", "", 0.7, 0.8),
		`The levels of "open_conversations" by "skill" are ignored: the warning level 20 is beyond the critical level 10. Swap them.`:         set("open_conversations", "skill", "", 20, 10),
		`The levels of "csat" by "skill" 7 are ignored: an earlier entry has the same KPI and rows. Remove one of the two.`:                   set("csat", "skill", "7", 0.9, 0.8),
	} {
		_, ignored := levels.New(load(t), []levels.Entry{good, entry})
		require.Len(t, ignored, 1, says)
		require.Contains(t, ignored[0], says)
	}
}

func TestState(t *testing.T) {
	c := load(t)
	for _, test := range []struct {
		kpi                string
		value, level, want float64
	}{
		{"open_conversations", 40, 40, 1}, {"open_conversations", 41, 40, 1},
		{"open_conversations", 39, 40, 0.5}, {"open_conversations", 36, 40, 0.5}, {"open_conversations", 35, 40, 0},
		{"csat", 0.59, 0.6, 1}, {"csat", 0.6, 0.6, 0.5}, {"csat", 0.65, 0.6, 0.5}, {"csat", 0.67, 0.6, 0},
		{"available_slots", -3, 5, 1}, {"available_slots", 5, 5, 0.5}, {"available_slots", 6, 5, 0},
		{"available_slots", -11, -10, 1}, {"available_slots", -10, -10, 0.5}, {"available_slots", -9, -10, 0},
		{"open_conversations", 0, 0, 1},
	} {
		require.Equal(t, test.want, levels.State(c.Find(test.kpi), test.value, test.level), "%+v", test)
	}
	require.True(t, math.IsNaN(levels.State(c.Find("csat"), math.NaN(), 0.6)))
}

func TestSeverity(t *testing.T) {
	kpi := load(t).Find("csat")
	for value, want := range map[float64]levels.Severity{0.59: levels.Critical, 0.6: levels.Warning, 0.74: levels.Warning, 0.75: levels.Normal} {
		require.Equal(t, want, levels.SeverityOf(kpi, of(0.75, 0.6), value), value)
	}
	require.Equal(t, levels.Normal, levels.SeverityOf(kpi, of(0.75, 0.6), math.NaN()))
	require.Equal(t, levels.Normal, levels.SeverityOf(kpi, catalogue.Levels{}, 0))
}

// Filters choose conversations, whose waits stay the same.
func TestLevelsOfFilteredConversations(t *testing.T) {
	for _, filter := range []string{`{}`, `{"skills": ["7"]}`, `{"groups": ["1"], "agents": ["3"]}`, `{"channels": ["SMS"], "states": ["QUEUED"]}`} {
		fit := fitOf(t, `{"rows": "conversation", "kpis": ["conversation_wait_time"], "filter": `+filter+`}`, set("conversation_wait_time", "conversation", "", 60_000, 90_000))
		require.Equal(t, of(60_000, 90_000), fit.For(load(t).Find("conversation_wait_time"), "x"), filter)
	}
}
