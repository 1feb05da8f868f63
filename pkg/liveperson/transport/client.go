package transport

import (
	"context"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/cache"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

const (
	// loadTimeout bounds a load of a host or a token.
	loadTimeout = 30 * time.Second
	// minInvalidationInterval is how long after one token or host was rejected the
	// next one may be given up too.
	minInvalidationInterval = 30 * time.Second
)

// Options are how a client works.
type Options struct {
	AccountID string
	// Bearer reports that the credentials are a bearer token, not an OAuth 1.0 signature.
	Bearer bool
	// Upstream is one address that serves every API: a simulator or a gateway. Nil
	// means LivePerson's own hosts, as its Domain API names them.
	Upstream *url.URL
	// DomainAPI is the service that names the hosts of the others.
	DomainAPI api.Service
	// Secrets are what must not be seen in an error.
	Secrets []string
	// Prioritize gives a context a high priority with the pacer: loads of tokens,
	// hosts and lists, which many requests wait for. Nil leaves it as it is.
	Prioritize func(context.Context) context.Context
}

// Pacer is the rate limiter: it decides when a request is sent, and whether it is retried.
// Its errors are an attempt's, or of type *api.Error, or the context's.
type Pacer interface {
	Do(ctx context.Context, service string, attempt func(context.Context) error) error
}

// Client sends requests to the services of one account. It is safe for concurrent
// use.
type Client struct {
	account  string
	bearer   bool
	upstream *url.URL
	secrets  []string
	hosts    hosts
	auth     Authenticator
	pacer    Pacer
	http     *http.Client
	timeout  *atomic.Int64 // of one call, in nanoseconds
	loading  cache.LoaderOptions
	close    func()
}

// New makes a client that sends over the transport and the timeout of an HTTP
// client, and adds no credential. It sends nothing yet. Close ends it.
func New(options Options, base *http.Client, pacer Pacer) *Client {
	allowed := isLivePersonHost
	if options.Upstream != nil {
		allowed = func(host string) bool { return host == options.Upstream.Host }
	}
	lifetime, end := context.WithCancel(context.Background())
	reporter := &dialReporter{next: closeAfterShutdown{lifetime, base}}
	c := &Client{
		account: options.AccountID, bearer: options.Bearer, upstream: options.Upstream, secrets: options.Secrets, auth: NoAuth{}, pacer: pacer,
		http:    &http.Client{Transport: allowlist{allowed, reporter}, CheckRedirect: checkRedirect(allowed)},
		timeout: new(atomic.Int64),
		loading: cache.LoaderOptions{
			Lifetime: lifetime, Prepare: options.Prioritize, Timeout: loadTimeout,
			Remember: RememberFailure, Forgotten: new(atomic.Int64), MinInvalidationInterval: minInvalidationInterval, Now: time.Now,
		},
		close: func() {
			end()
			base.CloseIdleConnections()
		},
	}
	c.SetTimeout(base.Timeout)
	if options.Upstream != nil {
		c.hosts = staticHost{options.Upstream}
	} else {
		domains := newDomainAPI(*c, options.DomainAPI)
		c.hosts, reporter.report = domains, domains.forget
	}
	return c
}

// SetTimeout replaces the timeout of one call from now on.
func (c *Client) SetTimeout(timeout time.Duration) { c.timeout.Store(int64(timeout)) }

// ForgetFailures lets what failed to load be loaded again at once.
func (c *Client) ForgetFailures() { c.loading.Forgotten.Store(time.Now().UnixNano()) }

// WithAuth is the client with credentials.
func (c *Client) WithAuth(auth Authenticator) *Client {
	signed := *c
	signed.auth = auth
	return &signed
}

// Close ends loads of hosts, tokens and lists, and closes the connections of the
// HTTP client: at once, or when the request on them ends. A request in flight ends
// with its own context; there must be none afterwards.
func (c *Client) Close() { c.close() }

// Host finds the host of a service.
func (c *Client) Host(ctx context.Context, service api.Service) (string, error) {
	found, err := c.hosts.find(ctx, service)
	if err != nil {
		return "", err
	}
	return found.base.Host, nil
}

// Upstream is the address that serves every API, nil if LivePerson's own hosts do.
func (c *Client) Upstream() *url.URL { return c.upstream }

// Bearer reports whether the credentials are a bearer token: methods may have another
// version for it.
func (c *Client) Bearer() bool { return c.bearer }

// LoaderOptions are those of a loader that sends with the client.
func (c *Client) LoaderOptions() cache.LoaderOptions { return c.loading }
