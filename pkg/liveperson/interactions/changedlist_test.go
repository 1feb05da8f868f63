package interactions

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// changed counts the conversations that changed since a time, or those that started.
func changed(t *testing.T, s *source, method, groupBy string, f api.Filter, from time.Time) api.Table {
	t.Helper()
	table, err := s.Do(t.Context(), changedRequest(method, groupBy, f, from))
	require.NoError(t, err)
	return table
}

func changedRequest(method, groupBy string, f api.Filter, from time.Time) api.Request {
	r := api.Request{GroupBy: groupBy, Filter: f, Window: api.Window{From: from, To: time.Now().Truncate(time.Minute).Add(time.Minute)}}
	for _, m := range Methods(service) {
		if m.Name == method {
			r.Method = m
		}
	}
	return r
}

var fieldOf = map[string]string{activeByRowMethod: activeField, startedByRowMethod: startedField}

// hundreds are conversations that started one after the other, a minute apart, and did not
// change since.
func hundreds(n int, first time.Time) *livepersontest.Search {
	search := &livepersontest.Search{}
	for i := range n {
		search.Add(livepersontest.Listed{ID: fmt.Sprintf("c%d", i), Started: first.Add(time.Duration(i) * time.Minute), Number: i, Closed: i%2 == 0})
	}
	return search
}

// with changes what LivePerson says of a conversation.
func with(fields map[string]any) func(map[string]any) {
	return func(record map[string]any) {
		for field, value := range fields {
			livepersontest.Info(record)[field] = value
		}
	}
}

// Rows and filters count what is theirs. Ids that are missing or stand for none are no row,
// but -1 is a group.
func TestChangedConversationsAreCountedByRows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		midnight := time.Now()
		time.Sleep(12 * time.Hour)
		one := func(id string, started time.Duration, fields map[string]any) livepersontest.Listed {
			return livepersontest.Listed{ID: id, Started: midnight.Add(started), Updated: midnight.Add(11 * time.Hour), Change: with(fields)}
		}
		search := &livepersontest.Search{}
		search.Add(
			one("a", time.Hour, map[string]any{"latestSkillId": 7, "latestAgentId": "70", "latestAgentGroupId": -1, "source": "SMS"}),
			one("b", -time.Hour, map[string]any{"latestSkillId": 7, "latestAgentId": "71", "latestAgentGroupId": 5}),
			one("c", 2*time.Hour, map[string]any{"latestSkillId": -1, "latestAgentId": "undefined", "latestAgentGroupId": 5}),
			one("d", 3*time.Hour, map[string]any{"latestSkillId": nil, "latestAgentId": nil, "latestAgentGroupId": nil, "source": nil}),
			one("e", 4*time.Hour, map[string]any{"latestSkillId": "8", "latestAgentId": 70, "latestAgentGroupId": "-1"}),
		)
		s := (&listCentre{Search: search}).connect(t)
		for _, expected := range []struct {
			groupBy         string
			filter          api.Filter
			active, started map[string]float64
		}{
			{"", api.Filter{}, map[string]float64{"": 5}, map[string]float64{"": 4}},
			{"", api.Filter{Groups: []string{"5"}}, map[string]float64{"": 1}, map[string]float64{"": 0}},
			{"", api.Filter{Groups: []string{"6"}}, map[string]float64{"": 0}, map[string]float64{"": 0}},
			{api.BySkill, api.Filter{}, map[string]float64{"7": 2, "8": 1}, map[string]float64{"7": 1, "8": 1}},
			{api.BySkill, api.Filter{Channels: []string{"sms"}}, map[string]float64{"7": 1}, map[string]float64{"7": 1}},
			{api.ByGroup, api.Filter{Skills: []string{"7"}}, map[string]float64{"-1": 1, "5": 1}, map[string]float64{"-1": 1, "5": 0}},
			{api.ByAgent, api.Filter{Groups: []string{"-1"}, Skills: []string{"8"}}, map[string]float64{"70": 2}, map[string]float64{"70": 2}},
		} {
			for method, want := range map[string]map[string]float64{activeByRowMethod: expected.active, startedByRowMethod: expected.started} {
				table := changed(t, s, method, expected.groupBy, expected.filter, midnight)
				require.Empty(t, table.Notices)
				got := map[string]float64{}
				for i, id := range table.IDs {
					got[id] = table.Fields[fieldOf[method]][i]
				}
				for id, n := range want {
					if n == 0 && id != "" { // none is no row
						delete(want, id)
					}
				}
				require.Equal(t, want, got, "%s %s %v", method, expected.groupBy, expected.filter)
			}
		}
	})
}

// One list is for all rows, filters and viewers. After it, only what changed is requested.
func TestRefreshesOfChangedConversationsTakeWhatChanged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		midnight := time.Now()
		search := hundreds(720, midnight)
		time.Sleep(12 * time.Hour)
		c := &listCentre{Search: search, delay: time.Second}
		s := c.connect(t)
		want := map[string]float64{"1": 360, "2": 360}
		for refresh := range 3 {
			var viewers sync.WaitGroup
			for range 10 {
				for _, groupBy := range []string{"", api.BySkill, api.ByGroup, api.ByAgent} {
					for _, f := range []api.Filter{{}, {Groups: []string{"-1"}}, {Channels: []string{"SMS"}}} {
						for method := range fieldOf {
							viewers.Go(func() {
								_, err := s.Do(t.Context(), changedRequest(method, groupBy, f, midnight))
								assert.NoError(t, err)
							})
						}
					}
				}
			}
			viewers.Wait()
			require.Equal(t, map[bool]int{true: 8, false: 1}[refresh == 0], c.calls(), "refresh %d", refresh)
			table := changed(t, s, activeByRowMethod, api.BySkill, api.Filter{}, midnight)
			for id, n := range want {
				require.Equal(t, n, row(t, table, id, activeField))
			}
			require.Zero(t, c.calls())

			// One that skill 1 had goes to skill 2, and one starts with skill 1.
			moved := livepersontest.Listed{ID: fmt.Sprintf("c%d", 2*refresh), Started: midnight.Add(time.Duration(2*refresh) * time.Minute), Updated: time.Now(), Number: 1}
			all := []livepersontest.Listed{moved, {ID: fmt.Sprintf("new%d", refresh), Started: time.Now(), Number: 0}}
			search.Add(all...)
			want["2"]++
			time.Sleep(time.Minute)
		}
		require.Equal(t, 723.0, changed(t, s, activeByRowMethod, "", api.Filter{}, midnight).Fields[activeField][0])
	})
}

// A window that moves on takes a whole list each hour where starts are counted, and each ten
// minutes where changes are.
func TestSlidingWindowsOfChangedConversations(t *testing.T) {
	for method, perHour := range map[string]int{startedByRowMethod: 1, activeByRowMethod: 6} {
		synctest.Test(t, func(t *testing.T) {
			midnight := time.Now()
			c := &listCentre{Search: hundreds(12*60, midnight)}
			s := c.connect(t)
			whole := 0
			time.Sleep(12 * time.Hour)
			for minute := range 60 {
				c.Add(livepersontest.Listed{ID: fmt.Sprintf("new%d", minute), Started: time.Now()})
				from := time.Now().Add(-5 * time.Hour)
				table := changed(t, s, method, "", api.Filter{}, from)
				first := map[string]time.Time{startedByRowMethod: from, activeByRowMethod: from.Truncate(searchGrain)}[method]
				require.Equal(t, 1+time.Since(first).Minutes(), table.Fields[fieldOf[method]][0], "minute %d", minute)
				require.Equal(t, method == activeByRowMethod && minute%10 > 0, len(table.Notices) > 0)
				if c.calls() > 3 {
					whole++
				}
				time.Sleep(time.Minute)
			}
			require.Equal(t, perHour, whole)
		})
	}
}

// Of more conversations than a list has, those that started last are counted. What started in
// a window that they reach back over is exact.
func TestTooManyChangedConversations(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		first := time.Now()
		search := &livepersontest.Search{}
		for i := range maxChanged + 500 {
			search.Add(livepersontest.Listed{ID: fmt.Sprintf("c%d", i), Started: first.Add(time.Duration(i) * time.Second), Updated: first.Add(3 * time.Hour), Number: i})
		}
		time.Sleep(3 * time.Hour)
		c := &listCentre{Search: search}
		s := c.connect(t)
		fieldsOf := func(from time.Time) (about []string) {
			for _, method := range []string{activeByRowMethod, startedByRowMethod} {
				for _, n := range changed(t, s, method, "", api.Filter{}, from).Notices {
					require.True(t, n.RowsMissing)
					require.Contains(t, n.Sentence, "More than 5,000 conversations changed in the window.")
					about = append(about, n.Field)
				}
			}
			require.Equal(t, []float64{maxChanged}, changed(t, s, activeByRowMethod, "", api.Filter{}, from).Fields[activeField])
			return about
		}
		require.Equal(t, []string{activeField, startedField}, fieldsOf(first))
		require.Equal(t, maxChanged/pageSize, c.calls())
		time.Sleep(time.Minute)
		search.Add(livepersontest.Listed{ID: "new", Started: time.Now()})
		require.Equal(t, []string{activeField, startedField}, fieldsOf(first))

		time.Sleep(time.Minute)
		require.Equal(t, []string{activeField}, fieldsOf(first.Add(10*time.Minute)))
		require.Len(t, s.store.changed.find(fmt.Sprint(first.UnixMilli())).all, maxChanged)
		require.Contains(t, s.store.changed.find(fmt.Sprint(first.UnixMilli())).all, "new", "those that started first are left out")
	})
}

// What LivePerson did not search everywhere says so, and is requested as a whole again after
// ten minutes, not each minute.
func TestChangedConversationsThatArePartial(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		midnight := time.Now()
		time.Sleep(12 * time.Hour)
		partial := strings.Replace(`{"_metadata": {"count": 150, "shardsStatusResult": {"partialResult": true}}, "conversationHistoryRecords": []}`, "[]", "["+records(150, midnight)+"]", 1)
		c := &listCentre{Search: hundreds(150, midnight), raw: partial}
		s := c.connect(t)
		isPartial := func() bool {
			notices := changed(t, s, startedByRowMethod, "", api.Filter{}, midnight).Notices
			for _, n := range notices {
				require.True(t, n.RowsMissing)
				require.Contains(t, n.Sentence, "LivePerson returned only some of the conversations")
			}
			return len(notices) == 1
		}
		require.True(t, isPartial())
		c.raw = ""
		for minute := range 9 {
			time.Sleep(time.Minute)
			require.True(t, isPartial(), "minute %d", minute)
		}
		time.Sleep(time.Minute)
		require.False(t, isPartial())
		c.raw = strings.Replace(`{"_metadata": {"count": 50, "shardsStatusResult": {"partialResult": true}}, "conversationHistoryRecords": []}`, "[]", "["+records(50, midnight)+"]", 1)
		time.Sleep(time.Minute) // of changes, where the list lacks nothing: then all are requested
		require.True(t, isPartial())
	})
}

// What LivePerson counts and does not return is missing, too.
func TestChangedConversationsThatLivePersonDoesNotReturn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		midnight := time.Now()
		time.Sleep(12 * time.Hour)
		c := &listCentre{Search: hundreds(150, midnight), raw: `{"_metadata": {"count": 300}, "conversationHistoryRecords": [` + records(100, midnight) + `]}`}
		table := changed(t, c.connect(t), startedByRowMethod, "", api.Filter{}, midnight)
		require.Len(t, table.Notices, 1)
		require.Contains(t, table.Notices[0].Sentence, "LivePerson returned only some of the conversations")
	})
}

// A conversation that LivePerson finds minutes after it changed is found, also where the ten
// minutes that searches begin with have passed; one that it finds later still, within an hour.
func TestChangedConversationsThatAreFoundLate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		midnight := time.Now()
		time.Sleep(12*time.Hour + 10*time.Minute + 30*time.Second)
		c := &listCentre{Search: hundreds(300, midnight)}
		s := c.connect(t)
		started := func() float64 {
			return changed(t, s, startedByRowMethod, "", api.Filter{}, midnight).Fields[startedField][0]
		}
		require.Equal(t, 300.0, started())
		c.Add(livepersontest.Listed{ID: "late", Started: midnight.Add(time.Hour), Updated: time.Now().Add(-2 * time.Minute)})
		time.Sleep(time.Minute)
		require.Equal(t, 301.0, started())
		c.Add(livepersontest.Listed{ID: "later", Started: midnight.Add(time.Hour), Updated: midnight.Add(time.Hour)})
		time.Sleep(time.Minute)
		require.Equal(t, 301.0, started())
		time.Sleep(time.Hour)
		require.Equal(t, 302.0, started())
	})
}

// A list of one page is requested as a whole: what changed would take as much.
func TestAListOfOnePageTakesOneCall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		midnight := time.Now()
		time.Sleep(12 * time.Hour)
		c := &listCentre{Search: hundreds(pageSize-10, midnight)}
		s := c.connect(t)
		for minute := range 3 {
			changed(t, s, startedByRowMethod, "", api.Filter{}, midnight)
			require.Equal(t, 1, c.calls(), "minute %d", minute)
			c.Add(livepersontest.Listed{ID: fmt.Sprintf("new%d", minute), Started: time.Now()})
			time.Sleep(time.Minute)
		}
	})
}

// What started a moment ahead by LivePerson's clock started now.
func TestStartsByAClockThatIsAhead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		midnight := time.Now()
		time.Sleep(12 * time.Hour)
		c := &listCentre{Search: hundreds(3, midnight)}
		c.Add(livepersontest.Listed{ID: "ahead", Started: time.Now().Add(3 * time.Minute)})
		require.Equal(t, 4.0, changed(t, c.connect(t), startedByRowMethod, "", api.Filter{}, midnight).Fields[startedField][0])
	})
}

// records are conversations as LivePerson returns them.
func records(n int, started time.Time) string {
	var all []string
	for i := range n {
		all = append(all, fmt.Sprintf(`{"info": {"conversationId": "c%d", "startTimeL": %d}}`, i, started.UnixMilli()))
	}
	return strings.Join(all, ",")
}

// A failure is no count. The next refresh goes on with what is known.
func TestChangedConversationsAfterAFailure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		midnight := time.Now()
		time.Sleep(12 * time.Hour)
		c := &listCentre{Search: hundreds(300, midnight)}
		s := c.connect(t)
		require.Equal(t, []float64{300}, changed(t, s, activeByRowMethod, "", api.Filter{}, midnight).Fields[activeField])
		c.calls()
		time.Sleep(time.Minute)
		c.fail = http.StatusForbidden
		_, err := s.Do(t.Context(), changedRequest(activeByRowMethod, "", api.Filter{}, midnight))
		require.Error(t, err)
		c.fail = 0
		c.Add(livepersontest.Listed{ID: "new", Started: time.Now()})
		c.calls()
		require.Equal(t, []float64{301}, changed(t, s, activeByRowMethod, "", api.Filter{}, midnight).Fields[activeField])
		require.Equal(t, 1, c.calls())
	})
}

// A trend has the starts of each point, also of rows and points without any. Points that a
// list does not reach back to are gaps, and not 0.
func TestTrendOfStarts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		midnight := time.Now()
		c := &listCentre{Search: hundreds(90, midnight)} // of skills 1 and 2 in turn
		c.Add(livepersontest.Listed{ID: "other", Started: midnight.Add(3 * time.Hour), Number: 0})
		s := c.connect(t)
		time.Sleep(4 * time.Hour)
		trend := func(groupBy string) (counts map[string]float64, table api.Table) {
			r := changedRequest(startedTrendMethod, groupBy, api.Filter{}, midnight)
			r.Step = time.Hour
			table, err := s.Do(t.Context(), r)
			require.NoError(t, err)
			counts = map[string]float64{}
			for i, id := range table.IDs {
				point, row := api.SplitPointID(id)
				require.Equal(t, row, table.Names[i])
				counts[fmt.Sprint(point.Sub(midnight), row)] = table.Fields[startedField][i]
			}
			return counts, table
		}
		counts, table := trend("")
		require.Equal(t, map[string]float64{"0s": 60, "1h0m0s": 30, "2h0m0s": 0, "3h0m0s": 1, "4h0m0s": 0}, counts)
		counts, _ = trend(api.BySkill)
		require.Equal(t, map[string]float64{"0s1": 30, "0s2": 30, "1h0m0s1": 15, "1h0m0s2": 15, "3h0m0s1": 1}, counts)
		require.False(t, table.RowsUnknown)

		for i := range maxChanged {
			c.Add(livepersontest.Listed{ID: fmt.Sprintf("many%d", i), Started: midnight.Add(90 * time.Minute), Updated: time.Now(), Number: 1})
		}
		time.Sleep(time.Hour)
		counts, table = trend(api.BySkill)
		require.Equal(t, map[string]float64{"2h0m0s1": 0, "3h0m0s1": 1, "4h0m0s1": 0, "5h0m0s1": 0}, counts)
		require.True(t, table.RowsUnknown)
		require.Len(t, table.Notices, 1)
		counts, _ = trend("")
		require.Equal(t, map[string]float64{"2h0m0s": 0, "3h0m0s": 1, "4h0m0s": 0, "5h0m0s": 0}, counts)
	})
}
