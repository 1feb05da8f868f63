package livepersontest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
)

// Respond responds to every call with this text.
func Respond(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	}
}

// Redirect leads every call to another address.
func Redirect(address string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, address, http.StatusTemporaryRedirect)
	}
}

// TooManyRequests responds that there were too many requests, and when to retry.
func TooManyRequests(retryAfter string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", retryAfter)
		w.WriteHeader(http.StatusTooManyRequests)
	}
}

// Truncate responds with the first half of what another handler would.
func Truncate(complete http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		recorded := httptest.NewRecorder()
		complete(recorded, r)
		raw := recorded.Body.Bytes()
		_, _ = w.Write(raw[:len(raw)/2])
	}
}

// Groups responds with so many groups, in pages: group i has i open conversations
// and no other metric.
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
			"metadata": metadata(r, n),
			"groupBy":  map[string]any{"groupByField": "skillId", "groups": groups},
		})
	}
}
