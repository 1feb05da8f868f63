package plan

import (
	"math"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/query"
)

// allowedIntervals are the lengths that a point may have, those that people read.
var allowedIntervals = [...]time.Duration{
	time.Minute, 2 * time.Minute, 5 * time.Minute, 10 * time.Minute, 15 * time.Minute, 30 * time.Minute,
	time.Hour, 2 * time.Hour, 3 * time.Hour, 6 * time.Hour, 12 * time.Hour, 24 * time.Hour,
}

const (
	// maxAutoPoints is how many points a trend has at most if the query has no
	// interval: people tell apart no more of them, and each is a request.
	maxAutoPoints = 100
	// maxFineTrend is the longest trend with points shorter than an hour. Over more
	// than that, less than an hour is too few conversations: an average of one jumps
	// from one end of its scale to the other.
	maxFineTrend = 48 * time.Hour
)

// intervals are the length of a trend's points: as used, and as it would be if
// requests cost nothing. It is 0 where there is none.
type intervals struct{ used, ideal time.Duration }

// intervals finds the length of the points of a trend that so many methods give.
func (p *Planner) intervals(q query.Query, b bounds, from, to time.Time, groups []group) intervals {
	if len(groups) == 0 {
		return recordedInterval(q, b, to.Sub(from))
	}
	wanted, methods := q.Interval, requested(groups)
	if wanted == 0 {
		room := q.Range.Interval
		for _, g := range groups {
			room = max(room, g.method.MinAutoInterval)
		}
		wanted = autoInterval(room, b, to.Sub(from))
	}
	return intervals{
		used:  b.interval(wanted, to.Sub(from), p.limits.MaxTrendRequests/methods),
		ideal: b.interval(wanted, to.Sub(from), math.MaxInt),
	}
}

// autoInterval is the length of a point if the query has none: what the panel has
// room for, but no more points than people can read.
func autoInterval(room time.Duration, b bounds, length time.Duration) time.Duration {
	if length > maxFineTrend {
		room = max(room, time.Hour)
	}
	return b.interval(room, length, maxAutoPoints)
}

// interval is the shortest allowed length of a point that is not shorter than wanted
// and needs no more points than allowed, 0 if there is none.
func (b bounds) interval(wanted, length time.Duration, maxPoints int) time.Duration {
	wanted = min(wanted, allowedIntervals[len(allowedIntervals)-1])
	for _, i := range allowedIntervals {
		fits := i%b.grain == 0 && (b.maxWindow == 0 || i <= b.maxWindow)
		if fits && i >= wanted && int(length/i)+2 <= max(maxPoints, 2) {
			return i
		}
	}
	return 0
}
