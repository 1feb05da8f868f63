package budget

import (
	"context"
	"sync"
	"time"
)

// Priority is when the requests of one flight have their turn: of those that
// wait, the ones of the older flight go first, so that a question with many
// pages comes to its end. It begins low; an alert rule that waits for the answer
// raises it. It is safe for concurrent use.
type Priority struct {
	since time.Time
	high  context.Context // done once raised
	raise context.CancelFunc

	mu     sync.Mutex
	held   int           // how many of the requests a storm keeps waiting
	paused chan struct{} // closed while there are any
}

// NewPriority is a low one of a flight that begins now.
func NewPriority() *Priority {
	high, raise := context.WithCancel(context.Background())
	return &Priority{since: time.Now(), high: high, raise: raise, paused: make(chan struct{})}
}

// Raise lets the requests go on alert rules' share from now on.
func (p *Priority) Raise() { p.raise() }

func (p *Priority) raised() bool { return p.high.Err() != nil }

// Paused is closed while one of the requests has to wait because of a storm: for
// a pause to end, or for another request that tries whether it is over. Who asks
// once that has ended gets another channel, of the next pause.
func (p *Priority) Paused() <-chan struct{} {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.paused
}

// hold notes that a storm keeps one more request waiting.
func (p *Priority) hold() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.held++; p.held == 1 {
		close(p.paused)
	}
}

// release notes that a request which was held no longer is.
func (p *Priority) release() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.held--; p.held == 0 {
		p.paused = make(chan struct{})
	}
}

type priorityKey struct{}

// With gives requests made with the context a priority.
func With(ctx context.Context, p *Priority) context.Context {
	return context.WithValue(ctx, priorityKey{}, p)
}

// Raised is closed once the priority of requests made with the context is
// raised: at once for those of an alert rule. Nil if they have none of their own.
func Raised(ctx context.Context) <-chan struct{} {
	if p, ok := ctx.Value(priorityKey{}).(*Priority); ok {
		return p.high.Done()
	}
	return nil
}

func priorityOf(ctx context.Context) *Priority {
	if p, ok := ctx.Value(priorityKey{}).(*Priority); ok {
		return p
	}
	return NewPriority()
}
