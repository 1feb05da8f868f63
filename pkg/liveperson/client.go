package liveperson

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
)

// Client asks one account. It is safe for concurrent use; everybody shares its
// tokens and hosts.
type Client struct {
	config Config
	hosts  hosts
	auth   authenticator
	http   *http.Client
}

// authenticator proves to LivePerson who asks.
type authenticator interface {
	// signIn gets whatever proof requests will carry, and says what it did.
	signIn(ctx context.Context) (string, error)
	// over returns a transport that adds the proof to each request.
	over(next http.RoundTripper) http.RoundTripper
}

// NewClient makes a client that sends over the transport and the timeout of an
// HTTP client. It asks nothing yet.
func NewClient(config Config, base *http.Client) *Client {
	allowed := pinned(livePersonOnly)
	if config.Upstream != nil {
		allowed = func(host string) bool { return host == config.Upstream.Host }
	}
	plain := &http.Client{Transport: pin{allowed, base.Transport}, Timeout: base.Timeout, CheckRedirect: stay(allowed)}
	c := &Client{config: config}
	if config.Upstream != nil {
		c.hosts = oneHost{config.Upstream}
	} else {
		c.hosts = newDomainAPI(config.AccountID, plain)
	}
	c.auth = newAuthenticator(config, c.hosts, plain)
	c.http = &http.Client{Transport: c.auth.over(plain.Transport), Timeout: base.Timeout, CheckRedirect: stay(allowed)}
	return c
}

func newAuthenticator(config Config, h hosts, plain *http.Client) authenticator {
	switch config.Auth {
	case Login:
		return newLogin(config, h, plain)
	case AppKey:
		return newAppKey(config)
	}
	return newClientCredentials(config, h, plain)
}

// Resolve finds the host that serves the metrics and returns it.
func (c *Client) Resolve(ctx context.Context) (string, error) {
	base, err := c.hosts.base(ctx, metrics)
	if err != nil {
		return "", err
	}
	return base.Host, nil
}

// SignIn gets the proof that requests carry, if it is not there yet, and says
// what it did.
func (c *Client) SignIn(ctx context.Context) (string, error) {
	return c.auth.signIn(ctx)
}

// call asks a service of the account and decodes its answer. The path follows
// the host; body is sent as JSON, nil means a GET.
func (c *Client) call(ctx context.Context, service Service, path string, query url.Values, body, answer any) error {
	base, err := c.hosts.base(ctx, service)
	if err != nil {
		return err
	}
	request, err := newRequest(ctx, base, path, query, body)
	if err != nil {
		return unanswered(service, base.Host, err)
	}
	raw, err := send(c.http, request, service, c.config.AccountID, c.config.secrets())
	if err != nil {
		return err
	}
	if err := json.Unmarshal(raw, answer); err != nil {
		return garbled(service, explain(raw, err))
	}
	return nil
}

func newRequest(ctx context.Context, base *url.URL, path string, query url.Values, body any) (*http.Request, error) {
	address := base.JoinPath(path)
	address.RawQuery = query.Encode()
	method, content := http.MethodGet, io.Reader(nil)
	if body != nil {
		encoded, err := json.Marshal(body)
		if err != nil {
			return nil, err
		}
		method, content = http.MethodPost, bytes.NewReader(encoded)
	}
	request, err := http.NewRequestWithContext(ctx, method, address.String(), content)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Accept", "application/json")
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	return request, nil
}
