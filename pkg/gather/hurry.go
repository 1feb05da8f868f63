package gather

import (
	"net/http"
	"sync"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/budget"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

const (
	// patience is how long those who have something in hand, an older answer or
	// the rest of a trend, wait for LivePerson.
	patience = 5 * time.Second
	// longest is how long a trend of which there is something may take: Grafana
	// gives up after 30 seconds, and then shows nothing of it.
	longest = 20 * time.Second
	// together is how long after something has come the rest of what was asked
	// at the same time may still do so.
	together = time.Second
)

// ErrLate is why there is no answer yet, or an older one stands in, while
// LivePerson takes its time. What is under way goes on for those who ask next.
var ErrLate error = &liveperson.Error{
	Status:   http.StatusGatewayTimeout,
	Sentence: "LivePerson takes long. The next refresh shows what has come by then.",
}

// impatience tells those who have an older answer in hand when to be content with
// it: when LivePerson has taken long, of which some time is over, or keeps failing.
// It never does to those who have none.
func impatience(older bool, waited time.Duration, p *budget.Priority) (late <-chan time.Time, paused <-chan struct{}, stop func()) {
	if !older {
		return nil, nil, func() {}
	}
	timer := time.NewTimer(max(0, patience-waited))
	return timer.C, p.Paused(), func() { timer.Stop() }
}

// hurry tells those who wait for a trend when to be content with what is there:
// once there is something, and nothing more has come for a while, or all of it
// takes too long. Nil never hurries anybody.
type hurry struct {
	began time.Time
	ended chan struct{}

	mu    sync.Mutex
	timer *time.Timer // nil until there is something
}

func newHurry() *hurry { return &hurry{began: time.Now(), ended: make(chan struct{})} }

// progress tells that something has come.
func (h *hurry) progress() {
	if h == nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	left := max(together, min(patience, longest-time.Since(h.began)))
	switch {
	case h.timer == nil:
		h.timer = time.AfterFunc(left, func() { close(h.ended) })
	case h.timer.Stop():
		h.timer.Reset(left)
	}
}

func (h *hurry) stop() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.timer != nil {
		h.timer.Stop()
	}
}

// done is closed when it is time.
func (h *hurry) done() <-chan struct{} {
	if h == nil {
		return nil
	}
	return h.ended
}

func (h *hurry) over() bool {
	select {
	case <-h.done():
		return true
	default:
		return false
	}
}
