package configuration_test

import (
	"net/http"
	"path"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/configuration"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// responding are lists that are decoded from these responses, by the last part of
// the path.
func responding(t *testing.T, responses map[string]string) (*configuration.Lists, *livepersontest.Fake) {
	t.Helper()
	client, fake := livepersontest.Handled(t, func(w http.ResponseWriter, r *http.Request) {
		livepersontest.Respond(http.StatusOK, responses[path.Base(r.URL.Path)])(w, r)
	})
	return configuration.New(client, service, configuration.Options{}), fake
}

func TestSkillsAndGroupsAreDecodedFromAllForms(t *testing.T) {
	lists, fake := responding(t, map[string]string{
		"skills":      `[{"id": 101, "name": "Sales", "deleted": false}, {"id": "102", "name": "Support", "deleted": "false"}, {"id": 103, "name": "Sms", "deleted": "true"}, {"id": 104, "deleted": true}, {"name": "no id"}]`,
		"agentGroups": `[{"id": -1, "name": "Main Group", "parentGroupId": null}, {"id": "2", "name": "Late", "parentGroupId": -1, "deleted": false}]`,
	})
	skills, err := lists.Skills(t.Context())
	require.NoError(t, err)
	require.Equal(t, []api.Entity{{ID: "101", Name: "Sales"}, {ID: "102", Name: "Support"}}, skills)
	deleted, err := lists.DeletedSkills(t.Context())
	require.NoError(t, err)
	require.Equal(t, map[string]string{"103": "Sms", "104": "104"}, deleted)
	groups, err := lists.Groups(t.Context())
	require.NoError(t, err)
	require.Equal(t, []api.Entity{{ID: "-1", Name: "Main Group"}, {ID: "2", Name: "Late", Parent: "-1"}}, groups)
	require.Equal(t, "/api/account/1/configuration/le-users/skills?include_deleted=true&select=id%2Cname%2Cdeleted&v=2.0", fake.Log()[0].Request.URL.RequestURI())
	require.Equal(t, "/api/account/1/configuration/le-users/agentGroups?include_deleted=true&select=id%2Cname%2Cdeleted%2CparentGroupId&v=2.0", fake.Log()[1].Request.URL.RequestURI())
}

func TestUsersAreDecodedFromAllForms(t *testing.T) {
	lists, fake := responding(t, map[string]string{"users": `[
		{"id": 1, "nickname": "Ana", "loginName": "ana@x", "userTypeId": 1, "isEnabled": "true", "maxAsyncChats": "4", "skillIds": [101, "102"], "memberOf": {"agentGroupId": "7"}, "pictureUrl": "https://example.com/ana.png"},
		{"id": "2", "loginName": "bo@x", "userTypeId": "1", "maxAsyncChats": null},
		{"id": 3, "userTypeId": 1, "isEnabled": false},
		{"id": 4, "userTypeId": 1, "deleted": "true"},
		{"id": 5, "userTypeId": 1, "maxAsyncChats": 0},
		{"id": 6, "userTypeId": 2, "nickname": "Bot"},
		{"id": 7.0, "userTypeId": 1.0, "maxAsyncChats": "NA", "isEnabled": 1, "nickname": " "},
		{"id": "8 ", "userTypeId": " 1", "maxAsyncChats": -1, "skillIds": [101.0, 1.02E2]}]`})
	users, err := lists.Users(t.Context())
	require.NoError(t, err)
	require.Equal(t, []api.User{
		{ID: "1", Name: "Ana", Nickname: "Ana", Picture: "https://example.com/ana.png", Membership: api.Membership{Group: "7", Skills: []string{"101", "102"}}, Agent: true},
		{ID: "2", Name: "bo@x", Agent: true},
		{ID: "3", Name: "3"}, {ID: "4", Name: "4"}, {ID: "5", Name: "5"}, {ID: "6", Name: "Bot", Nickname: "Bot"},
		{ID: "7", Name: "7", Agent: true}, {ID: "8", Name: "8", Membership: api.Membership{Skills: []string{"101", "102"}}, Agent: true},
	}, users)
	require.Equal(t, []api.Entity{{ID: "1", Name: "Ana"}, {ID: "2", Name: "bo@x"}, {ID: "7", Name: "7"}, {ID: "8", Name: "8"}}, configuration.Agents(users))
	require.Equal(t, "/api/account/1/configuration/le-users/users", fake.Log()[0].Request.URL.Path)
	require.Equal(t, "4.0", fake.Log()[0].Request.URL.Query().Get("v"))
}

func TestReasonsAreNamedWhereTheAccountShowsThem(t *testing.T) {
	lists, fake := responding(t, map[string]string{"status-reasons": `[{"id": 77, "text": "Lunch"}, {"id": "78", "text": "Break"}]`})
	reasons, err := lists.Reasons(t.Context())
	require.NoError(t, err)
	require.Equal(t, map[string]string{"77": "Lunch", "78": "Break"}, reasons)
	require.Equal(t, "/api/account/1/configuration/le-agents/status-reasons?v=2.0", fake.Log()[0].Request.URL.RequestURI())
}

func TestListThatAnAccountDoesNotHaveSaysNothingAboutTheAccount(t *testing.T) {
	lists, fake := responding(t, nil)
	fake.Fail("status-reasons", 404)
	_, err := lists.Reasons(t.Context())
	require.EqualError(t, err, "LivePerson's account configuration API has no list of status reasons for account 1 (404).")
}

func TestEntriesOfAnotherTypeAreReadWithoutThatField(t *testing.T) {
	lists, _ := responding(t, map[string]string{
		"skills":         `[null, 5, {"id": {}, "name": "No id"}, {"id": 1, "name": 7}, {"id": 2, "name": null}, {"id": 3, "name": ["x"], "deleted": {}}]`,
		"users":          `[{"id": 1, "nickname": 12, "skillIds": "none", "memberOf": [], "userTypeId": 1, "pictureUrl": false}, {"nickname": "No id"}]`,
		"status-reasons": `[{"id": 77, "text": {}}, {"id": 78, "text": "Break"}, "x"]`,
	})
	skills, err := lists.Skills(t.Context())
	require.NoError(t, err)
	require.Equal(t, []api.Entity{{ID: "1", Name: "7"}, {ID: "2", Name: "2"}, {ID: "3", Name: "3"}}, skills)
	users, err := lists.Users(t.Context())
	require.NoError(t, err)
	require.Equal(t, []api.User{{ID: "1", Name: "12", Nickname: "12", Agent: true}}, users)
	reasons, err := lists.Reasons(t.Context())
	require.NoError(t, err)
	require.Equal(t, "Break", reasons["78"])
}

func TestListThatIsNoListIsExplained(t *testing.T) {
	lists, _ := responding(t, map[string]string{"skills": `{"message": "no"}`})
	_, err := lists.Skills(t.Context())
	require.ErrorContains(t, err, "LivePerson's account configuration API: it sent its response as an object, which this data source does not understand")
}
