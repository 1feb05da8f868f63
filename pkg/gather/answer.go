package gather

import (
	"slices"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

// Source says where an answer comes from.
type Source string

// Where answers come from.
const (
	// Asked: LivePerson was asked for it.
	Asked Source = "asked"
	// Shared: LivePerson was being asked by somebody else.
	Shared Source = "shared"
	// Memory: it was known, and young enough.
	Memory Source = "memory"
	// Stale: LivePerson fails, and this is what it said last.
	Stale Source = "stale"
)

// Answer is the answer to a question.
type Answer struct {
	liveperson.Table
	// From and To are the window that it is about. An answer that stands in is
	// about an earlier one than was asked for.
	From, To time.Time
	// At is when LivePerson was asked.
	At time.Time
	// Age is how long that was ago when the answer was given.
	Age    time.Duration
	Source Source
	// Refused says by field which metrics LivePerson refuses, and why.
	Refused map[string]error
	// Failure is why an older answer stands in, else nil.
	Failure error
}

// Settled tells whether the answer is about a window that can't change any more.
func (a Answer) Settled() bool { return a.To.Add(settled).Before(a.At) }

// answer makes a snapshot the answer to a question. Only who asks pays for the
// calls.
func (g *Gatherer) answer(q *question, s *snapshot, source Source, now time.Time) Answer {
	a := Answer{Table: only(s.table, q.request), From: s.from, To: s.to, At: s.asOf(q.request), Source: source, Refused: q.refused}
	if source != Asked {
		a.Calls = 0
	}
	a.Age = max(0, now.Sub(a.At))
	g.options.Observe.Answered(source, a.Age)
	return a
}

// standIn answers with an older snapshot, if there is one, in place of a
// failure.
func (g *Gatherer) standIn(q *question, failure error, now time.Time) (Answer, error) {
	if q.old == nil || now.Sub(q.old.asOf(q.request)) > g.most(q.who) {
		return Answer{}, failure
	}
	a := g.answer(q, q.old, Stale, now)
	a.Failure = failure
	return a, nil
}

// only leaves the columns that a request asks for: what others asked for in the
// same flight must not add up twice.
func only(t liveperson.Table, r liveperson.Request) liveperson.Table {
	byTime, now := r.Metrics()
	fields, texts := map[string][]float64{}, map[string][]string{}
	for _, m := range slices.Concat(byTime, now) {
		if column, known := t.Fields[m.Field]; known {
			fields[m.Field] = column
		}
		if column, known := t.Texts[m.Field]; known {
			texts[m.Field] = column
		}
	}
	t.Fields, t.Texts = fields, texts
	return t
}
