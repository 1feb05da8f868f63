package interactions

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// counts asks for columns of the list of open conversations by a grouping.
func counts(t *testing.T, s *source, groupBy string, f api.Filter, fields ...string) api.Table {
	t.Helper()
	r := api.Request{GroupBy: groupBy, Filter: f, Look: listed}
	for _, m := range Methods(service) {
		if m.Name == monitorMethod {
			r.Method = m
		}
	}
	for _, field := range fields {
		r.Columns = append(r.Columns, api.Column{Field: field, Current: true})
	}
	table, err := s.Do(t.Context(), r)
	require.NoError(t, err)
	return table
}

// row is the value of a column in the row of an id.
func row(t *testing.T, table api.Table, id, field string) float64 {
	t.Helper()
	for i, known := range table.IDs {
		if known == id {
			return table.Fields[field][i]
		}
	}
	require.Failf(t, "no row", "%q in %v", id, table.IDs)
	return 0
}

// All counts of all rows and filters come from one list: LivePerson is asked once, and for
// closed conversations only where agents' last messages are wanted.
func TestOpenConversationsAreCountedFromOneList(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		now := time.Now()
		search := &livepersontest.Search{}
		for i := range 6 { // of skills 1 and 2, agents 1, 2 and 3, channels SHARK, APP and SMS in turn
			search.Add(livepersontest.Listed{ID: string(rune('a' + i)), Started: now.Add(-time.Duration(10+i) * time.Minute), Number: i, Queued: i < 2})
		}
		search.Add(livepersontest.Listed{ID: "z", Started: now.Add(-9 * time.Minute), Updated: now.Add(-3 * time.Minute), Closed: true, Number: 1})
		c := &listCentre{Search: search}
		s := c.connect(t)

		account := counts(t, s, "", api.Filter{}, "open", "longestWait")
		require.Equal(t, []string{""}, account.IDs)
		require.Equal(t, []float64{6}, account.Fields["open"])
		require.Equal(t, []float64{2}, account.Fields["queued"])
		require.Equal(t, []float64{4}, account.Fields["active"])
		require.Equal(t, []float64{2}, account.Fields["waitingForFirstResponse"], "the queued ones, in which only the bot has written")
		require.Equal(t, float64(11*time.Minute/time.Millisecond), account.Fields["longestWait"][0])
		require.Empty(t, account.Notices)

		skills := counts(t, s, api.BySkill, api.Filter{Channels: []string{"shark"}}, "open")
		require.Equal(t, []string{"1", "2"}, skills.IDs)
		require.Equal(t, float64(10*time.Minute/time.Millisecond), row(t, skills, "1", "longestWait"))
		require.True(t, math.IsNaN(row(t, skills, "2", "longestWait")))
		require.Equal(t, 1.0, row(t, skills, "2", "open"))
		require.Len(t, c.bodies, 1)

		agents := counts(t, s, api.ByAgent, api.Filter{}, lastSentField)
		require.Len(t, c.bodies, 2)
		require.Equal(t, float64(now.Add(-8*time.Minute).UnixMilli()), row(t, agents, "3", lastSentField), "in the one that began 12 minutes ago")
		require.Equal(t, float64(now.Add(-5*time.Minute).UnixMilli()), row(t, agents, "2", lastSentField), "in the closed one")
		require.Zero(t, row(t, agents, "900", "open"), "a bot")
		require.Empty(t, agents.Notices)
		agents = counts(t, s, api.ByAgent, api.Filter{Channels: []string{"SMS"}}, lastSentField)
		require.Len(t, agents.Notices, 1)
		require.Equal(t, "The times of last messages are those on all channels.", agents.Notices[0].Sentence)
	})
}

// The time of an agent's last message stays known when the conversation is closed.
func TestLastMessagesAreRemembered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		search := &livepersontest.Search{}
		search.Set(livepersontest.Listed{ID: "a", Started: start.Add(-10 * time.Minute), Number: 0})
		c := &listCentre{Search: search}
		s := c.connect(t)
		sent := float64(start.Add(-6 * time.Minute).UnixMilli())
		require.Equal(t, sent, row(t, counts(t, s, api.ByAgent, api.Filter{}, lastSentField), "1", lastSentField))

		search.Set() // it is not even found any more
		time.Sleep(time.Hour)
		require.Equal(t, sent, row(t, counts(t, s, api.ByAgent, api.Filter{}, lastSentField), "1", lastSentField))
		time.Sleep(sentReach)
		require.NotContains(t, counts(t, s, api.ByAgent, api.Filter{}, lastSentField).IDs, "1")
	})
}

// A message whose time is years ahead does not hide when its agent sent one in another
// conversation.
func TestTimesAheadAreNoLastMessages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		now := time.Now()
		sent := now.Add(-time.Hour)
		one := func(id string, at time.Time) string {
			return fmt.Sprintf(`{"info": {"conversationId": %q, "startTimeL": %d, "latestQueueState": "ACTIVE", "latestAgentId": "5"},
				"messageRecords": [{"participantId": "5", "sentBy": "Agent", "timeL": %d}]}`, id, sent.UnixMilli(), at.UnixMilli())
		}
		c := &listCentre{raw: fmt.Sprintf(`{"_metadata": {"count": 2}, "conversationHistoryRecords": [%s, %s]}`,
			one("a", sent), one("b", now.AddDate(10, 0, 0)))}
		table := counts(t, c.connect(t), api.ByAgent, api.Filter{}, lastSentField)
		require.Equal(t, float64(sent.UnixMilli()), row(t, table, "5", lastSentField))
	})
}

// Where not all open conversations are listed, what is counted from them is a lower limit.
// Those in queues are all listed, so what is about them is not.
func TestCountsOfALongListAreLowerLimits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		search := &livepersontest.Search{}
		for i := range 700 {
			search.Add(livepersontest.Listed{ID: "open-" + strings.Repeat("i", i+1)[:min(i+1, 150)] + time.Duration(i).String(), Started: time.Now().Add(-time.Minute), Number: i, Queued: i >= 650})
		}
		s := (&listCentre{Search: search}).connect(t)
		table := counts(t, s, "", api.Filter{}, "open")
		require.Equal(t, []float64{50}, table.Fields["queued"])
		require.Equal(t, []float64{500}, table.Fields["open"])
		var about []string
		for _, n := range table.Notices {
			require.True(t, n.RowsMissing)
			require.Contains(t, n.Sentence, "700 conversations are open, of which 500 are listed")
			about = append(about, n.Field)
		}
		require.Equal(t, []string{"active", "open", "waitingForFirstResponse"}, about)
	})
}

// Who wrote is not known of a conversation that is not there as a whole.
func TestCountsSayWhichConversationsAreCutOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := &listCentre{raw: `{"_metadata": {"count": 1}, "conversationHistoryRecords": [
			{"info": {"conversationId": "a", "startTimeL": 946684000000, "latestQueueState": "IN_QUEUE", "isPartial": true}}]}`}
		table := counts(t, c.connect(t), "", api.Filter{}, "queued", "longestWait")
		require.Equal(t, []float64{1}, table.Fields["queued"])
		var about []string
		for _, n := range table.Notices {
			require.Equal(t, "LivePerson returned only a part of 1 conversation, whose times are left out.", n.Sentence)
			about = append(about, n.Field)
		}
		require.Equal(t, ofTimes, about)
	})
}
