package operations

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// manyIDs are 150 ids of eleven digits from a first one on.
func manyIDs(first int) (ids []string) {
	for i := range 150 {
		ids = append(ids, strconv.Itoa(10_000_000_000+first+i))
	}
	return ids
}

// segments of the work of agents on skills: of the first skill and agent that are named,
// and of others.
const segments = `{"skillsMetrics": {
	"10000000000": {"totalSkillConversationSegments": 1, "metricsPerAgent": {"10000000000": {"totalAgentConversationSegments": 3}, "7": {"totalAgentConversationSegments": 5}}},
	"7": {"totalSkillConversationSegments": 2, "metricsPerAgent": {"10000000000": {"totalAgentConversationSegments": 7}}}},
	"agentsMetrics": {"metricsPerAgent": {"10000000000": {"totalAgentConversationSegments": 10}, "7": {"totalAgentConversationSegments": 5}}},
	"metricsTotal": {"totalSkillConversationSegments": 3, "totalAgentConversationSegments": 15}}`

// Most methods have no POST: all rows are requested, and those that are named are kept.
func TestLongListsWithoutAPostSelectRows(t *testing.T) {
	for name, test := range map[string]struct {
		method, groupBy, field string
		filter                 api.Filter
		expected               map[string]string
	}{
		"skills":                  {"msgskillsegments", api.BySkill, "totalSkillConversationSegments", api.Filter{Skills: manyIDs(0)}, map[string]string{"10000000000": "1"}},
		"agents":                  {"msgagentsegments", api.ByAgent, "totalAgentConversationSegments", api.Filter{Agents: manyIDs(0)}, map[string]string{"10000000000": "10"}},
		"skills, of agents":       {"msgagentsegments", api.BySkill, "totalAgentConversationSegments", api.Filter{Agents: manyIDs(0), Skills: manyIDs(0)}, map[string]string{"10000000000": "3"}},
		"account, work on skills": {"msgagentsegments", "", "totalAgentConversationSegments", api.Filter{Skills: manyIDs(0)}, map[string]string{"": "8"}},
	} {
		t.Run(name, func(t *testing.T) {
			source, fake := handled(t, livepersontest.Respond(200, segments))
			r := requestTo("operations."+test.method, test.groupBy, test.field)
			r.Filter = test.filter
			table, err := source.Do(t.Context(), r)
			require.NoError(t, err)
			require.Equal(t, test.expected, livepersontest.Values(table, test.field))
			require.Len(t, fake.Log(), 1)
			sent := fake.Log()[0].Request
			require.Equal(t, http.MethodGet, sent.Method)
			require.Less(t, len(sent.URL.RawQuery), 1500)
			require.Contains(t, sent.URL.RawQuery, "=all")
		})
	}
}

func TestATotalOfManyIsRefused(t *testing.T) {
	for name, test := range map[string]struct {
		method string
		filter api.Filter
	}{
		"skills in the queue": {"msgqueuehealth_current", api.Filter{Skills: manyIDs(0)}},
		"agents":              {"msgagentsegments", api.Filter{Agents: manyIDs(0)}},
		"groups":              {"msgagentsegments", api.Filter{Groups: manyIDs(0)}},
	} {
		t.Run(name, func(t *testing.T) {
			source, fake := handled(t, livepersontest.Respond(200, segments))
			r := requestTo("operations."+test.method, "", total)
			r.Filter = test.filter
			_, err := source.Do(t.Context(), r)
			require.EqualError(t, err, "LivePerson's Messaging Operations API can't filter these KPIs by so many skills, agent groups or agents. Select fewer, or remove the filter.")
			require.True(t, service.Rejects(err))
			require.False(t, service.Denies(err), "fewer may be fine")
			require.Empty(t, fake.Log())
		})
	}
}

func TestAPostThatIsNotThereDeniesNothing(t *testing.T) {
	for name, response := range map[string]http.HandlerFunc{
		"404":     livepersontest.Respond(404, `{"message": "no"}`),
		"nothing": livepersontest.Respond(200, ``),
	} {
		t.Run(name, func(t *testing.T) {
			source, fake := handled(t, response)
			r := requestTo("operations.msgconversation", api.BySkill, total)
			r.Filter.Skills = manyIDs(0)
			_, err := source.Do(t.Context(), r)
			require.ErrorContains(t, err, "did not accept a request that names so many")
			require.False(t, service.Denies(err))
			require.Equal(t, http.MethodPost, fake.Log()[0].Request.Method)
		})
	}
}

func TestAPostIsAnsweredForItsIDs(t *testing.T) {
	source, fake := handled(t, livepersontest.ContactCentre(3, 2, 3))
	r := requestTo("operations.msgcsatdistribution", api.BySkill, "total_answers")
	r.Filter.Skills = manyIDs(0)
	table, err := source.Do(t.Context(), r)
	require.NoError(t, err)
	require.Equal(t, r.Filter.Skills, table.IDs)
	require.True(t, strings.HasPrefix(fake.Log()[0].Request.URL.Path, "/operations"))
}
