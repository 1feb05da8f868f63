package interactions

import (
	"fmt"
	"net/http"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

// openFor are conversations that began so many minutes ago, one each minute.
func openFor(minutes int) []conversationOf {
	all := make([]conversationOf, minutes)
	for i := range all {
		all[i] = conversationOf{id: fmt.Sprintf("open-%d", i), start: time.Now().Add(-time.Duration(i+1) * time.Minute)}
	}
	return all
}

func inCentre(t *testing.T, test func(t *testing.T, c *centre, s *source)) {
	synctest.Test(t, func(t *testing.T) {
		c := &centre{}
		test(t, c, c.connect(t))
	})
}

func TestOpenConversationsAreTheNewest(t *testing.T) {
	inCentre(t, func(t *testing.T, c *centre, s *source) {
		c.add(openFor(500)...)
		o, calls, err := s.store.open.get(t.Context(), 250)
		require.NoError(t, err)
		require.Equal(t, 3, calls)
		require.Len(t, o.digests, 250)
		require.Equal(t, "open-0", o.digests[0].id)
		require.Equal(t, "open-249", o.digests[249].id)
		require.Equal(t, 500, o.total)
		require.InDelta(t, 5, o.part(100, 0).weight(), 1e-9, "a smaller sample is a part of the same")
	})
}

func TestNoContentIsNoConversations(t *testing.T) {
	inCentre(t, func(t *testing.T, c *centre, s *source) {
		c.add(openFor(5)...)
		c.fail = http.StatusNoContent
		o, _, err := s.store.open.get(t.Context(), 250)
		require.NoError(t, err)
		require.Empty(t, o.digests)
		require.True(t, o.isAll)
	})
}

func TestOpenConversationsAreRequestedEveryTwoMinutes(t *testing.T) {
	inCentre(t, func(t *testing.T, c *centre, s *source) {
		c.add(openFor(50)...)
		for minute := range 10 {
			for range 5 {
				o, _, err := s.store.open.get(t.Context(), 250)
				require.NoError(t, err)
				require.Less(t, time.Since(o.at), 2*time.Minute)
			}
			require.Equal(t, minute/2+1, c.calls)
			time.Sleep(time.Minute)
		}
	})
}

func TestLargerSampleIsLoadedAtOnceAndForgottenLater(t *testing.T) {
	inCentre(t, func(t *testing.T, c *centre, s *source) {
		c.add(openFor(500)...)
		get := func(size int) int {
			_, calls, err := s.store.open.get(t.Context(), size)
			require.NoError(t, err)
			return calls
		}
		require.Equal(t, 1, get(100))
		require.Equal(t, 3, get(300))
		require.Equal(t, 0, get(100))
		time.Sleep(3 * time.Minute)
		require.Equal(t, 3, get(100), "the larger one was requested recently")
		time.Sleep(10 * time.Minute)
		require.Equal(t, 1, get(100))
	})
}

// One that is closed between two pages moves the others: none is there twice, and those
// that move off the pages are missing and not invented.
func TestConversationsThatMoveBetweenPages(t *testing.T) {
	inCentre(t, func(t *testing.T, c *centre, s *source) {
		c.add(openFor(180)...)
		c.between = func() {
			c.mu.Lock()
			defer c.mu.Unlock()
			c.all[5].end = time.Now()
			c.all = append(c.all, conversationOf{id: "new-1", start: time.Now()}, conversationOf{id: "new-2", start: time.Now()})
		}
		o, _, err := s.store.open.get(t.Context(), 1000)
		require.NoError(t, err)
		ids := idsOf(o.digests)
		slices.Sort(ids)
		require.Len(t, slices.Compact(ids), len(o.digests))
		require.Equal(t, 181, o.total)
		require.Len(t, o.digests, 180, "without the new ones, which are on a page that was requested before, and with the closed one")
		require.False(t, o.isAll)
	})
}

func TestOpenedWithin(t *testing.T) {
	inCentre(t, func(t *testing.T, c *centre, s *source) {
		c.add(openFor(500)...)
		o, _, err := s.store.open.get(t.Context(), 200)
		require.NoError(t, err)
		p := o.part(200, 30*time.Minute)
		require.Len(t, p.digests, 30)
		require.InDelta(t, 30, p.total, 1e-9)
		require.False(t, p.isEstimated)

		p = o.part(200, 400*time.Minute)
		require.Len(t, p.digests, 200)
		require.InDelta(t, 400, p.total, 1, "one a minute, as those of the sample")
		require.True(t, p.isEstimated)

		p = o.part(200, 4000*time.Minute)
		require.InDelta(t, 500, p.total, 1e-9, "no more than are open")
	})
}
