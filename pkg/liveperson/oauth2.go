package liveperson

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"
)

const (
	// expireEarly is how long before its end it is not used any more, as in
	// LivePerson's own client.
	expireEarly = time.Minute
	// tokenLife is assumed where LivePerson does not say: it gives an hour.
	tokenLife = time.Hour
)

// clientCredentials signs in as an installed application, with a token of
// version 2 (Key Messaging Metrics API overview; Authorization API).
type clientCredentials struct {
	config Config
	hosts  hosts
	http   *http.Client
	tokens *keeper[string]
}

func newClientCredentials(config Config, h hosts, client *http.Client) *clientCredentials {
	c := &clientCredentials{config: config, hosts: h, http: client}
	c.tokens = &keeper[string]{now: time.Now, fetch: c.fetch}
	return c
}

func (c *clientCredentials) signIn(ctx context.Context) error {
	_, err := c.tokens.get(ctx)
	return err
}

func (c *clientCredentials) over(next http.RoundTripper) http.RoundTripper {
	return bearer{token: c.tokens.get, drop: c.tokens.drop, next: next}
}

// fetch asks for a token. Credentials travel in the form only, and no scope is
// named: it belongs to the application's registration.
func (c *clientCredentials) fetch(ctx context.Context, _ *string) (kept[string], error) {
	base, err := c.hosts.base(ctx, sentinel)
	if err != nil {
		return kept[string]{}, err
	}
	source := clientcredentials.Config{
		ClientID:     c.config.ClientID,
		ClientSecret: c.config.ClientSecret,
		TokenURL:     base.JoinPath("/sentinel/api/v2/account", c.config.AccountID, "app/token").String(),
		AuthStyle:    oauth2.AuthStyleInParams,
	}
	token, err := source.Token(context.WithValue(ctx, oauth2.HTTPClient, c.http))
	if err != nil {
		return kept[string]{}, c.explain(base.Host, err)
	}
	now := time.Now()
	expires := expiry(token, now)
	early := min(expireEarly, expires.Sub(now)/10) // short-lived tokens are still used
	return kept[string]{value: token.AccessToken, expires: expires.Add(-early), renew: expires.Add(-2 * early)}, nil
}

func (c *clientCredentials) explain(host string, err error) *Error {
	var known *oauth2.RetrieveError
	var sent *Error
	switch {
	case errors.As(err, &sent):
		return sent
	case errors.As(err, &known) && (known.Response.StatusCode < 200 || known.Response.StatusCode > 299):
		return refusedSignIn(sentinel, c.config, known.Response, redact(itsReason(known.Body), c.config.secrets()))
	case errors.As(err, &known):
		return garbled(sentinel, "sent no token. Check the client ID and the client secret in the data source's settings")
	case strings.HasPrefix(err.Error(), "oauth2: "):
		return garbled(sentinel, "sent something else than a token. Check the address in the data source's settings")
	}
	return unanswered(sentinel, host, err)
}

// refusedSignIn explains a sign-in that failed. Unlike elsewhere, a 400 or 401
// is about the credentials themselves.
func refusedSignIn(service Service, config Config, response *http.Response, detail string) *Error {
	e := refused(service, config.AccountID, response, detail)
	if e.Status == http.StatusBadRequest || e.Status == http.StatusUnauthorized {
		e.Sentence = "LivePerson's " + service.name + " does not accept the credentials for account " + config.AccountID + ". Check the account, " + credentialsOf(config.Auth) + " in the data source's settings."
		if detail != "" {
			e.Sentence += " LivePerson says: " + detail
		}
		e.Status = http.StatusUnauthorized
	}
	return e
}

func credentialsOf(method AuthMethod) string {
	if method == Login {
		return "the user name and the password"
	}
	return "the client ID and the client secret"
}

// expiry is when a token ends: as the answer says, else as the token itself
// says, else as LivePerson usually has it.
func expiry(token *oauth2.Token, now time.Time) time.Time {
	if !token.Expiry.IsZero() {
		return token.Expiry
	}
	var claims struct {
		Exp int64 `json:"exp"`
	}
	if parts := strings.Split(token.AccessToken, "."); len(parts) == 3 {
		payload, _ := base64.RawURLEncoding.DecodeString(parts[1])
		_ = json.Unmarshal(payload, &claims)
	}
	if claims.Exp > 0 {
		return time.Unix(claims.Exp, 0)
	}
	return now.Add(tokenLife)
}
