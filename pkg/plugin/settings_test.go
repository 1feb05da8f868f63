package plugin_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
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
		"no account":         {map[string]any{}, nil, "Account ID is missing."},
		"an account's path":  {map[string]any{"accountId": "1/../2"}, nil, `Account ID "1/../2" is invalid`},
		"a number is fine":   {map[string]any{"accountId": 7}, nil, "Client ID is missing."},
		"no client ID":       {map[string]any{"accountId": "1"}, oauth2, "Client ID is missing."},
		"no client secret":   {map[string]any{"accountId": "1", "clientId": "a"}, nil, "Client secret is missing."},
		"no password":        {map[string]any{"accountId": "1", "auth": "login", "username": "a"}, nil, "Password is missing."},
		"no token secret":    {map[string]any{"accountId": "1", "auth": "appKey", "appKey": "a"}, map[string]string{"appSecret": "b", "accessToken": "c"}, "Access token secret is missing."},
		"an unknown method":  {map[string]any{"accountId": "1", "auth": "magic"}, nil, `The authentication method "magic" is unknown`},
		"no address":         {map[string]any{"accountId": "1", "clientId": "a", "upstreamUrl": "localhost:4010"}, oauth2, `Base URL override "localhost:4010" is not a valid URL`},
		"a secret in it":     {map[string]any{"accountId": "1", "clientId": "a", "upstreamUrl": "http://u:hidden@host"}, oauth2, "contains a user"},
		"no certificate":     {map[string]any{"accountId": "1", "clientId": "a", "tlsAuthWithCACert": true}, map[string]string{"clientSecret": "hidden", "tlsCACert": "hidden"}, "The TLS or proxy settings can't be used"},
		"no conversation":    {map[string]any{"accountId": "1", "clientId": "a", "conversationUrl": "https://lp.example.com/{account}"}, oauth2, "and contain {conversation}"},
		"a script":           {map[string]any{"accountId": "1", "clientId": "a", "conversationUrl": "javascript:alert(1)//{conversation}"}, oauth2, "must start with https://"},
		"no conversations":   {map[string]any{"accountId": "1", "clientId": "a", "maxConversations": -1}, oauth2, "must be a whole number of 1 or more"},
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

// What an error names is on the settings page, in these words.
func TestErrorsCallSettingsAsTheirPageDoes(t *testing.T) {
	var page strings.Builder
	files, err := filepath.Glob("../../src/config/*.tsx")
	require.NoError(t, err)
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		page.Write(text)
	}
	for label, test := range map[string]struct {
		settings map[string]any
		secrets  map[string]string
	}{
		"Account ID":                {map[string]any{}, nil},
		"Client ID":                 {map[string]any{"accountId": "1"}, nil},
		"Client secret":             {map[string]any{"accountId": "1", "clientId": "a"}, nil},
		"Username":                  {map[string]any{"accountId": "1", "auth": "login"}, nil},
		"Password":                  {map[string]any{"accountId": "1", "auth": "login", "username": "a"}, nil},
		"App key":                   {map[string]any{"accountId": "1", "auth": "appKey"}, nil},
		"App secret":                {map[string]any{"accountId": "1", "auth": "appKey", "appKey": "a"}, nil},
		"Access token":              {map[string]any{"accountId": "1", "auth": "appKey", "appKey": "a"}, map[string]string{"appSecret": "b"}},
		"Access token secret":       {map[string]any{"accountId": "1", "auth": "appKey", "appKey": "a"}, map[string]string{"appSecret": "b", "accessToken": "c"}},
		"Base URL override":         {map[string]any{"upstreamUrl": "x"}, nil},
		"Time zone":                 {map[string]any{"timeZone": "x"}, nil},
		"Timeout":                   {map[string]any{"timeout": "x"}, nil},
		"Max requests per trend":    {map[string]any{"maxSeriesRequests": "x"}, nil},
		"Max requests per second":   {map[string]any{"requestsPerSecond": "x"}, nil},
		"Max concurrent requests":   {map[string]any{"requestsAtOnce": "x"}, nil},
		"Max age of current values": {map[string]any{"freshFor": "x"}, nil},
		"Max age of cached values during outages":                 {map[string]any{"staleFor": "x"}, nil},
		"Max age of cached values for alert rules during outages": {map[string]any{"staleForAlerts": "x"}, nil},
		"Cache size":                   {map[string]any{"memory": "x"}, nil},
		"Sample size":                  {map[string]any{"sampleSize": 5}, nil},
		"Opened within":                {map[string]any{"openedWithin": "x"}, nil},
		"Service level threshold":      {map[string]any{"serviceLevelSeconds": "-1"}, nil},
		"Chat service level threshold": {map[string]any{"chatServiceLevelSeconds": 31}, nil},
		"Max open conversations":       {map[string]any{"maxConversations": 2001}, nil},
		"Conversation URL":             {map[string]any{"conversationUrl": "x"}, nil},
	} {
		settings, secrets := test.settings, test.secrets
		if _, other := settings["accountId"]; !other && label != "Account ID" {
			settings["accountId"], settings["clientId"], secrets = "1", "a", map[string]string{"clientSecret": "b"}
		}
		response := queryData(open(t, settings, secrets), openBySkill)["A"]
		require.Regexp(t, "^"+label+`( "x")? is `, response.Error.Error())
		require.True(t, strings.Contains(page.String(), fmt.Sprintf("label=%q", label)) || strings.Contains(page.String(), "label: '"+label+"'"), label)
	}
}
