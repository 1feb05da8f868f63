// Package panel queries the plugin as a panel does.
package panel

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
	"github.com/kmm/liveperson-datasource/pkg/metrics"
	"github.com/kmm/liveperson-datasource/pkg/plugin"
)

// BySkill queries KPIs by skill, of a LivePerson that responds as the handler does.
func BySkill(t *testing.T, respond http.HandlerFunc, window backend.TimeRange, kpis ...string) backend.DataResponse {
	t.Helper()
	c, err := catalogue.Load()
	require.NoError(t, err)
	instance, err := plugin.Factory(c, metrics.New(prometheus.NewRegistry()))(t.Context(), backend.DataSourceInstanceSettings{
		UID: "kmm", DecryptedSecureJSONData: map[string]string{"clientSecret": livepersontest.Secret},
		JSONData: encode(t, map[string]any{
			"accountId": livepersontest.Account, "auth": "oauth2", "clientId": livepersontest.ID,
			"upstreamUrl": livepersontest.New(t, respond).URL,
		}),
	})
	require.NoError(t, err)
	ds := instance.(*plugin.Datasource)
	t.Cleanup(ds.Dispose)
	response, err := ds.QueryData(t.Context(), &backend.QueryDataRequest{Queries: []backend.DataQuery{{
		RefID: "A", TimeRange: window, JSON: encode(t, map[string]any{"rows": "skill", "kpis": kpis}),
	}}})
	require.NoError(t, err)
	return response.Responses["A"]
}

func encode(t *testing.T, value any) []byte {
	t.Helper()
	encoded, err := json.Marshal(value)
	require.NoError(t, err)
	return encoded
}

// Field is the field of a KPI, or nil.
func Field(f *data.Frame, kpi string) *data.Field {
	field, _ := f.FieldByName(kpi)
	return field
}

// Values are a KPI's values by the id of the skill, nil for none.
func Values(f *data.Frame, kpi string) map[string]any {
	values := map[string]any{}
	for row := range f.Rows() {
		value, there := Field(f, kpi).ConcreteAt(row)
		if !there {
			value = nil
		}
		values[Field(f, "skillId").At(row).(string)] = value
	}
	return values
}
