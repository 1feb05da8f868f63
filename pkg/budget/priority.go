package budget

import "context"

// Priority is how urgent a request is. It begins low; an alert rule that waits
// for the answer raises it.
type Priority struct {
	high  context.Context // done once raised
	raise context.CancelFunc
}

// NewPriority is a low one.
func NewPriority() *Priority {
	high, raise := context.WithCancel(context.Background())
	return &Priority{high, raise}
}

// Raise lets the requests go on alert rules' share from now on.
func (p *Priority) Raise() { p.raise() }

func (p *Priority) raised() bool { return p.high.Err() != nil }

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
