package livepersontest

import (
	"net/http"
	"net/http/httptest"
)

// TooMany answers that there were too many requests, and when to come back.
func TooMany(retryAfter string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", retryAfter)
		w.WriteHeader(http.StatusTooManyRequests)
	}
}

// Cut answers with the first half of what another one would.
func Cut(whole http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		recorded := httptest.NewRecorder()
		whole(recorded, r)
		raw := recorded.Body.Bytes()
		_, _ = w.Write(raw[:len(raw)/2])
	}
}
