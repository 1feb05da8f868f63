package ratelimit

import (
	"math"
	"time"

	"golang.org/x/time/rate"
)

// reservation is a part of a service's limits.
type reservation struct {
	permits int // how many more requests at once
	tokens  *rate.Limiter
}

// newReservation allows a second's worth of requests at once after a pause.
func newReservation(perSecond float64, permits int) *reservation {
	return &reservation{permits, rate.NewLimiter(rate.Limit(perSecond), max(1, int(perSecond)))}
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
