package plugin_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// signIns is a token service on a real connection, because a sign-in is nobody's
// query: in virtual time it takes none. Only its latest token is good.
type signIns struct {
	mu     sync.Mutex
	calls  int
	issued int
	down   bool
}

func (s *signIns) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls++
	if s.down {
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	s.issued++
	_ = json.NewEncoder(w).Encode(map[string]any{"access_token": s.token(), "expires_in": "86400"})
}

func (s *signIns) asked() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls
}

func (s *signIns) token() string { return fmt.Sprintf("token-%d", s.issued) }

// expire makes the token worthless, and lets nobody have another one.
func (s *signIns) expire(down bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.issued, s.down = s.issued+1, down
}

// guard lets only those in who have the latest token.
func (s *signIns) guard(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	good := r.Header.Get("Authorization") == "Bearer "+s.token()
	s.mu.Unlock()
	if !good {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	centre(w, r)
}

func TestTenMinutesWithoutAToken(t *testing.T) {
	for query, raw := range asked {
		t.Run(query, func(t *testing.T) {
			s := &signIns{}
			server := httptest.NewUnstartedServer(s)
			server.Config.SetKeepAlivesEnabled(false) // nothing may wait for a real connection
			server.Start()
			defer server.Close()
			settings := map[string]any{"auth": "oauth2", "upstreamUrl": server.URL}
			failFor(t, settings, []string{raw}, s.guard, failure{
				begin:    func(*virtual) { s.expire(true) },
				end:      func(*virtual) { s.expire(false) },
				recovers: recovery,
			})
			require.LessOrEqual(t, s.asked(), mostAsked, "sign-ins")
		})
	}
}
