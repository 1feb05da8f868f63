package kmm

import (
	"context"
	"encoding/json"
	"math"
	"net/http"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

func TestMoreAgentsThanLivePersonTurnsPagesForAreRequestedByGroup(t *testing.T) {
	tests := map[string]struct {
		inGroups       []int
		given, missing int
	}{
		"as many as it gives":     {[]int{1000}, 1000, 0},
		"split by group":          {[]int{700, 500, 300}, 1500, 0},
		"a group that is too big": {[]int{1200, 30}, 1030, 200},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var l lists
			for i := range test.inGroups {
				l.groups = append(l.groups, api.Entity{ID: strconv.Itoa(i + 1)})
			}
			source, _ := handled(t, livepersontest.Agents(test.inGroups...), l)
			table, err := source.Do(t.Context(), api.Request{Method: method("kmm.agent_view")})
			require.NoError(t, err)
			require.Len(t, table.IDs, test.given)
			require.Equal(t, test.missing, table.Missing)
			seen := map[string]bool{}
			for i, id := range table.IDs {
				seen[id] = true
				require.NotEmpty(t, table.Agents[i].Group)
			}
			require.Len(t, seen, test.given, "each agent once")
		})
	}
}

// noLists are lists that may not be read.
type noLists struct{ api.Lists }

var errForbidden = &api.Error{Status: http.StatusForbidden, Sentence: "No permission."}

func (noLists) Groups(context.Context) ([]api.Entity, error) { return nil, errForbidden }

func TestAgentsThatCameAreShownWhereTheirGroupsAreNotKnown(t *testing.T) {
	source, _ := handled(t, livepersontest.Agents(700, 500), noLists{})
	table, err := source.Do(t.Context(), api.Request{Method: method("kmm.agent_view")})
	require.NoError(t, err)
	require.Len(t, table.IDs, 1000)
	require.Equal(t, 200, table.Missing)
	require.Equal(t, []api.Notice{{
		Sentence:    "LivePerson returns at most 1000 agents per request. The others are missing, because the list of agent groups, which is needed to request them, could not be loaded. No permission.",
		RowsMissing: true,
	}}, table.Notices)
}

// statuses responds with agents 1 and 2, who are online and away.
func statuses(w http.ResponseWriter, r *http.Request) {
	var body struct {
		Filters struct {
			Status []string `json:"effectiveAgentStatus"`
		} `json:"filters"`
	}
	_ = json.NewDecoder(r.Body).Decode(&body)
	records := []map[string]string{}
	for id, status := range map[string]string{"1": "ONLINE", "2": "AWAY"} {
		if f := body.Filters.Status; len(f) == 0 || f[0] == status || len(f) > 1 {
			records = append(records, map[string]string{"agentId": id, "agentCurrentStatus": status, "agentCurrentStatusReasonId": "77"})
		}
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"metadata": map[string]int{"count": len(records)}, "agentViewRecords": records})
}

func TestAgentsWhoHaveNotLoggedInAreOffline(t *testing.T) {
	l := lists{users: []api.User{
		{ID: "1", Name: "Ana", Agent: true}, {ID: "2", Name: "Bo", Agent: true}, {ID: "4", Name: "Bot"},
		{ID: "3", Name: "Cy", Nickname: "C", Picture: "p", Agent: true, Membership: api.Membership{Group: "7", Skills: []string{"101"}}},
	}}
	columns := []api.Column{
		{Metric: "agent_current_status", Field: "agentCurrentStatus", Current: true}, {Field: "agentMetadata.agentNickname", Current: true},
		{Field: "agentMetadata.agentPictureUrl", Current: true}, {Metric: "agent_load", Field: "agentLoad", Current: true},
	}
	tests := map[string]struct {
		filter api.Filter
		ids    []string
		calls  int
	}{
		"offline only":        {api.Filter{AgentStatus: []string{"OFFLINE"}}, []string{"3"}, 3},
		"all":                 {api.Filter{AgentStatus: []string{"AWAY", "BACK_SOON", "OFFLINE", "ONLINE"}}, []string{"1", "2", "3"}, 2},
		"of a group":          {api.Filter{AgentStatus: []string{"OFFLINE"}, Groups: []string{"7"}}, []string{"3"}, 3},
		"of another group":    {api.Filter{AgentStatus: []string{"OFFLINE"}, Groups: []string{"8"}}, nil, 3},
		"with a skill":        {api.Filter{AgentStatus: []string{"OFFLINE"}, Skills: []string{"100", "101"}}, []string{"3"}, 3},
		"with another skill":  {api.Filter{AgentStatus: []string{"OFFLINE"}, Skills: []string{"100"}}, nil, 3},
		"another agent":       {api.Filter{AgentStatus: []string{"OFFLINE"}, Agents: []string{"1"}}, nil, 3},
		"none who is offline": {api.Filter{}, []string{"1", "2"}, 1},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			source, _ := handled(t, statuses, l)
			table, err := source.Do(t.Context(), api.Request{Method: method("kmm.agent_view"), Filter: test.filter, Columns: columns})
			require.NoError(t, err)
			require.ElementsMatch(t, test.ids, table.IDs)
			require.Equal(t, test.calls, table.Calls)
			if row := slices.Index(table.IDs, "3"); row >= 0 {
				requireOffline(t, table, row, l.users[3])
			}
		})
	}
}

func requireOffline(t *testing.T, table api.Table, row int, u api.User) {
	t.Helper()
	require.Equal(t, u.Name, table.Names[row])
	require.Equal(t, u.Membership, table.Agents[row])
	require.Equal(t, "OFFLINE", table.Texts["agentCurrentStatus"][row])
	require.Equal(t, u.Nickname, table.Texts["agentMetadata.agentNickname"][row])
	require.Equal(t, u.Picture, table.Texts["agentMetadata.agentPictureUrl"][row])
	require.True(t, math.IsNaN(table.Fields["agentLoad"][row]))
}

func TestReasonsAreNamedFromTheLists(t *testing.T) {
	reason := []api.Column{{Metric: "agent_current_status_reason", Field: reasonField, Current: true}}
	for name, reasons := range map[string]map[string]string{"Lunch": {"77": "Lunch"}, "77": nil} {
		source, _ := handled(t, statuses, lists{reasons: reasons})
		table, err := source.Do(t.Context(), api.Request{Method: method("kmm.agent_view"), Columns: reason})
		require.NoError(t, err)
		require.Equal(t, []string{name, name}, table.Texts[reasonField])
	}
	source, _ := handled(t, statuses, nil) // lists that are not needed are not requested
	_, err := source.Do(t.Context(), api.Request{Method: method("kmm.agent_view")})
	require.NoError(t, err)
}
