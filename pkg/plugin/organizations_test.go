package plugin_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
	"github.com/kmm/liveperson-datasource/pkg/metrics"
	"github.com/kmm/liveperson-datasource/pkg/plugin"
)

// TestMetricsTellOrganizationsApart: Grafana runs one process for the data sources of all
// its organizations, which may have the same uid.
func TestMetricsTellOrganizationsApart(t *testing.T) {
	kpis, err := catalogue.Load()
	require.NoError(t, err)
	registry := prometheus.NewRegistry()
	factory := plugin.Factory(kpis, metrics.New(registry))
	for queries, of := range map[int]backend.PluginContext{
		1: {OrgID: 1},           // as Grafana 12 sends it
		3: {OrgID: 2},           // as Grafana 12 sends it
		5: {Namespace: "org-7"}, // as later ones may
	} {
		server := livepersontest.New(t, livepersontest.Respond(200, allIsWell))
		raw, err := json.Marshal(map[string]any{"accountId": livepersontest.Account, "clientId": livepersontest.ID, "upstreamUrl": server.URL})
		require.NoError(t, err)
		ctx := backend.WithPluginContext(context.Background(), of)
		instance, err := factory(ctx, backend.DataSourceInstanceSettings{
			UID: "kmm", JSONData: raw, DecryptedSecureJSONData: map[string]string{"clientSecret": livepersontest.Secret},
		})
		require.NoError(t, err)
		ds := instance.(*plugin.Datasource)
		t.Cleanup(ds.Dispose)
		for range queries {
			require.NoError(t, queryData(ds, openBySkill)["A"].Error)
		}
	}
	require.Equal(t, map[string]float64{"1": 1, "2": 3, "7": 5}, lookups(t, registry))
}

// lookups are how many there were, by organization.
func lookups(t *testing.T, registry *prometheus.Registry) map[string]float64 {
	t.Helper()
	families, err := registry.Gather()
	require.NoError(t, err)
	n := map[string]float64{}
	for _, family := range families {
		if family.GetName() != "liveperson_kmm_lookups_total" {
			continue
		}
		for _, one := range family.GetMetric() {
			for _, label := range one.GetLabel() {
				if label.GetName() == "org" {
					n[label.GetValue()] += one.GetCounter().GetValue()
				}
			}
		}
	}
	return n
}
