package kmm

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// Each agent has its id in everything that it has, so that a value in another row is
// seen. Each page but the first begins with the last agent of the one before.
func TestRowsOfSeveralPagesStayTogether(t *testing.T) {
	const agents = 120
	page := func(w http.ResponseWriter, r *http.Request) {
		offset, _ := strconv.Atoi(r.URL.Query().Get("offset"))
		var records []string
		for i := max(0, offset-1); i < min(agents, offset+pageSize-1); i++ {
			records = append(records, strings.ReplaceAll(`{"agentId": "#", "agentGroupId": "#", "agentLoad": #,
				"agentStatusWithReasonDurationList": [{"agentStatusDuration": "#0000", "agentStatusReasonId": "#"}],
				"agentMetadata": {"agentName": "Agent #", "agentNickname": "Nick #", "agentSkills": [{"skillId": "#", "skillName": "Skill #"}]}}`, "#", strconv.Itoa(i)))
		}
		livepersontest.Respond(200, fmt.Sprintf(`{"metadata": {"count": %d}, "agentViewRecords": [%s]}`, agents, strings.Join(records, ",")))(w, r)
	}
	source, _ := handled(t, page, lists{})
	table, err := source.Do(t.Context(), api.Request{
		Method: method("kmm.agent_view"), Columns: columnsOf("agentLoad", byReasonField, skillsField, metadataField+"agentNickname"),
	})
	require.NoError(t, err)
	require.Len(t, table.IDs, agents)
	for row, id := range table.IDs {
		number, err := strconv.Atoi(id)
		require.NoError(t, err)
		require.Equal(t, "Agent "+id, table.Names[row])
		require.Equal(t, float64(number), table.Fields["agentLoad"][row])
		require.Equal(t, "Nick "+id, table.Texts[metadataField+"agentNickname"][row])
		require.Equal(t, "Skill "+id, table.Texts[skillsField][row])
		require.Equal(t, fmt.Sprintf("%d min", number*10/60), strings.TrimPrefix(table.Texts[byReasonField][row], id+" "))
		require.Equal(t, api.Membership{Group: id, Skills: []string{id}}, table.Agents[row])
	}
}
