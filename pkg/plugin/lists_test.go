package plugin_test

import (
	"context"
	"encoding/json"
	"net/http"
	"path"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// withLists is a contact centre in virtual time with groups 1 and 2 below it, agents 1
// and 2, who are logged in, 3, who is not, and reasons. Its lists respond as told, by
// the last part of their path.
func withLists(t *testing.T, lists map[string]http.HandlerFunc, test func(t *testing.T, v *virtual)) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		v.respond(0, livepersontest.Conversations{}.Handler(func(w http.ResponseWriter, r *http.Request) {
			name := path.Base(r.URL.Path)
			switch {
			case lists[name] != nil:
				lists[name](w, r)
			case r.Method == http.MethodGet:
				livepersontest.Respond(200, wellFormed[name])(w, r)
			case name == "agent_view":
				agentsOfGroups(w, r)
			default:
				livepersontest.Respond(200, `{"metadata": {"count": 1}, "all": {"openConversations": 5}, "groupBy": {"groupByField": "agentGroupId",
					"groups": [{"key": "1", "keyDescription": "Sales", "metrics": {"openConversations": 5}}]}}`)(w, r)
			}
		}))
		test(t, v)
	})
}

var wellFormed = map[string]string{
	"skills":      `[{"id": 101, "name": "Returns"}]`,
	"agentGroups": `[{"id": 1, "name": "Sales"}, {"id": 2, "name": "Night shift", "parentGroupId": 1}]`,
	"users": `[{"id": 1, "nickname": "Ana", "userTypeId": 1}, {"id": 2, "nickname": "Bo", "userTypeId": 1},
		{"id": 3, "nickname": "Cy", "userTypeId": 1, "memberOf": {"agentGroupId": 1}}]`,
	"status-reasons":  `[{"id": 77, "text": "Lunch"}]`,
	"msgconversation": `{}`,
	"queuestate":      `{}`,
}

// agentsOfGroups are agent 1 of group 1 and agent 2 of group 2, who is at lunch.
func agentsOfGroups(w http.ResponseWriter, r *http.Request) {
	var body struct {
		Filters struct {
			Groups []string `json:"agentGroupIds"`
		} `json:"filters"`
	}
	_ = json.NewDecoder(r.Body).Decode(&body)
	records := []map[string]any{}
	for _, record := range []map[string]any{
		{"agentId": "1", "agentGroupId": "1", "agentCurrentStatus": "ONLINE", "maxSlots": 5},
		{"agentId": "2", "agentGroupId": "2", "agentCurrentStatus": "AWAY", "agentCurrentStatusReasonId": "77", "maxSlots": 3},
	} {
		if g := body.Filters.Groups; len(g) == 0 || g[0] == record["agentGroupId"] || len(g) > 1 {
			records = append(records, record)
		}
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"metadata": map[string]any{"count": len(records)}, "agentViewRecords": records})
}

// slow responds after the caller has left.
func slow(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

// brokenLists are the ways in which a list can't be had, and how that is said.
var brokenLists = map[string]struct {
	respond http.HandlerFunc
	says    string
}{
	"forbidden":  {livepersontest.Respond(403, `{"message": "no privilege"}`), "have no permission to use LivePerson's account configuration API for account 12345678 (403)"},
	"rejected":   {livepersontest.Respond(401, ``), "rejected the sign-in for account 12345678 (401)"},
	"missing":    {livepersontest.Respond(404, ``), "LivePerson's account configuration API has no list of "},
	"failing":    {livepersontest.Respond(500, ``), "is failing (500)"},
	"slow":       {slow, "did not return the list of "},
	"malformed":  {livepersontest.Respond(200, `[{"id": 1, "na`), "cut off its response"},
	"an object":  {livepersontest.Respond(200, `{"items": []}`), "sent its response as an object"},
	"a web page": {livepersontest.Respond(200, `<html>`), "a web page instead of JSON"},
	"empty":      {livepersontest.Respond(200, ``), "an empty response"},
}

func TestAgentsAreShownWithoutAList(t *testing.T) {
	const all = `"agentStatus": ["ONLINE", "AWAY", "BACK_SOON", "OFFLINE"]`
	for _, list := range []struct {
		name, query string
		rows        int
		says        string
		inRules     bool // whether a rule has values all the same
	}{
		{"users", `{"rows": "agent", "kpis": ["max_slots"], "filter": {` + all + `}}`, 2, "Agents who have not logged in are missing, because the list of users could not be loaded.", false},
		{"agentGroups", `{"rows": "agent", "kpis": ["max_slots"], "filter": {"groups": ["1"], "includeSubGroups": true}}`, 1, "The subgroups of the selected agent groups are unknown, because the list of agent groups could not be loaded.", false},
		{"status-reasons", `{"rows": "agent", "kpis": ["max_slots", "agent_current_status_reason"]}`, 2, "Away reasons are shown as IDs, because the list of status reasons could not be loaded.", true},
	} {
		for how, broken := range brokenLists {
			t.Run(list.name+" "+how, func(t *testing.T) {
				withLists(t, map[string]http.HandlerFunc{list.name: broken.respond}, func(t *testing.T, v *virtual) {
					response := v.panel(context.Background(), list.query)["A"]
					require.NoError(t, response.Error)
					require.Equal(t, list.rows, response.Frames[0].Rows())
					said := warnings(response.Frames[0])
					require.Len(t, said, 1)
					require.Contains(t, said[0], list.says)
					require.Contains(t, said[0], broken.says)
					rule := v.rule(list.query)
					require.Equal(t, list.inRules, rule.Error == nil, "%v", rule.Error)
				})
			})
		}
	}
}

func TestListThatNeverComesIsWaitedForOnce(t *testing.T) {
	withLists(t, map[string]http.HandlerFunc{"users": slow}, func(t *testing.T, v *virtual) {
		for n := range 10 {
			began := time.Now()
			response := v.panel(context.Background(), `{"rows": "agent", "kpis": ["max_slots"], "filter": {"agentStatus": ["ONLINE", "OFFLINE"]}}`)["A"]
			require.NoError(t, response.Error)
			require.Equal(t, 2, response.Frames[0].Rows())
			require.Contains(t, warnings(response.Frames[0])[0], "did not return the list of users in time")
			if n > 0 {
				require.Less(t, time.Since(began), 2*time.Second)
			}
			time.Sleep(61 * time.Second) // and not a minute, when the call itself is just given up
		}
	})
}

func TestWithEachListNothingIsMissing(t *testing.T) {
	withLists(t, nil, func(t *testing.T, v *virtual) {
		response := v.panel(context.Background(), `{"rows": "agent", "kpis": ["max_slots", "agent_current_status_reason"], "filter": {"groups": ["1"],
			"includeSubGroups": true, "agentStatus": ["ONLINE", "AWAY", "BACK_SOON", "OFFLINE"]}}`)["A"]
		require.NoError(t, response.Error)
		require.Equal(t, 3, response.Frames[0].Rows())
		require.Empty(t, warnings(response.Frames[0]))
		health, steps := check(t, v.Datasource)
		require.NotContains(t, health.Message, "lists")
		require.Equal(t, []bool{true, true, true, true, true, true, true}, steps)
	})
}

func TestReasonsNobodyHasAreNotMissed(t *testing.T) {
	withLists(t, map[string]http.HandlerFunc{"status-reasons": livepersontest.Respond(403, ``)}, func(t *testing.T, v *virtual) {
		response := v.panel(context.Background(), `{"rows": "agent", "kpis": ["agent_current_status_reason"], "filter": {"groups": ["1"]}}`)["A"]
		require.NoError(t, response.Error)
		require.Empty(t, warnings(response.Frames[0]))
	})
}

func TestSumsOverSubGroupsAreEmptyWithoutTheGroups(t *testing.T) {
	withLists(t, map[string]http.HandlerFunc{"agentGroups": livepersontest.Respond(403, ``)}, func(t *testing.T, v *virtual) {
		for _, rows := range []string{"account", "group"} {
			filter := `"filter": {"groups": ["1"], "includeSubGroups": true}}`
			response := v.panel(context.Background(), `{"rows": "`+rows+`", "kpis": ["open_conversations", "total_max_slots"], `+filter)["A"]
			require.NoError(t, response.Error)
			fields := response.Frames[0].Fields
			require.InEpsilon(t, 5.0, *fields[len(fields)-2].At(0).(*float64), 0)
			require.True(t, fields[len(fields)-1].NilAt(0), "a sum of the named groups alone would be wrong")
			require.Contains(t, warnings(response.Frames[0])[0], "Max slots has no values. The subgroups of the selected agent groups are unknown")

			sum := `{"rows": "` + rows + `", "kpis": ["total_max_slots"], ` + filter
			for _, response := range []backend.DataResponse{v.panel(context.Background(), sum)["A"], v.rule(sum)} {
				require.ErrorContains(t, response.Error, "The subgroups of the selected agent groups are unknown")
				require.ErrorContains(t, response.Error, "have no permission to use LivePerson's account configuration API")
			}
			require.NoError(t, v.rule(`{"rows": "`+rows+`", "kpis": ["open_conversations"], `+filter).Error, "the metrics method knows sub-groups itself")
		}
	})
}

func TestOneFailingListDoesNotHoldBackTheOthers(t *testing.T) {
	withLists(t, map[string]http.HandlerFunc{"users": livepersontest.Respond(500, ``)}, func(t *testing.T, v *virtual) {
		for range 10 {
			require.Equal(t, http.StatusBadGateway, get(t, v.Datasource, "agents").Status)
			began := time.Now()
			require.Equal(t, http.StatusOK, get(t, v.Datasource, "skills").Status)
			require.Equal(t, http.StatusOK, get(t, v.Datasource, "groups").Status)
			require.Less(t, time.Since(began), time.Second)
			time.Sleep(2 * time.Minute)
		}
	})
}

func TestHealthNamesTheListsThatCanNotBeRead(t *testing.T) {
	for list, cost := range map[string]string{
		"skills":         "Skills (pickers and variables are empty): ",
		"agentGroups":    "Agent groups (pickers and variables are empty, and agents of subgroups are missing): ",
		"users":          "Users (pickers and variables list no agents, and agents who have never logged in are missing): ",
		"status-reasons": "Status reasons (shown as IDs): ",
	} {
		for how, broken := range brokenLists {
			t.Run(list+" "+how, func(t *testing.T) {
				withLists(t, map[string]http.HandlerFunc{list: broken.respond}, func(t *testing.T, v *virtual) {
					health, steps := check(t, v.Datasource)
					require.Equal(t, backend.HealthStatusOk, health.Status)
					require.Contains(t, health.Message, "Connected to account 12345678: 5 open conversations")
					if list == "status-reasons" && how == "missing" {
						require.NotContains(t, health.Message, "lists", "it has none")
						return
					}
					require.Equal(t, []bool{true, true, true, false, true, true, true}, steps)
					require.Contains(t, health.Message, "Metrics work, but some account lists can't be read.")
					said := lines(t, health)
					require.Len(t, said, 1)
					require.True(t, strings.HasPrefix(said[0], cost), said)
					if how == "slow" {
						require.Contains(t, said[0], "did not respond in time")
					} else {
						require.Contains(t, said[0], broken.says)
					}
					require.NotContains(t, said[0], "does not know account")
				})
			})
		}
	}
}

func TestHealthSaysOnceWhyNoListCanBeRead(t *testing.T) {
	forbidden := livepersontest.Respond(403, ``)
	withLists(t, map[string]http.HandlerFunc{"skills": forbidden, "agentGroups": forbidden, "users": forbidden, "status-reasons": forbidden}, func(t *testing.T, v *virtual) {
		health, _ := check(t, v.Datasource)
		require.Equal(t, []string{"Skills (pickers and variables are empty), agent groups (pickers and variables are empty, and agents of subgroups are missing), " +
			"users (pickers and variables list no agents, and agents who have never logged in are missing), status reasons (shown as IDs): " +
			"The credentials have no permission to use LivePerson's account configuration API for account 12345678 (403). Ask your LivePerson administrator to grant it."}, lines(t, health))
	})
}
