package plugin_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
	"github.com/kmm/liveperson-datasource/pkg/plugin"
)

func get(t *testing.T, ds *plugin.Datasource, path string) *backend.CallResourceResponse {
	t.Helper()
	var response *backend.CallResourceResponse
	send := backend.CallResourceResponseSenderFunc(func(r *backend.CallResourceResponse) error {
		response = r
		return nil
	})
	require.NoError(t, ds.CallResource(context.Background(), &backend.CallResourceRequest{Method: http.MethodGet, Path: path, URL: path}, send))
	return response
}

func TestListResource(t *testing.T) {
	ds := connect(t, livepersontest.New(t, livepersontest.Respond(200, `[
		{"id": -1, "name": "Main Group", "deleted": false, "parentGroupId": null},
		{"id": "7", "name": "Night shift", "deleted": "false", "parentGroupId": -1},
		{"id": 8, "name": "Gone", "deleted": "true"}]`)))
	response := get(t, ds, "groups")
	require.Equal(t, http.StatusOK, response.Status)
	require.JSONEq(t, `[{"id": "-1", "name": "Main Group"}, {"id": "7", "name": "Night shift", "parentId": "-1"}]`, string(response.Body))
}

func TestListResourceError(t *testing.T) {
	ds := connect(t, livepersontest.New(t, livepersontest.Respond(403, ``)))
	response := get(t, ds, "skills")
	require.Equal(t, http.StatusForbidden, response.Status)
	require.Contains(t, string(response.Body), "have no permission to use LivePerson's account configuration API")
}

func TestSupportResourceHasNoSecrets(t *testing.T) {
	ds := connect(t, livepersontest.New(t, livepersontest.Respond(503, ``)))
	queryData(ds, openBySkill)
	response := get(t, ds, "support")
	require.Equal(t, http.StatusOK, response.Status)
	for _, part := range []string{livepersontest.Account, `"cacheEntries":0`, "is failing (503)", `"requestsPerSecond":40`} {
		require.Contains(t, string(response.Body), part)
	}
	for _, secret := range []string{livepersontest.Secret, "token-1"} {
		require.NotContains(t, string(response.Body), secret)
	}
}

func TestUnknownResource(t *testing.T) {
	require.Equal(t, http.StatusNotFound, get(t, open(t, map[string]any{}, nil), "secrets").Status)
}
