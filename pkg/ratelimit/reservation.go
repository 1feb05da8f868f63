package ratelimit

import (
	"math"
	"time"

	"golang.org/x/time/rate"
)

// reservation is a part of a service's limits.
type reservation struct {
	limits  Limits
	permits int // how many more requests at once; negative if the limit was lowered since
	tokens  *rate.Limiter
}

// set replaces the limits; requests under way count. It allows a second's worth of
// requests at once after a pause, and when the limits are others.
func (r *reservation) set(l Limits) {
	if l != r.limits {
		r.permits += l.MaxConcurrent - r.limits.MaxConcurrent
		r.limits, r.tokens = l, rate.NewLimiter(rate.Limit(l.PerSecond), max(1, int(l.PerSecond)))
	}
}

// wait is how long until the rate allows the next request.
func (r *reservation) wait(now time.Time) time.Duration {
	missing := 1 - r.tokens.TokensAt(now)
	return time.Duration(math.Ceil(max(0, missing) / float64(r.tokens.Limit()) * float64(time.Second)))
}

// take is for a request that does not have to wait.
func (r *reservation) take(now time.Time) {
	r.permits--
	r.tokens.AllowN(now, 1)
}
