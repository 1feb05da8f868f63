package interactions

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// startOfAll is when the conversation of these tests began.
const startOfAll = 1714644000000

// read reads a conversation of a person as LivePerson returns it, changed.
func read(t *testing.T, change func(map[string]any)) openConversation {
	t.Helper()
	start := time.UnixMilli(startOfAll)
	record := livepersontest.Conversation("x", start, time.Time{}, 1)
	change(record)
	raw, err := json.Marshal(map[string]any{"conversationHistoryRecords": []any{record}})
	require.NoError(t, err)
	response, err := unmarshal[listedRecord](raw)
	require.NoError(t, err)
	c, understood := response.Records[0].read()
	require.True(t, understood)
	return c
}

// minutes is a time so many minutes after the start.
func minutes(n int) int64 { return startOfAll + int64(n)*60_000 }

func assigned(agent string, at int64) map[string]any {
	return map[string]any{"agentId": agent, "userTypeName": "Human", "permission": "ASSIGNED_AGENT", "timeL": at}
}

func transferred(reason string, at int64) map[string]any {
	return map[string]any{"reason": reason, "timeL": at}
}

// The wait begins when a conversation enters its queue, and ends when a person takes it.
func TestWaitsAndDurations(t *testing.T) {
	const queued, active = "IN_QUEUE", "ACTIVE"
	for name, test := range map[string]struct {
		state                       string
		transfers, agents           []any
		waitingSince, assignedSince int64
		wait                        float64
	}{
		"new":                       {queued, nil, nil, minutes(0), 0, math.NaN()},
		"taken":                     {active, nil, []any{assigned("1", minutes(3))}, 0, minutes(3), 180_000},
		"transferred":               {queued, []any{transferred("Skill", minutes(5))}, []any{assigned("1", minutes(3))}, minutes(5), 0, math.NaN()},
		"taken after a transfer":    {active, []any{transferred("Skill", minutes(5))}, []any{assigned("1", minutes(3)), assigned("2", minutes(9))}, 0, minutes(9), 240_000},
		"back in the queue":         {queued, []any{transferred("Skill", minutes(5)), transferred("back2Q", minutes(12))}, []any{assigned("2", minutes(9))}, minutes(12), 0, math.NaN()},
		"in any order":              {active, []any{transferred("back2Q", minutes(12)), transferred("Skill", minutes(5))}, []any{assigned("3", minutes(14)), assigned("1", minutes(3)), assigned("3", minutes(20))}, 0, minutes(14), 120_000},
		"taken over":                {active, []any{transferred("TakeOver", minutes(8))}, []any{assigned("1", minutes(3)), assigned("5", minutes(8))}, 0, minutes(3), 180_000},
		"taken at the same moment":  {active, []any{transferred("Skill", minutes(5))}, []any{assigned("2", minutes(5))}, 0, minutes(5), 0},
		"not taken since":           {active, []any{transferred("Skill", minutes(5))}, []any{assigned("2", minutes(4))}, 0, 0, math.NaN()},
		"a transfer without a time": {queued, []any{transferred("Skill", 0)}, nil, minutes(0), 0, math.NaN()},
		"a clock before the start":  {queued, []any{transferred("Skill", minutes(-5))}, nil, minutes(0), 0, math.NaN()},
		"taken before the start":    {active, nil, []any{assigned("1", minutes(-2))}, 0, 0, math.NaN()},
		"no state":                  {"", nil, []any{assigned("1", minutes(3))}, 0, 0, math.NaN()},
		"a state nobody knows":      {"SLEEPING", nil, []any{assigned("1", minutes(3))}, 0, 0, math.NaN()},
	} {
		t.Run(name, func(t *testing.T) {
			c := read(t, func(record map[string]any) {
				livepersontest.Info(record)["latestQueueState"] = test.state
				record["transfers"], record["agentParticipants"] = test.transfers, test.agents
			})
			require.Equal(t, test.waitingSince, c.waitingSince)
			require.Equal(t, test.assignedSince, c.assignedSince)
			if wait := listNumbers["waitTime"](c); math.IsNaN(test.wait) {
				require.True(t, math.IsNaN(wait), wait)
			} else {
				require.InDelta(t, test.wait, wait, 0)
			}
		})
	}
}

func TestWhoHasAConversation(t *testing.T) {
	for name, test := range map[string]struct {
		change     func(info, record map[string]any)
		agent, bot string
	}{
		"a person":             {func(_, _ map[string]any) {}, "Ingrid-Agent 2", "FAQ bot"},
		"nobody yet":           {func(info, _ map[string]any) { info["latestQueueState"] = "IN_QUEUE" }, "", "FAQ bot"},
		"a bot":                {func(info, _ map[string]any) { info["latestAgentId"] = "900" }, "", "FAQ bot"},
		"nobody at all":        {func(info, r map[string]any) { info["latestAgentId"] = "-1"; delete(r, "agentParticipants") }, "", ""},
		"a text for none":      {func(info, _ map[string]any) { info["latestAgentId"] = "undefined" }, "", "FAQ bot"},
		"somebody by nickname": {func(info, _ map[string]any) { info["latestAgentFullName"], info["latestAgentNickname"] = "null", "Ana" }, "Ana", "FAQ bot"},
		"somebody by id":       {func(info, _ map[string]any) { delete(info, "latestAgentFullName") }, "2", "FAQ bot"},
		"somebody by number":   {func(info, _ map[string]any) { info["latestAgentId"] = 2 }, "Ingrid-Agent 2", "FAQ bot"},
		"the latest bot": {func(_, r map[string]any) {
			bot := func(name string, at int64) map[string]any {
				return map[string]any{"agentId": name, "userType": "2", "permission": "ASSIGNED_AGENT", "timeL": at}
			}
			r["agentParticipants"] = []any{bot("second", minutes(2)), bot("first", minutes(1)), assigned("2", minutes(3))}
		}, "Ingrid-Agent 2", "second"},
	} {
		t.Run(name, func(t *testing.T) {
			c := read(t, func(record map[string]any) { test.change(livepersontest.Info(record), record) })
			require.Equal(t, test.agent, c.agentName)
			require.Equal(t, test.bot, c.bot)
		})
	}
}

func TestLastMessages(t *testing.T) {
	at := func(m int, by, participant string, more ...string) map[string]any {
		one := map[string]any{"timeL": minutes(m), "sentBy": by, "participantId": participant, "audience": "ALL", "dialogId": "x"}
		for i := 0; i+1 < len(more); i += 2 {
			one[more[i]] = more[i+1]
		}
		return one
	}
	for name, test := range map[string]struct {
		messages any
		minute   int
		from     string
	}{
		"the consumer's":           {[]any{at(1, "Agent", "2"), at(3, "Consumer", "c")}, 3, fromConsumer},
		"in any order and case":    {[]any{at(4, "agent", "2"), at(3, "consumer", "c")}, 4, fromAgent},
		"a bot's":                  {[]any{at(4, "Agent", "900")}, 4, fromBot},
		"an unknown agent's":       {[]any{at(4, "Agent", "77")}, 4, fromAgent},
		"a private note":           {[]any{at(1, "Consumer", "c"), at(5, "Agent", "2", "audience", "AGENTS_AND_MANAGERS")}, 1, fromConsumer},
		"a survey's":               {[]any{at(1, "Consumer", "c"), at(5, "Agent", "2", "dialogId", "survey")}, 1, fromConsumer},
		"the system's":             {[]any{at(1, "Consumer", "c"), at(5, "Agent", "system")}, 1, fromConsumer},
		"somebody's":               {[]any{at(1, "Consumer", "c"), at(5, "Ghost", "")}, 1, fromConsumer},
		"none":                     {[]any{}, 0, ""},
		"a list that is none":      {"text", 0, ""},
		"elements that are none":   {[]any{nil, 7, "text", at(2, "Consumer", "c")}, 2, fromConsumer},
		"of two at the same time":  {[]any{at(2, "Consumer", "c"), at(2, "Agent", "2")}, 2, fromAgent},
		"one without a time":       {[]any{map[string]any{"sentBy": "Consumer"}}, 0, ""},
		"one whose time is a text": {[]any{map[string]any{"sentBy": "Consumer", "timeL": "1714644060000"}}, 1, fromConsumer},
	} {
		t.Run(name, func(t *testing.T) {
			c := read(t, func(record map[string]any) {
				record["messageRecords"] = test.messages
				record["dialogs"] = []any{map[string]any{"dialogId": "x", "dialogType": "MAIN"}, map[string]any{"dialogId": "survey", "dialogType": "POST_SURVEY"}}
				record["agentParticipants"] = append(record["agentParticipants"].([]any), map[string]any{"agentId": "system", "userTypeName": "System"})
			})
			require.Equal(t, test.from, c.lastMessageFrom)
			if test.from == "" {
				require.Zero(t, c.lastMessageAt)
			} else {
				require.Equal(t, minutes(test.minute), c.lastMessageAt)
			}
		})
	}
}

func TestConsumers(t *testing.T) {
	for name, test := range map[string]struct {
		consumers any
		want      string
	}{
		"a name":                   {[]any{map[string]any{"participantId": "c-1", "firstName": "Sam", "lastName": "Lee", "consumerName": "Sammy"}}, "Sam Lee"},
		"a first name":             {[]any{map[string]any{"firstName": "Sam", "lastName": "undefined"}}, "Sam"},
		"another name":             {[]any{map[string]any{"participantId": "c-1", "consumerName": "Visitor"}}, "Visitor"},
		"none":                     {[]any{map[string]any{"participantId": "c-1", "firstName": "null"}}, "c-1"},
		"markup":                   {[]any{map[string]any{"firstName": "<img src=x onerror=alert(1)>"}}, "<img src=x onerror=alert(1)>"},
		"from right to left":       {[]any{map[string]any{"firstName": "\u202eשלום\u202c", "lastName": "عمر"}}, "שלום عمر"},
		"lines":                    {[]any{map[string]any{"firstName": "Sam\r\nLee\t\u0007"}}, "Sam Lee"},
		"not requested":            {nil, "c"},
		"a list that is none":      {map[string]any{"a": 1}, "c"},
		"what nobody can see":      {[]any{map[string]any{"participantId": "c-1", "firstName": "\u200b\u2060"}}, "c-1"},
		"a number":                 {[]any{map[string]any{"participantId": 17}}, "17"},
		"nothing in what is there": {[]any{map[string]any{}}, "c"},
	} {
		require.Equal(t, test.want, read(t, func(record map[string]any) { record["consumerParticipants"] = test.consumers }).consumer, name)
	}
	require.Empty(t, read(t, func(record map[string]any) {
		delete(record, "consumerParticipants")
		delete(record, "messageRecords")
	}).consumer, "nobody has written")
}

func TestSkillsGroupsAndScores(t *testing.T) {
	c := read(t, func(record map[string]any) {
		info := livepersontest.Info(record)
		info["latestSkillId"], info["latestSkillName"], info["mcs"], info["csatRate"] = -1, "Unassigned", 900, "4"
		info["latestAgentGroupId"], info["latestAgentGroupName"], info["source"] = -1, "Main Group", "WhatsApp Business"
		record["campaign"] = "none"
	})
	require.Equal(t, []string{"", "", "-1", "Main Group", "WhatsApp Business", ""}, []string{c.skill, c.skillName, c.group, c.groupName, c.channel, c.campaign})
	require.True(t, math.IsNaN(c.mcs))
	require.InDelta(t, 4, c.csat, 0)
	c = read(t, func(record map[string]any) {
		info := livepersontest.Info(record)
		info["latestSkillId"], info["latestSkillName"], info["mcs"], info["csat"] = 101, "", "-20", 9
	})
	require.Equal(t, "101", c.skillName)
	require.InDelta(t, -20, c.mcs, 0)
	require.True(t, math.IsNaN(c.csat))
}

// Of a conversation of which LivePerson gives a part, it is not known what is missing.
func TestPartsOfConversationsHaveNoTimes(t *testing.T) {
	c := read(t, func(record map[string]any) { livepersontest.Info(record)["isPartial"] = true })
	require.Zero(t, c.waitingSince+c.assignedSince+c.lastMessageAt)
	require.Positive(t, c.start)
	notices := (&look{all: conversations{c}, total: 1}).notices()
	require.Len(t, notices, 1)
	require.Contains(t, notices[0].Sentence, "only a part of 1 conversation,")
}

func TestConversationsThatAreNone(t *testing.T) {
	for _, text := range []string{
		`{}`, `{"info": 7}`, `{"info": {"conversationId": "x"}}`, `{"info": {"startTimeL": 1714644000000}}`,
		`{"info": {"conversationId": "a\nb", "startTimeL": 1714644000000}}`,
		`{"info": {"conversationId": "` + strings.Repeat("x", 500) + `", "startTimeL": 1714644000000}}`,
		`{"info": {"conversationId": "x", "startTimeL": -1}}`, `{"info": {"conversationId": "x", "startTimeL": 1e300}}`,
	} {
		p, err := listedPage([]byte(`{"_metadata": {"count": 1}, "conversationHistoryRecords": [`+text+`]}`), nil)
		require.NoError(t, err)
		require.Equal(t, 1, p.Unclear, text)
		require.Empty(t, p.Rows, text)
	}
}

func TestOrderOfConversations(t *testing.T) {
	all := conversations{
		{id: "nobody", start: 1}, {id: "new", state: api.Active, start: 2, assignedSince: 90}, {id: "bot", state: api.Active, start: 1},
		{id: "old", state: api.Active, start: 50, assignedSince: 60}, {id: "short", state: api.Queued, start: 3, waitingSince: 70},
		{id: "long", state: api.Queued, start: 5, waitingSince: 20}, {id: "twin", state: api.Queued, start: 5, waitingSince: 20}, {id: "part", state: api.Queued, start: 1},
	}
	slices.SortFunc(all, byUrgency)
	require.Equal(t, []string{"long", "twin", "short", "part", "old", "new", "bot", "nobody"}, all.IDs())
}
