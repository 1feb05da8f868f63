package gather

import (
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

// standIn is the snapshot as it stands in for a question, if it is about the same
// but for the time that has passed since: with the time up to which it is right.
// Else it is nil.
func (s *snapshot) standIn(q *question, now time.Time) *snapshot {
	r := q.request
	from, to := r.Span()
	byTime, _ := r.Metrics()
	switch {
	case len(byTime) == 0 && r.Rides():
		return s
	case r.PointLength() > 0:
		return s.points(r)
	case !goesOn(to, now):
		return s.past(q, now)
	case !goesOn(s.to, s.at) || to.Before(s.to):
		return nil
	}
	longer := to.Sub(from) - s.to.Sub(s.from)
	return onlyIf(from.Equal(s.from) || longer.Abs() <= time.Minute, s)
}

// points stand in for others of the same length where they are the same. The next
// one is missing from when it was over.
func (s *snapshot) points(r liveperson.Request) *snapshot {
	from, to := r.Span()
	if !s.to.After(from) || !s.from.Before(to) {
		return nil
	}
	return s.rightUpTo(s.to.Add(r.PointLength()))
}

// past stands in for a window that is over: the same one while it went on, or a
// piece of a wider one whose start moves on with the time.
func (s *snapshot) past(q *question, now time.Time) *snapshot {
	from, to := q.request.Span()
	moved := from.Sub(s.from)
	switch {
	case moved == 0 && goesOn(s.to, s.at) && !s.to.After(to), moved == 0 && to.Equal(s.to):
		return s
	case q.piece && to.Equal(s.to) && moved > 0 && moved <= now.Sub(s.at)+time.Minute:
		return s.rightUpTo(now.Add(-moved))
	}
	return nil
}

// rightUpTo is a snapshot that was right longer than until it was asked.
func (s *snapshot) rightUpTo(at time.Time) *snapshot {
	if !s.over() || !s.settles || at.Before(s.at) {
		return s
	}
	later := *s
	later.at, later.nowAt = at, at
	return &later
}

func onlyIf(fits bool, s *snapshot) *snapshot {
	if !fits {
		return nil
	}
	return s
}

// nothingYet stands in for a piece of a wider window that has begun since
// LivePerson answered last: the answer is that of the pieces before it.
func nothingYet(r liveperson.Request) *snapshot {
	from, _ := r.Span()
	return &snapshot{from: from, to: from, at: from, nowAt: from}
}
