package plugin_test

import (
	"context"
	"net/http"
	"path"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// withoutNames is a contact centre with skill Sales, and others that LivePerson gives no
// name: 2 was deleted, 3 is in no list and 4 is new. The list of skills responds as told.
func withoutNames(list http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if path.Base(r.URL.Path) == "skills" {
			list(w, r)
			return
		}
		livepersontest.Respond(200, `{"metadata": {"count": 4}, "groupBy": {"groups": [
			{"key": "1", "keyDescription": "Sales", "metrics": {"openConversations": 1, "closedConversations": 1}},
			{"key": "2", "keyDescription": "NA", "metrics": {"openConversations": 9, "closedConversations": 1}},
			{"key": "3", "metrics": {"openConversations": 7, "closedConversations": 1}},
			{"key": "4", "metrics": {"openConversations": 3, "closedConversations": 1}}]}}`)(w, r)
	}
}

var skillList = livepersontest.Respond(200, `[{"id": 1, "name": "Sales"}, {"id": 2, "name": "Fax", "deleted": true}, {"id": 4, "name": "Chat"}]`)

const ranking = `{"rows": "skill", "kpis": ["open_conversations"], "orderBy": {"kpi": "open_conversations", "desc": true}`

func TestDeletedSkillsAreSaidToBeAndLeadNoRanking(t *testing.T) {
	ds := connect(t, livepersontest.New(t, withoutNames(skillList)))
	responses := queryData(ds, ranking+`}`, openTable, ranking+`, "limit": 2}`, `{"rows": "skill", "kpis": ["open_conversations"], "limit": 2}`)
	require.Equal(t, []string{"Chat", "Sales", "Fax (deleted)", "3 (deleted)"}, cells(responses["A"]))
	require.Equal(t, []string{"Sales", "Fax (deleted)", "3 (deleted)", "Chat"}, cells(responses["B"]), "LivePerson's order")
	require.Equal(t, []string{"Chat", "Sales"}, cells(responses["C"]))
	require.Equal(t, []string{"Sales", "Chat"}, cells(responses["D"]))
	require.Equal(t, []string{"Sales", "Fax (deleted)", "3 (deleted)", "Chat"}, legend(queryData(ds, closedTrend)["A"]))
}

func TestRowsKeepTheirIDsWithoutAList(t *testing.T) {
	for name, broken := range brokenLists {
		withLists(t, nil, func(t *testing.T, v *virtual) {
			v.respond(0, withoutNames(broken.respond))
			response := v.panel(context.Background(), ranking+`}`)["A"]
			require.NoError(t, response.Error)
			require.Equal(t, []string{"2", "3", "4", "Sales"}, cells(response), name)
		})
	}
}

// A name in a rule must not depend on whether the list could be had.
func TestRulesNameDeletedSkillsAfterTheirIDs(t *testing.T) {
	ds := connect(t, livepersontest.New(t, withoutNames(skillList)))
	response, err := ds.QueryData(t.Context(), &backend.QueryDataRequest{
		Headers: map[string]string{backend.FromAlertHeaderName: "true"},
		Queries: []backend.DataQuery{{RefID: "A", JSON: []byte(openTable)}},
	})
	require.NoError(t, err)
	require.Equal(t, []string{"Sales", "2", "3", "4"}, shownNames(response.Responses["A"]))
}
