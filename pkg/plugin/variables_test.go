package plugin_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// A variable without a value is not All: nothing is shown, LivePerson is not asked, and
// a notice says why.
func TestNothingChosenIsNothingShown(t *testing.T) {
	const unchosen = `"filter": {"skills": ["$skill"]}, "emptyVariables": ["$skill"]`
	for _, query := range []string{
		`{"kpis": ["open_conversations", "csat", "load_other"], ` + unchosen + `}`,
		`{"rows": "skill", "kpis": ["open_conversations"], ` + unchosen + `}`,
		`{"rows": "agent", "kpis": ["agent_current_status", "status_time"], "orderBy": {"kpi": "status_time"}, ` + unchosen + `}`,
		`{"kpis": ["closed_conversations"], "shape": "series", ` + unchosen + `}`,
		`{"rows": "skill", "kpis": ["closed_conversations"], "shape": "series", ` + unchosen + `}`,
	} {
		server := livepersontest.New(t, livepersontest.Groups(3))
		response := queryData(connect(t, server), query)["A"]
		require.NoError(t, response.Error, query)
		f := response.Frames[0]
		require.Empty(t, f.Fields, query)
		require.Equal(t, []string{"No skill is selected in $skill. Select one, or All, in the dashboard."}, warnings(f))
		require.Zero(t, server.Calls("metrics", "agent_view"))
	}
}

func TestTheRestOfAListCountsWhereAVariableHasNoValue(t *testing.T) {
	server := livepersontest.New(t, livepersontest.Groups(3))
	response := queryData(connect(t, server), `{"rows": "skill", "kpis": ["open_conversations"], "filter": {"skills": ["$skill", "1"]}, "emptyVariables": ["$skill"]}`)["A"]
	require.NoError(t, response.Error)
	require.Empty(t, warnings(response.Frames[0]))
	require.Contains(t, response.Frames[0].Meta.ExecutedQueryString, `"1"`)
}
