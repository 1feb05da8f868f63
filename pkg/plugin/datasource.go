// Package plugin is what Grafana calls: queries, health and resources.
package plugin

import (
	"context"
	"net/http"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/datasource"
	"github.com/grafana/grafana-plugin-sdk-go/backend/httpclient"
	"github.com/grafana/grafana-plugin-sdk-go/backend/instancemgmt"
	"github.com/grafana/grafana-plugin-sdk-go/backend/resource/httpadapter"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/budget"
	"github.com/kmm/liveperson-datasource/pkg/gather"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/telemetry"
)

// ID is the plugin's id.
const ID = "kmm-liveperson-datasource"

var (
	_ backend.QueryDataHandler      = (*Datasource)(nil)
	_ backend.CheckHealthHandler    = (*Datasource)(nil)
	_ backend.CallResourceHandler   = (*Datasource)(nil)
	_ instancemgmt.InstanceDisposer = (*Datasource)(nil)
)

// Datasource is one data source as somebody set it up. It lives until its
// settings, or Grafana's own, change.
type Datasource struct {
	backend.CallResourceHandler

	kpis *catalogue.Catalogue
	// settings are checked; they hold the secrets.
	settings settings
	client   *liveperson.Client
	budget   *budget.Budget
	gather   *gather.Gatherer
	count    *telemetry.Source
	now      func() time.Time
	// unusable is what is wrong with the settings, nil if they are fine. It is
	// kept, because an instance that fails to start can't say why in a panel.
	unusable error
}

// Factory returns the function that makes a data source from its settings.
// The metrics count for all of them.
func Factory(kpis *catalogue.Catalogue, metrics *telemetry.Metrics) datasource.InstanceFactoryFunc {
	return func(ctx context.Context, instance backend.DataSourceInstanceSettings) (instancemgmt.Instance, error) {
		ds := &Datasource{kpis: kpis, now: time.Now}
		ds.CallResourceHandler = httpadapter.New(ds.routes())
		s, err := parseSettings(instance)
		if err != nil {
			ds.unusable = err
			return ds, nil
		}
		base, err := httpClient(ctx, instance, s.timeout)
		if err != nil {
			return nil, err
		}
		ds.settings, ds.count = s, metrics.Of(instance.UID)
		ds.budget = budget.New(s.budget, ds.count)
		ds.client = liveperson.NewClient(s.config, base, ds.budget)
		s.gather.Timeout, s.gather.Now, s.gather.Observe = flightTimeout(s.timeout), ds.now, ds.count
		ds.gather = gather.New(ds.client, s.gather)
		return ds, nil
	}
}

// flightTimeout is how long all pages of a question may take together, signing
// in and repeats included, when one request may take so long.
func flightTimeout(request time.Duration) time.Duration { return 4 * request }

// httpClient is Grafana's own, with its proxy, TLS, metrics and tracing.
func httpClient(ctx context.Context, instance backend.DataSourceInstanceSettings, timeout time.Duration) (*http.Client, error) {
	options, err := instance.HTTPClientOptions(ctx)
	if err != nil {
		return nil, err
	}
	options.Timeouts.Timeout = timeout
	var connections *http.Transport
	options.ConfigureTransport = func(_ httpclient.Options, t *http.Transport) { connections = t }
	client, err := httpclient.New(options)
	if err != nil {
		return nil, err
	}
	client.Transport = closable{client.Transport, connections}
	return client, nil
}

// closable is a transport whose connections an HTTP client can close. What
// Grafana's wraps around them hides how.
type closable struct {
	http.RoundTripper
	connections *http.Transport
}

// CloseIdleConnections is what http.Client looks for.
func (c closable) CloseIdleConnections() { c.connections.CloseIdleConnections() }

// Dispose ends whatever the data source does. It may be called more than once.
func (ds *Datasource) Dispose() {
	if ds.unusable != nil {
		return
	}
	ds.gather.Dispose()
	ds.client.Close()
	ds.count.Close()
}
