// Package plugin implements what Grafana calls, one file for each interface.
package plugin

import (
	"context"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/datasource"
	"github.com/grafana/grafana-plugin-sdk-go/backend/instancemgmt"
	"github.com/grafana/grafana-plugin-sdk-go/backend/resource/httpadapter"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/cache"
	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/auth"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/configuration"
	"github.com/kmm/liveperson-datasource/pkg/metrics"
	"github.com/kmm/liveperson-datasource/pkg/pipeline"
	"github.com/kmm/liveperson-datasource/pkg/plan"
	"github.com/kmm/liveperson-datasource/pkg/ratelimit"
)

// ID is the plugin's id.
const ID = "kmm-liveperson-datasource"

var (
	_ backend.QueryDataHandler      = (*Datasource)(nil)
	_ backend.CheckHealthHandler    = (*Datasource)(nil)
	_ backend.CallResourceHandler   = (*Datasource)(nil)
	_ instancemgmt.InstanceDisposer = (*Datasource)(nil)
)

// Datasource is one data source with its settings. It lives until these, or Grafana's
// own, change.
type Datasource struct {
	backend.CallResourceHandler

	now func() time.Time
	// configError is what is wrong with the settings, nil if they are fine. It is
	// kept, because an instance that fails to start can't say why in a panel. The
	// fields below are nil if there is one.
	configError error
	settings    settings
	account     *liveperson.Account
	limiter     *ratelimit.Limiter
	fetcher     *fetch.Fetcher
	pipeline    *pipeline.Pipeline
	checks      *pipeline.Pipeline // of the health check
	observer    *metrics.Observer
}

// Factory returns the function that makes a data source from its settings.
// The metrics are those of all data sources.
func Factory(kpis *catalogue.Catalogue, all *metrics.Metrics) datasource.InstanceFactoryFunc {
	return factory(kpis, all, httpClient)
}

// factory is Factory over an HTTP client of such a kind.
func factory(kpis *catalogue.Catalogue, all *metrics.Metrics, newClient newHTTPClient) datasource.InstanceFactoryFunc {
	logins := auth.NewLogins()
	return func(ctx context.Context, instance backend.DataSourceInstanceSettings) (instancemgmt.Instance, error) {
		ds := &Datasource{now: time.Now}
		ds.CallResourceHandler = httpadapter.New(ds.routes())
		s, err := parseSettings(kpis, instance)
		if err != nil {
			ds.configError = err
			return ds, nil
		}
		client, err := newClient(ctx, instance, s.timeout)
		if err != nil {
			ds.configError = configErrorf("The TLS or proxy settings can't be used (%v). Check the certificates in the data source settings.", err)
			return ds, nil
		}
		ds.settings, ds.observer = s, all.Observe(metrics.DataSource{Org: organization(backend.PluginConfigFromContext(ctx)), UID: instance.UID})
		ds.limiter = ratelimit.New(s.rateLimits, ds.observer)
		ds.account = liveperson.New(s.config, client, ds.limiter, liveperson.Options{
			Prioritize: ratelimit.WithHighPriority,
			Logins:     logins,
			Lists:      configuration.Options{MaxStale: s.maxStale, Timeout: batchTimeout(s.timeout)},
		})
		ds.fetcher = fetch.New(ds.account, ds.limiter, cache.NewMemory(maxCacheEntries, s.maxCacheBytes), fetch.Options{
			Timeout: batchTimeout(s.timeout), RefreshInterval: s.refreshInterval,
			MaxStale: s.maxStale, MaxStaleForAlerts: s.maxStaleForAlerts, Now: ds.now, Observe: ds.observer,
		})
		planner := plan.New(kpis, liveperson.Methods(), s.planLimits)
		lists := ds.account.ListsForQueries()
		forQueries := pipeline.Settings{Location: s.location, Levels: s.levels, Account: s.config.AccountID}
		ds.pipeline = pipeline.New(kpis, planner, ds.fetcher, lists, forQueries, ds.now)
		ds.checks = pipeline.New(kpis, planner, uncached{ds.account, ds.fetcher, ds.now}, lists, forQueries, ds.now)
		return ds, nil
	}
}

// maxCacheEntries bounds how many responses are kept, whatever their size.
const maxCacheEntries = 10_000

// batchTimeout is how long all pages of a request may take together, signing in and
// retries included, when one call may take so long.
func batchTimeout(call time.Duration) time.Duration { return 4 * call }

// Dispose ends whatever the data source does. It may be called more than once.
func (ds *Datasource) Dispose() {
	if ds.configError != nil {
		return
	}
	ds.fetcher.Dispose()
	ds.account.Close()
	ds.observer.Close()
}
