package plugin_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
	"github.com/kmm/liveperson-datasource/pkg/plugin"
)

// TestSettingsArePastedWithWhatSurroundsThem signs in with settings as files, mails and
// base64 leave them. The fake accepts the exact client secret only.
func TestSettingsArePastedWithWhatSurroundsThem(t *testing.T) {
	for name, around := range map[string][2]string{
		"a line end":                     {"", "\n"},
		"a line end of Windows":          {"", "\r\n"},
		"spaces and tabs":                {" \t", "  "},
		"spaces that don't break":        {"\u00a0", "\u2003"},
		"NUL":                            {"", "\x00\x00"},
		"a byte order mark":              {"\ufeff", ""},
		"zero-width spaces and a joiner": {"\u200b", "\u200d\u2060"},
		"marks of the writing direction": {"\u202a", "\u202c"},
		"line ends among them":           {"\r\n\u200b", "\u200b\n\u200b"},
	} {
		for _, method := range []string{"oauth2", "login", "appKey"} {
			t.Run(name+" "+method, func(t *testing.T) {
				server := livepersontest.New(t, livepersontest.Respond(200, allIsWell))
				ds := openPasted(t, server.URL, method, func(text string) string { return around[0] + text + around[1] })
				require.NoError(t, queryData(ds, openBySkill)["A"].Error)
				for _, call := range server.Log() {
					require.NotContains(t, call.Request.URL.EscapedPath(), "%", "nothing is around the account")
					switch {
					case call.Kind == "login":
						require.JSONEq(t, `{"username": "`+livepersontest.Username+`", "password": "`+livepersontest.Secret+`"}`, call.Body)
					case method == "appKey":
						require.Contains(t, call.Request.Header.Get("Authorization"), `oauth_token="token"`)
					}
				}
			})
		}
	}
}

// openPasted makes a data source whose settings are all pasted.
func openPasted(t *testing.T, address, method string, pasted func(string) string) *plugin.Datasource {
	t.Helper()
	settings := map[string]any{}
	for key, value := range map[string]string{
		"accountId": livepersontest.Account, "upstreamUrl": address, "timeout": "20", "auth": method,
		"clientId": livepersontest.ID, "username": livepersontest.Username, "appKey": "key",
	} {
		settings[key] = pasted(value)
	}
	return open(t, settings, map[string]string{
		"clientSecret": pasted(livepersontest.Secret), "password": pasted(livepersontest.Secret),
		"appSecret": pasted("a"), "accessToken": pasted("token"), "accessTokenSecret": pasted("b"),
	})
}

func TestSecretInLinesIsJoined(t *testing.T) {
	for _, broken := range []string{"s3cr3t\n-value", "s3cr3t-\r\n  value\n", "s3cr3t-val\x00ue"} {
		server := livepersontest.New(t, livepersontest.Respond(200, allIsWell))
		ds := open(t, map[string]any{
			"accountId": livepersontest.Account, "clientId": livepersontest.ID, "upstreamUrl": server.URL,
		}, map[string]string{"clientSecret": broken})
		require.NoError(t, queryData(ds, openBySkill)["A"].Error, "%q", broken)
	}
}

func TestSpacesWithinAPasswordStay(t *testing.T) {
	server := livepersontest.New(t, livepersontest.Respond(200, allIsWell))
	ds := open(t, map[string]any{
		"accountId": livepersontest.Account, "auth": "login", "username": "a b", "upstreamUrl": server.URL,
	}, map[string]string{"password": " of three words\n"})
	require.NoError(t, queryData(ds, openBySkill)["A"].Error)
	require.JSONEq(t, `{"username": "a b", "password": "of three words"}`, server.Log()[0].Body)
}

func TestSecretOfNothingIsMissing(t *testing.T) {
	ds := open(t, map[string]any{"accountId": "1", "clientId": "a"}, map[string]string{"clientSecret": "\ufeff\r\n"})
	require.ErrorContains(t, queryData(ds, openBySkill)["A"].Error, "Client secret is missing.")
}

func TestTrimmedSecretIsNotShown(t *testing.T) {
	server := livepersontest.New(t, nil)
	address := strings.TrimPrefix(server.URL, "http://")
	server.HandleHost("", func(w http.ResponseWriter, r *http.Request) {
		livepersontest.Respond(401, `{"message": "wrong: `+r.PostFormValue("client_secret")+`"}`)(w, r)
	})
	settings := map[string]any{"accountId": "1", "clientId": "a", "upstreamUrl": server.URL}
	health, _ := check(t, open(t, settings, map[string]string{"clientSecret": "top hidden\n"}))
	require.Contains(t, health.Message, "wrong: [secret]")

	for _, upstream := range []string{"http://u:top hidden@" + address, "ftp://u:hidden@" + address, "ftp://" + address + "?hidden"} {
		settings["upstreamUrl"] = upstream
		err := queryData(open(t, settings, map[string]string{"clientSecret": "x"}), openBySkill)["A"].Error
		require.ErrorContains(t, err, "Base URL override contains a user, query or fragment.")
		require.NotContains(t, err.Error(), "hidden")
	}
}
