package plugin_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"path"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
	"github.com/kmm/liveperson-datasource/pkg/plugin"
)

const allIsWell = `{"metadata": {"count": 0}, "all": {"openConversations": 173, "onlineAgents": 45}}`

// allWell responds to metrics, and with empty lists to the account's lists and the
// further APIs.
func allWell(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.Method == http.MethodGet:
		livepersontest.Respond(200, `[]`)(w, r)
	case path.Base(r.URL.Path) == "search":
		livepersontest.Respond(200, `{"_metadata": {"count": 0}, "conversationHistoryRecords": []}`)(w, r)
	default:
		livepersontest.Respond(200, allIsWell)(w, r)
	}
}

func check(t *testing.T, ds *plugin.Datasource) (*backend.CheckHealthResult, []bool) {
	t.Helper()
	health, err := ds.CheckHealth(context.Background(), &backend.CheckHealthRequest{})
	require.NoError(t, err)
	var details struct {
		Steps []struct{ OK bool }
	}
	require.NoError(t, json.Unmarshal(health.JSONDetails, &details))
	var steps []bool
	for _, s := range details.Steps {
		steps = append(steps, s.OK)
	}
	return health, steps
}

func TestHealth(t *testing.T) {
	health, steps := check(t, connect(t, livepersontest.New(t, allWell)))
	require.Equal(t, backend.HealthStatusOk, health.Status)
	require.Equal(t, "Connected to account 12345678: 173 open conversations, 45 agents online (including bots). "+
		"Also available: Messaging Operations API, Messaging Interactions API, Operational Realtime API.", health.Message)
	require.Equal(t, []bool{true, true, true, true, true, true, true}, steps)
}

func TestHealthNamesTheFailedStep(t *testing.T) {
	server := livepersontest.New(t, livepersontest.Respond(403, `{"message": "no privilege"}`))
	health, steps := check(t, connect(t, server))
	require.Equal(t, backend.HealthStatusError, health.Status)
	require.Contains(t, health.Message, "step 3 of 7 (Request metrics) failed.")
	require.Contains(t, health.Message, "no privilege")
	require.Equal(t, []bool{true, true, false}, steps)

	wrong := open(t, map[string]any{"accountId": "1", "clientId": "grafana", "upstreamUrl": server.URL}, map[string]string{"clientSecret": "wrong-one"})
	health, steps = check(t, wrong)
	require.Contains(t, health.Message, "step 2 of 7 (Sign in) failed.")
	require.NotContains(t, health.Message, "wrong-one")
	require.Equal(t, []bool{true, false}, steps)
}

func TestHealthAsksLivePersonEachTime(t *testing.T) {
	server := livepersontest.New(t, allWell)
	ds := connect(t, server)
	for n := range 3 {
		health, _ := check(t, ds)
		require.Equal(t, backend.HealthStatusOk, health.Status)
		require.Equal(t, n+1, server.Calls("metrics"))
	}
}

func TestHealthOfAnAccountWithoutAMetric(t *testing.T) {
	server := livepersontest.New(t, func(w http.ResponseWriter, r *http.Request) {
		if path.Base(r.URL.Path) != "metrics" {
			allWell(w, r)
			return
		}
		if body, _ := io.ReadAll(r.Body); strings.Contains(string(body), "open_conversations") {
			livepersontest.Respond(400, `{"message": "unknown metric"}`)(w, r)
			return
		}
		livepersontest.Respond(200, `{"all": {"onlineAgents": 45, "assignedConversations": 100, "unassignedConversations": 73}}`)(w, r)
	})
	health, steps := check(t, connect(t, server))
	require.Contains(t, health.Message, "Connected to account 12345678: 173 open conversations, 45 agents online (including bots).")
	require.Equal(t, []bool{true, true, true, true, true, true, true}, steps)
}

func TestHealthAfterAccessWasRevoked(t *testing.T) {
	server := livepersontest.New(t, allWell)
	ds := connect(t, server)
	queryData(ds, `{"rows": "account", "kpis": ["open_conversations", "online_agents"]}`)
	server.Handle(livepersontest.Respond(403, `{"message": "no privilege"}`))
	health, _ := check(t, ds)
	require.Equal(t, backend.HealthStatusError, health.Status)
	require.Contains(t, health.Message, "no privilege")
}

// An address that something else answers at is not an unknown account.
func TestHealthOfAServerThatIsNotLivePersons(t *testing.T) {
	for name, test := range map[string]struct {
		respond http.HandlerFunc
		says    string
	}{
		"a missing page": {livepersontest.Respond(404, `<!doctype html><h1>Not Found</h1>`), "it returned a web page and status 404."},
		"nothing":        {livepersontest.Respond(404, ``), "it returned status 404."},
		"a sign-in page": {livepersontest.Respond(200, `<html><form>`), "it returned a web page instead of JSON."},
		"other JSON":     {livepersontest.Respond(200, `{"status": "ok"}`), "it sent no token."},
		"a list":         {livepersontest.Respond(200, `[]`), "it sent its response as a list, which this data source does not understand."},
	} {
		t.Run(name, func(t *testing.T) {
			server := livepersontest.New(t, nil)
			host := strings.TrimPrefix(server.URL, "http://")
			server.HandleHost("", test.respond)
			health, _ := check(t, connect(t, server))
			require.Equal(t, backend.HealthStatusError, health.Status)
			require.Contains(t, health.Message, "The server at Base URL override "+host+" does not respond like LivePerson's token service: "+test.says+" Check Base URL override in the data source settings.")
			require.NotContains(t, health.Message, "account")
		})
	}
}
