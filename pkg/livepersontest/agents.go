package livepersontest

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
)

// Agents responds to the agent view with so many agents in each of the groups 1, 2,
// 3 and so on, and the list of these groups. Like LivePerson it turns pages up
// to 1,000 agents.
func Agents(inGroups ...int) http.HandlerFunc {
	type agent struct {
		ID    string `json:"agentId"`
		Group int    `json:"agentGroupId"`
	}
	var agents []agent
	for group, n := range inGroups {
		for range n {
			agents = append(agents, agent{strconv.Itoa(len(agents)), group + 1})
		}
	}
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			var groups []map[string]any
			for i := range inGroups {
				groups = append(groups, map[string]any{"id": i + 1, "name": "Group"})
			}
			_ = json.NewEncoder(w).Encode(groups)
			return
		}
		var body struct {
			Filters struct {
				Groups []string `json:"agentGroupIds"`
			} `json:"filters"`
		}
		_ = json.NewDecoder(r.Body).Decode(&body)
		fitting := slices.DeleteFunc(slices.Clone(agents), func(a agent) bool {
			return len(body.Filters.Groups) > 0 && !slices.Contains(body.Filters.Groups, strconv.Itoa(a.Group))
		})
		offset, _ := strconv.Atoi(r.URL.Query().Get("offset"))
		limit, _ := strconv.Atoi(r.URL.Query().Get("limit"))
		if offset+limit > 1000 {
			http.Error(w, `{"message": "offset and limit exceed 1000"}`, http.StatusBadRequest)
			return
		}
		_ = json.NewEncoder(w).Encode(map[string]any{
			"metadata":         metadata(r, len(fitting)),
			"agentViewRecords": fitting[min(offset, len(fitting)):min(offset+limit, len(fitting))],
		})
	}
}
