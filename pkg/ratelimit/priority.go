package ratelimit

import (
	"context"
	"time"
)

// Priority orders the requests of one batch among those that wait for permits: the
// older batch goes first. It begins low, as that of a panel; an alert rule that
// waits for the batch raises it. It is safe for concurrent use.
type Priority struct {
	since time.Time
	high  context.Context // done once raised
	raise context.CancelFunc
}

// NewPriority is a low one of a batch that begins now.
func NewPriority() *Priority {
	high, raise := context.WithCancel(context.Background())
	return &Priority{since: time.Now(), high: high, raise: raise}
}

// Raise lets the requests use the alert rules' reservation from now on.
func (p *Priority) Raise() { p.raise() }

func (p *Priority) isHigh() bool { return p.high.Err() != nil }

type priorityKey struct{}

// WithPriority gives requests made with the context a priority.
func WithPriority(ctx context.Context, p *Priority) context.Context {
	return context.WithValue(ctx, priorityKey{}, p)
}

// WithHighPriority gives requests made with the context a priority that is raised:
// for tokens, hosts and lists, which panels and alert rules wait for alike.
func WithHighPriority(ctx context.Context) context.Context {
	p := NewPriority()
	p.Raise()
	return WithPriority(ctx, p)
}

func priorityOf(ctx context.Context) *Priority {
	if p, ok := ctx.Value(priorityKey{}).(*Priority); ok {
		return p
	}
	return NewPriority()
}
