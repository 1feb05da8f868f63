package liveperson

import (
	"context"
	"net/http"
	"net/url"
	"testing"

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
