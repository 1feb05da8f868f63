package plugin_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/datasource"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
	"github.com/kmm/liveperson-datasource/pkg/metrics"
	"github.com/kmm/liveperson-datasource/pkg/plugin"
)

// open makes a data source with these settings.
func open(t testing.TB, settings map[string]any, secrets map[string]string) *plugin.Datasource {
	t.Helper()
	kpis, err := catalogue.Load()
	require.NoError(t, err)
	return instantiate(t, plugin.Factory(kpis, metrics.New(prometheus.NewRegistry())), settings, secrets)
}

// openOver makes a data source without a network.
func openOver(t testing.TB, transport http.RoundTripper, settings map[string]any, secrets map[string]string) *plugin.Datasource {
	t.Helper()
	kpis, err := catalogue.Load()
	require.NoError(t, err)
	return instantiate(t, plugin.FactoryOver(kpis, metrics.New(prometheus.NewRegistry()), transport), settings, secrets)
}

func instantiate(t testing.TB, factory datasource.InstanceFactoryFunc, settings map[string]any, secrets map[string]string) *plugin.Datasource {
	t.Helper()
	raw, err := json.Marshal(settings)
	require.NoError(t, err)
	instance, err := factory(context.Background(), backend.DataSourceInstanceSettings{
		UID: "kmm", JSONData: raw, DecryptedSecureJSONData: secrets,
	})
	require.NoError(t, err)
	ds := instance.(*plugin.Datasource)
	t.Cleanup(ds.Dispose)
	return ds
}

// connect makes a data source for a server.
func connect(t *testing.T, server *livepersontest.Server) *plugin.Datasource {
	t.Helper()
	return open(t, map[string]any{
		"accountId": livepersontest.Account, "auth": "oauth2", "clientId": livepersontest.ID, "upstreamUrl": server.URL,
	}, map[string]string{"clientSecret": livepersontest.Secret})
}

// queryData runs queries as a panel does.
func queryData(ds *plugin.Datasource, queries ...string) map[string]backend.DataResponse {
	request := &backend.QueryDataRequest{}
	for i, q := range queries {
		request.Queries = append(request.Queries, backend.DataQuery{
			RefID: fmt.Sprintf("%c", 'A'+i), JSON: []byte(q),
			TimeRange: backend.TimeRange{From: time.Now().Add(-time.Hour), To: time.Now()},
		})
	}
	response, err := ds.QueryData(context.Background(), request)
	if err != nil {
		panic(err)
	}
	return response.Responses
}
