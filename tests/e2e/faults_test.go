//go:build e2e

package e2e

import (
	"net/http"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/stretchr/testify/require"
)

func TestFaultsOfLivePersonAreSentences(t *testing.T) {
	address := startSimulator(t, "--agents", "20")
	process := startPlugin(t)
	tests := map[string]struct {
		rule   map[string]any
		status backend.Status
		says   string
	}{
		"a web page":         {map[string]any{"body": "html"}, backend.StatusBadGateway, "a web page instead of JSON"},
		"a cut answer":       {map[string]any{"body": "cut"}, backend.StatusBadGateway, "cut off its response"},
		"an empty answer":    {map[string]any{"body": "empty"}, backend.StatusBadGateway, "an empty response"},
		"a reset":            {map[string]any{"reset": true}, backend.StatusBadGateway, "can't be reached"},
		"too many requests":  {map[string]any{"status": 429, "retryAfter": 7}, backend.StatusTooManyRequests, "more requests than it allows"},
		"a fault of its own": {map[string]any{"status": 503}, backend.StatusBadGateway, "is failing (503)"},
		"no permission":      {map[string]any{"status": 403}, backend.StatusForbidden, "have no permission to use"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			test.rule["service"] = "metrics"
			p := process.account(t, address, "oauth2") // a new one: nothing stands in
			fault(t, address, test.rule)
			answer := p.query(t, open)
			require.ErrorContains(t, answer.Error, test.says)
			require.Equal(t, test.status, answer.Status)
			require.Equal(t, backend.ErrorSourceDownstream, answer.ErrorSource)
			require.Contains(t, p.health(t).Message, "step 3 of 7 (Request metrics) failed.")
		})
	}
}

func TestRevokedTokensAreRenewed(t *testing.T) {
	address := startSimulator(t, "--agents", "20")
	process := startPlugin(t)
	for _, auth := range []string{"oauth2", "login"} {
		p := process.account(t, address, auth)
		require.NoError(t, p.query(t, open).Error)
		call(t, http.MethodPost, address+"/simulator/tokens/revoke", map[string]any{}, nil)
		require.NoError(t, p.query(t, open).Error)
	}
}

func TestOlderValuesStandInWhileLivePersonFails(t *testing.T) {
	address := startSimulator(t, "--agents", "20")
	p := startPlugin(t).account(t, address, "oauth2")
	good := p.query(t, open)
	require.NoError(t, good.Error)
	for _, test := range []struct {
		name string
		rule map[string]any
	}{
		{"too many requests", map[string]any{"status": 429, "retryAfter": 1}},
		{"a fault", map[string]any{"status": 503}},
		{"a reset", map[string]any{"reset": true}},
		{"a cut answer", map[string]any{"body": "cut"}},
		{"a stall", map[string]any{"delayMs": 60_000}},
	} {
		t.Run(test.name, func(t *testing.T) {
			time.Sleep(1100 * time.Millisecond) // the values are no longer fresh
			test.rule["service"] = "metrics"
			fault(t, address, test.rule)
			answer := p.query(t, open)
			require.NoError(t, answer.Error)
			require.Equal(t, *number(t, good.Frames[0], "open_conversations", 0), *number(t, answer.Frames[0], "open_conversations", 0))
			require.Contains(t, answer.Frames[0].Meta.Notices[0].Text, "Showing data from ")
			if test.name != "a stall" {
				require.Contains(t, p.health(t).Message, "step 3 of 7 (Request metrics) failed.", "the check tells how it is now")
			}
		})
	}
	require.Eventually(t, func() bool {
		answer := p.query(t, open)
		return answer.Error == nil && len(answer.Frames[0].Meta.Notices) == 0
	}, 45*time.Second, 500*time.Millisecond, "and it recovers by itself")
}
