// Package plugin implements what Grafana calls, one file for each interface.
package plugin

import (
	"context"
	"sync"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/datasource"
	"github.com/grafana/grafana-plugin-sdk-go/backend/instancemgmt"
	"github.com/grafana/grafana-plugin-sdk-go/backend/resource/httpadapter"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/metrics"
	"github.com/kmm/liveperson-datasource/pkg/pipeline"
	"github.com/kmm/liveperson-datasource/pkg/plan"
)

// ID is the plugin's id.
const ID = "kmm-liveperson-datasource"

var (
	_ backend.QueryDataHandler      = (*Datasource)(nil)
	_ backend.CheckHealthHandler    = (*Datasource)(nil)
	_ backend.CallResourceHandler   = (*Datasource)(nil)
	_ backend.StreamHandler         = (*Datasource)(nil)
	_ instancemgmt.InstanceDisposer = (*Datasource)(nil)
)

// Datasource is one data source with its settings. It lives until these, or Grafana's
// own, change; its connection to LivePerson may live on.
type Datasource struct {
	backend.CallResourceHandler
	*connection // nil if there is a config error

	now func() time.Time
	// lifetime is until it is disposed of.
	lifetime context.Context
	end      context.CancelFunc
	// configError is what is wrong with the settings, nil if they are fine. It is
	// kept, because an instance that fails to start can't say why in a panel. The
	// fields below are not set if there is one.
	configError error
	kpis        *catalogue.Catalogue
	settings    settings
	pipeline    *pipeline.Pipeline
	checks      *pipeline.Pipeline // of the health check
	release     func()             // ends its use of the connection
}

// Factory returns the function that makes a data source from its settings.
// The metrics are those of all data sources.
func Factory(kpis *catalogue.Catalogue, all *metrics.Metrics) datasource.InstanceFactoryFunc {
	return factory(kpis, all, httpClient)
}

// factory is Factory over an HTTP client of such a kind.
func factory(kpis *catalogue.Catalogue, all *metrics.Metrics, newClient newHTTPClient) datasource.InstanceFactoryFunc {
	connections := newConnections(all, newClient)
	return func(ctx context.Context, instance backend.DataSourceInstanceSettings) (instancemgmt.Instance, error) {
		ds := &Datasource{now: time.Now}
		ds.lifetime, ds.end = context.WithCancel(context.Background())
		ds.CallResourceHandler = httpadapter.New(ds.routes())
		if ds.configError = ds.start(ctx, kpis, connections, instance); ds.configError != nil {
			ds.release = connections.hold(sourceOf(ctx, instance))
		}
		return ds, nil
	}
}

// start reads the settings and connects to LivePerson.
func (ds *Datasource) start(ctx context.Context, kpis *catalogue.Catalogue, connections *connections, instance backend.DataSourceInstanceSettings) error {
	s, err := parseSettings(kpis, instance)
	if err != nil {
		return err
	}
	planner := plan.New(kpis, liveperson.Methods(s.config.Auth), s.planLimits)
	if s.historyOfNow {
		s.recorded = planner.Recorded()
	}
	c, err := connections.connect(ctx, instance, s)
	if err != nil {
		return configErrorf("The TLS or proxy settings can't be used (%v). Check the certificates in the data source settings.", err)
	}
	ds.kpis, ds.settings, ds.connection = kpis, s, c
	ds.release = sync.OnceFunc(func() { connections.release(c) })
	lists := c.account.ListsForQueries()
	forQueries := pipeline.Settings{
		Location: s.location, Levels: s.levels, Account: s.config.AccountID, Sample: s.sample, AnswerWithin: s.answerWithin, Look: s.look,
		ConversationURL: s.conversationURL,
		Observed:        c.observed,
	}
	if s.historyOfNow {
		forQueries.History = c.history
	}
	ds.pipeline = pipeline.New(kpis, planner, c.fetcher, lists, forQueries, ds.now)
	ds.checks = pipeline.New(kpis, planner, uncached{c.account, c.fetcher, ds.now}, lists, forQueries, ds.now)
	return nil
}

// Dispose ends whatever the data source does, unless another instance of it goes on. It
// may be called more than once.
func (ds *Datasource) Dispose() {
	ds.end()
	ds.release()
}
