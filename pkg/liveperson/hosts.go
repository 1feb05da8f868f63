package liveperson

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"
)

// Service is one of LivePerson's services, each with a host of its own.
type Service struct {
	domain string // its name in the Domain API
	name   string // its name for people
}

// The services in use (Domain API, service names).
var (
	domains  = Service{"", "Domain API"}
	metrics  = Service{"agentManagerWorkspace", "Key Messaging Metrics API"}
	sentinel = Service{"sentinel", "token service"}
	login    = Service{"agentVep", "login service"}
	lists    = Service{"accountConfigReadOnly", "account configuration API"}
)

const (
	domainHost = "api.liveperson.net"
	// hostLife is how long an address is used before it is asked for again.
	hostLife = 10 * time.Minute
	// hostGrace is how much longer it is used if that fails.
	hostGrace = 24 * time.Hour
)

// pinned tells whether a host may get a request that carries a credential.
type pinned func(host string) bool

var livePersonHost = regexp.MustCompile(`^([a-z0-9-]+\.)+liveperson\.(net|com)$`)

func livePersonOnly(host string) bool {
	return livePersonHost.MatchString(strings.ToLower(host))
}

// hosts finds the address of a service.
type hosts interface {
	base(ctx context.Context, service Service) (*url.URL, error)
	// holds tells whether this still is it.
	holds(service Service, base *url.URL) bool
}

// oneHost serves everything: a simulator or a gateway.
type oneHost struct{ address *url.URL }

func (h oneHost) base(context.Context, Service) (*url.URL, error) { return h.address, nil }
func (h oneHost) holds(Service, *url.URL) bool                    { return true }

// domainAPI asks LivePerson where an account's services are.
type domainAPI struct {
	account string
	http    *http.Client
	pace    Pacer
	keepers map[Service]*keeper[string]
}

// newDomainAPI looks hosts up as long as its life lasts.
func newDomainAPI(life context.Context, account string, client *http.Client, pace Pacer) *domainAPI {
	d := &domainAPI{account: account, http: client, pace: pace, keepers: map[Service]*keeper[string]{}}
	for _, service := range []Service{metrics, sentinel, login, lists} {
		d.keepers[service] = &keeper[string]{life: life, now: time.Now, fetch: func(ctx context.Context, _ *string) (kept[string], error) {
			return d.lookUp(ctx, service)
		}}
	}
	return d
}

func (d *domainAPI) base(ctx context.Context, service Service) (*url.URL, error) {
	host, err := d.keepers[service].get(ctx)
	if err != nil {
		return nil, unanswered(domains, domainHost, err)
	}
	return &url.URL{Scheme: "https", Host: host}, nil
}

func (d *domainAPI) holds(service Service, base *url.URL) bool {
	return d.keepers[service].holds(base.Host)
}

// lookUp asks the Domain API for a service's host.
func (d *domainAPI) lookUp(ctx context.Context, service Service) (kept[string], error) {
	var body []byte
	err := d.pace.Do(ctx, domains.name, func(ctx context.Context) (err error) {
		body, err = d.send(ctx, service)
		return err
	})
	if err != nil {
		return kept[string]{}, err
	}
	var answer struct {
		BaseURI string `json:"baseURI"`
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return kept[string]{}, garbled(domains, explain(body, err))
	}
	host := strings.TrimSuffix(strings.TrimPrefix(answer.BaseURI, "https://"), "/")
	if host == "" {
		return kept[string]{}, garbled(domains, "names no host for the "+service.name+". Check the account in the data source's settings")
	}
	if !livePersonOnly(host) {
		return kept[string]{}, garbled(domains, "names a host for the "+service.name+" that is not LivePerson's, so it gets no request")
	}
	now := time.Now()
	return kept[string]{value: host, renew: now.Add(hostLife), expires: now.Add(hostGrace)}, nil
}

func (d *domainAPI) send(ctx context.Context, service Service) ([]byte, error) {
	path := "/api/account/" + d.account + "/service/" + service.domain + "/baseURI.json"
	request, err := newRequest(ctx, domains, &url.URL{Scheme: "https", Host: domainHost}, path, url.Values{"version": {"1.0"}}, nil)
	if err != nil {
		return nil, err
	}
	return send(d.http, request, domains, d.account, nil)
}
