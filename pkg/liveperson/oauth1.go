package liveperson

import (
	"context"
	"net/http"

	"github.com/dghubble/oauth1"
)

// appKey signs each request with an OAuth 1.0 application key (HMAC-SHA1, with
// a fixed access token).
type appKey struct {
	nobody
	config *oauth1.Config
	token  *oauth1.Token
}

func newAppKey(config Config) appKey {
	signing := oauth1.NewConfig(config.AppKey, config.AppSecret)
	signing.Noncer = oauth1.Base64Noncer{} // else the first requests set it, all at once
	return appKey{
		config: signing,
		token:  oauth1.NewToken(config.AccessToken, config.AccessTokenSecret),
	}
}

// proof has nothing to get: the key itself is the proof.
func (a appKey) proof(context.Context) (proof, error) { return a, nil }

func (a appKey) got() string { return "Nothing to do: each request is signed with the app key." }

func (a appKey) over(next http.RoundTripper) http.RoundTripper {
	base := &http.Client{Transport: next}
	return a.config.Client(context.WithValue(context.Background(), oauth1.HTTPClient, base), a.token).Transport
}
