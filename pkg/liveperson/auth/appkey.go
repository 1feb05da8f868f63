package auth

import (
	"context"
	"net/http"

	"github.com/dghubble/oauth1"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

// appKey signs each request with an OAuth 1.0 application key (HMAC-SHA1, with a
// fixed access token). It never changes.
type appKey struct {
	transport.NoAuth
	config     *oauth1.Config
	token      *oauth1.Token
	acceptance *acceptance
}

func newAppKey(config Config) appKey {
	signing := oauth1.NewConfig(config.AppKey, config.AppSecret)
	signing.Noncer = oauth1.Base64Noncer{} // else the first requests set it, all at once
	return appKey{config: signing, token: oauth1.NewToken(config.AccessToken, config.AccessTokenSecret), acceptance: newAcceptance()}
}

// Credential implements transport.Authenticator: there is nothing to load.
func (a appKey) Credential(context.Context) (transport.Credential, error) { return a, nil }

// Describe implements Authenticator.
func (a appKey) Describe() string { return "Nothing to do: each request is signed with the app key." }

// Warning implements Authenticator.
func (a appKey) Warning() string { return "" }

// Apply implements transport.Credential.
func (a appKey) Apply(next http.RoundTripper) http.RoundTripper {
	base := &http.Client{Transport: next}
	return a.config.Client(context.WithValue(context.Background(), oauth1.HTTPClient, base), a.token).Transport
}

// Accepted implements transport.Credential.
func (a appKey) Accepted(calls string) { a.acceptance.accept(a.config.ConsumerKey, calls) }

// Denied implements transport.Credential.
func (a appKey) Denied(calls string) bool { return a.acceptance.denies(a.config.ConsumerKey, calls) }
