// Package auth signs in to LivePerson: with OAuth 2 client credentials, as a user,
// or with an OAuth 1 app key. Tokens are loaded once for all requests and kept. No
// error holds a secret.
package auth

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

// Method is a method to sign in (Key Messaging Metrics API overview, "Getting
// Started").
type Method string

// The methods that LivePerson's APIs accept.
const (
	// OAuth2 are client credentials of an installed application.
	OAuth2 Method = "oauth2"
	// Login is a user with a password. A login ends that user's other sessions.
	Login Method = "login"
	// AppKey is an OAuth 1.0 application key. LivePerson retired these.
	AppKey Method = "appKey"
)

// IsBearer reports whether requests carry a bearer token, and not a signature.
func (m Method) IsBearer() bool { return m != AppKey }

// Config says how to sign in, and to which services.
type Config struct {
	AccountID string
	Upstream  string // empty for LivePerson's own hosts
	Method    Method

	ClientID, ClientSecret         string // of OAuth2
	Username, Password             string // of Login
	AppKey, AppSecret              string // of AppKey
	AccessToken, AccessTokenSecret string // of AppKey

	TokenService, LoginService api.Service

	// Logins are shared by all who may have the same user.
	Logins *Logins
}

// Authenticator signs in when the first request needs it.
type Authenticator interface {
	transport.Authenticator
	// Describe says in words what it took to sign in.
	Describe() string
	// Warning says in words why the sign-in does not last, empty text if it does.
	Warning() string
}

// New makes an authenticator that signs in with a client without credentials.
func New(client *transport.Client, config Config) Authenticator {
	switch config.Method {
	case Login:
		return newUserLogin(client, config)
	case AppKey:
		return newAppKey(config)
	}
	return newClientCredentials(client, config)
}

const (
	// expireEarly is how long before its end a token is not used any more, as in
	// LivePerson's own client.
	expireEarly = time.Minute
	// rejectedTTL is how long rejected credentials are not tried again, so that a
	// dashboard left open does not lock a user out.
	rejectedTTL = time.Minute
)

// rejected explains a sign-in that was rejected. Unlike elsewhere, a 400, 401 or 403 is
// about the credentials themselves, or about whom they stand for.
func rejected(err error, config Config, fields, principal string) error {
	var e *api.Error
	if !errors.As(err, &e) || !slices.Contains([]int{http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden}, e.Status) {
		return err
	}
	_, detail, _ := strings.Cut(e.Sentence, transport.DetailPrefix)
	sentence := fmt.Sprintf("LivePerson's %s rejected the credentials for account %s. Check Account ID, %s in the data source settings, and make sure that the %s is enabled in LivePerson.",
		e.Service, config.AccountID, fields, principal)
	if detail != "" {
		sentence += transport.DetailPrefix + detail
	}
	return &api.Error{Status: http.StatusUnauthorized, Sentence: sentence, RetryAfter: max(e.RetryAfter, rejectedTTL), Service: e.Service}
}
