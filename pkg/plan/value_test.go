package plan_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/plan"
)

func TestRequestOfAValue(t *testing.T) {
	p, err := build(t, `{"rows": "group", "kpis": ["wait_time", "online_agents"], "filter": {"skills": ["2"], "groups": ["1"], "includeSubGroups": true}}`, now.Add(-time.Hour), now)
	require.NoError(t, err)
	r := only(t, p)
	require.Equal(t, "kmm.metrics", r.Method.Name)
	require.Equal(t, "group", r.Rows)
	require.Equal(t, "agentGroupId", r.GroupBy)
	require.Equal(t, api.Filter{Skills: []string{"2"}, Groups: []string{"1"}, IncludeSubGroups: true}, r.Filter)
	current, byWindow := r.Split()
	require.Len(t, byWindow, 2)
	require.Equal(t, []api.Column{{Metric: "online_agents", Field: "onlineAgents", Current: true}}, current)
}

func TestCurrentValuesAreTheSameRequestForEveryRange(t *testing.T) {
	short, err := build(t, `{"kpis": ["open_conversations"]}`, now.Add(-time.Hour), now)
	require.NoError(t, err)
	long, err := build(t, `{"kpis": ["open_conversations"]}`, now.Add(-300*day), now)
	require.NoError(t, err)
	require.Equal(t, short.Steps[0].Request.Window, long.Steps[0].Request.Window)
	require.Equal(t, short.Steps[0].Request.Columns, long.Steps[0].Request.Columns)
}

func TestCurrentValuesInAPastRangeAreExplained(t *testing.T) {
	p, err := build(t, `{"kpis": ["open_conversations", "csat"]}`, now.Add(-5*time.Hour), now.Add(-4*time.Hour))
	require.NoError(t, err)
	require.Equal(t, []string{"These KPIs show current values and ignore the time range: Open."}, p.Notices.Infos())
}

func TestOrderOfKPIsDoesNotChangeTheRequest(t *testing.T) {
	one, err := build(t, `{"kpis": ["csat", "closed_conversations", "open_conversations", "online_agents"]}`, now.Add(-time.Hour), now)
	require.NoError(t, err)
	other, err := build(t, `{"kpis": ["online_agents", "open_conversations", "closed_conversations", "csat"]}`, now.Add(-time.Hour), now)
	require.NoError(t, err)
	require.Equal(t, only(t, one).Columns, only(t, other).Columns)
}

func TestWideWindowIsCutIntoChunksForSums(t *testing.T) {
	p, err := build(t, `{"kpis": ["closed_conversations", "csat", "open_conversations"]}`, now.Add(-3*day), now)
	require.NoError(t, err)
	require.Len(t, p.Steps, 8, "seven chunks of at most 12 hours, and the last day for the rest")
	end := now.Add(-3 * day).Truncate(time.Minute)
	for i, s := range p.Steps[:7] {
		requireAcceptable(t, s.Request)
		require.Equal(t, plan.Chunk, s.Role)
		require.Equal(t, i == 0, s.Sliding)
		require.Equal(t, i > 0, s.Continues)
		require.Equal(t, end, s.Request.Window.From, "no gap and no overlap")
		require.Equal(t, []api.Column{{Metric: "closed_conversations", Field: "closedConversations"}}, s.Request.Columns)
		end = s.Request.Window.To
	}
	require.Equal(t, now.Truncate(time.Minute).Add(time.Minute), end)
	last := p.Steps[7]
	requireAcceptable(t, last.Request)
	require.Equal(t, plan.Value, last.Role)
	current, byWindow := last.Request.Split()
	require.Len(t, current, 3)
	require.Len(t, byWindow, 1)
	require.Equal(t, []string{"LivePerson averages over at most 24 hours. These KPIs cover the last 24 hours of the window: CSAT."}, p.Notices.Infos())
}

func TestPartsOfAFormulaAreRequestedOnce(t *testing.T) {
	fields := func(raw string, role plan.Role) (fields []string) {
		p, err := build(t, raw, now.Add(-time.Hour), now)
		require.NoError(t, err)
		for _, s := range p.Steps {
			if s.Role == role {
				for _, c := range s.Request.Columns {
					fields = append(fields, c.Field)
				}
			}
		}
		return fields
	}
	require.Equal(t, []string{
		"assignedConversations", "avgTimeToFirstResponseFirstAssignment", "avgWaitTimeFirstResponse",
		"openConversations", "unassignedConversations",
	}, fields(`{"rows": "skill", "kpis": ["wait_time", "avg_wait_time_first_response", "open_conversations"]}`, plan.Value))
	require.Equal(t, []string{"closedConversations", "concludedConversations"}, fields(`{"kpis": ["transfers"]}`, plan.Value))
	require.Equal(t, []string{"transfers"}, fields(`{"rows": "agent", "kpis": ["transfers"]}`, plan.Value))
	require.Empty(t, fields(`{"kpis": ["load_other"]}`, plan.Value))
	require.Equal(t, []string{"agentCurrentStatus", "agentLoad", "maxSlots"}, fields(`{"kpis": ["load_other"]}`, plan.Agents))
	require.Equal(t, []string{"onlineAgents"}, fields(`{"rows": "skill", "kpis": ["load_other"]}`, plan.Rows))
}

// A sample has the rows of its conversations only, and without their names.
func TestRowsOfSamplesAreThoseThereAre(t *testing.T) {
	for _, one := range []struct {
		query, roster string
		samples       []string
	}{
		{`{"rows": "skill", "kpis": ["closed_mcs"]}`, "kmm.metrics", []string{"interactions.closed"}},
		{`{"rows": "group", "kpis": ["open_mcs"]}`, "kmm.metrics", []string{"interactions.open"}},
		{`{"rows": "agent", "kpis": ["closed_mcs"]}`, "kmm.agent_view", []string{"interactions.closed"}},
		{`{"rows": "agent", "kpis": ["open_mcs", "closed_mcs"]}`, "kmm.agent_view", []string{"interactions.open", "interactions.closed"}},
	} {
		p, err := build(t, one.query, now.Add(-time.Hour), now)
		require.NoError(t, err)
		require.Equal(t, append([]string{one.roster}, one.samples...), methodsOf(p))
		require.Equal(t, plan.Rows, p.Steps[0].Role)
	}
	p, err := build(t, `{"rows": "skill", "kpis": ["closed_mcs", "open_conversations"]}`, now.Add(-time.Hour), now)
	require.NoError(t, err)
	require.Equal(t, []string{"kmm.metrics", "interactions.closed"}, methodsOf(p))
	require.Equal(t, plan.Value, p.Steps[0].Role, "another KPI names the rows")
}

// A sample of conversations has agents, but does not know who is away.
func TestFilterByStatusAsksWhichAgentsThereAre(t *testing.T) {
	p, err := build(t, `{"rows": "agent", "kpis": ["closed_mcs"], "filter": {"agentStatus": ["AWAY"]}}`, now.Add(-time.Hour), now)
	require.NoError(t, err)
	require.Equal(t, []string{"kmm.agent_view", "interactions.closed"}, methodsOf(p))
	require.Equal(t, plan.Rows, p.Steps[0].Role)
	require.Equal(t, []string{"AWAY"}, p.Steps[0].Request.Filter.AgentStatus)
}

// Only the service level of chats depends on the time within which they are to be answered.
func TestTimeToAnswerIsOfTheServiceLevelAlone(t *testing.T) {
	families := map[string]map[string]bool{}
	for _, seconds := range []string{"30", "60"} {
		p, err := build(t, `{"kpis": ["chat_service_level", "chat_connected", "closed_conversations"], "chatServiceLevelSeconds": `+seconds+`}`, now.Add(-time.Hour), now)
		require.NoError(t, err)
		for _, s := range p.Steps {
			if families[s.Request.Method.Name] == nil {
				families[s.Request.Method.Name] = map[string]bool{}
			}
			families[s.Request.Method.Name][s.Request.Family()] = true
		}
	}
	require.Len(t, families["realtime.sla"], 2)
	require.Len(t, families["realtime.queuehealth"], 1)
	require.Len(t, families["kmm.metrics"], 1)
}
