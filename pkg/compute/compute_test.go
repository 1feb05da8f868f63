package compute_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/plan"
)

func TestNumbers(t *testing.T) {
	tests := map[string]struct {
		kpi    string
		fields map[string][]float64
		want   []float64
	}{
		"a count that is left out is 0": {
			"closed_conversations", map[string][]float64{"closedConversations": {3, none}}, []float64{3, 0},
		},
		"an average that is left out is empty": {
			"avg_wait_time", map[string][]float64{"avgWaitTime": {3, none}}, []float64{3, none},
		},
		"a difference is empty unless both are there": {
			"wait_time", map[string][]float64{
				"avgWaitTimeFirstResponse":              {100, 100, none},
				"avgTimeToFirstResponseFirstAssignment": {30, none, 30},
			}, []float64{70, none, none},
		},
		"open is the sum of its parts where it is left out": {
			"open_conversations", map[string][]float64{
				"openConversations":       {9, none, none},
				"unassignedConversations": {1, 2, none},
				"assignedConversations":   {1, 3, none},
			}, []float64{9, 5, 0},
		},
		"a field that no response has": {
			"csat", nil, []float64{none, none},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			p := planQuery(t, `{"rows": "skill", "kpis": ["`+test.kpi+`"]}`, 1)
			rows := make([]string, len(test.want))
			p.give(plan.Value, api.Table{IDs: rows, Names: rows, Fields: test.fields})
			requireNumbers(t, test.want, p.numbers())
		})
	}
}

// four agents: two of group 1 and two of group 2, which is below 1.
var agents = api.Table{
	IDs: []string{"a", "b", "c", "d"}, Names: []string{"", "", "", ""},
	Fields: map[string][]float64{"agentLoad": {0.5, 1, 0, 0.25}, "maxSlots": {10, 2, 4, 4}, "activeConversations": {3, 2, 0, 1}},
	Texts:  map[string][]string{"agentCurrentStatus": {"ONLINE", "AWAY", "BACK_SOON", "ONLINE"}},
	Agents: []api.Membership{{Group: "1", Skills: []string{"7"}}, {Group: "1"}, {Group: "2", Skills: []string{"7", "8"}}, {Group: "2", Skills: []string{"8"}}},
}

func TestSumsOverAgents(t *testing.T) {
	nested := func(group, of string) bool { return group == of || group == "2" && of == "1" }
	tests := map[string]struct {
		rows, kpi    string
		ids          []string
		isDescendant func(group, of string) bool
		want         []float64
	}{
		"load of those not online": {"account", "load_other", nil, nil, []float64{2.0 / 6}},
		"slots by skill":           {"skill", "total_max_slots", []string{"7", "8", "9"}, nil, []float64{14, 8, 0}},
		"slots by group":           {"group", "total_max_slots", []string{"1", "2"}, nil, []float64{12, 8}},
		"slots with sub-groups":    {"group", "total_max_slots", []string{"1", "2"}, nested, []float64{20, 8}},
		"active over slots":        {"account", "active_load_online", nil, nil, []float64{4.0 / 14}},
		"no agents":                {"skill", "active_load_online", []string{"9"}, nil, []float64{none}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			p := planQuery(t, `{"rows": "`+test.rows+`", "kpis": ["`+test.kpi+`"]}`, 1)
			p.give(plan.Rows, api.Table{IDs: test.ids, Names: test.ids})
			p.give(plan.Agents, agents)
			requireNumbers(t, test.want, p.value(test.isDescendant).Numbers(p.query.KPIs[0], now))
		})
	}
}

func TestTimesSinceMoveOnUnlessTheyAreStale(t *testing.T) {
	p := planQuery(t, `{"rows": "agent", "kpis": ["status_time"]}`, 1)
	since := []float64{float64(now.Add(-time.Minute).UnixMilli()), none}
	p.give(plan.Value, api.Table{IDs: []string{"1", "2"}, Names: []string{"", ""}, Fields: map[string][]float64{"agentCurrentStatusStartTime": since}})
	table, kpi := p.value(nil), p.query.KPIs[0]
	requireNumbers(t, []float64{60_000, none}, table.Numbers(kpi, now))
	requireNumbers(t, []float64{61_000, none}, table.Numbers(kpi, now.Add(time.Second)))

	p.steps[0].Result.Status, p.steps[0].Result.CurrentAt = fetch.Stale, now.Add(-20*time.Second)
	requireNumbers(t, []float64{40_000, none}, p.value(nil).Numbers(kpi, now))
}

func TestUnsupportedFieldHurtsOnlyWhatNeedsIt(t *testing.T) {
	failure := &api.Error{Sentence: "No such metric.", Status: 400}
	p := planQuery(t, `{"rows": "skill", "kpis": ["closed_conversations", "transfers", "open_conversations", "csat"]}`, 1)
	p.give(plan.Value, api.Table{IDs: []string{"7"}, Names: []string{"Sales"}, Fields: map[string][]float64{
		"concludedConversations": {5}, "csat": {0.5}, "unassignedConversations": {1}, "assignedConversations": {2},
	}})
	p.steps[0].Result.Unsupported = map[string]error{"closedConversations": failure, "openConversations": failure}
	table := p.value(nil)
	for i, want := range []struct {
		err   error
		value float64
	}{{failure, none}, {failure, none}, {nil, 3}, {nil, 0.5}} {
		kpi := p.query.KPIs[i]
		require.Equal(t, want.err, table.Failure(kpi), kpi.ID)
		requireNumbers(t, []float64{want.value}, table.Numbers(kpi, now))
	}
}

func TestSumOfSomeChunksIsNoSum(t *testing.T) {
	p := planQuery(t, `{"rows": "account", "kpis": ["closed_conversations", "csat"], "window": {"kind": "last", "hours": 36}}`, 1)
	for i := range p.steps {
		p.steps[i].Result.Table = api.Table{IDs: []string{""}, Names: []string{""}, Fields: map[string][]float64{"closedConversations": {5}, "csat": {0.5}}}
	}
	p.steps[1].Err = &api.Error{Sentence: "No.", Status: 403, Service: p.steps[1].Request.Method.Service.Name}
	table := p.value(nil)
	requireNumbers(t, []float64{none}, table.Numbers(p.query.KPIs[0], now))
	require.Error(t, table.Failure(p.query.KPIs[0]))
	requireNumbers(t, []float64{0.5}, table.Numbers(p.query.KPIs[1], now))
}
