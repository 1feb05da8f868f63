package main

import (
	"math"
	"slices"
	"time"
)

// summary counts and ranks the answers of dashboards' panels.
func summary(dashboards [][]asked) refresh {
	var r refresh
	var panels, whole []time.Duration
	for _, answers := range dashboards {
		var last time.Duration
		for _, a := range answers {
			r.Panels++
			if a.answered {
				r.Answered++
			}
			if a.answered && a.filled {
				r.Filled++
			}
			panels = append(panels, a.took)
			last = max(last, a.took)
		}
		whole = append(whole, last)
	}
	r.P50, r.P95, r.Dashboard = percentile(panels, 50), percentile(panels, 95), percentile(whole, 50)
	return r
}

// percentile is the time in ms that so many percent do not exceed (nearest
// rank).
func percentile(times []time.Duration, percent float64) float64 {
	if len(times) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(times))
	rank := int(math.Ceil(percent / 100 * float64(len(sorted))))
	return milliseconds(sorted[max(rank, 1)-1])
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
