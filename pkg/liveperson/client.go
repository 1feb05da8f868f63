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
	way
	config Config
	lists  Lists // what an answer takes besides
	close  func()
}

// Pacer decides when a request is sent, and whether once more if it fails. Its
// errors are an attempt's, or of type *Error, or the context's.
type Pacer interface {
	Do(ctx context.Context, service string, attempt func(context.Context) error) error
}

// NewClient makes a client that sends over the transport and the timeout of an
// HTTP client, at a pace. It asks nothing yet. Close ends it.
func NewClient(config Config, base *http.Client, pace Pacer) *Client {
	allowed := pinned(livePersonOnly)
	if config.Upstream != nil {
		allowed = func(host string) bool { return host == config.Upstream.Host }
	}
	life, end := context.WithCancel(context.Background())
	transport := &lost{next: mortal{life, base}, report: func(string) {}}
	plain := &http.Client{Transport: pin{allowed, transport}, Timeout: base.Timeout, CheckRedirect: stay(allowed)}
	c := &Client{config: config, way: way{auth: nobody{}, pace: pace, http: plain}}
	c.close = func() {
		end()
		base.CloseIdleConnections()
	}
	if config.Upstream != nil {
		c.hosts = oneHost{config.Upstream}
	} else {
		directory := newDomainAPI(life, config.AccountID, plain, pace)
		c.hosts, transport.report = directory, directory.lost
	}
	c.auth = newAuthenticator(life, config, c.way)
	return c
}

// newAuthenticator signs in on a way that needs no proof.
func newAuthenticator(life context.Context, config Config, unsigned way) authenticator {
	switch config.Auth {
	case Login:
		return newLogin(life, config, unsigned)
	case AppKey:
		return newAppKey(config)
	}
	return newClientCredentials(life, config, unsigned)
}

// Close gives up what is fetched for all, hosts and sign-ins, and closes the
// connections of the HTTP client: at once, or when the request on them ends. A
// request under way ends with its own context; there must be none afterwards.
func (c *Client) Close() { c.close() }

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
	_, err := c.auth.proof(ctx)
	return c.auth.got(), err
}

// call asks a service of the account for a list and decodes it. The path follows
// the host.
func (c *Client) call(ctx context.Context, service Service, path string, query url.Values, answer any) error {
	return c.way.ask(ctx, service, func(ctx context.Context, client *http.Client, base *url.URL) error {
		request, err := newRequest(ctx, service, base, path, query, nil)
		if err != nil {
			return err
		}
		raw, err := send(client, request, service, c.config.AccountID, c.config.secrets())
		if err != nil {
			return err
		}
		if err := json.Unmarshal(raw, answer); err != nil {
			return garbled(service, explain(raw, err))
		}
		return nil
	})
}

// read asks a method of the Key Messaging Metrics API and decodes its answer
// while it arrives, each attempt into one begun for it.
func read[A any](ctx context.Context, c *Client, r Request, query url.Values, begin func() A, value func(A, *stream) error) (answer A, err error) {
	err = c.way.ask(ctx, metrics, func(ctx context.Context, client *http.Client, base *url.URL) error {
		request, err := newRequest(ctx, metrics, base, c.kmm(r.Path()), query, r.Body())
		if err != nil {
			return err
		}
		answer = begin()
		return c.decode(client, request, func(s *stream) error { return value(answer, s) })
	})
	return answer, err
}

func (c *Client) decode(client *http.Client, request *http.Request, value func(*stream) error) error {
	response, err := open(client, request, metrics, c.config.AccountID, c.config.secrets())
	if err != nil {
		return err
	}
	defer response.Body.Close()
	answer := body{from: response.Body}
	if err := decode(&answer, value); err != nil {
		return unread(request, metrics, &answer, err)
	}
	return nil
}

// newRequest addresses a service at its host.
func newRequest(ctx context.Context, service Service, base *url.URL, path string, query url.Values, body any) (*http.Request, error) {
	address := base.JoinPath(path)
	address.RawQuery = query.Encode()
	method, content := http.MethodGet, io.Reader(nil)
	if body != nil {
		encoded, err := json.Marshal(body)
		if err != nil {
			return nil, unanswered(service, base.Host, err)
		}
		method, content = http.MethodPost, bytes.NewReader(encoded)
	}
	request, err := http.NewRequestWithContext(ctx, method, address.String(), content)
	if err != nil {
		return nil, unanswered(service, base.Host, err)
	}
	request.Header.Set("Accept", "application/json")
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	return request, nil
}
