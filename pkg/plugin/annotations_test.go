package plugin_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"path"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

func annotationOf(event, more string) string {
	return fmt.Sprintf(`{"schemaVersion": 1, "annotation": {"event": %q}, "rows": "account", "kpis": [], "endsNow": true %s}`, event, more)
}

// annotations are those of a query: how long ago each began and how long it took, in whole
// seconds, and its texts.
func (v *virtual) annotations(t *testing.T, query string) (texts []string) {
	t.Helper()
	f := v.frame(t, query)
	fields := map[string]*data.Field{}
	for _, field := range f.Fields {
		fields[field.Name] = field
	}
	for row := range f.Rows() {
		from := fields["time"].At(row).(time.Time)
		text := time.Since(from).Truncate(time.Second).String()
		if took := fields["timeEnd"].At(row).(time.Time).Sub(from); took > 0 { // a region
			text += "+" + took.Truncate(time.Second).String()
		}
		for _, name := range []string{"title", "text", "tags"} {
			text += " | " + fields[name].At(row).(string)
		}
		texts = append(texts, text)
	}
	return texts
}

func closedSince(minutes int) livepersontest.Listed {
	one := openSince(minutes + 10)
	one.ID, one.Closed, one.Updated = fmt.Sprintf("closed-%d", minutes), true, time.Now().Add(-time.Duration(minutes)*time.Minute)
	return one
}

// withTransfers adds transfers to a conversation: reasons, by how many minutes ago.
func withTransfers(one livepersontest.Listed, reasons map[int]string) livepersontest.Listed {
	now := time.Now()
	one.Updated = now
	one.Change = func(record map[string]any) {
		all := []any{map[string]any{"timeL": now.Add(-time.Minute).UnixMilli(), "reason": "SuggestedAgentTimeout"}}
		for minutes, reason := range reasons {
			all = append(all, map[string]any{
				"timeL": now.Add(-time.Duration(minutes) * time.Minute).UnixMilli(), "reason": reason,
				"sourceSkillId": 1, "targetSkillId": 2, "targetSkillName": "<b>Skill</b> 2",
			})
		}
		record["transfers"] = all
	}
	return one
}

func TestAnnotationsOfConversations(t *testing.T) {
	withConversations(t, nil, func(t *testing.T, v *virtual, s *livepersontest.Search) {
		time.Sleep(time.Second) // no window that ends now ends with a minute
		s.Set(openSince(30), openSince(11), closedSince(20), closedSince(400), openSince(300),
			withTransfers(openSince(200), map[int]string{25: "Skill", 10: "back2Q", 90: "Agent"}))
		require.Equal(t, []string{
			"30m0s | 2 conversations opened | Skill 1 2 | Skill 1", // at the same time: one was closed ten minutes later
			"11m0s | Conversation opened | Skill 2 · conversa | Skill 2",
		}, v.annotations(t, annotationOf("opened", "")))
		require.Equal(t, []string{"20m0s | Conversation closed | Skill 1 · closed-2 | Skill 1"}, v.annotations(t, annotationOf("closed", "")))
		require.Equal(t, []string{
			"25m0s | Conversation transferred | To &lt;b&gt;Skill&lt;/b&gt; 2 · conversa | <b>Skill</b> 2",
			"10m0s | Conversation transferred | Skill 1 · back to the queue · conversa | Skill 1",
		}, v.annotations(t, annotationOf("transferred", "")), "those in the range, as text and not as markup")
		require.Equal(t, 3, v.Calls("search"))
		v.refresh(t, 20, []string{annotationOf("opened", ""), annotationOf("closed", ""), annotationOf("transferred", "")})
		require.Equal(t, 3, v.Calls("search"), "all viewers share them")
		for _, call := range v.Log() {
			if call.Kind == "search" {
				require.Contains(t, call.Body, `"contentToRetrieve":["transfers"]`, "neither messages nor names of consumers and agents")
			}
		}
	})
}

func TestAnnotationsBySkillAndGroup(t *testing.T) {
	withConversations(t, nil, func(t *testing.T, v *virtual, s *livepersontest.Search) {
		s.Set(openSince(10), openSince(13), queuedSince(15), withTransfers(openSince(100), map[int]string{20: "Skill"}))
		for filter, want := range map[string]int{
			`"skills": ["1"]`: 1, `"skills": ["2"]`: 2, `"skills": ["1", "2"]`: 3, `"skills": ["*"]`: 3, `"skills": ["9"]`: 0,
			`"groups": ["1"]`: 2, `"groups": ["1"], "includeSubGroups": true`: 2, `"groups": ["2"]`: 0,
		} {
			require.Len(t, v.annotations(t, annotationOf("opened", `, "filter": {`+filter+`}`)), want, filter)
		}
		for _, skill := range []string{"1", "2"} { // from and to
			require.Len(t, v.annotations(t, annotationOf("transferred", `, "filter": {"skills": ["`+skill+`"]}`)), 1)
		}
		require.Empty(t, v.annotations(t, annotationOf("opened", `, "filter": {"skills": ["$skill"]}, "emptyVariables": ["$skill"]`)))
	})
}

func TestManyAnnotationsAreGrouped(t *testing.T) {
	withConversations(t, nil, func(t *testing.T, v *virtual, s *livepersontest.Search) {
		time.Sleep(time.Until(time.Now().Truncate(time.Hour).Add(time.Hour + 30*time.Minute)))
		for i := range 25 { // 24 in one minute, and one
			one := openSince(10)
			one.ID, one.Number, one.Started = fmt.Sprintf("c%d", i), i, one.Started.Add(time.Duration(2*i)*time.Second)
			s.Add(one)
		}
		s.Add(openSince(5))
		require.Equal(t, []string{
			"10m0s+48s | 25 conversations opened | Skill 1 13, Skill 2 12 | Skill 1,Skill 2",
			"5m0s | Conversation opened | Skill 2 · conversa | Skill 2",
		}, v.annotations(t, annotationOf("opened", "")))
		require.Len(t, v.annotations(t, strings.Replace(annotationOf("opened", ""), `"opened"`, `"opened", "groupFrom": 26`, 1)), 26)
		require.Equal(t, []string{"10m0s+5m0s | 26 conversations opened | Skill 1 13, Skill 2 13 | Skill 1,Skill 2"},
			v.annotations(t, annotationOf("opened", `, "limit": 1`)), "nothing is lost")
	})
}

func TestAnnotationsOfAFailingLivePerson(t *testing.T) {
	withConversations(t, nil, func(t *testing.T, v *virtual, s *livepersontest.Search) {
		s.Set(openSince(10))
		require.Len(t, v.annotations(t, annotationOf("opened", "")), 1)
		v.breakConnections(errors.New("no route to host"))
		time.Sleep(2 * time.Minute)
		f := v.frame(t, annotationOf("opened", ""))
		require.Equal(t, 1, f.Rows())
		require.Regexp(t, `^Showing data from \d\d:\d\d:\d\d UTC \(2 min.* old\)\. LivePerson`, notices(f)[0])
		require.Empty(t, notices(v.frame(t, annotationOf("failing", ""))), "which is known for all that")
	})
}

// Years have no interval that is short enough for them to be told apart.
func TestAnnotationsOfYears(t *testing.T) {
	withConversations(t, nil, func(t *testing.T, v *virtual, s *livepersontest.Search) {
		v.timeRange = 5 * 365 * 24 * time.Hour
		require.Empty(t, v.annotations(t, annotationOf("opened", "")))
		require.Len(t, v.annotations(t, annotationOf("failing", "")), 1, "since when is observed")
		time.Sleep(time.Hour)
		s.Set(openSince(10), openSince(20))
		require.Len(t, v.annotations(t, annotationOf("opened", "")), 2)
	})
}

func TestMoreAnnotationsThanAreKnown(t *testing.T) {
	withConversations(t, nil, func(t *testing.T, v *virtual, s *livepersontest.Search) {
		for i := range 1200 {
			s.Add(livepersontest.Listed{ID: fmt.Sprintf("c%04d", i), Started: time.Now().Add(-time.Duration(2*i) * time.Second), Number: i})
		}
		shown := v.annotations(t, annotationOf("opened", ""))
		require.Contains(t, shown[0], "| Not all events are known | There are too many conversations in the time range. Select a shorter one, or a skill. |")
		require.Less(t, len(shown), 60)
		require.Equal(t, 10, v.Calls("search"), "pages of 1,000 conversations")
	})
}

func TestScoresThatFallBelowZero(t *testing.T) {
	withConversations(t, nil, func(t *testing.T, v *virtual, s *livepersontest.Search) {
		good := openSince(31)
		good.Number = 31 // 0
		bad := good
		bad.Number = 30 // -50
		s.Set(good, openSince(30))
		query := annotationOf("mcsNegative", "")
		v.annotations(t, query)
		time.Sleep(time.Minute)
		require.Equal(t, []string{"1m0s | Observed since | The data source has no annotations of this kind from before. | "}, v.annotations(t, query), "what was below 0 before is none")
		time.Sleep(time.Minute)
		s.Set(bad, openSince(30))
		shown := v.annotations(t, query)
		require.Len(t, shown, 2)
		require.Contains(t, shown[1], " | MCS below 0 | Skill 1 · MCS -50 · conversa | Skill 1")
		time.Sleep(10 * time.Minute)
		s.Set(good)
		require.Len(t, v.annotations(t, query), 2, "it is known for longer than it lasts")
		time.Sleep(10 * time.Minute)
		s.Set(bad)
		shown = v.annotations(t, query)
		require.Len(t, shown, 3)
		require.Contains(t, shown[2], "10m0s+10m0s | MCS below 0", "some time since it was last looked at")
	})
}

// teams responds with the agents of groups who are online, by their ids, in alphabetical
// order of which there are few.
func teams(online map[string]int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if path.Base(r.URL.Path) != "metrics" {
			livepersontest.ContactCentre(1, 3, 1)(w, r)
			return
		}
		groups := []any{}
		for _, id := range []string{"1", "2", "3"} {
			if n, listed := online[id]; listed {
				groups = append(groups, map[string]any{"key": id, "keyDescription": "Team " + id, "metrics": map[string]any{"onlineAgents": n}})
			}
		}
		_ = json.NewEncoder(w).Encode(map[string]any{"metadata": map[string]any{"count": len(groups)}, "groupBy": map[string]any{"groups": groups}})
	}
}

// watchTeams looks at the annotations of groups without an agent online for three minutes.
func (v *virtual) watchTeams(t *testing.T, online map[string]int) (shown []string) {
	t.Helper()
	v.respond(time.Millisecond, teams(online))
	for range 3 {
		time.Sleep(time.Minute)
		shown = v.annotations(t, annotationOf("teamOffline", ""))
	}
	return shown[1:]
}

func TestTeamsThatGoOffline(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		watch := func(online map[string]int) []string { return v.watchTeams(t, online) }
		require.Empty(t, watch(map[string]int{"1": 2, "2": 1, "3": 0}), "since when the third one is offline is not known")
		require.Equal(t, []string{"2m0s+2m0s | No agent online | Team 2 | Team 2"}, watch(map[string]int{"1": 1, "2": 0, "3": 0}))
		require.Equal(t, []string{
			"5m0s+3m0s | No agent online | Team 2 | Team 2",
			"2m0s+2m0s | No agent online | Team 1 | Team 1",
		}, watch(map[string]int{"2": 1}), "LivePerson has no row where there is nothing")
		require.Len(t, v.annotations(t, annotationOf("teamOffline", `, "filter": {"groups": ["2"]}`)), 2)
		require.Len(t, v.annotations(t, annotationOf("teamOffline", `, "filter": {"groups": ["1"], "includeSubGroups": true}`)), 3)
		time.Sleep(30 * time.Minute)
		require.Equal(t, "35m0s+2m0s | No agent online | Team 1 | Team 1", watch(map[string]int{"1": 1, "2": 1})[1],
			"when nobody looked it may have been online")
	})
}

func TestTeamsThatGoOfflineTogether(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		v.watchTeams(t, map[string]int{"1": 2, "2": 1, "3": 4})
		require.Equal(t, []string{"2m0s+2m0s | No agent online in 2 groups | Team 1, Team 2 | Team 1,Team 2"},
			v.watchTeams(t, map[string]int{"1": 0, "2": 0, "3": 1}), "of two at the same time, people would see one")
		require.Equal(t, []string{
			"5m0s+3m0s | No agent online | Team 2 | Team 2",
			"5m0s+5m0s | No agent online | Team 1 | Team 1",
		}, v.watchTeams(t, map[string]int{"1": 0, "2": 1, "3": 1}), "they do not end together")
	})
}

func TestLivePersonFails(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		query := annotationOf("failing", "")
		require.Len(t, v.annotations(t, query), 1, "since when is observed")
		time.Sleep(10 * time.Minute)
		v.breakConnections(errors.New("no route to host"))
		for range 4 {
			v.rule(`{"rows": "account", "kpis": ["open_conversations"]}`) // whoever asks
			time.Sleep(time.Minute)
		}
		v.respond(time.Millisecond, onesExcept())
		time.Sleep(2 * time.Minute)
		shown := v.annotations(t, query)
		require.Len(t, shown, 2)
		require.Regexp(t, ` \| LivePerson failing \| [^|·]*Key Messaging Metrics API[^|·]* \| Key Messaging Metrics API$`, shown[1])
		require.Regexp(t, `^6m\ds\+6m\ds`, shown[1])
		require.Equal(t, shown, v.annotations(t, annotationOf("failing", `, "filter": {"groups": ["2"], "skills": ["1"]}`)))
	})
}

func TestAnnotationsThatAreRefused(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		for query, says := range map[string]string{
			annotationOf("vanished", ""):                                `There are no annotations of "vanished". Select an event from the list in the query editor.`,
			annotationOf("", ""):                                        `There are no annotations of "". Select an event from the list in the query editor.`,
			annotationOf("opened", `, "filter": {"skills": ["Sales"]}`): `The filter "skills" contains "Sales", which is not an ID.`,
			annotationOf("opened", `, "limit": -1`):                     `The limit -1 is invalid.`,
			`{"annotation": {"event": "opened", "groupFrom": 1}}`:       `"Group from" is 1, but must be a whole number of 2 or more.`,
			`{"annotation": {"event": "opened", "groupFrom": "many"}}`:  `"Group from" is "many", but must be a whole number of 2 or more.`,
			`{"annotation": {"event": "opened"}, "schemaVersion": 99}`:  `The query was saved by a newer version of this data source`,
			`{"annotation": "opened"}`:                                  `The query's "annotation" can't be a string.`,
		} {
			require.ErrorContains(t, v.panel(t.Context(), query)["A"].Error, says, query)
		}
		require.ErrorContains(t, v.rule(annotationOf("opened", "")).Error, "Annotations can't be used in alert rules.")
		v.breakConnections(errors.New("no route to host"))
		require.ErrorContains(t, v.panel(t.Context(), annotationOf("opened", ""))["A"].Error, "can't be reached")
	})
}
