package interactions

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

func decodeText(t *testing.T, text string) page {
	t.Helper()
	p, err := decode([]byte(text))
	require.NoError(t, err)
	return p
}

// decodeInfo decodes a conversation with such an info, beside an id and a start.
func decodeInfo(t *testing.T, info string) digest {
	t.Helper()
	p := decodeText(t, `{"conversationHistoryRecords": [{"info": {"conversationId": "x", "startTimeL": 1714644000000, `+info+`}}]}`)
	require.Len(t, p.digests, 1)
	return p.digests[0]
}

func TestIDsAreNumbersOrTexts(t *testing.T) {
	for _, info := range []string{
		`"latestSkillId": 101, "latestAgentId": 5001, "latestAgentGroupId": -1`,
		`"latestSkillId": "101", "latestAgentId": "5001", "latestAgentGroupId": "-1"`,
		`"latestSkillId": 101.0, "latestAgentId": " 5001 ", "latestAgentGroupId": -1`,
	} {
		d := decodeInfo(t, info)
		require.Equal(t, []string{"101", "5001", "-1"}, []string{d.skill, d.agent, d.group}, info)
	}
}

func TestNoSkillAndNoAgent(t *testing.T) {
	for _, none := range []string{`"undefined"`, `"null"`, `null`, `-1`, `"-1"`, `""`, `[]`, `{}`, `true`} {
		d := decodeInfo(t, `"latestSkillId": `+none+`, "latestAgentId": `+none+`, "latestAgentGroupId": -1`)
		require.Equal(t, []string{"", "", ""}, []string{d.skill, d.agent, d.group}, none)
	}
	d := decodeInfo(t, `"latestAgentGroupId": 7`)
	require.Empty(t, d.group, "the group is that of an agent")
}

func TestOpenConversationsHaveNoEnd(t *testing.T) {
	for _, end := range []string{`-1`, `"undefined"`, `"null"`, `null`, `0`, `"-1"`, `[]`} {
		require.Zero(t, decodeInfo(t, `"endTimeL": `+end).end, end)
	}
	require.Zero(t, decodeInfo(t, `"status": "OPEN"`).end)
	require.Equal(t, int64(1714644900000), decodeInfo(t, `"endTimeL": "1714644900000"`).end)
}

// A time may be in another unit, or a text with a zone, as everywhere.
func TestTimesAreReadAsEverywhere(t *testing.T) {
	for _, end := range []string{`1714644900000`, `1714644900`, `"1714644900"`, `1714644900000000`, `"2024-05-02T10:15:00Z"`, `"2024-05-02T12:15:00.000+0200"`} {
		require.Equal(t, int64(1714644900000), decodeInfo(t, `"endTimeL": `+end).end, end)
	}
	p := decodeText(t, `{"conversationHistoryRecords": [{"info": {"conversationId": "x", "startTimeL": "2024-05-02T10:00:00Z"},
		"agentParticipants": [{"agentId": "5", "userTypeName": "HUMAN", "permission": "ASSIGNED_AGENT", "timeL": 1714644060}]}]}`)
	require.Equal(t, int64(1714644000000), p.digests[0].start)
	wait, _ := sumOf(p.digests[0], toFirstAssignment)
	require.Equal(t, time.Minute.Milliseconds(), wait)
}

func TestTimesThatAreNotUnderstoodAreCounted(t *testing.T) {
	for _, info := range []string{
		`"startTimeL": "soon"`, `"startTimeL": 17`, `"startTimeL": null`, `"status": "OPEN"`,
		`"startTimeL": 1714644000000, "endTimeL": "soon"`, `"startTimeL": 1714644000000, "endTimeL": 17`,
		`"startTimeL": 1714644000000, "status": "CLOSE"`, `"startTimeL": 1714644000000, "status": "CLOSE", "endTimeL": -1`,
	} {
		p := decodeText(t, `{"conversationHistoryRecords": [{"info": {"conversationId": "x", `+info+`}}]}`)
		require.Empty(t, p.digests, info)
		require.Equal(t, 1, p.unclear, info)
	}
}

func TestScores(t *testing.T) {
	for written, expected := range map[string]float64{"-1": -1, "0": 0, `"-20"`: -20, "100": 100, "12.5": 12.5} {
		require.Equal(t, expected, decodeInfo(t, `"mcs": `+written).mcs)
	}
	for _, none := range []string{"101", "-100.5", `"undefined"`, "null", "{}", `"NaN"`} {
		require.True(t, math.IsNaN(decodeInfo(t, `"mcs": `+none).mcs), none)
	}
	require.True(t, math.IsNaN(decodeInfo(t, `"status": "OPEN"`).mcs))
}

func TestCounts(t *testing.T) {
	for text, expected := range map[string]int{
		`{"_metadata": {"count": 214}, "conversationHistoryRecords": []}`:   214,
		`{"_metadata": {"count": "214"}, "conversationHistoryRecords": []}`: 214,
		`{"_metadata": {"count": null}, "conversationHistoryRecords": []}`:  -1,
		`{"_metadata": {"count": -3}, "conversationHistoryRecords": []}`:    -1,
		`{"_metadata": {}, "conversationHistoryRecords": []}`:               -1,
	} {
		require.Equal(t, expected, decodeText(t, text).count, text)
	}
}

func TestWhatIsNoConversationIsLeftOut(t *testing.T) {
	p := decodeText(t, `{"_metadata": {"count": 5}, "conversationHistoryRecords": [
		null, 7, {}, {"info": {"conversationId": "no start"}}, {"info": {"conversationId": "x", "startTimeL": 1714644000000},
		"agentParticipants": {}, "dialogs": "none", "messageRecords": [null, 3, {"timeL": "soon"}]}]}`)
	require.Len(t, p.digests, 1)
	require.Equal(t, "x", p.digests[0].id)
	require.Equal(t, 5, p.size)
	require.Equal(t, 4, p.unclear)
}

func TestResponsesThatAreNone(t *testing.T) {
	for _, text := range []string{`[]`, `{}`, `null`, `"text"`, `{"conversationHistoryRecords": null}`, `{"_metadata": {}}`, `{"_metadata": {"count": null}, "conversationHistoryRecords": "none"}`} {
		_, err := decode([]byte(text))
		require.ErrorContains(t, err, "returned no conversations", text)
	}
	_, err := decode([]byte(`{"conversationHistoryRecords": [{"inf`))
	require.Error(t, err)
}

// conversation is a conversation as LivePerson returns it, changed.
func conversation(t *testing.T, change func(map[string]any)) digest {
	t.Helper()
	start := time.UnixMilli(1714644000000)
	one := livepersontest.Conversation("x", start, start.Add(10*time.Minute), 1)
	change(one)
	raw, err := json.Marshal(map[string]any{"conversationHistoryRecords": []any{one}})
	require.NoError(t, err)
	return decodeText(t, string(raw)).digests[0]
}

func sumOf(d digest, k kind) (total int64, count int32) {
	for _, s := range d.sums {
		if s.kind == k {
			total, count = total+s.total, count+s.count
		}
	}
	return total, count
}

func requireResponses(t *testing.T, d digest, expected time.Duration, expectedCount int) {
	t.Helper()
	total, count := sumOf(d, response)
	require.Equal(t, expected.Milliseconds(), total)
	require.EqualValues(t, expectedCount, count)
}

func TestMessagesThatCount(t *testing.T) {
	messages := func(c map[string]any) []any { return c["messageRecords"].([]any) }
	message := func(c map[string]any, i int) map[string]any { return messages(c)[i].(map[string]any) }
	tests := map[string]struct {
		change func(map[string]any)
		total  time.Duration
		count  int
	}{
		"all":             {func(map[string]any) {}, 3 * time.Minute, 2},
		"notes of agents": {func(c map[string]any) { message(c, 2)["audience"] = "AGENTS_AND_MANAGERS" }, 4 * time.Minute, 1},
		"another dialog": {func(c map[string]any) {
			message(c, 2)["dialogId"] = "survey"
			c["dialogs"] = append(c["dialogs"].([]any), map[string]any{"dialogId": "survey", "dialogType": "POST_SURVEY"})
		}, 4 * time.Minute, 1},
		"no dialogs":               {func(c map[string]any) { delete(c, "dialogs") }, 3 * time.Minute, 2},
		"lower case":               {func(c map[string]any) { message(c, 0)["sentBy"] = "consumer" }, 3 * time.Minute, 2},
		"no audience":              {func(c map[string]any) { delete(message(c, 2), "audience") }, 3 * time.Minute, 2},
		"a participant not listed": {func(c map[string]any) { message(c, 2)["participantId"] = "4711" }, 4 * time.Minute, 1},
		"no time":                  {func(c map[string]any) { message(c, 2)["timeL"] = "undefined" }, 4 * time.Minute, 1},
		"types as numbers":         {func(c map[string]any) { participant(c, 1)["userType"] = 1; delete(participant(c, 1), "userTypeName") }, 3 * time.Minute, 2},
		"no types":                 {func(c map[string]any) { delete(participant(c, 1), "userTypeName") }, 0, 0},
		"cut off":                  {func(c map[string]any) { c["info"].(map[string]any)["isPartial"] = true }, 0, 0},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) { requireResponses(t, conversation(t, test.change), test.total, test.count) })
	}
}

func participant(c map[string]any, i int) map[string]any {
	return c["agentParticipants"].([]any)[i].(map[string]any)
}

func TestAssignmentsThatCount(t *testing.T) {
	at := func(change func(map[string]any)) (total int64, count int32) {
		return sumOf(conversation(t, change), toFirstAssignment)
	}
	total, _ := at(func(map[string]any) {})
	require.Equal(t, time.Minute.Milliseconds(), total, "to a person, and not to the bot before")
	_, count := at(func(c map[string]any) { participant(c, 1)["permission"] = "READER" })
	require.Zero(t, count)
	total, _ = at(func(c map[string]any) { participant(c, 1)["permission"] = "assigned" })
	require.Equal(t, time.Minute.Milliseconds(), total)
	_, count = at(func(c map[string]any) { participant(c, 1)["timeL"] = 1714643700000 })
	require.Zero(t, count, "before the start, by a clock five minutes behind")
}

// Whatever LivePerson sends is read or refused, and nothing of it is out of bounds.
func FuzzDecode(f *testing.F) {
	start := time.UnixMilli(1714644000000)
	raw, _ := json.Marshal(map[string]any{"_metadata": map[string]any{"count": 1}, "conversationHistoryRecords": []any{
		livepersontest.Conversation("x", start, start.Add(time.Minute), 1),
	}})
	f.Add(raw)
	f.Add([]byte(`{"_metadata": {"count": 1e300}, "conversationHistoryRecords": [{"info": {"conversationId": 1, "startTimeL": 1e40, "mcs": []}}]}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		p, err := decode(raw)
		if err != nil {
			return
		}
		require.GreaterOrEqual(t, p.count, -1)
		require.LessOrEqual(t, len(p.digests), p.size)
		for _, d := range p.digests {
			require.NotEmpty(t, d.id)
			require.Positive(t, d.start)
			require.False(t, d.mcs > 100 || d.mcs < -100)
			for _, s := range d.sums {
				require.GreaterOrEqual(t, s.total, int64(0))
				require.Positive(t, s.count)
			}
		}
	})
}
