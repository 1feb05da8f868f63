package liveperson

import (
	"context"
	"net/http"
	"net/url"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

func TestASessionIsKeptAliveAndReplacedWhenItIsGone(t *testing.T) {
	server := livepersontest.New(t, livepersontest.Groups(1))
	upstream, err := url.Parse(server.URL)
	require.NoError(t, err)
	config := Config{AccountID: livepersontest.Account, Auth: Login, Username: livepersontest.Username, Password: livepersontest.Secret}
	u := newLogin(t.Context(), config, way{oneHost{upstream}, nobody{}, livepersontest.AtOnce{}, &http.Client{Transport: http.DefaultTransport}})

	first, err := u.fetch(context.Background(), nil)
	require.NoError(t, err)
	alive, err := u.fetch(context.Background(), &first.value)
	require.NoError(t, err)
	require.Equal(t, first.value, alive.value)
	require.Equal(t, 1, server.Calls("refresh"))
	require.Equal(t, 1, server.Calls("login"))

	server.RevokeTokens()
	next, err := u.fetch(context.Background(), &first.value)
	require.NoError(t, err)
	require.NotEqual(t, first.value.bearer, next.value.bearer)
	require.Equal(t, 2, server.Calls("login"))
}

func TestTheLoginServiceRestsAfterTooManyLogins(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for header, wait := range map[string]time.Duration{"": 5 * time.Second, "2": 5 * time.Second, "20": 20 * time.Second} {
			u := newLogin(t.Context(), Config{AccountID: "1", Auth: Login}, way{oneHost{&url.URL{Host: "x"}}, nobody{}, livepersontest.AtOnce{}, &http.Client{
				Transport: tooMany(header),
			}})
			_, err := u.proof(t.Context())
			var known *Error
			require.ErrorAs(t, err, &known)
			require.Equal(t, http.StatusTooManyRequests, known.Status)
			require.Equal(t, wait, known.RetryAfter)
		}
	})
}

// tooMany refuses every request for so many seconds.
type tooMany string

func (seconds tooMany) RoundTrip(*http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {string(seconds)}}, Body: http.NoBody}, nil
}

func TestWhoseTimeEndsDuringASignInIsToldSo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for auth, service := range map[AuthMethod]string{OAuth2: "token service", Login: "login service"} {
			c := NewClient(Config{AccountID: "1", Auth: auth, Upstream: &url.URL{Scheme: "http", Host: "x"}},
				&http.Client{Transport: stalled{}}, livepersontest.AtOnce{})
			ctx, leave := context.WithTimeout(t.Context(), time.Second)
			_, err := c.Skills(ctx)
			require.EqualError(t, err, "LivePerson's "+service+" did not answer in time. Try again.")
			leave()
			c.Close()
			synctest.Wait()
		}
	})
}

// stalled never answers.
type stalled struct{}

func (stalled) RoundTrip(request *http.Request) (*http.Response, error) {
	<-request.Context().Done()
	return nil, request.Context().Err()
}
