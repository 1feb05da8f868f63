package main

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestSummarize(t *testing.T) {
	took := func(ms int, answered, filled bool) response {
		return response{time.Duration(ms) * time.Millisecond, answered, filled}
	}
	r := summarize([][]response{
		{took(1, true, true), took(9, true, false), took(3, false, true)},
		{took(4, true, true)},
	})
	require.Equal(t, result{Panels: 4, Answered: 3, Filled: 2, P50: 3, P95: 9, Dashboard: 4}, r)
}

func TestPercentileIsNearestRank(t *testing.T) {
	var times []time.Duration
	for ms := 20; ms > 0; ms-- {
		times = append(times, time.Duration(ms)*time.Millisecond)
	}
	require.Equal(t, []float64{10, 19, 20}, []float64{percentile(times, 50), percentile(times, 95), percentile(times, 100)})
	require.Zero(t, percentile(nil, 50))
}
