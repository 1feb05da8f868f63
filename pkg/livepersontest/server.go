// Package livepersontest is a LivePerson of a few lines for tests: it signs in
// whoever knows the password, counts what it is asked, and answers metrics as
// the test says. The simulator is the one that behaves like the real one.
package livepersontest

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// The account and the credentials that the server knows.
const (
	Account  = "12345678"
	ID       = "grafana"
	Secret   = "s3cr3t-value"
	Username = "monitor@example.com"
)

// AtOnce is a pacer that sends every request at once, and never again.
type AtOnce struct{}

// Do implements liveperson.Pacer.
func (AtOnce) Do(ctx context.Context, _ string, attempt func(context.Context) error) error {
	return attempt(ctx)
}

// Server is a running upstream.
type Server struct {
	URL string

	mu      sync.Mutex
	calls   map[string]int
	valid   map[string]bool
	issued  int
	expires string
	handle  http.HandlerFunc
}

// New starts a server that answers metrics with handle.
func New(t *testing.T, handle http.HandlerFunc) *Server {
	t.Helper()
	s := &Server{calls: map[string]int{}, valid: map[string]bool{}, expires: `"3600"`, handle: handle}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /sentinel/api/v2/account/{account}/app/token", s.token)
	mux.HandleFunc("POST /api/account/{account}/login", s.login)
	mux.HandleFunc("POST /api/account/{account}/refresh", s.refresh)
	mux.HandleFunc("POST /manager_workspace/api/account/{account}/{method}", s.metrics)
	mux.HandleFunc("GET /api/account/{account}/configuration/le-users/{list}", s.metrics)
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	s.URL = server.URL
	return s
}

// Calls is how often a kind of request came: token, login, refresh, metrics.
func (s *Server) Calls(kind string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls[kind]
}

// RevokeTokens makes every token given so far worthless.
func (s *Server) RevokeTokens() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.valid)
}

// ExpiresIn sets what the token service says of a token's life, as raw JSON;
// empty text leaves the field out.
func (s *Server) ExpiresIn(raw string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.expires = raw
}

func (s *Server) count(kind string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls[kind]++
}

// issue makes a token that is accepted from now on.
func (s *Server) issue() (token, expires string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.issued++
	token = fmt.Sprintf("token-%d", s.issued)
	s.valid[token] = true
	return token, s.expires
}

func (s *Server) token(w http.ResponseWriter, r *http.Request) {
	s.count("token")
	if r.Header.Get("Authorization") != "" || r.PostFormValue("client_id") != ID || r.PostFormValue("client_secret") != Secret {
		w.WriteHeader(http.StatusUnauthorized)
		fmt.Fprintf(w, `{"error": "invalid_client", "error_description": "no such client, or not its secret: %s"}`, r.PostFormValue("client_secret"))
		return
	}
	token, expires := s.issue()
	if expires != "" {
		expires = `, "expires_in": ` + expires
	}
	w.Header().Set("Content-Type", "application/json")
	fmt.Fprintf(w, `{"access_token": %q, "token_type": "Bearer"%s}`, token, expires)
}

func (s *Server) login(w http.ResponseWriter, _ *http.Request) {
	s.count("login")
	token, _ := s.issue()
	http.SetCookie(w, &http.Cookie{Name: "Session_id", Value: "session-of-" + token})
	fmt.Fprintf(w, `{"csrf": "csrf-of-%s", "bearer": %q, "sessionTTl": "28800000"}`, token, token)
}

// refresh keeps a session alive for who has both its cookie and its csrf.
func (s *Server) refresh(w http.ResponseWriter, r *http.Request) {
	s.count("refresh")
	var form struct{ CSRF string }
	_ = json.NewDecoder(r.Body).Decode(&form)
	cookie, err := r.Cookie("Session_id")
	token := strings.TrimPrefix(form.CSRF, "csrf-of-")
	s.mu.Lock()
	defer s.mu.Unlock()
	if err != nil || cookie.Value != "session-of-"+token || !s.valid[token] {
		w.WriteHeader(http.StatusUnauthorized)
	}
}

func (s *Server) metrics(w http.ResponseWriter, r *http.Request) {
	s.count("metrics")
	s.mu.Lock()
	valid := s.valid[strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")]
	s.mu.Unlock()
	if !valid && !strings.HasPrefix(r.Header.Get("Authorization"), "OAuth ") {
		http.Error(w, `{"message": "token not accepted"}`, http.StatusUnauthorized)
		return
	}
	s.handle(w, r)
}
