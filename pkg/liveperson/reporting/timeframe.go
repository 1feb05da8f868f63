package reporting

import "time"

// maxSkew is how far LivePerson's clock and this one may be apart for a window of buckets
// to begin with the right one.
const maxSkew = 2 * time.Minute

// timeframe is how many minutes back from now a window begins, so that what LivePerson
// counts begins with the window. What is counted in buckets begins with a whole one: a
// timeframe that ends in the middle of the window's first bucket covers all of it.
func timeframe(now, from time.Time, grain time.Duration) int {
	back := now.Sub(from)
	if grain == Minute {
		back += Minute - 1
	} else {
		back -= maxSkew
	}
	return minutes(min(max(back, Minute), MaxWindow))
}

// bucketsSince is a timeframe of whole buckets that begins no later than a window, as
// LivePerson wants it with intervals.
func bucketsSince(now, from time.Time) int {
	back := now.Sub(from) + maxSkew
	return minutes(min((back + Bucket - 1).Truncate(Bucket), MaxWindow))
}

func minutes(d time.Duration) int { return int(d / time.Minute) }
