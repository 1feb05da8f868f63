package gather

import (
	"context"
	"errors"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

// atOnce is how many questions of one query are asked at the same time.
const atOnce = 16

// question is a request on its way to an answer.
type question struct {
	who Asker
	// asked is the request as it came, request what is left of it without the
	// metrics that LivePerson refuses, which are in refused, by field.
	asked, request liveperson.Request
	refused        map[string]error
	old            *snapshot // may stand in; nil if there is none
	source         Source    // of the answer, if a flight brings it
	// moment has the values of this moment that panels next to it show, if they
	// are young enough and only its window is not; else nil.
	moment *snapshot
	hurry  *hurry // nil for those who wait as long as it takes
	// piece tells that it is about a piece of a window, follows that this is not
	// the first.
	piece, follows bool
	// whole tells that its flight is about the account's parts, alone that it
	// must not be.
	whole, alone bool
}

// missing is what a flight has to bring of a request.
func (q *question) missing() liveperson.Request {
	if q.moment == nil {
		return q.request
	}
	byTime, _ := q.request.Metrics()
	return q.request.With(byTime, nil)
}

// Ask answers one question: from memory, by a flight that somebody else began,
// by one of its own, or by an older answer if LivePerson fails. Its errors are
// LivePerson's, the context's, or a *Fault.
func (g *Gatherer) Ask(ctx context.Context, who Asker, r liveperson.Request) (Answer, error) {
	return g.ask(ctx, &question{who: who, asked: r})
}

// All answers questions, in their order. Its answers may serve others too and
// must not be changed. The first error ends it.
func (g *Gatherer) All(ctx context.Context, who Asker, requests []liveperson.Request) ([]Answer, error) {
	answers := make([]Answer, len(requests))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for i, r := range requests {
		group.Go(func() (err error) {
			q := question{who: who, asked: r, follows: i > 0 && follows(requests[i-1], r)}
			q.piece = q.follows || i+1 < len(requests) && follows(r, requests[i+1])
			answers[i], err = g.ask(ctx, &q)
			return err
		})
	}
	return answers, group.Wait()
}

// follows tells whether two requests are about pieces of the same window, one
// after the other.
func follows(first, second liveperson.Request) bool {
	_, to := first.Span()
	from, _ := second.Span()
	return first.Topic() == second.Topic() && to.Equal(from)
}

// Each answers the questions of a trend, oldest first, like All. One that fails
// leaves the others alone: an answer is there where its error is nil. It asks for
// the latest first, and where LivePerson takes long it leaves the rest, with the
// error ErrLate, to who asks next. An alert rule waits for all.
func (g *Gatherer) Each(ctx context.Context, who Asker, requests []liveperson.Request) ([]Answer, []error) {
	answers, errs := make([]Answer, len(requests)), make([]error, len(requests))
	var h *hurry
	if !who.Alert {
		h = newHurry()
		defer h.stop()
	}
	var group errgroup.Group
	group.SetLimit(atOnce)
	for i := len(requests) - 1; i >= 0; i-- {
		group.Go(func() error {
			answers[i], errs[i] = g.ask(ctx, &question{who: who, asked: requests[i], hurry: h})
			if errs[i] == nil {
				h.progress()
			}
			return nil
		})
	}
	_ = group.Wait() // each has its own error
	return answers, errs
}

func (g *Gatherer) ask(ctx context.Context, q *question) (Answer, error) {
	if err := ctx.Err(); err != nil {
		return Answer{}, err
	}
	answer, err := g.pursue(ctx, q)
	g.observe(ctx, err)
	return answer, err
}

// pursue answers a question from what is known, or by a flight.
func (g *Gatherer) pursue(ctx context.Context, q *question) (Answer, error) {
	answer, f, err := g.begin(ctx, q)
	if f == nil {
		return answer, err
	}
	return g.wait(ctx, f, q)
}

// observe counts a question that got no answer, unless nobody wants it any more.
func (g *Gatherer) observe(ctx context.Context, err error) {
	switch {
	case err == nil || ctx.Err() != nil:
	case errors.Is(err, ErrLate):
		g.options.Observe.Late()
	default:
		g.options.Observe.Failed()
	}
}

// begin answers a question from what is known, or finds the flight to wait for.
func (g *Gatherer) begin(ctx context.Context, q *question) (Answer, *flight, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.options.Now()
	if err := g.refusals.strip(q, now); err != nil {
		return Answer{}, nil, err
	}
	r := q.request
	t := g.topic(r)
	t.note(r, now)
	if !q.who.Check {
		s, moment := g.fresh(t, r, now)
		if s != nil {
			return g.answer(q, s, Memory, now), nil, nil
		}
		q.moment = moment
		q.old = g.old(t, q, now)
	}
	target, targetTopic, failure := g.aim(t, q, now)
	if failure == nil && q.hurry.over() {
		failure = ErrLate
	}
	if failure != nil {
		answer, err := g.standIn(q, failure, now)
		return answer, nil, err
	}
	return Answer{}, g.board(ctx, targetTopic, q, target, now), nil
}

// aim is the request to fly for a question, its topic, and the failure that still
// answers for it. What LivePerson refuses of the account's parts says nothing
// about the account.
func (g *Gatherer) aim(t *topic, q *question, now time.Time) (liveperson.Request, *topic, error) {
	target, targetTopic := g.target(t, q, now)
	failure := g.failure(q, target, now)
	q.whole = targetTopic != t
	if q.whole && refuses(failure) {
		q.alone = true
		return g.aim(t, q, now)
	}
	return target, targetTopic, failure
}

// failure is the one that still answers for a question, nil if there is none.
func (g *Gatherer) failure(q *question, target liveperson.Request, now time.Time) error {
	if q.who.Check {
		return nil
	}
	byTime, ofNow := q.missing().Metrics()
	return g.failures.of(target.With(byTime, ofNow), now)
}

// topic finds what is known about a request's topic.
func (g *Gatherer) topic(r liveperson.Request) *topic {
	t, known := g.topics.Get(r.Topic())
	if !known {
		t = newTopic()
		g.topics.Add(r.Topic(), t)
	}
	return t
}
