package plugin

import (
	"context"
	"sync"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/auth"
	"github.com/kmm/liveperson-datasource/pkg/metrics"
)

// keepForCorrection is how long a connection is kept for a data source whose settings
// can't be used until somebody corrects them.
const keepForCorrection = 15 * time.Minute

// connections are the latest one of each data source. They are safe for concurrent use.
type connections struct {
	metrics   *metrics.Metrics
	logins    *auth.Logins
	newClient newHTTPClient

	mu     sync.Mutex
	latest map[metrics.DataSource]*connection
}

func newConnections(all *metrics.Metrics, newClient newHTTPClient) *connections {
	return &connections{metrics: all, logins: auth.NewLogins(), newClient: newClient, latest: map[metrics.DataSource]*connection{}}
}

func sourceOf(ctx context.Context, instance backend.DataSourceInstanceSettings) metrics.DataSource {
	return metrics.DataSource{Org: organization(backend.PluginConfigFromContext(ctx)), UID: instance.UID}
}

// connect is the connection of a new instance: that of the one before if everything that
// decides what LivePerson responds is the same, to which the settings apply at once. The
// instance has to release it.
func (c *connections) connect(ctx context.Context, instance backend.DataSourceInstanceSettings, s settings) (*connection, error) {
	found, err := fingerprintOf(ctx, instance, s.config)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	source := sourceOf(ctx, instance)
	known := c.latest[source]
	if known == nil || known.fingerprint != found {
		client, err := c.newClient(ctx, instance, s.timeout)
		if err != nil {
			return nil, err
		}
		known = newConnection(s, client, c.metrics.Observe(source), c.logins)
		known.source, known.fingerprint = source, found
		c.latest[source] = known
	}
	known.adjust(s)
	known.instances++
	return known, nil
}

// hold keeps the latest connection of a data source whose settings can't be used, for
// those that correct them. The function that is returned ends that before its time.
func (c *connections) hold(source metrics.DataSource) (release func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	known := c.latest[source]
	if known == nil {
		return func() {}
	}
	known.instances++
	once := sync.OnceFunc(func() { c.release(known) })
	timer := time.AfterFunc(keepForCorrection, once)
	return func() {
		timer.Stop()
		once()
	}
}

// release closes a connection that no instance uses any more.
func (c *connections) release(used *connection) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if used.instances--; used.instances > 0 {
		return
	}
	if c.latest[used.source] == used {
		delete(c.latest, used.source)
	}
	used.close()
}
