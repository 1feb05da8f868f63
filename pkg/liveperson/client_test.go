package liveperson_test

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend/httpclient"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

func client(t *testing.T, server *livepersontest.Server, auth liveperson.AuthMethod) *liveperson.Client {
	t.Helper()
	upstream, err := url.Parse(server.URL)
	require.NoError(t, err)
	return liveperson.NewClient(liveperson.Config{
		AccountID: livepersontest.Account, Auth: auth, Upstream: upstream,
		ClientID: livepersontest.ID, ClientSecret: livepersontest.Secret,
		Username: livepersontest.Username, Password: livepersontest.Secret,
		AppKey: "key", AppSecret: livepersontest.Secret, AccessToken: "token", AccessTokenSecret: "token-secret",
	}, &http.Client{Transport: http.DefaultTransport, Timeout: 5 * time.Second}, livepersontest.AtOnce{})
}

var openBySkill = liveperson.MetricsRequest{
	From: time.UnixMilli(0), To: time.UnixMilli(60_000), GroupBy: liveperson.BySkill,
	Now: []liveperson.Metric{{Name: "open_conversations", Field: "openConversations"}},
}

func TestEveryPageIsFollowed(t *testing.T) {
	for _, n := range []int{0, 1, 49, 50, 51, 100, 1000} {
		server := livepersontest.New(t, livepersontest.Groups(n))
		table, err := client(t, server, liveperson.OAuth2).Ask(context.Background(), openBySkill, nil)
		require.NoError(t, err)
		require.Len(t, table.IDs, n)
		require.Equal(t, max(1, (n+49)/50), table.Calls)
		require.Equal(t, table.Calls, server.Calls("metrics"))
		for i, id := range table.IDs {
			require.Equal(t, strconv.Itoa(i), id)
			require.Equal(t, float64(i), table.Fields["openConversations"][i])
		}
	}
}

func TestEverybodySharesOneToken(t *testing.T) {
	server := livepersontest.New(t, livepersontest.Groups(3))
	c := client(t, server, liveperson.OAuth2)
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			_, err := c.Ask(context.Background(), openBySkill, nil)
			require.NoError(t, err)
		})
	}
	all.Wait()
	require.Equal(t, 1, server.Calls("token"))
}

func TestARevokedTokenIsRenewedOnce(t *testing.T) {
	for _, auth := range []liveperson.AuthMethod{liveperson.OAuth2, liveperson.Login} {
		server := livepersontest.New(t, livepersontest.Groups(3))
		c := client(t, server, auth)
		_, err := c.Ask(context.Background(), openBySkill, nil)
		require.NoError(t, err)
		server.RevokeTokens()
		_, err = c.Ask(context.Background(), openBySkill, nil)
		require.NoError(t, err)
		require.Equal(t, 2, server.Calls("token")+server.Calls("login"))
		require.Equal(t, 3, server.Calls("metrics"), "asked, refused, asked again")
	}
}

func TestEveryFormOfATokensLifeIsRead(t *testing.T) {
	for _, life := range []string{`"3599"`, `3599`, `3599.0`, `"3599.5"`, `""`, `-1`, ``, `null`} {
		server := livepersontest.New(t, livepersontest.Groups(1))
		server.ExpiresIn(life)
		c := client(t, server, liveperson.OAuth2)
		for range 3 {
			_, err := c.Ask(context.Background(), openBySkill, nil)
			require.NoError(t, err, "expires_in %s", life)
		}
		require.Equal(t, 1, server.Calls("token"), "expires_in %s", life)
	}
}

func TestAWrongSecretIsTriedOnceAndNeverShown(t *testing.T) {
	server := livepersontest.New(t, livepersontest.Groups(1))
	upstream, err := url.Parse(server.URL)
	require.NoError(t, err)
	c := liveperson.NewClient(liveperson.Config{
		AccountID: livepersontest.Account, Auth: liveperson.OAuth2, Upstream: upstream,
		ClientID: livepersontest.ID, ClientSecret: "wrong-secret-value",
	}, &http.Client{Transport: http.DefaultTransport}, livepersontest.AtOnce{})
	for range 10 {
		_, err := c.Ask(context.Background(), openBySkill, nil)
		var known *liveperson.Error
		require.ErrorAs(t, err, &known)
		require.Equal(t, http.StatusUnauthorized, known.Status)
		require.Contains(t, known.Sentence, "does not accept the credentials for account 12345678")
		require.Contains(t, known.Sentence, "[secret]", "the server echoes the secret")
		require.NotContains(t, known.Sentence, "wrong-secret-value")
	}
	require.Equal(t, 1, server.Calls("token"))
	require.Zero(t, server.Calls("metrics"))
}

func TestBadAnswersAreSentences(t *testing.T) {
	tests := map[string]struct {
		answer http.HandlerFunc
		status int
		says   string
	}{
		"its own reason":   {livepersontest.Says(400, `{"message": "limit must be at most 50"}`), 400, "LivePerson says: limit must be at most 50"},
		"forbidden":        {livepersontest.Says(403, ``), 403, "may not use LivePerson's Key Messaging Metrics API"},
		"unknown account":  {livepersontest.Says(404, `<h1>Not Found</h1>`), 404, "does not know account 12345678"},
		"too many":         {livepersontest.Says(429, ``), 429, "more requests than it allows"},
		"its own fault":    {livepersontest.Says(503, `<html>sorry</html>`), 503, "a fault of its own (503)"},
		"a web page":       {livepersontest.Says(200, `<!doctype html><p>Sign in`), 502, "a web page instead of JSON"},
		"nothing":          {livepersontest.Says(200, ``), 502, "an empty answer"},
		"half an answer":   {livepersontest.Says(200, `{"metadata": {"count": 3}, "groupBy": {"gro`), 502, "broke its answer off after 43 bytes"},
		"a cut connection": {cut, 502, "broke its answer off"},
		"no metrics":       {livepersontest.Says(200, `{"hello": "world"}`), 502, "without any metrics"},
		"text for numbers": {livepersontest.Says(200, `{"metadata": {"count": 1}, "groupBy": {"groups": [{"key": "1", "metrics": {"openConversations": "many"}}]}}`), 502, "which this data source does not understand"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := client(t, livepersontest.New(t, test.answer), liveperson.OAuth2).Ask(context.Background(), openBySkill, nil)
			var known *liveperson.Error
			require.ErrorAs(t, err, &known)
			require.Equal(t, test.status, known.Status)
			require.Contains(t, known.Sentence, test.says)
			require.NotContains(t, known.Sentence, "<")
		})
	}
}

// cut promises more than it sends.
func cut(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Length", "1000")
	_, _ = w.Write([]byte(`{"metadata": {"count": 3}`))
}

func TestNobodyThere(t *testing.T) {
	upstream, err := url.Parse("http://127.0.0.1:1")
	require.NoError(t, err)
	c := liveperson.NewClient(liveperson.Config{
		AccountID: "1", Auth: liveperson.OAuth2, Upstream: upstream, ClientID: "a", ClientSecret: "b",
	}, &http.Client{Transport: http.DefaultTransport}, livepersontest.AtOnce{})
	_, err = c.Ask(context.Background(), openBySkill, nil)
	require.ErrorContains(t, err, "LivePerson's token service at 127.0.0.1:1 can't be reached (connection refused)")
}

func TestATokenThatLastsSecondsIsStillUsed(t *testing.T) {
	server := livepersontest.New(t, livepersontest.Groups(1))
	server.ExpiresIn(`30`)
	c := client(t, server, liveperson.OAuth2)
	for range 5 {
		_, err := c.Ask(context.Background(), openBySkill, nil)
		require.NoError(t, err)
	}
	require.Equal(t, 1, server.Calls("token"))
}

func TestAnswersAreReadTolerantly(t *testing.T) {
	group := `{"key": 7, "keyDescription": "NA", "metrics": {"openConversations": 3.0, "extra": {"what": "ever"}}}`
	server := livepersontest.New(t, livepersontest.Says(200, `{"metadata": {"count": "1"}, "groupBy": {"groups": [`+group+`]}, "more": 1}`))
	table, err := client(t, server, liveperson.OAuth2).Ask(context.Background(), openBySkill, nil)
	require.NoError(t, err)
	require.Equal(t, []string{"7"}, table.IDs)
	require.Equal(t, []string{"7"}, table.Names, "NA is no name")
	require.Equal(t, []float64{3}, table.Fields["openConversations"])
}

func TestRowsThatLivePersonCountsButDoesNotGiveAreTold(t *testing.T) {
	server := livepersontest.New(t, livepersontest.Says(200, `{"metadata": {"count": 5}}`))
	table, err := client(t, server, liveperson.OAuth2).Ask(context.Background(), openBySkill, nil)
	require.NoError(t, err)
	require.Equal(t, 5, table.Missing)
	require.Equal(t, 2, table.Calls, "asked once more")
}

func TestAnAccountWithoutItsSectionIsNotAllZeros(t *testing.T) {
	server := livepersontest.New(t, livepersontest.Says(200, `{"metadata": {"count": 0}}`))
	account := openBySkill
	account.GroupBy = liveperson.Ungrouped
	_, err := client(t, server, liveperson.OAuth2).Ask(context.Background(), account, nil)
	require.ErrorContains(t, err, `without the section "all"`)
}

func TestATokenThatLivePersonQuotesIsNotShown(t *testing.T) {
	server := livepersontest.New(t, func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusForbidden)
		_, _ = w.Write([]byte(`{"message": "` + r.Header.Get("Authorization") + ` lacks a right"}`))
	})
	_, err := client(t, server, liveperson.OAuth2).Ask(context.Background(), openBySkill, nil)
	require.ErrorContains(t, err, "LivePerson says: Bearer [secret] lacks a right")
}

func TestALateAnswerIsCalledLate(t *testing.T) {
	release := make(chan struct{})
	server := livepersontest.New(t, func(http.ResponseWriter, *http.Request) { <-release })
	t.Cleanup(func() { close(release) }) // before the server waits for its handlers
	upstream, err := url.Parse(server.URL)
	require.NoError(t, err)
	base, err := httpclient.New(httpclient.Options{Timeouts: &httpclient.TimeoutOptions{Timeout: 50 * time.Millisecond}})
	require.NoError(t, err)
	c := liveperson.NewClient(liveperson.Config{
		AccountID: livepersontest.Account, Auth: liveperson.OAuth2, Upstream: upstream, ClientID: livepersontest.ID, ClientSecret: livepersontest.Secret,
	}, base, livepersontest.AtOnce{})
	for range 5 {
		_, err = c.Ask(context.Background(), openBySkill, nil)
		var known *liveperson.Error
		require.ErrorAs(t, err, &known)
		require.Equal(t, http.StatusGatewayTimeout, known.Status, known.Sentence)
	}
}

func TestAnUpstreamThatRefusesEveryTokenIsNotAskedForMore(t *testing.T) {
	server := livepersontest.New(t, livepersontest.Says(401, `{"message": "no"}`))
	c := client(t, server, liveperson.Login)
	for range 10 {
		_, err := c.Ask(context.Background(), openBySkill, nil)
		require.ErrorContains(t, err, "does not accept the sign-in")
	}
	require.LessOrEqual(t, server.Calls("login"), 2)
}
