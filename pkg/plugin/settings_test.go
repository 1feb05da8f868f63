package plugin_test

import (
	"context"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/stretchr/testify/require"
)

func TestInvalidSettingsNameTheField(t *testing.T) {
	oauth2 := map[string]string{"clientSecret": "hidden"}
	tests := map[string]struct {
		settings map[string]any
		secrets  map[string]string
		says     string
	}{
		"no account":         {map[string]any{}, nil, "The account ID is missing."},
		"an account's path":  {map[string]any{"accountId": "1/../2"}, nil, `The account ID "1/../2" is invalid`},
		"a number is fine":   {map[string]any{"accountId": 7}, nil, "The client ID is missing."},
		"no client ID":       {map[string]any{"accountId": "1"}, oauth2, "The client ID is missing."},
		"no client secret":   {map[string]any{"accountId": "1", "clientId": "a"}, nil, "The client secret is missing."},
		"no password":        {map[string]any{"accountId": "1", "auth": "login", "username": "a"}, nil, "The password is missing."},
		"no token secret":    {map[string]any{"accountId": "1", "auth": "appKey", "appKey": "a"}, map[string]string{"appSecret": "b", "accessToken": "c"}, "The access token secret is missing."},
		"an unknown method":  {map[string]any{"accountId": "1", "auth": "magic"}, nil, `no authentication method "magic"`},
		"no address":         {map[string]any{"accountId": "1", "clientId": "a", "upstreamUrl": "localhost:4010"}, oauth2, `"localhost:4010" is not an address`},
		"a secret in it":     {map[string]any{"accountId": "1", "clientId": "a", "upstreamUrl": "http://u:hidden@host"}, oauth2, "has a user"},
		"no certificate":     {map[string]any{"accountId": "1", "clientId": "a", "tlsAuthWithCACert": true}, map[string]string{"clientSecret": "hidden", "tlsCACert": "hidden"}, "The TLS or proxy settings can't be used"},
		"settings of a text": {map[string]any{"accountId": []int{7}}, nil, "settings can't be read"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			ds := open(t, test.settings, test.secrets)
			response := queryData(ds, openBySkill)["A"]
			require.ErrorContains(t, response.Error, test.says)
			require.Equal(t, backend.StatusBadRequest, response.Status)
			require.NotContains(t, response.Error.Error(), "hidden")

			health, err := ds.CheckHealth(context.Background(), &backend.CheckHealthRequest{})
			require.NoError(t, err)
			require.Equal(t, backend.HealthStatusError, health.Status)
			require.Contains(t, health.Message, test.says)
		})
	}
}
