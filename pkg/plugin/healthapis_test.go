package plugin_test

import (
	"context"
	"encoding/json"
	"net/http"
	"path"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

const unknownPrivilege = "LivePerson does not document which privilege the app key needs: ask LivePerson."

// lines are what Grafana shows under Details.
func lines(t *testing.T, health *backend.CheckHealthResult) []string {
	t.Helper()
	var details struct{ VerboseMessage string }
	require.NoError(t, json.Unmarshal(health.JSONDetails, &details))
	if details.VerboseMessage == "" {
		return nil
	}
	return strings.Split(details.VerboseMessage, "\n")
}

// messages are those of the check's steps, by name.
func messages(t *testing.T, health *backend.CheckHealthResult) map[string]string {
	t.Helper()
	var details struct {
		Steps []struct{ Name, Message string }
	}
	require.NoError(t, json.Unmarshal(health.JSONDetails, &details))
	messages := map[string]string{}
	for _, s := range details.Steps {
		messages[s.Name] = s.Message
	}
	return messages
}

// An API that the sign-in may not use is no error: the check says what is missing, and
// what to do.
func TestHealthNamesTheAPIsThatAreNotAvailable(t *testing.T) {
	for name, test := range map[string]struct {
		instead               http.HandlerFunc
		says, quotes, advises string
	}{
		"forbidden": {livepersontest.Respond(403, `{"message": "not permitted"}`), "The credentials have no permission to use LivePerson's Messaging Operations API (403). ", " LivePerson says: not permitted.", unknownPrivilege},
		"rejected":  {livepersontest.Respond(401, ``), "The credentials have no permission to use LivePerson's Messaging Operations API (401). ", "", unknownPrivilege},
		"off":       {livepersontest.Respond(404, ``), "LivePerson's Messaging Operations API has no msgconversation for account 12345678 (404). ", "", "Ask LivePerson to turn on what the account does not have."},
		"empty":     {livepersontest.Respond(200, ``), "LivePerson's Messaging Operations API has no msgconversation for account 12345678 (it returned nothing). ", "", "Ask LivePerson to turn on what the account does not have."},
	} {
		t.Run(name, func(t *testing.T) {
			inVirtualTime(t, func(t *testing.T, v *virtual) {
				v.respond(time.Millisecond, operationsFail(test.instead))
				health, steps := check(t, v.Datasource)
				require.Equal(t, backend.HealthStatusOk, health.Status)
				require.Equal(t, []bool{true, true, true, true, false, true, true}, steps)
				missing := test.says + "Without it, there are no resolution times, CSAT answers, mean and longest queue waits, actionable and abandoned conversations or segments." + test.quotes
				require.True(t, strings.HasSuffix(health.Message, " Also available: Messaging Interactions API, Operational Realtime API. Not available: Messaging Operations API. Details say what is missing, and what to do."), health.Message)
				require.Equal(t, []string{missing, test.advises}, lines(t, health))
				says := messages(t, health)
				require.Contains(t, says["Use the Messaging Operations API"], missing+" "+test.advises+" KPIs without values: ")
				require.Contains(t, says["Use the Messaging Operations API"], "; CSAT answers; ")
				require.NotContains(t, says["Use the Messaging Operations API"], "; Closed; ")
				require.Equal(t, "Responds.", says["Use the Messaging Interactions API"])
			})
		})
	}
}

func TestHealthSaysWhereAnAPIFailsForNow(t *testing.T) {
	for name, test := range map[string]struct {
		instead http.HandlerFunc
		says    string
	}{
		"failing": {livepersontest.Respond(503, ``), "LivePerson's Messaging Operations API is failing (503). Try again later."},
		"slow":    {slow, "LivePerson's Messaging Operations API at liveperson.test did not respond in time. Try again. If the problem persists, increase Timeout in the data source settings."},
	} {
		t.Run(name, func(t *testing.T) {
			inVirtualTime(t, func(t *testing.T, v *virtual) {
				v.respond(time.Millisecond, operationsFail(test.instead))
				health, steps := check(t, v.Datasource)
				require.Equal(t, backend.HealthStatusOk, health.Status)
				require.Equal(t, []bool{true, true, true, true, false, true, true}, steps)
				require.Contains(t, health.Message, " Not available: Messaging Operations API.")
				require.Equal(t, []string{"The Messaging Operations API can't be checked at the moment. " + test.says}, lines(t, health))
			})
		})
	}
}

// Each way to sign in needs something else.
func TestHealthSaysWhatTheSignInNeeds(t *testing.T) {
	withoutSearch := func(w http.ResponseWriter, r *http.Request) {
		if path.Base(r.URL.Path) == "search" {
			livepersontest.Respond(403, ``)(w, r)
			return
		}
		allWell(w, r)
	}
	server := livepersontest.New(t, withoutSearch)
	for auth, says := range map[string]string{
		"oauth2": "LivePerson does not document which scope the application needs: ask LivePerson. A scope that is added applies within an hour.",
		"appKey": "The app key needs the privilege Data → Messaging Interactions.",
		"login":  "LivePerson does not document which permission the user needs: assign a profile that shows these numbers in LivePerson's own dashboards.",
	} {
		settings := map[string]any{"accountId": "12345678", "auth": auth, "clientId": livepersontest.ID, "username": livepersontest.Username, "appKey": "key", "upstreamUrl": server.URL}
		health, _ := check(t, open(t, settings, map[string]string{
			"clientSecret": livepersontest.Secret, "password": livepersontest.Secret, "appSecret": "a", "accessToken": "b", "accessTokenSecret": "c",
		}))
		require.Equal(t, backend.HealthStatusOk, health.Status, auth)
		require.Equal(t, says, lines(t, health)[1])
	}
}

// APIs that are denied have a line each, and what both need stands there once.
func TestHealthSaysNothingTwice(t *testing.T) {
	inVirtualTimeWith(t, map[string]any{"auth": "oauth2"}, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, metricsAlone(livepersontest.Respond(403, ``)))
		health, _ := check(t, v.Datasource)
		require.Contains(t, health.Message, " Not available: Messaging Operations API, Messaging Interactions API, Operational Realtime API. Details say")
		said := lines(t, health)
		require.Len(t, said, 4)
		seen := map[string]bool{}
		for _, sentence := range strings.Split(health.Message+" "+strings.Join(said, " "), ". ") {
			require.False(t, seen[sentence], sentence)
			seen[sentence] = true
		}
	})
}

// Who was granted an API need not wait until its denial is forgotten.
func TestHealthLetsQueriesUseWhatIsGrantedMeanwhile(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, operationsFail(livepersontest.Respond(403, ``)))
		require.Len(t, warnings(v.panel(context.Background(), mixed)["A"].Frames[0]), 1)
		require.Contains(t, string(get(t, v.Datasource, "support").Body), `"deniedMethods":["operations.msgconversation","operations.msgconversation.interval","operations.msgcsatdistribution"]`)
		v.respond(time.Millisecond, contactCentre)
		time.Sleep(time.Minute)
		require.Len(t, warnings(v.panel(context.Background(), mixed)["A"].Frames[0]), 1, "it is not asked again")
		health, _ := check(t, v.Datasource)
		require.Contains(t, health.Message, "Also available: Messaging Operations API, Messaging Interactions API, Operational Realtime API.")
		time.Sleep(time.Minute)
		require.Empty(t, warnings(v.panel(context.Background(), mixed)["A"].Frames[0]))
	})
}

// An account without chat has all else. One line says what is missing, and what to do.
func TestHealthOfAnAccountWithoutChat(t *testing.T) {
	withoutChat := func(instead http.HandlerFunc) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			if path.Base(r.URL.Path) == "queuestate" {
				instead(w, r)
				return
			}
			contactCentre(w, r)
		}
	}
	for name, test := range map[string]struct {
		instead      http.HandlerFunc
		status, says string
	}{
		"off":       {livepersontest.Respond(404, `{"message": "no"}`), "404", " LivePerson says: no."},
		"forbidden": {livepersontest.Respond(403, ``), "403", ""},
		"rejected":  {livepersontest.Respond(401, ``), "401", ""},
		"empty":     {livepersontest.Respond(200, ``), "it returned nothing", ""},
	} {
		t.Run(name, func(t *testing.T) {
			inVirtualTime(t, func(t *testing.T, v *virtual) {
				v.respond(time.Millisecond, withoutChat(test.instead))
				health, _ := check(t, v.Datasource)
				require.Equal(t, backend.HealthStatusOk, health.Status)
				require.Contains(t, health.Message, " Not available: Operational Realtime API.")
				require.Equal(t, []string{"This account has no chat, or the sign-in has no access to LivePerson's Operational Realtime API (" + test.status +
					"). Without it, there are no chats in the queue, abandon rates, service level, occupancy, handling times or other KPIs of chats." +
					" If the account has chat, the app key needs the privilege Data → Operational Realtime." + test.says}, lines(t, health))
				require.Contains(t, messages(t, health)["Use the Operational Realtime API"], " KPIs without values: Chats in queue; ")
			})
		})
	}
}
