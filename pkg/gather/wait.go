package gather

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

// wait waits for a flight. Who leaves returns at once and takes nothing from
// those who stay. Who has something older in hand does not wait for ever, nor
// for LivePerson to recover; the flight goes on for those who ask next.
func (g *Gatherer) wait(ctx context.Context, f *flight, q *question) (Answer, error) {
	var late <-chan time.Time
	var paused <-chan struct{}
	if q.old != nil {
		timer := time.NewTimer(max(0, patience-g.options.Now().Sub(f.began)))
		defer timer.Stop()
		late, paused = timer.C, f.priority.Paused()
	}
	failure := ErrLate
	select {
	case <-f.done:
		failure = f.err
	case <-late:
	case <-paused:
		failure = errPaused
	case <-q.hurry.done():
	case <-ctx.Done():
		g.leave(f)
		return Answer{}, ctx.Err()
	}
	landed := f.landed
	if q.whole {
		landed = f.whole
		if refuses(failure) || failure == nil && (landed == nil || !landed.has(q.request)) {
			q.alone = true // it did not come along
			return g.ask(ctx, q)
		}
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
	if q.moment != nil && now.Sub(q.moment.nowAt) < g.options.Fresh {
		landed = landed.join(q.moment)
	}
	return g.answer(q, landed, q.source, now), nil
}

// errPaused is why an older answer stands in during a storm.
var errPaused error = &liveperson.Error{
	Status:   http.StatusServiceUnavailable,
	Sentence: "LivePerson keeps failing, and the data source pauses before it asks again.",
}

// leave takes one who waited from a flight. Without any it is dropped.
func (g *Gatherer) leave(f *flight) {
	g.mu.Lock()
	defer g.mu.Unlock()
	f.waiters--
	if f.waiters == 0 {
		f.cancel()
		f.topic.forget(f)
	}
}

// forget takes a flight off the list: nobody joins it any more.
func (t *topic) forget(f *flight) {
	t.flights = slices.DeleteFunc(t.flights, func(other *flight) bool { return other == f })
}
