package gather

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

// waiting is what one who waits for a flight knows.
type waiting struct {
	asked  liveperson.Request
	source Source
	old    *snapshot // may stand in; nil if there is none
}

// wait waits for a flight. Who leaves returns at once and takes nothing from
// those who stay. Who has something older in hand does not wait for ever; the
// flight goes on for those who ask next.
func (g *Gatherer) wait(ctx context.Context, t *topic, f *flight, w waiting) (Answer, error) {
	var late <-chan time.Time
	if w.old != nil {
		timer := time.NewTimer(max(0, patience-g.options.Now().Sub(f.began)))
		defer timer.Stop()
		late = timer.C
	}
	failure := error(slowness)
	select {
	case <-f.done:
		failure = f.err
	case <-late:
	case <-ctx.Done():
		g.leave(t, f)
		return Answer{}, ctx.Err()
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.options.Now()
	r, refused, err := g.refusals.without(w.asked, now)
	if err != nil {
		return Answer{}, err
	}
	if failure != nil {
		return g.standIn(r, w.old, failure, refused, now)
	}
	return g.answer(r, f.landed, w.source, refused, now), nil
}

// slowness is why an older answer stands in while LivePerson takes its time.
var slowness = &liveperson.Error{
	Status:   http.StatusGatewayTimeout,
	Sentence: fmt.Sprintf("LivePerson has not answered for %s.", patience),
}

// leave takes one who waited from a flight. Without any it is dropped.
func (g *Gatherer) leave(t *topic, f *flight) {
	g.mu.Lock()
	defer g.mu.Unlock()
	f.waiters--
	if f.waiters == 0 {
		f.cancel()
		t.flights = slices.DeleteFunc(t.flights, func(other *flight) bool { return other == f })
	}
}
