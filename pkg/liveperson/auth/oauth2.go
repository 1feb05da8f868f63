package auth

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"net/url"
	"strings"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/cache"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

// defaultTokenTTL is assumed where LivePerson does not say: it gives an hour.
const defaultTokenTTL = time.Hour

// clientCredentials signs in as an installed application, with a token of version 2
// (Key Messaging Metrics API overview; Authorization API).
type clientCredentials struct {
	client     *transport.Client
	config     Config
	tokens     *cache.Loader[string]
	acceptance *acceptance
}

func newClientCredentials(client *transport.Client, config Config) *clientCredentials {
	c := &clientCredentials{client: client, config: config, acceptance: newAcceptance()}
	c.tokens = cache.NewLoader(client.LoaderOptions(), c.load)
	return c
}

// Credential implements transport.Authenticator.
func (c *clientCredentials) Credential(ctx context.Context) (transport.Credential, error) {
	token, err := c.tokens.Get(ctx)
	if err != nil {
		return nil, transport.LoadError(c.config.TokenService, "", err)
	}
	return tokenCredential[string]{c.tokens, token, token.Value, c.acceptance, nil}, nil
}

// Describe implements Authenticator.
func (c *clientCredentials) Describe() string { return "LivePerson issued a token for the client ID." }

// Warning implements Authenticator.
func (c *clientCredentials) Warning() string { return "" }

// load requests a token. Credentials travel in the form only, and no scope is
// named: it belongs to the application's registration.
func (c *clientCredentials) load(ctx context.Context, _ *string) (cache.Loaded[string], error) {
	response, err := transport.JSON[struct {
		Token     string                  `json:"access_token"`
		ExpiresIn transport.FlexibleFloat `json:"expires_in"` // seconds, as text or number
	}](ctx, c.client, transport.Call{
		Service: c.config.TokenService, Path: "app/token",
		Form: url.Values{"grant_type": {"client_credentials"}, "client_id": {c.config.ClientID}, "client_secret": {c.config.ClientSecret}},
	})
	if err != nil {
		return cache.Loaded[string]{}, rejected(err, c.config, "Client ID and Client secret", "application")
	}
	response.Token = strings.TrimSpace(response.Token)
	if response.Token == "" {
		return cache.Loaded[string]{}, c.client.BadResponse(c.config.TokenService, "sent no token")
	}
	now := time.Now()
	ttl := tokenTTL(response.Token, time.Duration(response.ExpiresIn)*time.Second, now)
	early := min(expireEarly, ttl/10) // short-lived tokens are still used
	return cache.Loaded[string]{Value: response.Token, ExpiresAt: now.Add(ttl - early), RenewAt: now.Add(ttl - 2*early)}, nil
}

// tokenTTL is how long a token lasts: as the response says, else as the token
// itself says, else as LivePerson usually has it.
func tokenTTL(token string, said time.Duration, now time.Time) time.Duration {
	if said > 0 {
		return said
	}
	var claims struct {
		Exp int64 `json:"exp"`
	}
	if parts := strings.Split(token, "."); len(parts) == 3 {
		payload, _ := base64.RawURLEncoding.DecodeString(parts[1])
		_ = json.Unmarshal(payload, &claims) // a token may be of any form
	}
	if ttl := time.Unix(claims.Exp, 0).Sub(now); claims.Exp > 0 && ttl > 0 {
		return ttl
	}
	return defaultTokenTTL
}
