package liveperson_test

import (
	"net/http"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

func TestConcurrentRequestsShareOneToken(t *testing.T) {
	fake := livepersontest.NewFake(livepersontest.Groups(3))
	a := account(t, fake, liveperson.OAuth2)
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			if _, err := a.Do(t.Context(), openBySkill()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	require.Equal(t, 1, fake.Calls("token"))
	require.Equal(t, 2, fake.Calls("host"), "of the token service and of the metrics")
}

func TestRevokedTokenIsRenewedOnce(t *testing.T) {
	for _, auth := range []liveperson.AuthMethod{liveperson.OAuth2, liveperson.Login} {
		fake := livepersontest.NewFake(livepersontest.Groups(3))
		a := account(t, fake, auth)
		requireDone(t, a)
		fake.RevokeTokens()
		requireDone(t, a)
		require.Equal(t, 2, fake.Calls("token", "login"))
		require.Equal(t, 3, fake.Calls("metrics"), "sent, rejected, sent again")
	}
}

func TestUpstreamThatRejectsAllTokensIsNotAskedForMore(t *testing.T) {
	fake := livepersontest.NewFake(livepersontest.Respond(401, `{"message": "no"}`))
	a := account(t, fake, liveperson.Login)
	for range 10 {
		_, err := a.Do(t.Context(), openBySkill())
		require.ErrorContains(t, err, "rejected the sign-in")
	}
	require.LessOrEqual(t, fake.Calls("login"), 2)
}

func TestWrongSecretIsTriedOnceAndNeverShown(t *testing.T) {
	fake := livepersontest.NewFake(livepersontest.Groups(1))
	wrong := config(liveperson.OAuth2)
	wrong.ClientSecret = "wrong-secret-value"
	a := liveperson.New(wrong, &http.Client{Transport: fake}, livepersontest.NoPacing{}, liveperson.Options{})
	t.Cleanup(a.Close)
	for range 10 {
		_, err := a.Do(t.Context(), openBySkill())
		require.Equal(t, http.StatusUnauthorized, api.StatusOf(err))
		require.ErrorContains(t, err, "rejected the credentials for account 12345678")
		require.ErrorContains(t, err, "[secret]")
		require.NotContains(t, err.Error(), "wrong-secret-value")
	}
	require.Equal(t, 1, fake.Calls("token"))
	require.Zero(t, fake.Calls("metrics"))
}

func TestTokenThatLivePersonQuotesIsNotShown(t *testing.T) {
	fake := livepersontest.NewFake(func(w http.ResponseWriter, r *http.Request) {
		livepersontest.Respond(http.StatusForbidden, `{"message": "`+r.Header.Get("Authorization")+` lacks a right"}`)(w, r)
	})
	_, err := account(t, fake, liveperson.OAuth2).Do(t.Context(), openBySkill())
	require.ErrorContains(t, err, "LivePerson says: Bearer [secret] lacks a right")
}

func TestRejectionIsOfTheServiceThatRejects(t *testing.T) {
	metrics := liveperson.Methods(liveperson.OAuth2)["kmm.metrics"].Service
	for kind, rejects := range map[string]bool{"metrics": true, "token": false, "host": false} {
		fake := livepersontest.NewFake(livepersontest.Groups(1))
		fake.Fail(kind, http.StatusForbidden, http.StatusForbidden)
		_, err := account(t, fake, liveperson.OAuth2).Do(t.Context(), openBySkill())
		require.Error(t, err)
		require.Equal(t, rejects, metrics.Rejects(err), kind)
	}
}
