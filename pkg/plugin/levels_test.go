package plugin_test

import (
	"context"
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

const (
	unassigned        = `{"kpis": ["unassigned_conversations"], "levelText": true%s}`
	unassignedBySkill = `{"rows": "skill", "kpis": ["unassigned_conversations"]%s}`
)

// waiting is a contact centre with so many unassigned conversations, of the account and
// of each of the skills 1, 2, …; group 2 is below group 1.
func waiting(account int, skills ...int) http.HandlerFunc {
	groups := ""
	for i, n := range skills {
		groups += fmt.Sprintf(`, {"key": "%d", "keyDescription": "Skill %d", "metrics": {"unassignedConversations": %d}}`, i+1, i+1, n)
	}
	body := fmt.Sprintf(`{"metadata": {"count": %d}, "all": {"unassignedConversations": %d}, "groupBy": {"groups": [%s]}}`, len(skills), account, groups[min(1, len(groups)):])
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			body := `[{"id": 1, "name": "Sales", "parentGroupId": null}, {"id": 2, "name": "Night shift", "parentGroupId": 1}]`
			_, _ = w.Write([]byte(body))
			return
		}
		_, _ = w.Write([]byte(body))
	}
}

// level is what a single value says and shows of its level.
func level(t *testing.T, response backend.DataResponse) (name string, colors []string, at []float64) {
	t.Helper()
	require.NoError(t, response.Error)
	config := response.Frames[0].Fields[0].Config
	require.NotNil(t, config.Thresholds)
	for _, step := range config.Thresholds.Steps {
		colors = append(colors, step.Color)
		at = append(at, float64(step.Value))
	}
	return config.DisplayNameFromDS, colors, at[1:]
}

func TestColorsFollowTheLevelThatFitsTheFilter(t *testing.T) {
	levels := map[string]any{"levels": []map[string]any{{"kpi": "unassigned_conversations", "rows": "skill", "id": "7", "warning": 20, "critical": 30}}}
	three := []string{"green", "orange", "red"}
	inVirtualTimeWith(t, levels, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, waiting(25))
		for filter, want := range map[string]struct {
			name   string
			colors []string
			at     []float64
		}{
			``:                                   {"Unassigned", three, []float64{40, 80}},
			`, "filter": {"skills": ["7"]}`:      {"△ Unassigned", three, []float64{20, 30}},
			`, "filter": {"skills": ["8"]}`:      {"▲ Unassigned", three, []float64{8, 15}},
			`, "filter": {"skills": ["7", "8"]}`: {"Unassigned", []string{"text"}, []float64{}},
			`, "filter": {"groups": ["2"], "includeSubGroups": true}`:                             {"▲ Unassigned", three, []float64{8, 15}},
			`, "filter": {"groups": ["1"], "includeSubGroups": true}`:                             {"Unassigned", []string{"text"}, []float64{}},
			`, "filter": {"groups": ["1"], "includeSubGroups": true}, "levelColors": "attention"`: {"Unassigned", []string{"transparent"}, []float64{}},
		} {
			name, colors, at := level(t, v.panel(context.Background(), fmt.Sprintf(unassigned, filter))["A"])
			require.Equal(t, want.name, name, filter)
			require.Equal(t, want.colors, colors, filter)
			require.Equal(t, want.at, at, filter)
		}
	})
}

func TestAPanelKeepsItsOwnThresholdsAndMappings(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, waiting(25))
		own := v.panel(context.Background(), fmt.Sprintf(unassigned, `, "levelColors": "panel"`))["A"]
		require.NoError(t, own.Error)
		require.Nil(t, own.Frames[0].Fields[0].Config.Thresholds)
		leveled := v.panel(context.Background(), fmt.Sprintf(unassigned, ``))["A"]
		require.NotNil(t, leveled.Frames[0].Fields[0].Config.Thresholds)
		require.Nil(t, leveled.Frames[0].Fields[0].Config.Mappings, "of a field without gaps")
	})
}

// Without the account's groups, it is not known whether one has others below it: a panel
// has no color then, and a rule keeps its state.
func TestLevelsWithoutTheListOfGroups(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodGet {
				w.WriteHeader(http.StatusForbidden)
				return
			}
			waiting(25)(w, r)
		})
		const filter = `, "filter": {"groups": ["2"], "includeSubGroups": true}`
		name, colors, _ := level(t, v.panel(context.Background(), fmt.Sprintf(unassigned, filter))["A"])
		require.Equal(t, "Unassigned", name)
		require.Equal(t, []string{"text"}, colors)
		require.Error(t, v.rule(fmt.Sprintf(unassigned, `, "severities": "state"`+filter)).Error)
		require.NoError(t, v.rule(fmt.Sprintf(unassigned, filter)).Error, "a rule with a threshold of its own needs no level")
	})
}

// numbers are the fields of a rule's frame, by skill and severity.
func numbers(t *testing.T, response backend.DataResponse) map[string]float64 {
	t.Helper()
	require.NoError(t, response.Error)
	require.Equal(t, data.FrameTypeNumericWide, response.Frames[0].Meta.Type)
	all := map[string]float64{}
	for _, field := range response.Frames[0].Fields {
		require.Equal(t, livepersontest.Account, field.Labels["account"])
		all[field.Labels["skillId"]+" "+field.Labels["severity"]] = *field.At(0).(*float64)
	}
	return all
}

func TestRuleComparesWithTheLevelOfEachRow(t *testing.T) {
	levels := map[string]any{"levels": []map[string]any{
		{"kpi": "unassigned_conversations", "rows": "skill", "id": "2", "warning": 20, "critical": 30},
		{"kpi": "unassigned_conversations", "rows": "skill", "id": "3", "critical": 14},
	}}
	inVirtualTimeWith(t, levels, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, waiting(0, 14, 15, 14))
		require.Equal(t, map[string]float64{"1 warning": 1, "1 critical": 0.5, "2 warning": 0, "2 critical": 0, "3 critical": 1},
			numbers(t, v.rule(fmt.Sprintf(unassignedBySkill, `, "severities": "state"`))))
		require.Equal(t, map[string]float64{"1 warning": 14, "1 critical": 14, "2 warning": 15, "2 critical": 15, "3 critical": 14},
			numbers(t, v.rule(fmt.Sprintf(unassignedBySkill, `, "severities": "value"`))))
		require.Equal(t, map[string]float64{"1 warning": 8, "1 critical": 15, "2 warning": 20, "2 critical": 30, "3 critical": 14},
			numbers(t, v.rule(fmt.Sprintf(unassignedBySkill, `, "severities": "level"`))))
		require.Equal(t, map[string]float64{" warning": 0, " critical": 0},
			numbers(t, v.rule(fmt.Sprintf(unassigned, `, "severities": "state"`))))
		require.Len(t, v.panel(context.Background(), fmt.Sprintf(unassignedBySkill, `, "severities": "state"`))["A"].Frames[0].Fields, 3, "panels have values")
	})
}

func TestRuleLeavesWarningsOut(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, waiting(50))
		response := v.rule(`{"kpis": ["unassigned_conversations"], "severities": "state", "onlyCritical": true}`)
		require.NoError(t, response.Error)
		require.Len(t, response.Frames[0].Fields, 1)
		require.Equal(t, "critical", response.Frames[0].Fields[0].Labels["severity"])
	})
}

func TestRuleThatHasNoLevelSaysSo(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		response := v.rule(`{"rows": "skill", "kpis": ["available_slots"], "severities": "state"}`)
		require.NoError(t, response.Error)
		require.Empty(t, response.Frames[0].Fields)
		require.Equal(t, []string{"Available slots has no level for the rows of this query, so the rule can't fire. Set its levels by skill in the data source settings, or remove filters that narrow what the rows cover."}, warnings(response.Frames[0]))
		trend := v.rule(`{"rows": "skill", "kpis": ["csat"], "shape": "series", "severities": "state"}`)
		require.ErrorContains(t, trend.Error, "The query is a trend, but levels are compared with one value per row.")
	})
}

// Grafana makes a new instance when the settings change: color and rule follow.
func TestAChangedLevelChangesColorAndRule(t *testing.T) {
	for _, test := range []struct {
		warning  any
		name     string
		state    float64
		firstOwn float64
	}{{nil, "Unassigned", 0, 40}, {20, "△ Unassigned", 1, 20}, {"25", "△ Unassigned", 1, 25}, {26, "Unassigned", 0.5, 26}} {
		settings := map[string]any{}
		if test.warning != nil {
			settings["levels"] = []map[string]any{{"kpi": "unassigned_conversations", "rows": "account", "warning": test.warning, "critical": 80}}
		}
		inVirtualTimeWith(t, settings, func(t *testing.T, v *virtual) {
			v.respond(time.Millisecond, waiting(25))
			name, _, at := level(t, v.panel(context.Background(), fmt.Sprintf(unassigned, ""))["A"])
			require.Equal(t, test.name, name)
			require.Equal(t, test.firstOwn, at[0])
			require.Equal(t, test.state, numbers(t, v.rule(fmt.Sprintf(unassigned, `, "severities": "state"`)))[" warning"])
		})
	}
}

func TestSaveAndTestNamesLevelsThatAreIgnored(t *testing.T) {
	good := map[string]any{"kpi": "open_conversations", "rows": "skill", "id": 7, "warning": "5", "critical": 9}
	for says, levels := range map[string]any{
		"nothing is ignored": nil,
		`The levels of "mcs" by "skill" are ignored: there is no such KPI.`:            []any{good, map[string]any{"kpi": "mcs", "rows": "skill", "warning": 1}},
		`The levels of "csat" by "skill" Billing are ignored: "Billing" is not an ID.`: []any{good, map[string]any{"kpi": "csat", "rows": "skill", "id": "Billing", "warning": 0.8}},
		`Entry 2 of the levels is ignored: its level "many" is not a number.`:          []any{good, map[string]any{"kpi": "csat", "rows": "skill", "warning": "many"}},
		`Entry 2 of the levels is ignored: it can't be read.`:                          []any{good, "csat"},
		`The levels are ignored: they are not a list.`:                                 map[string]any{"csat": 1},
	} {
		server := livepersontest.New(t, allWell)
		ds := open(t, map[string]any{
			"accountId": livepersontest.Account, "auth": "oauth2", "clientId": livepersontest.ID, "upstreamUrl": server.URL, "levels": levels,
		}, map[string]string{"clientSecret": livepersontest.Secret})
		health, _ := check(t, ds)
		require.Equal(t, backend.HealthStatusOk, health.Status)
		require.NoError(t, queryData(ds, fmt.Sprintf(unassigned, ""))["A"].Error)
		if levels == nil {
			require.NotContains(t, health.Message, "ignored")
			continue
		}
		require.Contains(t, health.Message, "Connected to account 12345678")
		require.Contains(t, health.Message, says)
	}
}

func TestTheAccountTakesTheWorstLevelOfItsSkills(t *testing.T) {
	const worst = `, "worstOf": "skill"%s`
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		for _, one := range []struct {
			account int
			skills  []int
			filter  string
			name    string
			color   string
		}{
			{29, []int{20, 3, 2}, ``, "▲ Unassigned: Skill 1", "red"},
			{29, []int{18, 3, 20}, ``, "▲ Unassigned: Skill 3 +1", "red"},
			{29, []int{3, 9}, ``, "△ Unassigned: Skill 2", "orange"},
			{29, []int{3, 9}, `, "filter": {"skills": ["1", "2"]}`, "△ Unassigned: Skill 2", "orange"},
			{5, []int{3, 2}, ``, "Unassigned", "green"},
			{50, []int{9, 2}, ``, "△ Unassigned", "green"},
			{29, []int{20, 3}, `, "filter": {"groups": ["2"]}`, "▲ Unassigned", "green"},
		} {
			v.respond(time.Millisecond, waiting(one.account, one.skills...))
			time.Sleep(time.Minute)
			name, colors, _ := level(t, v.panel(context.Background(), fmt.Sprintf(unassigned, fmt.Sprintf(worst, one.filter)))["A"])
			require.Equal(t, one.name, name)
			require.Equal(t, one.color, colors[0], one.name)
		}
		again := fmt.Sprintf(unassigned, fmt.Sprintf(worst, ``))
		v.panel(context.Background(), again)
		stats := v.panel(context.Background(), again)["A"].Frames[0].Meta.Stats
		require.Equal(t, "API calls sent", stats[1].DisplayName)
		require.Zero(t, stats[1].Value)
		require.Equal(t, "Cache hits", stats[2].DisplayName)
		require.Equal(t, 2.0, stats[2].Value, "that of the skills, too")
	})
}

// A wall in the colours of values that are old would say that all is well.
func TestOutdatedValuesHaveNoLevel(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		queries := []string{
			fmt.Sprintf(unassigned, ``),
			fmt.Sprintf(unassigned, `, "worstOf": "skill"`),
			fmt.Sprintf(unassignedBySkill, `, "levelText": true, "layout": "fields", "orderBy": {"kpi": "unassigned_conversations", "desc": true}, "limit": 1`),
		}
		show := func(raw string) (name string, colors []string, value float64) {
			response := v.panel(context.Background(), raw)["A"]
			name, colors, _ = level(t, response)
			return name, colors, *response.Frames[0].Fields[0].At(0).(*float64)
		}
		v.respond(time.Millisecond, waiting(85, 3, 20))
		for i, name := range []string{"▲ Unassigned", "▲ Unassigned", "▲ Skill 2"} {
			shown, _, _ := show(queries[i])
			require.Equal(t, name, shown)
		}
		v.respond(time.Millisecond, livepersontest.Respond(503, ``))
		time.Sleep(time.Minute + 50*time.Second)
		name, colors, _ := show(queries[0])
		require.Equal(t, "▲ Unassigned", name, "until the data is two minutes old")
		require.Len(t, colors, 3)

		time.Sleep(20 * time.Second)
		for i, want := range []struct {
			name  string
			value float64
		}{{"Unassigned", 85}, {"Unassigned", 85}, {"Skill 2", 20}} {
			name, colors, value := show(queries[i])
			require.Equal(t, want.name, name)
			require.Equal(t, []string{"text"}, colors, want.name)
			require.Equal(t, want.value, value, "the last one stays")
		}
		_, colors, _ = level(t, v.panel(context.Background(), `{"kpis": ["data_age"]}`)["A"])
		require.Len(t, colors, 3, "the age of the data has a level above all then")
	})
}

func TestFieldsOfRowsShareAScaleUpToTheirLevels(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		end := func(raw string) *data.ConfFloat64 {
			response := v.panel(context.Background(), raw)["A"]
			require.NoError(t, response.Error)
			fields := response.Frames[0].Fields
			for _, field := range fields {
				require.Equal(t, fields[0].Config.Max, field.Config.Max)
			}
			return fields[0].Config.Max
		}
		v.respond(time.Millisecond, waiting(5, 1, 2))
		bars := fmt.Sprintf(unassignedBySkill, `, "layout": "fields"%s`)
		require.EqualValues(t, 15, *end(fmt.Sprintf(bars, ``)), "the critical level")
		require.Nil(t, end(fmt.Sprintf(bars, `, "levelColors": "panel"`)), "the panel has its own")
		require.Nil(t, end(`{"rows": "skill", "kpis": ["human_agent_load"], "layout": "fields"}`), "a share has its own")
		require.Nil(t, end(fmt.Sprintf(unassigned, ``)))

		v.respond(time.Millisecond, waiting(25, 1, 24))
		time.Sleep(time.Minute)
		require.EqualValues(t, 24, *end(fmt.Sprintf(bars, ``)), "the largest value")
	})
}

func TestWithoutSkillsTheAccountHasItsOwnLevel(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, waiting(50, 20))
		response := v.panel(context.Background(), fmt.Sprintf(unassigned, `, "worstOf": "office"`))["A"]
		require.ErrorContains(t, response.Error, `The query's "worstOf" is "office". Allowed: skill, group`)
	})
}
