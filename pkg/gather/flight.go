package gather

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend/tracing"

	"github.com/kmm/liveperson-datasource/pkg/budget"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

const (
	// boarding is how long a flight waits for the other panels of the dashboard
	// that it is for.
	boarding = 5 * time.Millisecond
	// forgiven is how long a failure answers for all: it is not tried again by
	// each of fifty panels.
	forgiven   = 5 * time.Second
	unforgiven = 30 * time.Second
	// patience is how long a flight may take before those who wait get an older
	// answer, if there is one.
	patience = 5 * time.Second
)

// flight is one question under way, for all who wait for it. Until it departs
// it takes more metrics on board.
type flight struct {
	request     liveperson.Request
	byTime, now []liveperson.Metric
	departed    bool
	began       time.Time
	waiters     int
	priority    *budget.Priority
	cancel      context.CancelFunc

	done   chan struct{} // closed when the rest is there
	landed *snapshot
	err    error
}

// failed is a failure that answers for all for a while.
type failed struct {
	err         error
	until       time.Time
	byTime, now []liveperson.Metric
}

// answers tells whether a failure is a request's too. What LivePerson refuses of
// some metrics says nothing about others.
func (f failed) answers(r liveperson.Request, now time.Time) bool {
	byTime, ofNow := r.Metrics()
	return now.Before(f.until) && (!refuses(f.err) || covers(f.byTime, byTime) && covers(f.now, ofNow))
}

// forgive says how long: what LivePerson refuses it refuses again.
func forgive(err error) time.Duration {
	if refuses(err) {
		return unforgiven
	}
	return forgiven
}

// board finds a flight for a request, or begins one for the window that it rides
// on.
func (g *Gatherer) board(ctx context.Context, t *topic, r, riding liveperson.Request, now time.Time) (*flight, Source) {
	for _, f := range t.flights {
		if f.takes(r) {
			f.byTime, f.now = f.with(r)
			return f, Shared
		}
	}
	f := &flight{request: riding, began: now, priority: budget.NewPriority(), done: make(chan struct{})}
	f.byTime, f.now = f.with(r)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), g.options.Timeout)
	f.cancel = cancel
	t.flights = append(t.flights, f)
	go g.fly(budget.With(ctx, f.priority), t, f)
	return f, Asked
}

// takes tells whether a flight brings back what a request asks for, and changes
// the window of one that has not departed if it had none of its own.
func (f *flight) takes(r liveperson.Request) bool {
	byTime, now := r.Metrics()
	if f.departed && !(covers(f.byTime, byTime) && covers(f.now, now)) {
		return false
	}
	if keyOf(f.request) == keyOf(r) {
		return true
	}
	if !r.Rides() {
		return false
	}
	if !f.departed && len(f.byTime) == 0 {
		f.request = f.request.Over(r.Span())
		return true
	}
	return len(byTime) == 0
}

func (f *flight) with(r liveperson.Request) (byTime, now []liveperson.Metric) {
	byTime, now = r.Metrics()
	return union(f.byTime, byTime), union(f.now, now)
}

// fly asks and tells all who wait.
func (g *Gatherer) fly(ctx context.Context, t *topic, f *flight) {
	defer f.cancel()
	defer context.AfterFunc(g.life, f.cancel)()
	select {
	case <-time.After(boarding):
	case <-ctx.Done():
	}
	r := g.depart(t, f)
	at := g.options.Now()
	ctx, span := tracing.DefaultTracer().Start(ctx, "ask LivePerson: "+r.Path())
	defer span.End()
	refused := refusals{}
	table, err := protected(func() (liveperson.Table, error) { return g.sift(ctx, r, refused) })
	if err != nil {
		_ = tracing.Error(span, err)
	}
	dropped := errors.Is(ctx.Err(), context.Canceled) // nobody waits any more: that is no failure
	g.land(t, f, landing{r, at, table, refused, err, dropped})
}

// depart closes a flight. It asks for what was asked for lately too, as long as
// its window is of the same kind.
func (g *Gatherer) depart(t *topic, f *flight) liveperson.Request {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.options.Now()
	_, to := f.request.Span()
	goesOn := !to.Before(now)
	if goesOn || len(f.byTime) == 0 {
		f.now = union(f.now, t.now.lately(now))
	}
	if goesOn {
		f.byTime = union(f.byTime, t.ongoing.lately(now))
	} else if len(f.byTime) > 0 {
		f.byTime = union(f.byTime, t.over.lately(now))
		if s, known := g.memory.snapshots.Peek(keyOf(f.request)); known && s.settles {
			f.byTime = union(f.byTime, s.byTime) // so that nothing that is known is lost
		}
	}
	f.departed = true
	f.byTime, f.now = g.refusals.allowed(f.request, f.byTime, now), g.refusals.allowed(f.request, f.now, now)
	return f.request.With(f.byTime, f.now)
}

// landing is what a flight comes back with.
type landing struct {
	request liveperson.Request
	at      time.Time
	table   liveperson.Table
	refused refusals
	err     error
	dropped bool
}

// land keeps what a flight brought back.
func (g *Gatherer) land(t *topic, f *flight, l landing) {
	g.mu.Lock()
	defer g.mu.Unlock()
	defer close(f.done)
	t.flights = slices.DeleteFunc(t.flights, func(other *flight) bool { return other == f })
	g.refusals.add(l.refused)
	byTime, now := l.request.Metrics()
	if l.err != nil {
		f.err = l.err
		if !l.dropped {
			g.failures.Add(keyOf(l.request), failed{l.err, g.options.Now().Add(forgive(l.err)), byTime, now})
		}
		return
	}
	byTime, now = l.refused.allowed(l.request, byTime, l.at), l.refused.allowed(l.request, now, l.at)
	from, to := l.request.Span()
	f.landed = &snapshot{from, to, byTime, now, l.request.Settles(), l.table, l.at}
	g.failures.Remove(keyOf(l.request))
	g.keep(t, keyOf(l.request), f.landed)
}

// keep remembers a snapshot, unless a slower flight brings it after a newer one.
func (g *Gatherer) keep(t *topic, key string, s *snapshot) {
	if kept, known := g.memory.snapshots.Peek(key); known && kept.at.After(s.at) && covers(kept.byTime, s.byTime) && covers(kept.now, s.now) {
		return
	}
	g.memory.add(key, s)
	t.add(key, s.over() && len(s.now) == 0)
	g.options.Observe.Kept(g.memory.snapshots.Len(), g.memory.bytes)
}
