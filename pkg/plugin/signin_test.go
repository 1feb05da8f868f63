package plugin_test

import (
	"net/http"
	"slices"
	"testing"
)

// noTokens makes all tokens worthless, and gives no others.
func noTokens() failure {
	return failure{
		begin: func(v *virtual) {
			v.RevokeTokens()
			v.Fail("token", slices.Repeat([]int{http.StatusServiceUnavailable}, 1000)...)
		},
		end:      func(v *virtual) { v.Fail("token") },
		recovers: recovery,
	}
}

func TestTenMinuteOutageOfSignIn(t *testing.T) {
	for query, raw := range queries {
		t.Run(query, func(t *testing.T) {
			failFor(t, map[string]any{"auth": "oauth2"}, []string{raw}, noTokens())
		})
	}
}
