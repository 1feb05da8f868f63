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

// boarding is how long a flight waits for the other panels of the dashboard that
// it is for.
const boarding = 5 * time.Millisecond

// flight is one question under way, for all who wait for it. Until it departs
// it takes more metrics on board.
type flight struct {
	topic       *topic
	request     liveperson.Request
	byTime, now []liveperson.Metric
	departed    bool
	began       time.Time
	waiters     int
	promised    bool // to who asks next: it goes on even if nobody waits
	priority    *budget.Priority
	cancel      context.CancelFunc

	done   chan struct{} // closed when the rest is there
	landed *snapshot
	whole  *snapshot // of the account, where it comes along with its parts
	err    error
}

// board finds a flight for a question, or begins one.
func (g *Gatherer) board(ctx context.Context, t *topic, q *question, target liveperson.Request, now time.Time) *flight {
	q.source = Shared
	i := slices.IndexFunc(t.flights, func(f *flight) bool { return f.takes(target) })
	if i < 0 {
		q.source, i = Asked, len(t.flights)
		t.flights = append(t.flights, g.takeOff(ctx, t, target, now))
	}
	f := t.flights[i]
	f.add(target)
	f.waiters++
	if q.who.Alert {
		f.priority.Raise()
	}
	return f
}

func (g *Gatherer) takeOff(ctx context.Context, t *topic, r liveperson.Request, now time.Time) *flight {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), g.options.Timeout)
	f := &flight{topic: t, request: r, began: now, priority: budget.NewPriority(), cancel: cancel, done: make(chan struct{})}
	go g.fly(budget.With(ctx, f.priority), f)
	return f
}

// takes tells whether a flight brings back what a request asks for, if it is
// added in time.
func (f *flight) takes(r liveperson.Request) bool {
	byTime, now := r.Metrics()
	if f.departed && !(covers(f.byTime, byTime) && covers(f.now, now)) {
		return false
	}
	ownWindow := len(byTime) > 0
	return keyOf(f.request) == keyOf(r) || r.Rides() && (!ownWindow || f.hasNoWindow())
}

// hasNoWindow tells whether a flight may still be about any window.
func (f *flight) hasNoWindow() bool { return !f.departed && len(f.byTime) == 0 }

// add takes a request on board, and its window if the flight has none.
func (f *flight) add(r liveperson.Request) {
	byTime, now := r.Metrics()
	if len(byTime) > 0 && f.hasNoWindow() {
		f.request = f.request.Over(r.Span())
	}
	f.byTime, f.now = union(f.byTime, byTime), union(f.now, now)
}

// fly asks and tells all who wait.
func (g *Gatherer) fly(ctx context.Context, f *flight) {
	defer f.cancel()
	defer context.AfterFunc(g.life, f.cancel)()
	select {
	case <-time.After(boarding):
	case <-ctx.Done():
	}
	r := g.depart(f)
	at := g.options.Now()
	ctx, span := tracing.DefaultTracer().Start(ctx, "ask LivePerson: "+r.Path())
	defer span.End()
	answer, err := protected(func() (sifted, error) { return g.sift(ctx, r) })
	if err != nil {
		_ = tracing.Error(span, err)
	}
	dropped := errors.Is(ctx.Err(), context.Canceled) // nobody waits any more: that is no failure
	g.land(f, landing{r, at, answer, err, dropped})
}

// depart closes a flight. It asks for what was asked for lately too, as long as
// its window is of the same kind.
func (g *Gatherer) depart(f *flight) liveperson.Request {
	g.mu.Lock()
	defer g.mu.Unlock()
	t, now := f.topic, g.options.Now()
	_, to := f.request.Span()
	ongoing := goesOn(to, now)
	ofNow := t.now.lately(now)
	if (ongoing || len(f.byTime) == 0) && !g.needsNoNow(f, ofNow, now) {
		f.now = union(f.now, ofNow)
	}
	if ongoing {
		f.byTime = union(f.byTime, t.ongoing.lately(now))
		g.withWhole(f, now)
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

// needsNoNow tells whether a flight about a window need not bring values of now:
// those that are known still count, or an answer about its parts brings them.
func (g *Gatherer) needsNoNow(f *flight, ofNow []liveperson.Metric, now time.Time) bool {
	if len(f.now) > 0 || !f.request.Rides() {
		return false
	}
	return g.moment(f.topic, ofNow, now) != nil || g.isCarried(f.request.With(nil, ofNow), now)
}

// landing is what a flight comes back with.
type landing struct {
	request liveperson.Request // as it was asked
	at      time.Time
	answer  sifted
	err     error
	dropped bool
}

// land keeps what a flight brought back.
func (g *Gatherer) land(f *flight, l landing) {
	g.mu.Lock()
	defer g.mu.Unlock()
	defer close(f.done)
	f.topic.forget(f)
	key := keyOf(l.request)
	if l.err != nil {
		f.err = l.err
		if !l.dropped {
			g.failures.add(l.request, l.err, g.options.Now())
		}
		return
	}
	byTime, now := l.answer.request.Metrics()
	from, to := l.request.Span()
	f.landed = &snapshot{from, to, byTime, now, l.request.Settles(), l.answer.table, l.at, l.at, g.tick()}
	g.failures.remove(l.answer.request)
	g.keep(f.topic, key, f.landed)
	g.keepWhole(f)
}

// tick is when values of now that have just come end. All end together, whatever
// they are about: else panels next to each other would move on one by one.
func (g *Gatherer) tick() time.Time {
	return g.options.Now().Truncate(g.options.Fresh).Add(g.options.Fresh)
}

// keep remembers a snapshot, unless a slower flight brings it after a newer one.
// Values of this moment that another one has, whose place it takes, stay.
func (g *Gatherer) keep(t *topic, key string, s *snapshot) {
	kept, known := g.memory.snapshots.Peek(key)
	switch {
	case known && kept.at.After(s.at) && covers(kept.byTime, s.byTime) && covers(kept.now, s.now):
		return
	case known && len(s.now) == 0 && s.table.Agents == nil && kept.isNow(g.options.Now()):
		s = s.join(kept)
	}
	g.remember(key, s)
	t.add(key, s.over() && len(s.now) == 0)
}

func (g *Gatherer) remember(key string, s *snapshot) {
	g.memory.add(key, s)
	g.options.Observe.Kept(g.memory.snapshots.Len(), g.memory.bytes)
}
