package plugin_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

const sessions = `{"rows": "conversation", "schemaVersion": 1, "kpis": ["conversation_state", "conversation_wait_time", "conversation_duration", "last_message_age", "last_message_from", "conversation_consumer", "conversation_channel", "conversation_skill", "conversation_group", "conversation_agent", "conversation_bot", "conversation_campaign", "conversation_started", "conversation_mcs", "conversation_csat"]}`

// withConversations runs a test on a LivePerson that finds these conversations.
func withConversations(t *testing.T, settings map[string]any, test func(t *testing.T, v *virtual, s *livepersontest.Search)) {
	inVirtualTimeWith(t, settings, func(t *testing.T, v *virtual) {
		s := &livepersontest.Search{}
		v.respond(50*time.Millisecond, s.Handler(livepersontest.ContactCentre(3, 2, 3)))
		test(t, v, s)
	})
}

// openSince is a conversation that began so many minutes ago.
func openSince(minutes int) livepersontest.Listed {
	return livepersontest.Listed{ID: fmt.Sprintf("conversation-%d", minutes), Started: time.Now().Add(-time.Duration(minutes) * time.Minute), Number: max(0, minutes)}
}

func queuedSince(minutes int) livepersontest.Listed {
	one := openSince(minutes)
	one.Queued = true
	return one
}

// columnTexts are the texts of a column, with a dash where there is nothing.
func columnTexts(t *testing.T, f *data.Frame, name string) []string {
	t.Helper()
	field, _ := f.FieldByName(name)
	require.NotNil(t, field, name)
	texts := make([]string, field.Len())
	for row := range texts {
		texts[row] = "–"
		if value, ok := field.ConcreteAt(row); ok && value != "" {
			texts[row] = fmt.Sprint(value)
		}
	}
	return texts
}

// lengths are times of a column in whole seconds.
func lengths(t *testing.T, f *data.Frame, name string) []string {
	t.Helper()
	texts := columnTexts(t, f, name)
	for row, text := range texts {
		if seconds, err := strconv.ParseFloat(text, 64); err == nil {
			texts[row] = time.Duration(seconds * float64(time.Second)).Truncate(time.Second).String()
		}
	}
	return texts
}

func TestConversationsAreListed(t *testing.T) {
	withConversations(t, nil, func(t *testing.T, v *virtual, s *livepersontest.Search) {
		s.Set(openSince(10), openSince(30), queuedSince(2), queuedSince(7))
		f := v.frame(t, sessions)
		require.Equal(t, data.FrameTypeNumericLong, f.Meta.Type)
		require.Equal(t, []string{"conversation-7", "conversation-2", "conversation-30", "conversation-10"}, columnTexts(t, f, "conversationId"),
			"queued ones first, the longest wait before others, then by duration")
		require.Equal(t, []string{"Queued", "Queued", "Active", "Active"}, columnTexts(t, f, "conversation_state"))
		require.Equal(t, []string{"7m0s", "2m0s", "1m0s", "1m0s"}, lengths(t, f, "conversation_wait_time"))
		require.Equal(t, []string{"–", "–", "29m0s", "9m0s"}, lengths(t, f, "conversation_duration"))
		require.Equal(t, []string{"App", "SMS", "Web", "App"}, columnTexts(t, f, "conversation_channel"))
		require.Equal(t, []string{"Skill 2", "Skill 1", "Skill 1", "Skill 1"}, columnTexts(t, f, "conversation_skill"))
		require.Equal(t, []string{"–", "–", "Group 1", "Group 1"}, columnTexts(t, f, "conversation_group"))
		require.Equal(t, []string{"–", "–", "Ingrid-Agent 1", "Ingrid-Agent 2"}, columnTexts(t, f, "conversation_agent"))
		require.Equal(t, []string{"FAQ bot", "FAQ bot", "FAQ bot", "FAQ bot"}, columnTexts(t, f, "conversation_bot"))
		require.Equal(t, []string{"Bot", "Bot", "Agent", "Agent"}, columnTexts(t, f, "last_message_from"))
		require.Equal(t, []string{"c", "c", "c", "c"}, columnTexts(t, f, "conversation_consumer"))
		require.Equal(t, []string{"0", "50", "-50", "0"}, columnTexts(t, f, "conversation_mcs"))
		require.Equal(t, 1, v.Calls("search"))
		require.Empty(t, notices(f))
	})
}

func TestOneLookServesAllFilters(t *testing.T) {
	withConversations(t, nil, func(t *testing.T, v *virtual, s *livepersontest.Search) {
		s.Set(openSince(10), openSince(30), queuedSince(2), queuedSince(7))
		for filter, want := range map[string][]string{
			`"states": ["QUEUED"]`:                       {"conversation-7", "conversation-2"},
			`"states": ["QUEUED", "ACTIVE"]`:             {"conversation-7", "conversation-2", "conversation-30", "conversation-10"},
			`"channels": ["app"]`:                        {"conversation-7", "conversation-10"},
			`"channels": ["SMS", "SHARK"]`:               {"conversation-2", "conversation-30"},
			`"skills": ["2"]`:                            {"conversation-7"},
			`"agents": ["1"]`:                            {"conversation-30"},
			`"groups": ["1"], "includeSubGroups": true`:  {"conversation-30", "conversation-10"},
			`"groups": ["2"]`:                            {},
			`"channels": ["*"], "states": ["$__all"]`:    {"conversation-7", "conversation-2", "conversation-30", "conversation-10"},
			`"skills": ["1"], "states": ["ACTIVE"]`:      {"conversation-30", "conversation-10"},
			`"channels": ["FACEBOOK"], "skills": ["12"]`: {},
		} {
			f := v.frame(t, `{"rows": "conversation", "kpis": ["conversation_wait_time"], "filter": {`+filter+`}}`)
			require.Equal(t, want, columnTexts(t, f, "conversationId"), filter)
		}
		require.Equal(t, 1, v.Calls("search"))
		time.Sleep(30 * time.Second)
		v.refresh(t, 20, []string{sessions, `{"rows": "conversation", "kpis": ["conversation_agent"], "filter": {"states": ["ACTIVE"]}}`})
		require.Equal(t, 2, v.Calls("search"))
	})
}

func TestQueriesByConversationThatAreRefused(t *testing.T) {
	withConversations(t, nil, func(t *testing.T, v *virtual, _ *livepersontest.Search) {
		for query, says := range map[string]string{
			`{"rows": "conversation", "kpis": ["conversation_wait_time"], "shape": "series"}`:                     `Rows by conversation come and go, so they have no trend.`,
			`{"rows": "conversation", "kpis": ["conversation_wait_time"], "filter": {"states": ["CLOSED"]}}`:      `The filter "states" contains "CLOSED". Allowed: QUEUED, ACTIVE.`,
			`{"rows": "conversation", "kpis": ["conversation_wait_time"], "filter": {"channels": ["$channel"]}}`:  `The filter "channels" contains the variable $channel, which has no value here.`,
			`{"rows": "account", "kpis": ["open_conversations"], "filter": {"states": ["QUEUED"]}}`:               `The filter "states" is only available by conversation, not by account.`,
			`{"rows": "skill", "kpis": ["conversation_wait_time"]}`:                                               `Wait time is not available by skill`,
			`{"rows": "conversation", "kpis": ["conversation_wait_time"], "filter": {"agentStatus": ["ONLINE"]}}`: `The filter "agentStatus" is only available by agent`,
			`{"rows": "conversation", "kpis": ["open_conversations"]}`:                                            `Open is not available by conversation`,
		} {
			require.ErrorContains(t, v.panel(context.Background(), query)["A"].Error, says, query)
		}
		err := v.rule(`{"rows": "conversation", "kpis": ["conversation_wait_time"]}`).Error
		require.ErrorContains(t, err, "These come and go, which would start and end alerts. Select rows by skill, and a KPI such as Longest wait or Unassigned.")
		require.NoError(t, v.panel(context.Background(), `{"rows": "skill", "kpis": ["longest_wait_now", "unassigned_conversations"]}`)["A"].Error)
		require.Zero(t, v.Calls("search"))
	})
}

func TestMoreConversationsThanAreListed(t *testing.T) {
	withConversations(t, map[string]any{"maxConversations": "20"}, func(t *testing.T, v *virtual, s *livepersontest.Search) {
		for i := range 1234 {
			s.Add(livepersontest.Listed{ID: fmt.Sprintf("c%d", i), Started: time.Now().Add(-time.Duration(2000-i) * time.Minute), Queued: i >= 1225})
		}
		f := v.frame(t, `{"rows": "conversation", "kpis": ["conversation_state"], "filter": {"states": ["QUEUED"]}}`)
		require.Len(t, columnTexts(t, f, "conversationId"), 9, "however late they began")
		require.Equal(t, []string{"1,234 conversations are open, of which 20 are listed: those in a queue first, then those that started first. Increase Max open conversations in the data source settings to list more."}, notices(f))
	})
}

func TestConsumersHaveNamesWhereTheSettingsSaySo(t *testing.T) {
	for setting, names := range map[any]bool{nil: false, false: false, "false": false, true: true, "true": true} {
		withConversations(t, map[string]any{"consumerNames": setting}, func(t *testing.T, v *virtual, s *livepersontest.Search) {
			s.Set(openSince(5))
			f := v.frame(t, sessions)
			require.Equal(t, []string{map[bool]string{false: "c", true: livepersontest.PersonName}[names]}, columnTexts(t, f, "conversation_consumer"))
			for _, call := range v.Log() {
				require.Equal(t, names && call.Kind == "search", strings.Contains(call.Body, "consumerParticipants"))
			}
			require.Equal(t, names, strings.Contains(f.Meta.ExecutedQueryString, "consumerParticipants"))
			raw, err := json.Marshal(f)
			require.NoError(t, err)
			require.NotContains(t, string(raw), livepersontest.MessageText)
			require.Equal(t, names, strings.Contains(string(raw), livepersontest.PersonName))
		})
	}
}

func TestConversationsLeadToLivePerson(t *testing.T) {
	link := func(t *testing.T, url any) []data.DataLink {
		var links []data.DataLink
		withConversations(t, map[string]any{"conversationUrl": url}, func(t *testing.T, v *virtual, s *livepersontest.Search) {
			s.Set(openSince(5))
			field, _ := v.frame(t, waits).FieldByName("conversation")
			require.Equal(t, "conversa", field.At(0))
			links = field.Config.Links
		})
		return links
	}
	require.Empty(t, link(t, nil))
	links := link(t, " https://lp.example.com/a/{account}/#!c/{conversation} ")
	require.Len(t, links, 1)
	require.Equal(t, "https://lp.example.com/a/"+livepersontest.Account+"/#!c/${__data.fields.conversationId:percentencode}", links[0].URL)
	require.True(t, links[0].TargetBlank)
}

func TestConversationsInOtherOrders(t *testing.T) {
	withConversations(t, nil, func(t *testing.T, v *virtual, s *livepersontest.Search) {
		s.Set(openSince(10), openSince(30), queuedSince(2), queuedSince(7))
		for order, want := range map[string][]string{
			`"orderBy": {"kpi": "conversation_wait_time", "desc": true}`:            {"conversation-7", "conversation-2", "conversation-30", "conversation-10"},
			`"orderBy": {"kpi": "conversation_wait_time"}, "limit": 3`:              {"conversation-30", "conversation-10", "conversation-2"},
			`"orderBy": {"kpi": "conversation_started", "desc": true}`:              {"conversation-2", "conversation-7", "conversation-10", "conversation-30"},
			`"orderBy": {"kpi": "conversation_channel"}, "limit": 2`:                {"conversation-7", "conversation-10"},
			`"orderBy": {"kpi": "conversation_mcs"}, "limit": 1, "levelText": true`: {"conversation-30"},
			`"limit": 3`: {"conversation-7", "conversation-2", "conversation-30"},
		} {
			f := v.frame(t, `{"rows": "conversation", "kpis": ["conversation_wait_time", "conversation_started", "conversation_channel", "conversation_mcs"], `+order+`}`)
			require.Equal(t, want, columnTexts(t, f, "conversationId"), order)
		}
	})
}

func TestNoConversations(t *testing.T) {
	withConversations(t, nil, func(t *testing.T, v *virtual, s *livepersontest.Search) {
		f := v.frame(t, waits)
		require.Empty(t, columnTexts(t, f, "conversationId"))
		require.Equal(t, []string{"No conversation is open."}, notices(f))
		time.Sleep(time.Minute)
		s.Set(openSince(10))
		require.Equal(t, []string{"No open conversation matches the filter."}, notices(v.frame(t, `{"rows": "conversation", "kpis": ["conversation_state"], "filter": {"states": ["QUEUED"]}}`)))
		require.Contains(t, notices(v.frame(t, `{"rows": "conversation", "kpis": ["conversation_state"], "filter": {"skills": ["77"]}}`))[0], "The account has no skill 77.")
		require.Equal(t, []string{"No channel is selected in $channel. Select one, or All, in the dashboard."},
			notices(v.frame(t, `{"rows": "conversation", "kpis": ["conversation_state"], "filter": {"channels": ["$channel"]}, "emptyVariables": ["$channel"]}`)))
	})
}

// Where LivePerson's clock is ahead, what begins in this one's future waits for no time yet.
func TestClocksThatDiffer(t *testing.T) {
	withConversations(t, nil, func(t *testing.T, v *virtual, s *livepersontest.Search) {
		s.Set(queuedSince(-2), queuedSince(-30), queuedSince(3))
		f := v.frame(t, waits)
		require.Equal(t, []string{"3m0s", "0s"}, lengths(t, f, "conversation_wait_time"), "one begins in half an hour")
		require.Equal(t, []string{"3m0s", "-2m0s"}, agoBy(t, f, "conversation_wait_time.since", customOf(t, f).Now))
	})
}

func TestConversationsOfAFailingLivePersonStandStill(t *testing.T) {
	withConversations(t, nil, func(t *testing.T, v *virtual, s *livepersontest.Search) {
		s.Set(queuedSince(3))
		v.frame(t, waits)
		v.breakConnections(errors.New("no route to host"))
		time.Sleep(5 * time.Minute)
		f := v.frame(t, waits)
		require.Equal(t, []string{"3m0s"}, lengths(t, f, "conversation_wait_time"), "what has become of it is not known")
		require.Empty(t, customOf(t, f).Ticking)
		require.Contains(t, notices(f)[0], "Showing data from")
	})
}
