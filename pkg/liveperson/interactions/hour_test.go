package interactions

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// expectedHour are the ids of the newest conversations of an hour that are found now, and
// how many there are in all.
func (c *centre) expectedHour(start time.Time, size int) (ids []string, total int) {
	to := start.Add(hourLength)
	for _, one := range c.found(closedSearch(start, to)) {
		if one.end.Before(start) || !one.end.Before(to) {
			continue
		}
		if total++; len(ids) < size {
			ids = append(ids, one.id)
		}
	}
	return ids, total
}

func idsOf(digests []digest) (ids []string) {
	for _, d := range digests {
		ids = append(ids, d.id)
	}
	return ids
}

// However many conversations are closed, in whatever order they are found, and by a clock
// that is minutes off: an hour's sample are its newest conversations, at each look.
func TestHoursFollowWhatIsClosed(t *testing.T) {
	for seed, skew := range []time.Duration{0, 4 * time.Minute, -4 * time.Minute} {
		for _, n := range []int{30, 600} {
			t.Run(fmt.Sprintf("%d by a clock off by %s", n, skew), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) { followHours(t, rand.New(rand.NewPCG(uint64(seed), uint64(n))), n, skew) })
			})
		}
	}
}

func followHours(t *testing.T, random *rand.Rand, n int, skew time.Duration) {
	const size = 150
	c := &centre{}
	start := time.Now()
	c.add(closedAt(random, n, api.Window{From: start, To: start.Add(2 * time.Hour)}, skew)...)
	s := c.connect(t)
	for range 80 {
		time.Sleep(90*time.Second + time.Millisecond)
		for hour := range 2 {
			at := start.Add(time.Duration(hour) * hourLength)
			if at.After(time.Now()) {
				continue
			}
			h, _, err := s.store.closed.get(t.Context(), at, size)
			require.NoError(t, err)
			if h.at.Equal(time.Now()) {
				ids, total := c.expectedHour(at, size)
				require.Equal(t, ids, idsOf(h.digests))
				require.Equal(t, len(ids) == total, h.isAll)
				require.InDelta(t, total, h.total, 2, "those at the bounds may belong to the next hour")
			}
		}
	}
	time.Sleep(hourLength)
	for hour := range 2 {
		_, _, err := s.store.closed.get(t.Context(), start.Add(time.Duration(hour)*hourLength), size)
		require.NoError(t, err)
	}
	before := c.calls
	time.Sleep(24 * time.Hour)
	for hour := range 2 {
		h, _, err := s.store.closed.get(t.Context(), start.Add(time.Duration(hour)*hourLength), size)
		require.NoError(t, err)
		ids, _ := c.expectedHour(h.start, size)
		require.Equal(t, ids, idsOf(h.digests))
	}
	require.Equal(t, before, c.calls, "an hour that has settled is not requested again")
}

func TestLargerSampleOfASettledHourIsContinued(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := &centre{}
		start := time.Now()
		c.add(closedAt(rand.New(rand.NewPCG(1, 1)), 1000, api.Window{From: start, To: start.Add(hourLength)}, 0)...)
		s := c.connect(t)
		time.Sleep(3 * hourLength)
		_, took, err := s.store.closed.get(t.Context(), start, 200)
		require.NoError(t, err)
		require.Equal(t, 2, took)
		h, took, err := s.store.closed.get(t.Context(), start, 500)
		require.NoError(t, err)
		require.Equal(t, 3, took, "the other three hundred")
		ids, total := c.expectedHour(start, 500)
		require.Equal(t, ids, idsOf(h.digests))
		require.Equal(t, total, h.total)
		h, took, err = s.store.closed.get(t.Context(), start, 100)
		require.NoError(t, err)
		require.Zero(t, took)
		p := h.part(100, api.Window{From: start, To: start.Add(hourLength)})
		require.Equal(t, ids[:100], idsOf(p.digests))
		require.InDelta(t, float64(total)/100, p.weight(), 1e-9)
	})
}

func TestLargerSampleOfAnOpenHourIsRequested(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := &centre{}
		start := time.Now()
		c.add(closedAt(rand.New(rand.NewPCG(1, 1)), 1000, api.Window{From: start, To: start.Add(30 * time.Minute)}, 0)...)
		s := c.connect(t)
		time.Sleep(40 * time.Minute)
		for _, size := range []int{200, 700} {
			h, _, err := s.store.closed.get(t.Context(), start, size)
			require.NoError(t, err)
			ids, total := c.expectedHour(start, size)
			require.Equal(t, ids, idsOf(h.digests))
			require.Equal(t, total, h.total)
			time.Sleep(2 * time.Minute)
		}
	})
}

func TestHourThatWasSearchedInPartIsRepaired(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := &centre{}
		start := time.Now()
		all := closedAt(rand.New(rand.NewPCG(1, 1)), 300, api.Window{From: start, To: start.Add(40 * time.Minute)}, 0)
		c.add(all[:150]...)
		s := c.connect(t)
		time.Sleep(50 * time.Minute)
		c.isPartial = true
		h, _, err := s.store.closed.get(t.Context(), start, 1000)
		require.NoError(t, err)
		require.True(t, h.isPartial)
		c.isPartial = false
		c.add(all[150:]...)
		time.Sleep(11 * time.Minute)
		h, _, err = s.store.closed.get(t.Context(), start, 1000)
		require.NoError(t, err)
		ids, _ := c.expectedHour(start, 1000)
		require.Equal(t, ids, idsOf(h.digests))
		require.True(t, h.isAll)
	})
}

// inHourThatIsOver runs a test of a centre with 30 conversations in an hour that has settled.
func inHourThatIsOver(t *testing.T, c *centre, test func(t *testing.T, closed *closedSample, start time.Time)) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		c.add(closedAt(rand.New(rand.NewPCG(1, 1)), 30, api.Window{From: start, To: start.Add(40 * time.Minute)}, 0)...)
		s := c.connect(t)
		time.Sleep(2 * hourLength)
		test(t, s.store.closed, start)
	})
}

// A count without conversations is no quiet hour: it is not remembered as one.
func TestHourWithACountAndWithoutConversationsIsRepaired(t *testing.T) {
	c := &centre{hasNoRecords: true}
	inHourThatIsOver(t, c, func(t *testing.T, closed *closedSample, start time.Time) {
		h, _, err := closed.get(t.Context(), start, 100)
		require.NoError(t, err)
		require.True(t, h.isPartial)
		c.hasNoRecords = false
		time.Sleep(11 * time.Minute)
		h, _, err = closed.get(t.Context(), start, 100)
		require.NoError(t, err)
		require.Len(t, h.digests, 30)
		require.False(t, h.isPartial)
	})
}

// LivePerson may be unable for long to search everywhere, and all hours of a week are asked
// for again then.
func TestHourThatIsAlwaysSearchedInPartTakesFewerCalls(t *testing.T) {
	c := &centre{isPartial: true}
	inHourThatIsOver(t, c, func(t *testing.T, closed *closedSample, start time.Time) {
		all := 0
		for range 24 * 60 {
			_, calls, err := closed.get(t.Context(), start, 100)
			require.NoError(t, err)
			all += calls
			time.Sleep(time.Minute)
		}
		require.Equal(t, 13, all, "after 10, 20, 40, 80 and then each 160 minutes")
		c.isPartial = false
		time.Sleep(maxPartialInterval)
		h, _, err := closed.get(t.Context(), start, 100)
		require.NoError(t, err)
		require.False(t, h.isPartial)
	})
}

func TestHourThatWasSearchedInPartIsKeptWhileNoCallIsLeft(t *testing.T) {
	inHourThatIsOver(t, &centre{isPartial: true}, func(t *testing.T, closed *closedSample, start time.Time) {
		_, _, err := closed.get(t.Context(), start, 100)
		require.NoError(t, err)
		closed.budget.SetBurst(0)
		time.Sleep(11 * time.Minute)
		h, _, err := closed.get(t.Context(), start, 100)
		require.NoError(t, err)
		require.Len(t, h.digests, 30)
		none, _, err := closed.get(t.Context(), start.Add(-hourLength), 100)
		require.ErrorIs(t, err, errNoCallsLeft)
		require.Nil(t, none)
	})
}

// A smaller sample that takes longer does not replace a larger one that has come meanwhile.
func TestLargerSampleIsKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := (&centre{}).connect(t).store.closed
		start := time.Now().Add(-2 * hourLength)
		of := func(size int, at time.Time) *hour {
			return &hour{start: start, digests: make([]digest, size), total: 1000, wanted: size, at: at}
		}
		now := time.Now()
		s.store(0, of(500, now), now)
		s.store(0, of(200, now), now)
		require.Equal(t, 500, s.known(0).wanted)
		later := now.Add(time.Minute)
		s.store(0, of(600, later), later)
		require.Equal(t, 600, s.known(0).wanted)
	})
}

func TestPartsOfAnHour(t *testing.T) {
	start := time.Date(2026, 5, 2, 10, 0, 0, 0, time.UTC)
	at := func(minutes int) int64 { return start.Add(time.Duration(minutes) * time.Minute).UnixMilli() }
	minutes := func(from, to int) api.Window {
		return api.Window{From: time.UnixMilli(at(from)), To: time.UnixMilli(at(to))}
	}
	all := []digest{{id: "d", end: at(50)}, {id: "c", end: at(30)}, {id: "b", end: at(20)}, {id: "a", end: at(0)}}
	settled := &hour{start: start, digests: all, total: 4, isAll: true, wanted: 100, at: start.Add(2 * time.Hour)}
	sampled := &hour{start: start, digests: all[:2], total: 60, wanted: 2, at: start.Add(2 * time.Hour)}
	open := &hour{start: start, digests: all[1:3], total: 60, wanted: 2, at: start.Add(40 * time.Minute)}
	require.False(t, page{count: 50}.isLast(20, 10), "an empty page before the end")
	for name, test := range map[string]struct {
		of    *hour
		w     api.Window
		ids   []string
		total float64
	}{
		"all of it":                    {settled, minutes(0, 60), []string{"d", "c", "b", "a"}, 4},
		"from a conversation's end on": {settled, minutes(20, 50), []string{"c", "b"}, 2},
		"a sample":                     {sampled, minutes(-60, 120), []string{"d", "c"}, 60},
		"half of a sample":             {sampled, minutes(30, 60), []string{"d", "c"}, 30},
		"what the sample has not":      {sampled, minutes(0, 30), nil, 30},
		"another hour":                 {sampled, minutes(60, 120), nil, 0},
		"an hour that is not over":     {open, minutes(-60, 41), []string{"c", "b"}, 60},
		"what the sample has all of":   {open, minutes(30, 41), []string{"c"}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			p := test.of.part(100, test.w)
			require.Equal(t, test.ids, idsOf(p.digests))
			require.InDelta(t, test.total, p.total, 1e-9)
		})
	}
}
