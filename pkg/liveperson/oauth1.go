package liveperson

import (
	"context"
	"net/http"

	"github.com/dghubble/oauth1"
)

// appKey signs each request with an OAuth 1.0 application key (HMAC-SHA1, with
// a fixed access token).
type appKey struct {
	config *oauth1.Config
	token  *oauth1.Token
}

func newAppKey(config Config) appKey {
	return appKey{
		config: oauth1.NewConfig(config.AppKey, config.AppSecret),
		token:  oauth1.NewToken(config.AccessToken, config.AccessTokenSecret),
	}
}

// signIn has nothing to get: the key itself is the proof.
func (a appKey) signIn(context.Context) (string, error) {
	return "Nothing to do: each request is signed with the app key.", nil
}

func (a appKey) over(next http.RoundTripper) http.RoundTripper {
	base := &http.Client{Transport: next}
	return a.config.Client(context.WithValue(context.Background(), oauth1.HTTPClient, base), a.token).Transport
}
