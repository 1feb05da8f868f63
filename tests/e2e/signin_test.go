//go:build e2e

package e2e

import (
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/stretchr/testify/require"
)

var open = []byte(`{"kpis": ["open_conversations"]}`)

func TestEveryWayToSignIn(t *testing.T) {
	address := startSimulator(t, "--agents", "20")
	process := startPlugin(t)
	for _, auth := range []string{"oauth2", "login", "appKey"} {
		t.Run(auth, func(t *testing.T) {
			p := process.account(t, address, auth)
			health := p.health(t)
			require.Equal(t, backend.HealthStatusOk, health.Status, health.Message)
			require.Contains(t, health.Message, "Connected to account 12345678")
			require.NoError(t, p.query(t, open).Error)
			require.Len(t, p.list(t, "skills"), 12)
		})
	}
}

func TestASignInThatFailsSaysWhy(t *testing.T) {
	address := startSimulator(t, "--agents", "20")
	process := startPlugin(t)
	tests := map[string]struct {
		settings map[string]any
		secrets  map[string]string
		says     string
	}{
		"a wrong client secret": {
			map[string]any{"accountId": "12345678", "clientId": "grafana"}, map[string]string{"clientSecret": "not-the-secret"},
			"rejected the credentials for account 12345678",
		},
		"a wrong password": {
			map[string]any{"accountId": "12345678", "auth": "login", "username": "monitor@example.com"}, map[string]string{"password": "not-the-secret"},
			"Check Account ID, Username and Password",
		},
		"a wrong app secret": {
			map[string]any{"accountId": "12345678", "auth": "appKey", "appKey": "simulator-app-key"},
			map[string]string{"appSecret": "not-the-secret", "accessToken": "simulator-access-token", "accessTokenSecret": "simulator-access-token-secret"},
			"rejected the sign-in for account 12345678",
		},
		"a wrong account": {
			map[string]any{"accountId": "87654321", "clientId": "grafana"}, map[string]string{"clientSecret": "simulator-secret"},
			"account 87654321",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			test.settings["upstreamUrl"] = address
			p := process.with(t, test.settings, test.secrets)
			health, answer := p.health(t), p.query(t, open)
			require.Equal(t, backend.HealthStatusError, health.Status)
			require.Error(t, answer.Error)
			require.Equal(t, backend.ErrorSourceDownstream, answer.ErrorSource)
			for _, sentence := range []string{health.Message, answer.Error.Error()} {
				require.Contains(t, sentence, test.says)
				require.NotContains(t, sentence, "not-the-secret")
			}
		})
	}
}
