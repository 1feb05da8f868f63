package budget

import (
	"slices"
	"time"
)

// waiter is a request that waits for its turn.
type waiter struct {
	priority *Priority
	since    time.Time
	turn     chan turn // gets one
	held     bool      // by a storm
}

// hold notes whether a storm keeps it waiting.
func (w *waiter) hold(storm bool) {
	switch {
	case storm && !w.held:
		w.priority.hold()
	case !storm && w.held:
		w.priority.release()
	}
	w.held = storm
}

// queue are those who wait, of the oldest flight first, else in the order in
// which they came.
type queue []*waiter

func (q *queue) add(w *waiter) {
	at := len(*q)
	for at > 0 && w.priority.since.Before((*q)[at-1].priority.since) {
		at--
	}
	*q = slices.Insert(*q, at, w)
}

// remove tells whether somebody was there to be removed.
func (q *queue) remove(w *waiter) bool {
	at := slices.Index(*q, w)
	if at < 0 {
		return false
	}
	w.hold(false)
	*q = slices.Delete(*q, at, at+1)
	return true
}

func (q *queue) pop() *waiter {
	first := (*q)[0]
	first.hold(false)
	*q = slices.Delete(*q, 0, 1)
	return first
}
