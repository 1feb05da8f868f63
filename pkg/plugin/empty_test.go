package plugin_test

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// quiet is a contact contactCentre with one skill and one group, where nothing happens
// and no agent works.
func quiet(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.Method == http.MethodGet:
		_, _ = w.Write([]byte(`[{"id": 7, "name": "Sales"}]`))
	case strings.HasSuffix(r.URL.Path, "/agent_view"):
		_, _ = w.Write([]byte(`{"metadata": {"count": 0}, "agentViewRecords": []}`))
	default:
		livepersontest.Groups(0)(w, r)
	}
}

func TestEmptyResultIsExplained(t *testing.T) {
	many := make([]string, 5000)
	for i := range many {
		many[i] = strconv.Itoa(1000 + i)
	}
	ids, err := json.Marshal(many)
	require.NoError(t, err)
	for query, says := range map[string]string{
		`{"rows": "skill", "kpis": ["csat"]}`:                                                                    "LivePerson returned no skills for this query.",
		`{"rows": "group", "kpis": ["csat"], "filter": {"groups": ["7", "-1"]}}`:                                 "LivePerson returned no agent groups for this query.",
		`{"rows": "skill", "kpis": ["csat"], "shape": "series", "interval": "30m"}`:                              "LivePerson returned no skills for this query.",
		`{"rows": "skill", "kpis": ["csat"], "shape": "series", "interval": "30m", "filter": {"skills": ["8"]}}`: "The account has no skill 8. Select another one in the filter.",
		`{"rows": "skill", "kpis": ["csat"], "filter": {"skills": ["8", "7", "9"]}}`:                             "The account has no skills 8, 9. Select others in the filter.",
		`{"rows": "skill", "kpis": ["csat"], "filter": {"skills": ` + string(ids) + `}}`:                         "The account has no skills 1000, 1001, 1002, 1003, 1004, and 4995 more. Select others in the filter.",
		`{"rows": "agent", "kpis": ["csat"]}`:                                                                    "No logged-in agent matches the filter. Add the status Offline to see the others.",
		`{"rows": "agent", "kpis": ["agent_current_status"], "filter": {"agentStatus": ["AWAY"]}}`:               "No agent matches the filter.",
		`{"rows": "agent", "kpis": ["agent_current_status"], "filter": {"groups": ["8"]}}`:                       "The account has no agent group 8. Select another one in the filter.",
		`{"rows": "skill", "kpis": ["load_other"], "filter": {"groups": ["8"], "includeSubGroups": true}}`:       "The account has no agent group 8. Select another one in the filter.",
	} {
		response := queryData(connect(t, livepersontest.New(t, quiet)), query)["A"]
		require.NoError(t, response.Error)
		notices := response.Frames[0].Meta.Notices
		require.Len(t, notices, 1, query)
		require.Equal(t, says, notices[0].Text)
	}
}

// Another API has values of an agent who is not logged in, and so is not shown.
func TestAgentsWhoAreNotLoggedInAreExplained(t *testing.T) {
	server := livepersontest.New(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/msgagentsegments") {
			_, _ = w.Write([]byte(`{"agentsMetrics": {"metricsPerAgent": {"5": {"totalAgentConversationSegments": 3}}}}`))
			return
		}
		quiet(w, r)
	})
	for _, kpis := range []string{`"agent_segments"`, `"agent_segments", "assigned_conversations"`} {
		response := queryData(connect(t, server), `{"rows": "agent", "kpis": [`+kpis+`]}`)["A"]
		require.NoError(t, response.Error)
		require.Contains(t, notices(response.Frames[0]), "No logged-in agent matches the filter. Add the status Offline to see the others.")
	}
}

func TestListsAreNotRequestedWhereAgentsAreThere(t *testing.T) {
	server := livepersontest.New(t, livepersontest.Agents(3))
	response := queryData(connect(t, server), `{"rows": "agent", "kpis": ["agent_current_status"], "filter": {"skills": ["8"]}}`)["A"]
	require.NoError(t, response.Error)
	require.Equal(t, 3, response.Frames[0].Rows())
	require.Empty(t, response.Frames[0].Meta.Notices)
	require.Equal(t, 1, server.Calls("agent_view"))
	require.Zero(t, server.Calls("skills", "agentGroups", "users"))
}
