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

	pause  sync.Once
	paused chan struct{}
}

// NewPriority is a low one of a flight that begins now.
func NewPriority() *Priority {
	high, raise := context.WithCancel(context.Background())
	return &Priority{since: time.Now(), high: high, raise: raise, paused: make(chan struct{})}
}

// Raise lets the requests go on alert rules' share from now on.
func (p *Priority) Raise() { p.raise() }

func (p *Priority) raised() bool { return p.high.Err() != nil }

// Paused is closed as soon as one of the requests has to wait because of a
// storm: for a pause to end, or for another request that tries whether it is
// over. It stays closed.
func (p *Priority) Paused() <-chan struct{} { return p.paused }

func (p *Priority) notePause() { p.pause.Do(func() { close(p.paused) }) }

type priorityKey struct{}

// With gives requests made with the context a priority.
func With(ctx context.Context, p *Priority) context.Context {
	return context.WithValue(ctx, priorityKey{}, p)
}

func priorityOf(ctx context.Context) *Priority {
	if p, ok := ctx.Value(priorityKey{}).(*Priority); ok {
		return p
	}
	return NewPriority()
}
