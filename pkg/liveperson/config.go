package liveperson

import "net/url"

// AuthMethod is a way to prove who asks (Key Messaging Metrics API overview,
// "Getting Started").
type AuthMethod string

// The methods that the Key Messaging Metrics API accepts.
const (
	// OAuth2 are client credentials of an installed application.
	OAuth2 AuthMethod = "oauth2"
	// Login is a user with a password. A login ends that user's other sessions.
	Login AuthMethod = "login"
	// AppKey is an OAuth 1.0 application key. LivePerson is retiring these.
	AppKey AuthMethod = "appKey"
)

// Config says which account to ask and as whom.
type Config struct {
	AccountID string
	Auth      AuthMethod

	ClientID, ClientSecret         string // of OAuth2
	Username, Password             string // of Login
	AppKey, AppSecret              string // of AppKey
	AccessToken, AccessTokenSecret string // of AppKey
	// Upstream is one address that serves every API: a simulator or a gateway.
	// Nil means LivePerson's own hosts, as its Domain API names them.
	Upstream *url.URL
}

// secrets are the values that must never be seen.
func (c Config) secrets() []string {
	return []string{c.ClientSecret, c.Password, c.AppSecret, c.AccessToken, c.AccessTokenSecret}
}
