package liveperson

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// Every service of the table has a host of its own, and each method of each API is
// called with every method to sign in.
func TestAllServicesAreFoundAndSignedInTo(t *testing.T) {
	signIn := map[AuthMethod]struct {
		service api.Service
		header  string
	}{
		OAuth2: {tokenService, "Bearer token-1"},
		Login:  {loginService, "Bearer token-1"},
		AppKey: {api.Service{}, `OAuth oauth_consumer_key="key"`},
	}
	for auth, expected := range signIn {
		t.Run(string(auth), func(t *testing.T) {
			fake := livepersontest.NewFake(livepersontest.ContactCentre(2, 2, 2))
			a := New(Config{
				AccountID: livepersontest.Account, Auth: auth,
				ClientID: livepersontest.ID, ClientSecret: livepersontest.Secret, Username: livepersontest.Username, Password: livepersontest.Secret,
				AppKey: "key", AppSecret: livepersontest.Secret, AccessToken: "token", AccessTokenSecret: "token-secret",
			}, &http.Client{Transport: fake}, livepersontest.NoPacing{}, Options{})
			t.Cleanup(a.Close)
			_, err := a.SignIn(t.Context())
			require.NoError(t, err)
			called := callAll(t, a)
			requireHosts(t, fake, append(called, expected.service), expected.header)
		})
	}
}

// callAll calls every method and every list, and returns their services.
func callAll(t *testing.T, a *Account) []api.Service {
	t.Helper()
	services := []api.Service{configurationAPI}
	for _, s := range apis {
		for _, m := range s.methods(s.Service) {
			_, err := a.Do(t.Context(), api.Request{Method: m, Step: time.Minute, Event: api.Opened, Sample: api.Sample{Size: 100}, Look: api.Look{Max: 100, Interval: time.Minute}, Window: api.Window{From: time.UnixMilli(0), To: time.UnixMilli(60_000)}})
			require.NoError(t, err, m.Name)
		}
		services = append(services, s.Service)
	}
	_, err := a.Lists().Skills(t.Context())
	require.NoError(t, err)
	_, err = a.Lists().Groups(t.Context())
	require.NoError(t, err)
	_, err = a.Lists().Users(t.Context())
	require.NoError(t, err)
	_, err = a.Lists().Reasons(t.Context())
	require.NoError(t, err)
	return services
}

// requireHosts checks that each service is called at its own host and path, signed,
// and that no other host is.
func requireHosts(t *testing.T, fake *livepersontest.Fake, services []api.Service, header string) {
	t.Helper()
	paths := map[string]string{"api.liveperson.net": path(domainAPI)}
	for _, s := range services {
		if s.Domain != "" {
			paths[strings.ToLower(s.Domain)+".liveperson.net"] = path(s)
		}
	}
	seen := map[string]bool{}
	for _, call := range fake.Log() {
		host := call.Request.URL.Host
		require.Contains(t, paths, host)
		require.True(t, strings.HasPrefix(call.Request.URL.Path, paths[host]+"/"), call.Request.URL)
		signed := host != "api.liveperson.net" && call.Kind != "token" && call.Kind != "login"
		require.Equal(t, signed, strings.HasPrefix(call.Request.Header.Get("Authorization"), header), call.Request.URL)
		require.Equal(t, signed, call.Request.Header.Get("Authorization") != "", call.Request.URL)
		seen[host] = true
	}
	require.Len(t, seen, len(paths))
}

func path(s api.Service) string {
	return strings.ReplaceAll(s.Path, "{account}", livepersontest.Account)
}

func TestServicesAndMethodsHaveNamesOfTheirOwn(t *testing.T) {
	services, methods := map[string]bool{}, 0
	for _, s := range []api.Service{domainAPI, tokenService, loginService, configurationAPI} {
		services[s.Name] = true
	}
	for _, s := range apis {
		require.False(t, services[s.Name], s.Name)
		services[s.Name] = true
		methods += len(s.methods(s.Service))
	}
	require.Len(t, services, 4+len(apis))
	require.Len(t, Methods(OAuth2), methods)
}
