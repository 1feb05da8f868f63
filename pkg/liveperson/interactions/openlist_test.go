package interactions

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// listCentre is a LivePerson whose conversations a test sets.
type listCentre struct {
	*livepersontest.Search
	mu     sync.Mutex
	bodies []string // of the calls so far
	fail   int      // a status, 0 for none
	raw    string   // what it responds instead, empty for the conversations
	// changes is what it responds to searches for what changed, empty for the conversations.
	changes string
	delay   time.Duration // of each response
}

// RoundTrip implements http.RoundTripper.
func (c *listCentre) RoundTrip(r *http.Request) (*http.Response, error) {
	body, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(body))
	c.mu.Lock()
	c.bodies = append(c.bodies, string(body))
	fail, raw := c.fail, c.raw
	if c.changes != "" && strings.Contains(string(body), "latestUpdateTime") {
		raw = c.changes
	}
	c.mu.Unlock()
	time.Sleep(c.delay)
	w := httptest.NewRecorder()
	switch {
	case fail != 0:
		w.WriteHeader(fail)
	case raw != "":
		_, _ = w.WriteString(raw)
	default:
		c.Handler(nil)(w, r)
	}
	response := w.Result()
	response.Request = r
	return response, nil
}

func (c *listCentre) connect(t *testing.T) *source {
	t.Helper()
	return New(livepersontest.Client(t, c), noLists{}, service).(*source)
}

// calls is how many calls there were since it was last called.
func (c *listCentre) calls() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	n := len(c.bodies)
	c.bodies = nil
	return n
}

var listed = api.Look{Max: 500, Interval: 30 * time.Second}

func listRequest(look api.Look, filter api.Filter) api.Request {
	for _, m := range Methods(service) {
		if m.Name == listMethod {
			return api.Request{Method: m, Rows: "conversation", Look: look, Filter: filter}
		}
	}
	panic("there is no such method")
}

// inListCentre runs a test on so many conversations, one of ten in a queue: the i-th began i
// minutes ago.
func inListCentre(t *testing.T, n int, test func(t *testing.T, c *listCentre, list func(api.Look) api.Table)) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Second)
		c := &listCentre{Search: &livepersontest.Search{}}
		for i := range n {
			c.Add(openOne(i))
		}
		s := c.connect(t)
		test(t, c, func(look api.Look) api.Table {
			table, err := s.Do(t.Context(), listRequest(look, api.Filter{}))
			require.NoError(t, err)
			return table
		})
	})
}

func openOne(i int) livepersontest.Listed {
	return livepersontest.Listed{ID: fmt.Sprintf("open-%04d", i), Started: time.Now().Add(-time.Duration(i+2) * time.Minute), Number: i, Queued: i%10 == 0}
}

func TestAllOpenConversationsAreListed(t *testing.T) {
	for _, n := range []int{0, 1, 99, 100, 101, 499, 500} {
		inListCentre(t, n, func(t *testing.T, c *listCentre, list func(api.Look) api.Table) {
			table := list(listed)
			require.Len(t, table.IDs, n)
			require.Empty(t, table.Notices)
			calls := c.calls()
			require.Equal(t, calls, table.Calls)
			require.LessOrEqual(t, calls, n/100+1, "a page for each hundred")
			if n > 1 {
				queued := (n + 9) / 10
				require.Equal(t, fmt.Sprintf("open-%04d", (n-1)/10*10), table.IDs[0], "the longest wait")
				require.Equal(t, api.Queued, table.Texts["state"][queued-1])
				require.Equal(t, api.Active, table.Texts["state"][queued])
			}
		})
	}
}

// Where more are open than may be listed, those in a queue are there whatever their age.
func TestQueuedConversationsAreNeverLostByTheLimit(t *testing.T) {
	inListCentre(t, 2345, func(t *testing.T, c *listCentre, list func(api.Look) api.Table) {
		table := list(listed)
		require.Len(t, table.IDs, 500)
		require.Equal(t, 5+3, c.calls())
		queued := 0
		for _, state := range table.Texts["state"] {
			if state == api.Queued {
				queued++
			}
		}
		require.Equal(t, 235, queued)
		require.Equal(t, "open-2344", table.IDs[queued], "of others, those that began first")
		require.Len(t, table.Notices, 1)
		require.Equal(t, "2,345 conversations are open, of which 500 are listed: those in a queue first, then those that started first. Increase Max open conversations in the data source settings to list more.", table.Notices[0].Sentence)
	})
}

func TestMoreQueuedThanTheLimit(t *testing.T) {
	inListCentre(t, 1000, func(t *testing.T, _ *listCentre, list func(api.Look) api.Table) {
		table := list(api.Look{Max: 50, Interval: time.Minute})
		require.Len(t, table.IDs, 50)
		require.Equal(t, "open-0990", table.IDs[0])
		require.Equal(t, api.Queued, table.Texts["state"][49])
	})
}

func TestListIsSharedUpToTheNextRefresh(t *testing.T) {
	inListCentre(t, 50, func(t *testing.T, c *listCentre, list func(api.Look) api.Table) {
		for range 10 {
			list(listed)
			time.Sleep(2 * time.Second)
		}
		require.Equal(t, 1, c.calls())
		time.Sleep(10 * time.Second)
		require.Equal(t, 1, list(listed).Calls)
		require.Zero(t, list(listed).Calls)
		require.Equal(t, 1, c.calls())
	})
}

// What comes, changes and leaves is found by asking what changed, where that takes fewer
// pages.
func TestOnlyWhatChangedIsRequested(t *testing.T) {
	inListCentre(t, 450, func(t *testing.T, c *listCentre, list func(api.Look) api.Table) {
		list(listed)
		require.Equal(t, 5, c.calls())
		all := make([]livepersontest.Listed, 450)
		for i := range all {
			all[i] = openOne(i)
		}
		for refresh := range 9 {
			time.Sleep(30 * time.Second)
			changed := &all[refresh]
			changed.Updated = time.Now()
			switch refresh % 3 {
			case 0:
				changed.Closed = true
			case 1:
				changed.Queued = !changed.Queued
			case 2:
				all = append(all, livepersontest.Listed{ID: fmt.Sprintf("new-%d", refresh), Started: time.Now(), Queued: true})
			}
			c.Set(all...)
			got := list(listed)
			require.Equal(t, 1, c.calls())
			require.ElementsMatch(t, openIDs(all), got.IDs)
			require.Empty(t, got.Notices)
		}
		time.Sleep(time.Minute)
		list(listed)
		require.Equal(t, 5, c.calls(), "everything again, after five minutes")
	})
}

func openIDs(all []livepersontest.Listed) (ids []string) {
	for _, one := range all {
		if !one.Closed {
			ids = append(ids, one.ID)
		}
	}
	return ids
}

// Where nearly all change all the time, asking what changed takes as much as asking for all.
func TestEverythingIsRequestedWhereAllChanges(t *testing.T) {
	inListCentre(t, 250, func(t *testing.T, c *listCentre, list func(api.Look) api.Table) {
		calls := 0
		for range 10 {
			all := make([]livepersontest.Listed, 250)
			for i := range all {
				all[i] = openOne(i)
				all[i].Updated = time.Now()
			}
			c.Set(all...)
			require.Len(t, list(listed).IDs, 250)
			calls += c.calls()
			time.Sleep(30 * time.Second)
		}
		require.Equal(t, 10*3+1, calls, "once it is found out")
	})
}

// Changes that LivePerson did not search completely, or that are not understood, may lack a
// conversation that was closed.
func TestEverythingIsRequestedWhereChangesAreNotComplete(t *testing.T) {
	for _, changes := range []string{
		`{"_metadata": {"count": 0, "shardsStatusResult": {"partialResult": true}}, "conversationHistoryRecords": []}`,
		`{"_metadata": {"count": 1}, "conversationHistoryRecords": [{"info": {"conversationId": "no start"}}]}`,
	} {
		inListCentre(t, 250, func(t *testing.T, c *listCentre, list func(api.Look) api.Table) {
			list(listed)
			c.calls()
			c.changes = changes
			for _, calls := range []int{1 + 3, 3} {
				time.Sleep(30 * time.Second)
				table := list(listed)
				require.Len(t, table.IDs, 250)
				require.Empty(t, table.Notices)
				require.Equal(t, calls, table.Calls)
				require.Equal(t, calls, c.calls())
			}
		})
	}
}

// A setting does not help where LivePerson counts more conversations than it returns.
func TestFewerConversationsThanLivePersonCounts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := &listCentre{raw: `{"_metadata": {"count": 3}, "conversationHistoryRecords": [
			{"info": {"conversationId": "a", "startTimeL": 946684000000, "latestQueueState": "ACTIVE"}}]}`}
		s := c.connect(t)
		table, err := s.Do(t.Context(), listRequest(listed, api.Filter{}))
		require.NoError(t, err)
		require.Equal(t, []api.Notice{{RowsMissing: true, Sentence: "LivePerson returns only 1 of 3 open conversations."}}, table.Notices)
		notices := counts(t, s, "", api.Filter{}, "queued").Notices
		require.Len(t, notices, len(monitorFields), "the others may be in queues, too")
		require.Equal(t, "LivePerson returns only 1 of 3 open conversations, so the values counted from these are lower limits.", notices[0].Sentence)
	})
}

func TestListOfAFailingLivePerson(t *testing.T) {
	inListCentre(t, 5, func(t *testing.T, c *listCentre, list func(api.Look) api.Table) {
		require.Len(t, list(listed).IDs, 5)
		c.fail = http.StatusNoContent
		time.Sleep(time.Minute)
		require.Empty(t, list(listed).IDs)
		c.fail = 0
		time.Sleep(time.Minute)
		require.Len(t, list(listed).IDs, 5)
	})
}

func TestRequestWithoutALimitIsABug(t *testing.T) {
	s := (&listCentre{}).connect(t)
	_, err := s.Do(t.Context(), listRequest(api.Look{}, api.Filter{}))
	require.ErrorContains(t, err, "without a limit")
}

// FuzzListedConversations is what a hostile LivePerson may send: no panic, no wait below 0,
// and no text that a panel can't show in one line.
func FuzzListedConversations(f *testing.F) {
	f.Add(`{"info": {"conversationId": "x", "startTimeL": 1714644000000, "latestQueueState": "ACTIVE", "latestAgentId": "5"}, "transfers": [{"timeL": 1814644000000, "reason": "Skill"}], "agentParticipants": [{"agentId": "5", "userType": "1", "permission": "ASSIGNED_AGENT", "timeL": 1714644000000}]}`)
	f.Add(`{"info": {"conversationId": 7, "startTimeL": "1714644000000", "latestSkillName": "<b>\u202eSales", "latestSkillId": -1}, "campaign": [], "messageRecords": {"a": 1}, "consumerParticipants": [null, 5]}`)
	f.Add(`{"info": null, "agentParticipants": "none"}`)
	f.Fuzz(func(t *testing.T, record string) {
		c := &listCentre{raw: `{"_metadata": {"count": 1}, "conversationHistoryRecords": [` + record + `]}`}
		table, err := c.connect(t).Do(t.Context(), listRequest(listed, api.Filter{}))
		if err != nil {
			return
		}
		for _, wait := range table.Fields["waitTime"] {
			require.False(t, wait < 0)
		}
		for _, texts := range table.Texts {
			require.Len(t, texts, len(table.IDs))
			for _, text := range texts {
				require.Equal(t, api.CleanText(text), text)
				require.False(t, strings.ContainsAny(text, "\n\u202e"))
			}
		}
	})
}
