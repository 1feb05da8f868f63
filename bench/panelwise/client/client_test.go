package client_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/bench/panelwise/client"
	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// The client to measure against must be correct, or being better than it means
// nothing: all pages, every value.
func TestAllRowsAndValuesArrive(t *testing.T) {
	server := livepersontest.New(t, livepersontest.Groups(120))
	kpis, err := catalogue.Load()
	require.NoError(t, err)
	settings, err := json.Marshal(map[string]string{"accountId": livepersontest.Account, "clientId": livepersontest.ID, "upstreamUrl": server.URL})
	require.NoError(t, err)
	instance, err := client.Factory(kpis)(context.Background(), backend.DataSourceInstanceSettings{
		JSONData: settings, DecryptedSecureJSONData: map[string]string{"clientSecret": livepersontest.Secret},
	})
	require.NoError(t, err)
	now := time.Now()
	answer, err := instance.(*client.Datasource).QueryData(context.Background(), &backend.QueryDataRequest{Queries: []backend.DataQuery{
		{RefID: "A", JSON: []byte(`{"rows": "skill", "kpis": ["open_conversations"]}`), TimeRange: backend.TimeRange{From: now.Add(-time.Hour), To: now}},
		{RefID: "B", JSON: []byte(`{"kpis": ["unheard_of"]}`)},
	}})
	require.NoError(t, err)
	require.Error(t, answer.Responses["B"].Error)
	require.NoError(t, answer.Responses["A"].Error)
	f := answer.Responses["A"].Frames[0]
	require.Equal(t, 120, f.Rows())
	open, _ := f.FieldByName("openConversations")
	require.NotNil(t, open)
	for row := range f.Rows() {
		require.Equal(t, float64(row), *open.At(row).(*float64))
	}
}
