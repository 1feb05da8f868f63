package liveperson

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const (
	// expireEarly is how long before its end it is not used any more, as in
	// LivePerson's own client.
	expireEarly = time.Minute
	// wrongCredentials is how long refused credentials are not tried again, so
	// that a dashboard left open does not lock a user out.
	wrongCredentials = time.Minute
	// tokenLife is assumed where LivePerson does not say: it gives an hour.
	tokenLife = time.Hour
)

// clientCredentials signs in as an installed application, with a token of
// version 2 (Key Messaging Metrics API overview; Authorization API).
type clientCredentials struct {
	way
	config Config
	tokens *keeper[string]
}

// newClientCredentials signs in as long as its life lasts.
func newClientCredentials(life context.Context, config Config, unsigned way) *clientCredentials {
	c := &clientCredentials{way: unsigned, config: config}
	c.tokens = &keeper[string]{life: life, now: time.Now, fetch: c.fetch}
	return c
}

func (c *clientCredentials) proof(ctx context.Context) (proof, error) {
	token, err := c.tokens.get(ctx)
	if err != nil {
		return nil, unanswered(sentinel, "", err)
	}
	return bearing[string]{c.tokens, token, token}, nil
}

func (c *clientCredentials) got() string { return "LivePerson gave a token for the client ID." }

// fetch asks for a token. Credentials travel in the form only, and no scope is
// named: it belongs to the application's registration.
func (c *clientCredentials) fetch(ctx context.Context, _ *string) (kept[string], error) {
	var body []byte
	err := c.ask(ctx, sentinel, func(ctx context.Context, client *http.Client, base *url.URL) (err error) {
		body, err = c.send(ctx, client, base)
		return err
	})
	if err != nil {
		return kept[string]{}, aboutCredentials(err, sentinel, c.config)
	}
	var answer struct {
		Token   string `json:"access_token"`
		Expires number `json:"expires_in"` // seconds, as text or number
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return kept[string]{}, garbled(sentinel, explain(body, err))
	}
	if answer.Token == "" {
		return kept[string]{}, garbled(sentinel, "sent no token. Check the address in the data source's settings")
	}
	now := time.Now()
	life := lifeOf(answer.Token, time.Duration(answer.Expires)*time.Second, now)
	early := min(expireEarly, life/10) // short-lived tokens are still used
	return kept[string]{value: answer.Token, expires: now.Add(life - early), renew: now.Add(life - 2*early)}, nil
}

// send sends the form that asks for a token.
func (c *clientCredentials) send(ctx context.Context, client *http.Client, base *url.URL) ([]byte, error) {
	form := url.Values{"grant_type": {"client_credentials"}, "client_id": {c.config.ClientID}, "client_secret": {c.config.ClientSecret}}
	address := base.JoinPath("/sentinel/api/v2/account", c.config.AccountID, "app/token")
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address.String(), strings.NewReader(form.Encode()))
	if err != nil {
		return nil, unanswered(sentinel, base.Host, err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Accept", "application/json")
	return send(client, request, sentinel, c.config.AccountID, c.config.secrets())
}

// aboutCredentials explains a sign-in that was refused. Unlike elsewhere, a 400
// or 401 is about the credentials themselves.
func aboutCredentials(err error, service Service, config Config) error {
	e, ok := err.(*Error)
	if !ok || (e.Status != http.StatusBadRequest && e.Status != http.StatusUnauthorized) {
		return err
	}
	_, says, _ := strings.Cut(e.Sentence, " LivePerson says: ")
	sentence := fmt.Sprintf("LivePerson's %s does not accept the credentials for account %s. Check the account, %s in the data source's settings.",
		service.name, config.AccountID, credentialsOf(config.Auth))
	if says != "" {
		sentence += " LivePerson says: " + says
	}
	return &Error{Status: http.StatusUnauthorized, Sentence: sentence, RetryAfter: max(e.RetryAfter, wrongCredentials)}
}

func credentialsOf(method AuthMethod) string {
	if method == Login {
		return "the user name and the password"
	}
	return "the client ID and the client secret"
}

// lifeOf is how long a token lasts: as the answer says, else as the token itself
// says, else as LivePerson usually has it.
func lifeOf(token string, said time.Duration, now time.Time) time.Duration {
	if said > 0 {
		return said
	}
	var claims struct {
		Exp int64 `json:"exp"`
	}
	if parts := strings.Split(token, "."); len(parts) == 3 {
		payload, _ := base64.RawURLEncoding.DecodeString(parts[1])
		_ = json.Unmarshal(payload, &claims)
	}
	if life := time.Unix(claims.Exp, 0).Sub(now); claims.Exp > 0 && life > 0 {
		return life
	}
	return tokenLife
}
