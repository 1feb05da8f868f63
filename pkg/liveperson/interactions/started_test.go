package interactions

import (
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// started asks how many conversations started in a window.
func started(t *testing.T, s *source, from, to time.Time) api.Table {
	t.Helper()
	for _, m := range Methods(service) {
		if m.Name == startedMethod {
			table, err := s.Do(t.Context(), api.Request{Method: m, Window: api.Window{From: from, To: to}})
			require.NoError(t, err)
			return table
		}
	}
	panic("there is no such method")
}

// LivePerson counts by ten minutes. What started at the ends of a window is counted one by
// one, and read again only as long as it can change.
func TestConversationsThatStartedAreCounted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		midnight := time.Now().Truncate(24 * time.Hour)
		search := &livepersontest.Search{}
		for i := range 600 { // one a minute, at half past
			search.Add(livepersontest.Listed{
				ID: time.Duration(i).String(), Started: midnight.Add(time.Duration(i)*time.Minute + 30*time.Second),
				Updated: midnight.Add(20 * time.Hour), Closed: i%2 == 0, Number: i,
			})
		}
		c := &listCentre{Search: search}
		s := c.connect(t)
		time.Sleep(24 * time.Hour)
		for _, w := range []struct {
			from, to time.Duration
			calls    int
		}{
			{0, 10 * time.Hour, 1},
			{time.Hour, 2 * time.Hour, 1},
			{7 * time.Minute, 2 * time.Hour, 2},
			{7 * time.Minute, 127 * time.Minute, 2}, // the first ten minutes are known
			{8 * time.Minute, 128 * time.Minute, 1},
			{61 * time.Minute, 64 * time.Minute, 1},
			{58 * time.Minute, 63 * time.Minute, 1},
			{5 * time.Minute, 15 * time.Minute, 1},
			{10 * time.Hour, 11 * time.Hour, 1},
		} {
			table := started(t, s, midnight.Add(w.from), midnight.Add(w.to))
			minutes := min(w.to, 10*time.Hour) - min(w.from, 10*time.Hour)
			require.Equal(t, []float64{minutes.Minutes()}, table.Fields["started"], "%v to %v", w.from, w.to)
			require.Equal(t, w.calls, table.Calls, "%v to %v", w.from, w.to)
			require.Equal(t, w.calls, c.calls(), "%v to %v", w.from, w.to)
			require.Empty(t, table.Notices)
		}
	})
}

// Windows whose ends are in the same ten minutes read these once, also at the same time.
func TestEndsOfWindowsAreReadOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		midnight := time.Now().Truncate(24 * time.Hour)
		c := &listCentre{Search: &livepersontest.Search{}, delay: time.Second}
		c.Add(livepersontest.Listed{ID: "a", Started: midnight.Add(6 * time.Minute)})
		s := c.connect(t)
		time.Sleep(time.Hour)
		var all sync.WaitGroup
		for i := range 5 {
			all.Go(func() {
				from := midnight.Add(time.Duration(2*i) * time.Minute)
				require.Equal(t, []float64{map[bool]float64{true: 1}[i == 3]}, started(t, s, from, from.Add(2*time.Minute)).Fields["started"])
			})
		}
		all.Wait()
		require.Equal(t, 1, c.calls())
	})
}

// A conversation may go to another skill, so who started with a skill is read again.
func TestStartsOfASkillAreReadAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		midnight := time.Now().Truncate(24 * time.Hour)
		c := &listCentre{Search: &livepersontest.Search{}}
		s := c.connect(t)
		time.Sleep(time.Hour)
		for _, f := range []struct {
			filter api.Filter
			calls  int
		}{{api.Filter{Channels: []string{"SMS"}}, 1}, {api.Filter{Skills: []string{"1"}}, 3}, {api.Filter{Agents: []string{"1"}}, 3}} {
			for range 3 {
				_, err := s.startedTable(t.Context(), api.Request{Window: api.Window{From: midnight, To: midnight.Add(5 * time.Minute)}, Filter: f.filter})
				require.NoError(t, err)
			}
			require.Equal(t, f.calls, c.calls(), "%v", f.filter)
		}
	})
}

// Nothing that is still to come is read one by one.
func TestStartsUpToNowTakeOneCall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		midnight := time.Now().Truncate(24 * time.Hour)
		time.Sleep(7 * time.Minute)
		c := &listCentre{Search: &livepersontest.Search{}}
		c.Add(livepersontest.Listed{ID: "a", Started: midnight.Add(6 * time.Minute)})
		table := started(t, c.connect(t), midnight, midnight.Add(7*time.Minute))
		require.Equal(t, []float64{1}, table.Fields["started"])
		require.Equal(t, 1, c.calls())
	})
}

// A count that LivePerson does not give is an error, and one of only some of its
// conversations says so.
func TestCountsThatAreNotKnown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		midnight := time.Now().Truncate(24 * time.Hour)
		time.Sleep(24 * time.Hour)
		c := &listCentre{Search: &livepersontest.Search{}, raw: `{"conversationHistoryRecords": []}`}
		s := c.connect(t)
		_, err := s.startedTable(t.Context(), api.Request{Window: api.Window{From: midnight, To: midnight.Add(time.Hour)}})
		require.ErrorContains(t, err, "does not say how many conversations there are")
		c.raw = `{"_metadata": {"count": 7, "shardsStatusResult": {"partialResult": true}}, "conversationHistoryRecords": []}`
		table := started(t, s, midnight, midnight.Add(time.Hour))
		require.Equal(t, []float64{7}, table.Fields["started"])
		require.True(t, table.Incomplete)
		require.True(t, table.Notices[0].RowsMissing)
	})
}
