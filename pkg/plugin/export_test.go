package plugin

import (
	"context"
	"net/http"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/datasource"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/metrics"
)

// FactoryOver is Factory without a network, for tests.
func FactoryOver(kpis *catalogue.Catalogue, all *metrics.Metrics, transport http.RoundTripper) datasource.InstanceFactoryFunc {
	return factory(kpis, all, func(_ context.Context, _ backend.DataSourceInstanceSettings, timeout time.Duration) (*http.Client, error) {
		return &http.Client{Transport: transport, Timeout: timeout}, nil
	})
}
