package liveperson_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

var authMethods = []liveperson.AuthMethod{liveperson.OAuth2, liveperson.Login, liveperson.AppKey}

func config(auth liveperson.AuthMethod) liveperson.Config {
	return liveperson.Config{
		AccountID: livepersontest.Account, Auth: auth,
		ClientID: livepersontest.ID, ClientSecret: livepersontest.Secret,
		Username: livepersontest.Username, Password: livepersontest.Secret,
		AppKey: "key", AppSecret: livepersontest.Secret, AccessToken: "token", AccessTokenSecret: "token-secret",
	}
}

// account is one at LivePerson's own hosts, which the fake stands for.
func account(t *testing.T, fake *livepersontest.Fake, auth liveperson.AuthMethod) *liveperson.Account {
	t.Helper()
	a := liveperson.New(config(auth), &http.Client{Transport: fake}, livepersontest.NoPacing{}, liveperson.Options{})
	t.Cleanup(a.Close)
	return a
}

// openBySkill is a request that any test can send.
func openBySkill() api.Request {
	return api.Request{
		Method: liveperson.Methods(liveperson.OAuth2)["kmm.metrics"], GroupBy: api.BySkill,
		Window:  api.Window{From: time.UnixMilli(0), To: time.UnixMilli(60_000)},
		Columns: []api.Column{{Metric: "open_conversations", Field: "openConversations", Current: true}},
	}
}

func requireDone(t *testing.T, a *liveperson.Account) {
	t.Helper()
	_, err := a.Do(t.Context(), openBySkill())
	require.NoError(t, err)
}

func TestUnknownMethodIsAFault(t *testing.T) {
	a := account(t, livepersontest.NewFake(nil), liveperson.OAuth2)
	_, err := a.Do(t.Context(), api.Request{Method: &api.Method{Name: "kmm.unknown"}})
	require.ErrorContains(t, err, `knows no method "kmm.unknown"`)
}

func TestUpstreamServesAllServices(t *testing.T) {
	for _, auth := range authMethods {
		server := livepersontest.New(t, livepersontest.ContactCentre(2, 2, 2))
		c := config(auth)
		address, err := url.Parse(server.URL)
		require.NoError(t, err)
		c.Upstream = address
		a := liveperson.New(c, &http.Client{Transport: http.DefaultTransport, Timeout: 5 * time.Second}, livepersontest.NoPacing{}, liveperson.Options{})
		t.Cleanup(a.Close)
		requireDone(t, a)
		skills, err := a.Lists().Skills(t.Context())
		require.NoError(t, err)
		require.Len(t, skills, 2)
		host, err := a.Resolve(t.Context())
		require.NoError(t, err)
		require.Equal(t, address.Host, host)
		require.Zero(t, server.Calls("host"))
		require.True(t, slices.ContainsFunc(server.Log(), func(call livepersontest.Call) bool {
			return call.Kind == "metrics" && strings.Contains(call.Body, "open_conversations")
		}))
	}
}
