package liveperson

import (
	"net/url"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/auth"
)

// AuthMethod is a method to sign in.
type AuthMethod = auth.Method

// The methods to sign in that LivePerson's APIs accept.
const (
	OAuth2 = auth.OAuth2
	Login  = auth.Login
	AppKey = auth.AppKey
)

// Config says which account to connect to, and how to sign in.
type Config struct {
	AccountID string
	Auth      AuthMethod

	ClientID, ClientSecret         string // of OAuth2
	Username, Password             string // of Login
	AppKey, AppSecret              string // of AppKey
	AccessToken, AccessTokenSecret string // of AppKey
	// ConsumerNames reports that the names of consumers may be requested.
	ConsumerNames bool
	// OtherSecrets are those of the connection: values of headers, keys of TLS.
	OtherSecrets []string
	// Upstream is one address that serves every API: a simulator or a gateway. Nil
	// means LivePerson's own hosts, as its Domain API names them.
	Upstream *url.URL
}

// secrets are the values that must never be seen.
func (c Config) secrets() []string {
	return append([]string{c.ClientSecret, c.Password, c.AppSecret, c.AccessToken, c.AccessTokenSecret}, c.OtherSecrets...)
}

func (c Config) authConfig(logins *auth.Logins) auth.Config {
	if logins == nil {
		logins = auth.NewLogins()
	}
	upstream := ""
	if c.Upstream != nil {
		upstream = c.Upstream.String()
	}
	return auth.Config{
		Logins: logins, Upstream: upstream,
		AccountID: c.AccountID, Method: c.Auth,
		ClientID: c.ClientID, ClientSecret: c.ClientSecret,
		Username: c.Username, Password: c.Password,
		AppKey: c.AppKey, AppSecret: c.AppSecret,
		AccessToken: c.AccessToken, AccessTokenSecret: c.AccessTokenSecret,
		TokenService: tokenService, LoginService: loginService,
	}
}
