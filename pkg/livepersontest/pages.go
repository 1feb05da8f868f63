package livepersontest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
)

// Says answers every metrics request with this text.
func Says(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	}
}

// Groups answers with so many groups, in pages: group i has i open
// conversations and no other metric.
func Groups(n int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		offset, _ := strconv.Atoi(r.URL.Query().Get("offset"))
		limit, _ := strconv.Atoi(r.URL.Query().Get("limit"))
		groups := []map[string]any{}
		for i := offset; i < min(n, offset+limit); i++ {
			groups = append(groups, map[string]any{
				"key": strconv.Itoa(i), "keyDescription": fmt.Sprintf("Skill %d", i),
				"metrics": map[string]any{"openConversations": i},
			})
		}
		_ = json.NewEncoder(w).Encode(map[string]any{
			"metadata": map[string]any{"count": n},
			"groupBy":  map[string]any{"groupByField": "skillId", "groups": groups},
		})
	}
}
