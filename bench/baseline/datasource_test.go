package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
)

func TestQueryDataLoadsEachQueryAndEachPageAnew(t *testing.T) {
	calls := map[string]int{}
	upstream := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		offset := r.URL.Query().Get("offset")
		calls[offset]++
		if offset == "" {
			_, _ = fmt.Fprint(w, `{"access_token": "a", "token_type": "Bearer", "expires_in": "3600"}`)
			return
		}
		_, _ = fmt.Fprintf(w, `{"metadata": {"count": 2}, "groupBy": {"groups": [{"key": %s, "metrics": {"openConversations": %[1]s}}]}}`, offset)
	}))
	defer upstream.Close()
	kpis, err := catalogue.Load()
	require.NoError(t, err)
	instance, err := factory(kpis)(context.Background(), backend.DataSourceInstanceSettings{
		JSONData: fmt.Appendf(nil, `{"accountId": "1", "clientId": "grafana", "upstreamUrl": %q}`, upstream.URL),
	})
	require.NoError(t, err)
	now := time.Now()
	open := backend.DataQuery{RefID: "A", JSON: []byte(`{"rows": "skill", "kpis": ["open_conversations"]}`), TimeRange: backend.TimeRange{From: now.Add(-time.Hour), To: now}}
	again, wrong := open, backend.DataQuery{RefID: "C", JSON: []byte(`{"kpis": ["unheard_of"]}`)}
	again.RefID = "B"
	response, err := instance.(*baseline).QueryData(context.Background(), &backend.QueryDataRequest{Queries: []backend.DataQuery{open, again, wrong}})
	require.NoError(t, err)
	require.Error(t, response.Responses["C"].Error)
	require.Equal(t, map[string]int{"": 1, "0": 2, "1": 2}, calls)
	values, _ := response.Responses["B"].Frames[0].FieldByName("openConversations")
	require.NotNil(t, values)
	require.Equal(t, []float64{0, 1}, []float64{*values.At(0).(*float64), *values.At(1).(*float64)})
}
