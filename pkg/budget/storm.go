package budget

import (
	"net/http"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

const (
	// calm is how many failures in a row are still no storm.
	calm = 3
	// stormWait is how long a request waits for a storm to end. One that can't
	// end by then fails it at once.
	stormWait = 10 * time.Second
	// firstPause and longestPause bound the pauses of a storm where LivePerson
	// asks for none.
	firstPause   = time.Second
	longestPause = 30 * time.Second
)

// storm knows how a service is. While all requests fail, or LivePerson asks to
// wait, there is a pause for all, and after it one request tries for all. The
// lane guards it.
type storm struct {
	failures int       // in a row
	since    time.Time // when it began, zero if there is none
	until    time.Time // the end of its pause
	probing  bool
	cause    error
}

// outcome is what came of a request. One that was given up, by whoever asked,
// tells nothing.
type outcome struct {
	err     error
	telling bool
}

func (s *storm) raging() bool { return s.failures >= calm }

// holds tells whether everybody has to wait.
func (s *storm) holds(now time.Time) bool {
	return s.raging() && (s.probing || now.Before(s.until))
}

// depart tells whether the request that goes now is the one that tries for all.
func (s *storm) depart() (probe bool) {
	s.probing = s.raging()
	return s.probing
}

// note learns from a request.
func (s *storm) note(now time.Time, probe bool, came outcome) {
	if probe {
		s.probing = false
	}
	if came.telling {
		s.learn(now, probe, came.err)
	}
	if s.raging() && s.since.IsZero() {
		s.since = now
	}
}

func (s *storm) learn(now time.Time, probe bool, err error) {
	early := s.raging() && !probe // it was sent before the storm
	asked := wait(err)
	switch {
	case passes(err) && asked > 0:
		s.cause, s.failures = err, max(s.failures, calm)
		s.until = later(s.until, now.Add(asked))
	case early || now.Before(s.until):
	case passes(err):
		s.fail(now, err)
	default:
		*s = storm{}
	}
}

func (s *storm) fail(now time.Time, err error) {
	s.cause = err
	s.failures++
	if statusOf(err) == http.StatusTooManyRequests {
		s.failures = max(s.failures, calm)
	}
	if s.raging() {
		s.until = now.Add(jitter(min(longestPause, firstPause<<min(s.failures-calm, 10))))
	}
}

// reason is the cause of a storm for those who come later: of what LivePerson
// asked to wait, some has passed.
func (s *storm) reason(now time.Time) error {
	known, ok := s.cause.(*liveperson.Error)
	if !ok {
		return s.cause
	}
	return known.Within(max(0, s.until.Sub(now)))
}

// wait is how long LivePerson asks to wait.
func wait(err error) time.Duration {
	if known, ok := err.(*liveperson.Error); ok {
		return known.RetryAfter
	}
	return 0
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
