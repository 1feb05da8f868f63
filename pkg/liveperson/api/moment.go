package api

import (
	"math"
	"time"
)

// Which numbers and texts are times is decided here. LivePerson documents epoch
// milliseconds. The same in seconds, micro- or nanoseconds is understood, because no
// number is a plausible time in two of these units; so is a text in ISO 8601 that names
// its zone. 0 and what is below mean that there is no time. All else is not understood.

// Times that are plausible, in epoch milliseconds: from 1995, when LivePerson was
// founded, to 2099.
const (
	firstMoment = 788_918_400_000
	afterLast   = 4_102_444_800_000
)

// maxAhead is how much LivePerson's clock may be ahead of this one: what began within
// it, began now. A time that is further ahead is none.
const maxAhead = 5 * time.Minute

// moment is a number as a time in epoch milliseconds.
func moment(number float64) float64 {
	if number <= 0 {
		return NoValue()
	}
	for _, unit := range []float64{1, 1e3, 1e-3, 1e-6} {
		if at := math.Round(number * unit); at >= firstMoment && at < afterLast {
			return at
		}
	}
	return Unclear()
}

// ReadMoment makes a time of a text in ISO 8601, with a colon in its zone or without.
func ReadMoment(text string) float64 {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05-0700"} {
		if at, err := time.Parse(layout, text); err == nil {
			return moment(float64(at.UnixMilli()))
		}
	}
	return Unclear()
}

// IsAhead reports whether a time is so far ahead of now that it can't be one.
func IsAhead(at float64, now time.Time) bool { return at > float64(now.Add(maxAhead).UnixMilli()) }

// Since is how long ago a time was, in milliseconds.
func Since(at float64, now time.Time) float64 {
	if IsAhead(at, now) {
		return math.NaN()
	}
	return max(0, float64(now.UnixMilli())-at) // NaN stays NaN
}
