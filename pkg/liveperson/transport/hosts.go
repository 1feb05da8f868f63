package transport

import (
	"context"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/cache"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

const (
	domainHost = "api.liveperson.net"
	// hostTTL is how long a host is used before it is looked up again.
	hostTTL = 10 * time.Minute
	// maxStaleHost is how long it is used if that fails.
	maxStaleHost = 24 * time.Hour
)

// hosts finds the host of a service.
type hosts interface {
	find(ctx context.Context, service api.Service) (host, error)
}

// host is where a service is.
type host struct {
	base *url.URL
	// isCurrent reports whether it still is there.
	isCurrent func() bool
}

// staticHost serves everything: a simulator or a gateway.
type staticHost struct{ base *url.URL }

func (h staticHost) find(context.Context, api.Service) (host, error) {
	return host{h.base, func() bool { return true }}, nil
}

// domainAPI looks up where an account's services are.
type domainAPI struct {
	client  Client
	service api.Service

	mu      sync.Mutex
	loaders map[string]*cache.Loader[string] // of hosts, by the services' domains
}

// newDomainAPI looks hosts up with a client that needs to find none.
func newDomainAPI(client Client, service api.Service) *domainAPI {
	client.hosts = staticHost{&url.URL{Scheme: "https", Host: domainHost}}
	return &domainAPI{client: client, service: service, loaders: map[string]*cache.Loader[string]{}}
}

func (d *domainAPI) find(ctx context.Context, service api.Service) (host, error) {
	loader := d.loader(service)
	value, err := loader.Get(ctx)
	if err != nil {
		return host{}, LoadError(d.service, domainHost, err)
	}
	return host{&url.URL{Scheme: "https", Host: value.Value}, func() bool { return loader.IsCurrent(value) }}, nil
}

// loader is made with the first request to a service, so that none can lack one.
func (d *domainAPI) loader(service api.Service) *cache.Loader[string] {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.loaders[service.Domain] == nil {
		d.loaders[service.Domain] = cache.NewLoader(d.client.loading, func(ctx context.Context, previous *string) (cache.Loaded[string], error) {
			return d.load(ctx, service, previous)
		})
	}
	return d.loaders[service.Domain]
}

// load asks the Domain API for a service's host (Domain API, one service).
func (d *domainAPI) load(ctx context.Context, service api.Service, previous *string) (cache.Loaded[string], error) {
	found, err := JSON[struct {
		BaseURI string `json:"baseURI"`
	}](ctx, &d.client, Call{
		Service: d.service, Path: service.Domain + "/baseURI.json", Query: url.Values{"version": {"1.0"}},
	})
	if err != nil {
		return cache.Loaded[string]{}, err
	}
	name := strings.TrimSuffix(strings.TrimPrefix(found.BaseURI, "https://"), "/")
	if name == "" {
		return cache.Loaded[string]{}, BadResponse(d.service, "returned no host for the "+service.Name+". Check Account ID in the data source settings")
	}
	if !isLivePersonHost(name) {
		return cache.Loaded[string]{}, BadResponse(d.service, "returned a host for the "+service.Name+" that is not LivePerson's, so no request was sent to it")
	}
	now := time.Now()
	return cache.Loaded[string]{
		Value: name, Unchanged: previous != nil && *previous == name,
		RenewAt: now.Add(hostTTL), ExpiresAt: now.Add(maxStaleHost),
	}, nil
}

// forget drops a host, so that the next request looks it up anew. A network that
// is down loses every host: the loaders see to it that none is looked up again and
// again.
func (d *domainAPI) forget(name string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, loader := range d.loaders {
		if value, known := loader.Peek(); known && value.Value == name {
			loader.Invalidate(value)
		}
	}
}
