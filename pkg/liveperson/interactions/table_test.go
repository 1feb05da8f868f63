package interactions

import (
	"math"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// What is not understood of LivePerson's conversations is counted, so that people know.
func TestConversationsThatAreNotUnderstoodAreCounted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := &centre{}
		start := time.Now()
		window := api.Window{From: start, To: start.Add(hourLength)}
		c.add(closedAt(rand.New(rand.NewPCG(1, 1)), 30, window, 0)...)
		s := c.connect(t)
		unclear := func(method string) int {
			table, err := s.Do(t.Context(), api.Request{Method: &api.Method{Name: method}, Window: window, Sample: api.Sample{Size: 50}})
			require.NoError(t, err)
			return table.Unclear
		}
		c.unclear = "closed-7"
		time.Sleep(hourLength + time.Minute)
		for range 3 { // each of which asks for what is new
			require.Equal(t, 1, unclear(closedMethod))
			time.Sleep(2 * time.Minute)
		}
		c.add(openFor(5)...)
		require.Zero(t, unclear(openMethod))
		c.unclear = "open-3"
		time.Sleep(openInterval)
		require.Equal(t, 1, unclear(openMethod))
	})
}

// Of conversations that the sample has none of, no number with a score is made up.
func TestScoresOutsideTheSampleAreUnknown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := &centre{}
		start := time.Now()
		hour := api.Window{From: start, To: start.Add(hourLength)}
		c.add(closedAt(rand.New(rand.NewPCG(1, 1)), 600, hour, 0)...)
		s := c.connect(t)
		time.Sleep(3 * hourLength)
		positive := func(from, to time.Duration) float64 {
			r := api.Request{Method: &api.Method{Name: closedMethod}, Window: api.Window{From: start.Add(from), To: start.Add(to)}, Sample: api.Sample{Size: 50}}
			table, err := s.Do(t.Context(), r)
			require.NoError(t, err)
			return table.Fields["mcsPositive"][0]
		}
		require.Positive(t, positive(0, hourLength))
		require.True(t, math.IsNaN(positive(0, hourLength/2)), "the sample has the newest ones")
		require.Zero(t, positive(-hourLength, 0), "nothing was closed")
		for _, rows := range []string{api.BySkill, api.ByGroup} {
			outside := func(from, to time.Duration) bool {
				r := api.Request{Method: &api.Method{Name: closedMethod}, GroupBy: rows, Window: api.Window{From: start.Add(from), To: start.Add(to)}, Sample: api.Sample{Size: 50}}
				table, err := s.Do(t.Context(), r)
				require.NoError(t, err)
				return table.RowsUnknown
			}
			require.True(t, outside(0, hourLength/2), rows)
			require.False(t, outside(0, hourLength), rows)
			require.False(t, outside(-hourLength, 0), rows)
		}
	})
}
