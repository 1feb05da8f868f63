package kmm

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

var mixed = []api.Column{
	{Field: "agentCurrentStatus", Current: true}, // comes always: there is nothing to request
	{Metric: "agent_status_duration", Field: "agentStatusDurationList.AWAY"},
	{Metric: "agent_status_duration", Field: "agentStatusDurationList.ONLINE"},
	{Metric: "closed_conversations", Field: "closedConversations"},
	{Metric: "open_conversations", Field: "openConversations", Current: true},
}

var filter = api.Filter{
	Skills: []string{"1"}, Groups: []string{"2"}, Agents: []string{"3"}, UserTypes: []string{"HUMAN"},
	IncludeSubGroups: true, AgentStatus: []string{"ONLINE"},
}

func TestBodies(t *testing.T) {
	window := api.Window{From: time.UnixMilli(60_000), To: time.UnixMilli(120_000)}
	tests := map[string]struct {
		request api.Request
		body    string
	}{
		"metrics of the account": {
			api.Request{Method: method("kmm.metrics"), Window: window, Columns: mixed[3:4]},
			`{"filters":{"time":{"from":60000,"to":119999}},"responseSections":["all"],"metricsToRetrieveByTime":["closed_conversations"]}`,
		},
		"metrics by skill": {
			api.Request{Method: method("kmm.metrics"), GroupBy: api.BySkill, Filter: filter, Window: window, Columns: mixed},
			`{"filters":{"time":{"from":60000,"to":119999},"agentIds":["3"],"agentGroupIds":["2"],"skillIds":["1"],"userTypes":["HUMAN"],"includeSubGroups":true},` +
				`"groupBy":"skillId","responseSections":["all","groupBy"],` +
				`"metricsToRetrieveByTime":["agent_status_duration","closed_conversations"],"metricsToRetrieveCurrentValue":["open_conversations"]}`,
		},
		"agent view": {
			api.Request{Method: method("kmm.agent_view"), Filter: filter, Window: window, Columns: mixed},
			`{"filters":{"time":{"from":60000,"to":119999},"agentIds":["3"],"agentGroupIds":["2"],"agentSkillIds":["1"],"userTypes":["HUMAN"],"effectiveAgentStatus":["ONLINE"]},` +
				`"includeAgentMetadata":true,"metricsToRetrieveByTime":["agent_status_duration","closed_conversations"],"metricsToRetrieveCurrentValue":["open_conversations"]}`,
		},
		"agent view of nothing but agents": {
			api.Request{Method: method("kmm.agent_view"), Window: window},
			`{"filters":{"time":{"from":60000,"to":119999}},"includeAgentMetadata":true}`,
		},
		"historical": {
			api.Request{Method: method("kmm.historical"), Filter: filter, Window: window, Step: time.Minute, Columns: mixed[3:4]},
			`{"filters":{"time":{"from":60000,"to":120000},"agentIds":["3"],"agentGroupIds":["2"],"skillIds":["1"],"userTypes":["HUMAN"]},"metricsToRetrieveByTime":["closed_conversations"]}`,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			body, err := json.Marshal(test.request.Method.Body(test.request))
			require.NoError(t, err)
			require.Equal(t, test.body, string(body))
		})
	}
}

func TestCurrentValuesDependOnTheWindowWithOfflineAgentsOnly(t *testing.T) {
	for status, depends := range map[string]bool{"": false, "ONLINE": false, "OFFLINE": true} {
		r := api.Request{Method: method("kmm.agent_view")}
		if status != "" {
			r.Filter.AgentStatus = []string{"AWAY", status}
		}
		require.Equal(t, depends, r.DependsOnWindow(), status)
		r.Method = method("kmm.metrics")
		require.False(t, r.DependsOnWindow())
	}
}

func TestOnlyAgentsComeAndGoInAClosedWindow(t *testing.T) {
	for _, m := range Methods(service) {
		require.Equal(t, m.Name != "kmm.agent_view", m.Immutable, m.Name)
		require.Equal(t, m.Name == "kmm.metrics", len(m.TotalWith) > 0, m.Name)
		require.Equal(t, service, m.Service)
		require.Equal(t, 24*time.Hour, m.MaxWindow)
	}
}
