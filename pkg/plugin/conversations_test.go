package plugin_test

import (
	"context"
	"fmt"
	"strconv"
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
	return livepersontest.Listed{ID: fmt.Sprintf("conversation-%d", minutes), Started: time.Now().Add(-time.Duration(minutes) * time.Minute), Number: minutes}
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
		if milliseconds, err := strconv.ParseFloat(text, 64); err == nil {
			texts[row] = time.Duration(milliseconds / 1000 * float64(time.Second)).Truncate(time.Second).String()
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
		require.Empty(t, noticesOf(f))
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
			`{"rows": "skill", "kpis": ["open_conversations"], "filter": {"channels": ["SMS"]}}`:                  `The filter "channels" is only available by conversation, not by skill.`,
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
