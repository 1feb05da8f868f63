package auth

import (
	"context"
	"net/http"
	"net/url"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// config signs in to the fake.
func config(method Method) Config {
	return Config{
		AccountID: livepersontest.Account, Method: method,
		ClientID: livepersontest.ID, ClientSecret: livepersontest.Secret,
		Username: livepersontest.Username, Password: livepersontest.Secret,
		AppKey: "key", AppSecret: livepersontest.Secret, AccessToken: "token", AccessTokenSecret: "token-secret",
		TokenService: api.Service{Name: "token service", Domain: "sentinel", Path: "/sentinel/api/v2/account/{account}"},
		LoginService: api.Service{Name: "login service", Domain: "agentVep", Path: "/api/account/{account}"},
		Logins:       NewLogins(),
	}
}

// unsigned is a client without credentials, of one address that the fake stands for.
func unsigned(t *testing.T, fake http.RoundTripper) *transport.Client {
	t.Helper()
	c := transport.New(transport.Options{
		AccountID: livepersontest.Account, Upstream: &url.URL{Scheme: "http", Host: "x"}, Secrets: []string{livepersontest.Secret},
	}, &http.Client{Transport: fake}, livepersontest.NoPacing{})
	t.Cleanup(c.Close)
	return c
}

func TestSessionIsKeptAliveAndReplacedWhenItIsGone(t *testing.T) {
	fake := livepersontest.NewFake(nil)
	u := newUserLogin(unsigned(t, fake), config(Login))
	first, err := u.load(context.Background(), nil)
	require.NoError(t, err)
	require.False(t, first.Unchanged)
	alive, err := u.load(context.Background(), &first.Value)
	require.NoError(t, err)
	require.Equal(t, first.Value, alive.Value)
	require.True(t, alive.Unchanged)
	require.Equal(t, 1, fake.Calls("refresh"))
	require.Equal(t, 1, fake.Calls("login"))

	fake.RevokeTokens()
	kept, err := u.load(context.Background(), &first.Value)
	require.NoError(t, err)
	require.True(t, kept.Unchanged, "a request shows whether it is gone")
	credential, err := u.Credential(t.Context())
	require.NoError(t, err)
	credential.Accepted("metrics")
	require.True(t, credential.Invalidate("metrics"))
	next, err := u.Credential(t.Context())
	require.NoError(t, err)
	require.NotEqual(t, first.Value.bearer, next.(tokenCredential[session]).token)
	require.Equal(t, 2, fake.Calls("login"))
}

func TestCallsThatNoTokenIsAcceptedForGetFewTokens(t *testing.T) {
	for _, method := range []Method{OAuth2, Login} {
		synctest.Test(t, func(t *testing.T) {
			fake := livepersontest.NewFake(nil)
			a := New(unsigned(t, fake), config(method))
			for range 2 * 60 * 6 { // two hours, in 10 seconds
				credential, err := a.Credential(t.Context())
				require.NoError(t, err)
				credential.Accepted("metrics")
				credential.Invalidate("the list of users")
				time.Sleep(10 * time.Second)
			}
			require.Less(t, fake.Calls("token", "login"), 20)
			require.Empty(t, a.Warning(), "nobody ends the sessions but this data source")
			synctest.Wait()
		})
	}
}

func TestSessionInUseIsKeptAlive(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fake := livepersontest.NewFake(nil)
		u := newUserLogin(unsigned(t, fake), config(Login))
		first, err := u.Credential(t.Context())
		require.NoError(t, err)
		for range 2 * 60 { // two hours, in minutes
			time.Sleep(time.Minute)
			_, err := u.Credential(t.Context())
			require.NoError(t, err)
			synctest.Wait()
		}
		require.Equal(t, 1, fake.Calls("login"))
		require.Equal(t, 30, fake.Calls("refresh"))
		require.True(t, first.IsCurrent(), "requests that wait need not be prepared again")
		time.Sleep(7 * time.Hour)
		_, err = u.Credential(t.Context())
		require.NoError(t, err)
		require.Equal(t, 2, fake.Calls("login"), "a session that no request uses expires")
		require.False(t, first.IsCurrent())
	})
}

func TestUserOrApplicationThatIsDisabledIsExplained(t *testing.T) {
	for method, says := range map[Method]string{
		Login:  "Check Account ID, Username and Password in the data source settings, and make sure that the user is enabled in LivePerson.",
		OAuth2: "Check Account ID, Client ID and Client secret in the data source settings, and make sure that the application is enabled in LivePerson.",
	} {
		fake := livepersontest.NewFake(nil)
		fake.HandleHost("x", livepersontest.Respond(http.StatusForbidden, `{"message": "disabled"}`))
		a := New(unsigned(t, fake), config(method))
		for range 10 {
			_, err := a.Credential(t.Context())
			require.ErrorContains(t, err, says)
			require.ErrorContains(t, err, "LivePerson says: disabled")
		}
		require.Equal(t, 1, fake.Calls(), "it is not tried again at once")
	}
}

func TestLoginServiceRestsAfterTooManyLogins(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for header, wait := range map[string]time.Duration{"": 5 * time.Second, "2": 5 * time.Second, "20": 20 * time.Second} {
			fake := livepersontest.NewFake(nil)
			fake.HandleHost("x", livepersontest.TooManyRequests(header))
			u := newUserLogin(unsigned(t, fake), config(Login))
			_, err := u.Credential(t.Context())
			var known *api.Error
			require.ErrorAs(t, err, &known)
			require.Equal(t, http.StatusTooManyRequests, known.Status)
			require.Equal(t, wait, known.RetryAfter)
		}
	})
}

func TestTimeoutDuringSignInNamesTheService(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for method, service := range map[Method]string{OAuth2: "token service", Login: "login service"} {
			fake := livepersontest.NewFake(nil)
			fake.Delay(time.Hour)
			client := unsigned(t, fake)
			ctx, leave := context.WithTimeout(t.Context(), time.Second)
			_, err := New(client, config(method)).Credential(ctx)
			require.EqualError(t, err, "LivePerson's "+service+" did not respond in time. Try again.")
			leave()
			client.Close()
			synctest.Wait()
			require.Equal(t, 1, fake.Abandoned(), "closing ends the load")
		}
	})
}
