package operations

import (
	"time"
)

// timeframe is how many minutes back from now a window begins, so that what LivePerson
// counts begins with the window. What is counted in buckets begins with a whole one: a
// timeframe that ends in the first bucket of the window covers all of it.
func timeframe(now, from time.Time, grain time.Duration) int {
	back := now.Sub(from)
	if grain == minute {
		back += minute - 1
	}
	return int(min(max(back, minute), maxWindow) / time.Minute)
}
