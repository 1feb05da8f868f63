package auth

import (
	"encoding/base64"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

func TestAllFormsOfATokensTTLAreRead(t *testing.T) {
	for _, ttl := range []string{`"3599"`, `3599`, `3599.0`, `"3599.5"`, `""`, `-1`, ``, `null`, `30`} {
		fake := livepersontest.NewFake(nil)
		fake.ExpiresIn(ttl)
		a := New(unsigned(t, fake), config(OAuth2))
		for range 3 {
			_, err := a.Credential(t.Context())
			require.NoError(t, err, "expires_in %s", ttl)
		}
		require.Equal(t, 1, fake.Calls("token"), "expires_in %s", ttl)
	}
}

func TestTokenTTLFallsBackOnTheTokenAndOnAnHour(t *testing.T) {
	now := time.Unix(1_700_000_000, 0)
	jwt := func(claims string) string { return "x." + base64.RawURLEncoding.EncodeToString([]byte(claims)) + ".x" }
	require.Equal(t, 20*time.Second, tokenTTL(jwt(`{"exp": 1700000900}`), 20*time.Second, now))
	require.Equal(t, 15*time.Minute, tokenTTL(jwt(`{"exp": 1700000900}`), 0, now))
	for _, token := range []string{jwt(`{"exp": 1600000000}`), jwt(`{}`), jwt(`?`), "opaque", "a.b.c"} {
		require.Equal(t, time.Hour, tokenTTL(token, 0, now), token)
	}
}

func TestTokenIsSharedAndRenewedBeforeItExpires(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fake := livepersontest.NewFake(nil)
		fake.Delay(time.Second)
		a := New(unsigned(t, fake), config(OAuth2))
		var all sync.WaitGroup
		for range 50 {
			all.Go(func() {
				_, err := a.Credential(t.Context())
				require.NoError(t, err)
			})
		}
		all.Wait()
		require.Equal(t, 1, fake.Calls("token"))
		time.Sleep(58*time.Minute + 30*time.Second)
		began := time.Now()
		_, err := a.Credential(t.Context())
		require.NoError(t, err)
		require.Zero(t, time.Since(began), "the old one is used while another is loaded")
		require.Equal(t, "LivePerson issued a token for the client ID.", a.Describe())
		time.Sleep(2 * time.Second)
		require.Equal(t, 2, fake.Calls("token"))
	})
}

func TestRejectedCredentialsAreTriedOnceAMinuteAndNeverShown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fake := livepersontest.NewFake(nil)
		wrong := config(OAuth2)
		wrong.ClientSecret = "wrong " + livepersontest.Secret
		a := New(unsigned(t, fake), wrong)
		for range 10 {
			_, err := a.Credential(t.Context())
			var known *api.Error
			require.ErrorAs(t, err, &known)
			require.Equal(t, http.StatusUnauthorized, known.Status)
			require.Equal(t, "token service", known.Service)
			require.Contains(t, known.Sentence, "rejected the credentials for account 12345678. Check Account ID, Client ID and Client secret")
			require.Contains(t, known.Sentence, "[secret]", "the fake quotes the secret")
			require.NotContains(t, known.Sentence, livepersontest.Secret)
			time.Sleep(5 * time.Second)
		}
		require.Equal(t, 1, fake.Calls("token"))
		time.Sleep(10 * time.Second)
		_, err := a.Credential(t.Context())
		require.Error(t, err)
		require.Equal(t, 2, fake.Calls("token"))
	})
}

func TestResponseWithoutATokenIsExplained(t *testing.T) {
	for method, sentence := range map[Method]string{OAuth2: "LivePerson's token service: it sent no token.", Login: "LivePerson's login service: it sent no bearer token."} {
		fake := livepersontest.NewFake(nil)
		fake.HandleHost("x", livepersontest.Respond(200, `{}`))
		_, err := New(unsigned(t, fake), config(method)).Credential(t.Context())
		require.ErrorContains(t, err, sentence)
	}
}

func TestTokenIsUsedWithoutWhatSurroundsIt(t *testing.T) {
	for method, response := range map[Method]string{OAuth2: `{"access_token": " a-token\r\n"}`, Login: `{"bearer": "a-token\n"}`} {
		fake := livepersontest.NewFake(nil)
		fake.HandleHost("x", livepersontest.Respond(200, response))
		credential, err := New(unsigned(t, fake), config(method)).Credential(t.Context())
		require.NoError(t, err)
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://x/metrics", http.NoBody)
		require.NoError(t, err)
		_, err = credential.Apply(fake).RoundTrip(request)
		require.NoError(t, err)
		require.Equal(t, "Bearer a-token", fake.Log()[1].Request.Header.Get("Authorization"))
	}
}

func TestPanicDuringSignInIsAFault(t *testing.T) {
	fake := livepersontest.NewFake(nil)
	fake.HandleHost("x", func(http.ResponseWriter, *http.Request) { panic("a fault") })
	_, err := New(unsigned(t, fake), config(OAuth2)).Credential(t.Context())
	require.ErrorContains(t, err, "The data source has a bug")
}
