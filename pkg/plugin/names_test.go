package plugin_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// named is a contact centre with skills or groups 1, 2, … of these names, each with one
// conversation.
func named(names ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		groups := make([]string, len(names))
		for i, name := range names {
			groups[i] = fmt.Sprintf(`{"key": "%d", "keyDescription": %q, "metrics": {"closedConversations": 1, "openConversations": 1, "csat": 0.5}}`, i+1, name)
		}
		_, _ = fmt.Fprintf(w, `{"metadata": {"count": %d}, "groupBy": {"groups": [%s]}}`, len(names), strings.Join(groups, ","))
	}
}

// legend is the names of a trend's lines.
func legend(response backend.DataResponse) (names []string) {
	for _, field := range response.Frames[0].Fields[1:] {
		names = append(names, field.Config.DisplayNameFromDS)
	}
	return names
}

// cells are the texts of a table's first column.
func cells(response backend.DataResponse) (texts []string) {
	names := response.Frames[0].Fields[0]
	for i := range names.Len() {
		texts = append(texts, names.At(i).(string))
	}
	return texts
}

const (
	closedTrend = `{"rows": "skill", "kpis": ["closed_conversations"], "shape": "series", "interval": "1h"}`
	csatTrend   = `{"rows": "skill", "kpis": ["csat"], "shape": "series", "interval": "1h"}`
	groupTrend  = `{"rows": "group", "kpis": ["closed_conversations"], "shape": "series", "interval": "1h"}`
	openTable   = `{"rows": "skill", "kpis": ["open_conversations"]}`
	groupTable  = `{"rows": "group", "kpis": ["open_conversations"]}`
)

func TestRowsOfOneNameAreToldApartByID(t *testing.T) {
	responses := queryData(connect(t, livepersontest.New(t, named("Sales", "Support", "Sales", "support"))), closedTrend, openTable)
	want := []string{"Sales (1)", "Support", "Sales (3)", "support"}
	require.Equal(t, want, legend(responses["A"]))
	require.Equal(t, want, cells(responses["B"]))
	field := responses["A"].Frames[0].Fields[1]
	require.Equal(t, data.Labels{"skill": "Sales", "skillId": "1"}, field.Labels, "labels stay what LivePerson says")
}

func TestNamesThatDifferStayAsTheyAre(t *testing.T) {
	responses := queryData(connect(t, livepersontest.New(t, named("Sales", "Support"))), closedTrend, openTable)
	require.Equal(t, []string{"Sales", "Support"}, legend(responses["A"]))
	require.Equal(t, []string{"Sales", "Support"}, cells(responses["B"]))
}

func TestANameThatLooksLikeOneWithAnIDHasItsOwn(t *testing.T) {
	responses := queryData(connect(t, livepersontest.New(t, named("Sales", "Sales", "Sales (1)"))), openTable)
	require.Equal(t, []string{"Sales (1)", "Sales (2)", "Sales (1) (3)"}, cells(responses["A"]))
}

func TestLinesOfSeveralQueriesAreToldApartByKPI(t *testing.T) {
	ds := connect(t, livepersontest.New(t, named("Sales", "Support")))
	responses := queryData(ds, closedTrend, csatTrend, closedTrend)
	require.Equal(t, []string{"Closed, Sales", "Closed, Support"}, legend(responses["A"]))
	require.Equal(t, []string{"CSAT, Sales", "CSAT, Support"}, legend(responses["B"]))
	require.Equal(t, legend(responses["A"]), legend(responses["C"]))
	require.Equal(t, []string{"Sales", "Support"}, legend(queryData(ds, closedTrend, openTable)["A"]), "a table has no lines")
}

func TestGroupAndSkillOfOneNameAreToldApart(t *testing.T) {
	ds := connect(t, livepersontest.New(t, named("Sales")))
	responses := queryData(ds, closedTrend, groupTrend)
	require.Equal(t, []string{"Sales (skill 1)"}, legend(responses["A"]))
	require.Equal(t, []string{"Sales (agent group 1)"}, legend(responses["B"]))
	responses = queryData(ds, openTable, groupTable)
	require.Equal(t, []string{"Sales (skill 1)"}, cells(responses["A"]))
	require.Equal(t, []string{"Sales (agent group 1)"}, cells(responses["B"]))
}

// The instance of a rule must not end because another skill gets its name.
func TestNamesInAlertRulesDoNotDependOnOthers(t *testing.T) {
	ds := connect(t, livepersontest.New(t, named("Sales", "Sales")))
	request := &backend.QueryDataRequest{
		Headers: map[string]string{backend.FromAlertHeaderName: "true"},
		Queries: []backend.DataQuery{{RefID: "A", JSON: []byte(openTable), TimeRange: backend.TimeRange{From: time.Now().Add(-time.Hour), To: time.Now()}}},
	}
	response, err := ds.QueryData(t.Context(), request)
	require.NoError(t, err)
	frames, err := json.Marshal(response.Responses["A"])
	require.NoError(t, err)
	require.NotContains(t, string(frames), "Sales (1)")
}
