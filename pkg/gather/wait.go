package gather

import (
	"context"
	"net/http"
	"slices"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

// wait answers a question by a flight.
func (g *Gatherer) wait(ctx context.Context, f *flight, q *question) (Answer, error) {
	failure := g.await(ctx, f, q)
	var landed *snapshot
	switch {
	case failure == nil && q.whole:
		landed = f.whole
	case failure == nil:
		landed = f.landed
	}
	if q.whole && (refuses(failure) || failure == nil && (landed == nil || !landed.has(q.missing()))) {
		q.alone = true // it did not come along
		return g.pursue(ctx, q)
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.options.Now()
	if err := g.refusals.strip(q, now); err != nil {
		return Answer{}, err
	}
	if failure != nil {
		return g.standIn(q, failure, now)
	}
	if q.moment != nil && (q.moment.isNow(now) || !landed.has(q.request)) {
		landed = landed.join(q.moment)
	}
	return g.answer(q, landed, q.source, now), nil
}

// await waits for a flight and returns its failure. Who leaves returns at once
// and takes nothing from those who stay. Who has something older in hand does not
// wait for ever, nor for LivePerson to recover.
func (g *Gatherer) await(ctx context.Context, f *flight, q *question) error {
	late, paused, stop := impatience(q.old != nil, g.options.Now().Sub(f.began), f.priority)
	defer stop()
	var why error
	select {
	case <-f.done:
		return f.err
	case <-late:
		why = ErrLate
	case <-q.hurry.done():
		why = ErrLate
	case <-paused:
		why = errPaused
	case <-ctx.Done():
		why = ctx.Err()
	}
	select {
	case <-f.done: // at the same moment
		return f.err
	default:
		g.leave(f, ctx.Err() == nil)
		return why
	}
}

// errPaused is why an older answer stands in during a storm.
var errPaused error = &liveperson.Error{
	Status:   http.StatusServiceUnavailable,
	Sentence: "LivePerson keeps failing, and the data source pauses before it asks again.",
}

// leave takes one who waited from a flight. One that is promised to who asks next
// goes on; else it is dropped when nobody waits for it.
func (g *Gatherer) leave(f *flight, promised bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	f.waiters--
	f.promised = f.promised || promised
	if f.waiters == 0 && !f.promised {
		f.cancel()
		f.topic.forget(f)
	}
}

// forget takes a flight off the list: nobody joins it any more.
func (t *topic) forget(f *flight) {
	t.flights = slices.DeleteFunc(t.flights, func(other *flight) bool { return other == f })
}
