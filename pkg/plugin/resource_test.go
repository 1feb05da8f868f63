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
	var answer *backend.CallResourceResponse
	send := backend.CallResourceResponseSenderFunc(func(r *backend.CallResourceResponse) error {
		answer = r
		return nil
	})
	require.NoError(t, ds.CallResource(context.Background(), &backend.CallResourceRequest{Method: http.MethodGet, Path: path, URL: path}, send))
	return answer
}

func TestListsHaveNamesAndIDsAsText(t *testing.T) {
	ds := over(t, livepersontest.New(t, livepersontest.Says(200, `[
		{"id": -1, "name": "Main Group", "deleted": false, "parentGroupId": null},
		{"id": "7", "name": "Night shift", "deleted": "false", "parentGroupId": -1},
		{"id": 8, "name": "Gone", "deleted": "true"}]`)))
	answer := get(t, ds, "groups")
	require.Equal(t, http.StatusOK, answer.Status)
	require.JSONEq(t, `[{"id": "-1", "name": "Main Group"}, {"id": "7", "name": "Night shift", "parentId": "-1"}]`, string(answer.Body))
}

func TestAListThatCanNotBeHadSaysWhy(t *testing.T) {
	ds := over(t, livepersontest.New(t, livepersontest.Says(403, ``)))
	answer := get(t, ds, "skills")
	require.Equal(t, http.StatusForbidden, answer.Status)
	require.Contains(t, string(answer.Body), "may not use LivePerson's account configuration API")
}

func TestSupportHasEverythingButSecrets(t *testing.T) {
	ds := over(t, livepersontest.New(t, livepersontest.Says(503, ``)))
	ask(ds, openBySkill)
	answer := get(t, ds, "support")
	require.Equal(t, http.StatusOK, answer.Status)
	for _, part := range []string{livepersontest.Account, "openConversations", "a fault of its own (503)", `"requestsPerSecond":40`} {
		require.Contains(t, string(answer.Body), part)
	}
	for _, secret := range []string{livepersontest.Secret, "token-1"} {
		require.NotContains(t, string(answer.Body), secret)
	}
}

func TestAnUnknownResource(t *testing.T) {
	require.Equal(t, http.StatusNotFound, get(t, open(t, map[string]any{}, nil), "secrets").Status)
}
