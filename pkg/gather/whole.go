package gather

import (
	"slices"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

// What is asked of the whole account is asked along with its skills, or its
// groups, where these are asked for lately anyway: so the skills add up to the
// account that is shown next to them, and both are one request.

// target is the request that is flown for a question, and its topic.
func (g *Gatherer) target(t *topic, q *question, now time.Time) (liveperson.Request, *topic) {
	r := q.missing()
	if part, pt := g.carrier(r, now); pt != nil && !q.alone && !q.who.Check {
		return part.Over(pt.ride(part, now)), pt
	}
	return r.Over(t.ride(r, now)), t
}

// carrier is the request about its parts along with which a request is asked,
// and its topic, nil if there is none.
func (g *Gatherer) carrier(r liveperson.Request, now time.Time) (liveperson.Request, *topic) {
	for _, part := range r.Parts() {
		t, known := g.topics.Peek(part.Topic())
		byTime, ofNow := part.Metrics()
		allowed := len(g.refusals.allowed(part, slices.Concat(byTime, ofNow), now)) == len(byTime)+len(ofNow)
		if known && allowed && !t.withoutWhole && t.asks(part, now) {
			return part, t
		}
	}
	return nil, nil
}

// isCarried tells whether a request is asked along with its parts: their next
// answer brings what it asks for, of the same moment as theirs.
func (g *Gatherer) isCarried(r liveperson.Request, now time.Time) bool {
	_, t := g.carrier(r, now)
	return t != nil
}

// asks tells whether a topic is asked for lately, about the same window if the
// request has one.
func (t *topic) asks(r liveperson.Request, now time.Time) bool {
	if byTime, _ := r.Metrics(); len(byTime) == 0 {
		return len(t.now.lately(now))+len(t.ongoing.lately(now)) > 0
	}
	from, to := r.Span()
	return goesOn(to, now) && slices.ContainsFunc(t.windows, func(w window) bool {
		return now.Sub(w.at) <= lately && w.like(from, to)
	})
}

// window is one that goes on, and when it was last asked for.
type window struct{ from, to, at time.Time }

// like tells whether another window is the same, but for the time that has
// passed.
func (w window) like(from, to time.Time) bool {
	return w.from.Equal(from) || w.to.Sub(w.from) == to.Sub(from)
}

func (t *topic) noteWindow(from, to, now time.Time) {
	t.windows = slices.DeleteFunc(t.windows, func(w window) bool { return w.like(from, to) })
	t.windows = append(t.windows, window{from, to, now})
	t.windows = t.windows[max(0, len(t.windows)-mostRecent):]
}

// withWhole adds the metrics that the whole of a request's rows is asked for
// lately, if they can be asked along.
func (g *Gatherer) withWhole(f *flight, now time.Time) {
	whole := f.request.Whole()
	if whole == nil {
		return
	}
	t, known := g.topics.Peek(whole.Topic())
	if !known {
		return
	}
	if ofNow := t.now.lately(now); len(f.now) > 0 || g.moment(t, ofNow, now) == nil {
		f.now = union(f.now, ofNow)
	}
	if byTime := t.ongoing.lately(now); f.topic.asks(f.request.With(byTime, nil), now) {
		f.byTime = union(f.byTime, byTime)
	}
}

// keepWhole keeps the account's values that came along with its skills or
// groups, unless others are asked for along with it.
func (g *Gatherer) keepWhole(f *flight) {
	s := f.landed
	whole := f.request.With(s.byTime, s.now).Whole()
	if whole == nil {
		return
	}
	if f.topic.withoutWhole = s.table.All == nil; f.topic.withoutWhole {
		return
	}
	account := *s
	account.table = *s.table.All
	account.table.Calls = s.table.Calls
	f.whole = &account
	t, known := g.topics.Peek(whole.Topic())
	if _, by := g.carrier(whole, g.options.Now()); known && by == f.topic {
		g.keep(t, keyOf(whole), f.whole)
	}
}
