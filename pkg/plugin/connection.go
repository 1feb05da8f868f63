package plugin

import (
	"net/http"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/cache"
	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/history"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/auth"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/configuration"
	"github.com/kmm/liveperson-datasource/pkg/metrics"
	"github.com/kmm/liveperson-datasource/pkg/observed"
	"github.com/kmm/liveperson-datasource/pkg/ratelimit"
)

// maxCacheEntries bounds how many responses are kept, whatever their size.
const maxCacheEntries = 10_000

// connection is a data source's connection to LivePerson with all that is known of the
// account: cached values, tokens, lists, and how much was sent lately. Grafana replaces the
// instance of a data source whenever one of its settings is saved, or Grafana's own
// configuration changes; the connection goes on unless it is to another account, or by
// other means.
type connection struct {
	source      metrics.DataSource
	fingerprint fingerprint
	account     *liveperson.Account
	limiter     *ratelimit.Limiter
	observed    *observed.Log // what passes between the fetcher and the account
	store       *cache.Memory
	history     *history.History
	fetcher     *fetch.Fetcher
	observer    *metrics.Observer

	// The connections guard what follows.
	instances       int           // that use it
	refreshInterval time.Duration // of the newest one
}

// newConnection connects to the account of the settings. It sends nothing yet.
func newConnection(s settings, client *http.Client, observer *metrics.Observer, logins *auth.Logins) *connection {
	c := &connection{observer: observer, refreshInterval: s.refreshInterval}
	c.limiter = ratelimit.New(s.rateLimits, observer)
	c.account = liveperson.New(s.config, client, c.limiter, liveperson.Options{
		Prioritize: ratelimit.WithHighPriority, Logins: logins, Lists: s.listOptions(),
	})
	c.store = cache.NewMemory(maxCacheEntries, s.maxCacheBytes)
	c.observed = observed.New(c.account, time.Now)
	c.history = history.New(c.observed, time.Now)
	c.fetcher = fetch.New(c.history, c.limiter, c.store, s.fetchOptions(observer))
	return c
}

// adjust lets settings apply from now on, to what is known already, too. A sign-in that
// LivePerson rejected is tried again: it may be enabled there by now.
func (c *connection) adjust(s settings) {
	c.account.ForgetFailures()
	c.limiter.SetLimits(s.rateLimits)
	c.account.SetOptions(s.timeout, s.listOptions())
	c.store.SetMaxBytes(s.maxCacheBytes)
	c.fetcher.SetOptions(s.fetchOptions(c.observer))
	c.history.Keep(s.recorded, c.fetcher)
	if s.refreshInterval != c.refreshInterval {
		c.refreshInterval = s.refreshInterval
		c.store.Expire(time.Now()) // fresh until the end of the interval of before
	}
}

// close ends whatever it does.
func (c *connection) close() {
	c.history.Keep(nil, nil)
	c.fetcher.Dispose()
	c.account.Close()
	c.observer.Close()
}

func (s settings) listOptions() configuration.Options {
	return configuration.Options{MaxStale: s.maxStale, Timeout: batchTimeout(s.timeout)}
}

func (s settings) fetchOptions(observer *metrics.Observer) fetch.Options {
	return fetch.Options{
		Timeout: batchTimeout(s.timeout), RefreshInterval: s.refreshInterval,
		MaxStale: s.maxStale, MaxStaleForAlerts: s.maxStaleForAlerts, Now: time.Now, Observe: observer,
	}
}

// batchTimeout is how long all pages of a request may take together, signing in and
// retries included, when one call may take so long.
func batchTimeout(call time.Duration) time.Duration { return 4 * call }
