package plugin_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// unseen are names of which nothing can be seen.
var unseen = []string{"   ", "\n\t", "\u200b\u2060", "\u202e", "\u3164", "\u00a0"}

// agentsWith is a contact centre with agents 1, 2, … of these names and pictures.
func agentsWith(t *testing.T, names, pictures []string) http.HandlerFunc {
	records := make([]map[string]any, len(names))
	for i, name := range names {
		records[i] = map[string]any{
			"agentId": fmt.Sprint(i + 1), "agentCurrentStatus": "ONLINE",
			"agentMetadata": map[string]any{"agentName": name, "agentPictureUrl": pictures[i]},
		}
	}
	body, err := json.Marshal(map[string]any{"metadata": map[string]any{"count": len(names)}, "agentViewRecords": records})
	require.NoError(t, err)
	return livepersontest.Respond(http.StatusOK, string(body))
}

func TestNamesThatCannotBeSeenFallBackOnTheID(t *testing.T) {
	for _, name := range unseen {
		responses := queryData(connect(t, livepersontest.New(t, named(name, "Sales\u202e\n EU "))), closedTrend, openTable)
		require.Equal(t, []string{"1", "Sales EU"}, legend(responses["A"]), "%q", name)
		require.Equal(t, []string{"1", "Sales EU"}, cells(responses["B"]), "%q", name)
		responses = queryData(connect(t, livepersontest.New(t, agentsWith(t, []string{name, "\u2067Ana"}, []string{"", ""}))), `{"rows": "agent", "kpis": ["agent_current_status"]}`)
		require.Equal(t, []string{"1", "Ana"}, cells(responses["A"]), "%q", name)
	}
}

// Names that look alike are alike.
func TestNamesThatLookAlikeAreToldApart(t *testing.T) {
	responses := queryData(connect(t, livepersontest.New(t, named("Sales", "Sales ", "Sa\u200bles"))), closedTrend, openTable)
	require.Equal(t, []string{"Sales (1)", "Sales (2)", "Sales (3)"}, legend(responses["A"]))
	require.Equal(t, []string{"Sales (1)", "Sales (2)", "Sales (3)"}, cells(responses["B"]))
}

func TestNamesInListsAreCleaned(t *testing.T) {
	ds := connect(t, livepersontest.New(t, livepersontest.Respond(http.StatusOK,
		`[{"id": 1, "name": "  ", "nickname": "\u202e", "loginName": "ana@x", "userTypeId": 1}, {"id": 2, "name": "Sales\u2066\n", "nickname": "Ben\u200b", "userTypeId": 1}]`)))
	for list, want := range map[string]string{
		"skills": `[{"id": "1", "name": "1"}, {"id": "2", "name": "Sales"}]`,
		"groups": `[{"id": "1", "name": "1"}, {"id": "2", "name": "Sales"}]`,
		"agents": `[{"id": "1", "name": "ana@x"}, {"id": "2", "name": "Ben"}]`,
	} {
		response := get(t, ds, list)
		require.JSONEq(t, want, string(response.Body))
	}
}

func TestPicturesThatBrowsersMustNotRequestAreEmpty(t *testing.T) {
	pictures := []string{
		"https://cdn.example.com/ana.png", "http://cdn.example.com/ana.png", "javascript:alert(1)", "data:image/png;base64,AAAA",
		"https://10.0.0.1/a.png", "NA", "", "//cdn.example.com/a.png",
	}
	names := strings.Split("abcdefgh", "")
	response := queryData(connect(t, livepersontest.New(t, agentsWith(t, names, pictures))), `{"rows": "agent", "kpis": ["agent_picture_url"]}`)["A"]
	require.NoError(t, response.Error)
	f := response.Frames[0]
	for i := range pictures {
		want := ""
		if i == 0 {
			want = pictures[0]
		}
		require.Equal(t, want, f.Fields[2].At(i), pictures[i])
	}
	require.Contains(t, warnings(f), "Some agent pictures (5) are not shown, because their URLs are not HTTPS on a public host.")
}
