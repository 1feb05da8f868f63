package budget

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

const (
	// calm is how many failures in a row are still no storm.
	calm = 3
	// patience is how long a request waits for a pause to end; a longer one
	// fails it at once.
	patience = 10 * time.Second
	// firstPause and longestPause bound the pauses of a storm where LivePerson
	// asks for none.
	firstPause   = time.Second
	longestPause = 30 * time.Second
)

// storm knows how a service is. While all requests fail, or LivePerson asks to
// wait, there is a pause for all, and after it one request tries for all.
type storm struct {
	mu       sync.Mutex
	failures int // in a row
	until    time.Time
	probing  bool
	cause    error
	changed  chan struct{} // closed at each change
}

func newStorm() *storm { return &storm{changed: make(chan struct{})} }

// pass waits until a request may go, and says whether it is the one that tries.
// Its error is the one that made the pause, where that is too long.
func (s *storm) pass(ctx context.Context) (probe bool, err error) {
	for {
		s.mu.Lock()
		pause, cause, changed := time.Until(s.until), s.cause, s.changed
		if pause <= 0 && (s.failures < calm || !s.probing) {
			probe = s.failures >= calm
			s.probing = s.probing || probe
			s.mu.Unlock()
			return probe, nil
		}
		s.mu.Unlock()
		if pause > patience {
			return false, cause
		}
		if pause <= 0 {
			pause = patience // the probe ends earlier, or tells that it failed
		}
		if !sleep(ctx, pause, changed) {
			return false, ctx.Err()
		}
	}
}

// note learns from a request; one that was given up, by whoever asked, tells
// nothing.
func (s *storm) note(probe bool, err error, telling bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if probe {
		s.probing = false
	}
	if telling {
		s.learn(probe, err)
	}
	close(s.changed)
	s.changed = make(chan struct{})
}

func (s *storm) learn(probe bool, err error) {
	paused := time.Now().Before(s.until)
	if !passes(err) {
		if probe || !paused { // else it was sent before the pause
			s.failures, s.until, s.cause = 0, time.Time{}, nil
		}
		return
	}
	s.cause = err
	if asked := wait(err); asked > 0 {
		s.failures = max(s.failures, calm)
		s.until = later(s.until, time.Now().Add(asked))
		return
	}
	if paused {
		return
	}
	s.failures++
	if statusOf(err) == http.StatusTooManyRequests {
		s.failures = max(s.failures, calm)
	}
	if s.failures >= calm {
		s.until = time.Now().Add(jitter(min(longestPause, firstPause<<min(s.failures-calm, 10))))
	}
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
