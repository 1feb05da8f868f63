package budget

import (
	"math"
	"time"

	"golang.org/x/time/rate"
)

// share is a part of what a service may be asked.
type share struct {
	free   int // how many more requests at once
	tokens *rate.Limiter
}

// newShare lets a second's worth of requests go at once after a pause.
func newShare(perSecond float64, atOnce int) *share {
	return &share{atOnce, rate.NewLimiter(rate.Limit(perSecond), max(1, int(perSecond)))}
}

// wait is how long until the next request may go, as far as the requests a
// second are concerned.
func (s *share) wait(now time.Time) time.Duration {
	missing := 1 - s.tokens.TokensAt(now)
	return time.Duration(math.Ceil(max(0, missing) / float64(s.tokens.Limit()) * float64(time.Second)))
}

// take is for one who does not have to wait.
func (s *share) take(now time.Time) {
	s.free--
	s.tokens.AllowN(now, 1)
}
