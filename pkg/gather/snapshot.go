package gather

import (
	"fmt"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

// snapshot is what LivePerson answered to a request, once.
type snapshot struct {
	from, to    time.Time
	byTime, now []liveperson.Metric
	settles     bool
	table       liveperson.Table
	// at is when it was asked, nowAt when its values of that moment were, which
	// may be another answer's, and nowUntil how long these count as values of now.
	at, nowAt, nowUntil time.Time
}

const (
	// settled is how long after its end a window can't change any more.
	settled = 5 * time.Minute
	// population is how long a window that is over serves whose rows are of the
	// moment it is asked: agents come and go.
	population = 10 * time.Minute
)

// keyOf is the same for requests that differ only in their metrics.
func keyOf(r liveperson.Request) string {
	from, to := r.Span()
	return windowKey(r.Topic(), from, to)
}

func windowKey(topic string, from, to time.Time) string {
	return fmt.Sprintf("%s %d %d", topic, from.UnixMilli(), to.UnixMilli())
}

// has tells whether a snapshot has all that is asked for.
func (s *snapshot) has(r liveperson.Request) bool {
	byTime, now := r.Metrics()
	return covers(s.byTime, byTime) && covers(s.now, now)
}

// over tells whether the window was over for good when it was asked about.
func (s *snapshot) over() bool { return s.to.Add(settled).Before(s.at) }

// asOf is when the older of what a request asks for was asked.
func (s *snapshot) asOf(r liveperson.Request) time.Time {
	byTime, ofNow := r.Metrics()
	if len(byTime) == 0 || len(ofNow) > 0 && s.nowAt.Before(s.at) {
		return s.nowAt
	}
	return s.at
}

// young tells whether what a request asks for is young enough, if all of it is
// this answer's.
func (s *snapshot) young(r liveperson.Request, now time.Time) bool {
	if _, ofNow := r.Metrics(); len(ofNow) > 0 {
		return s.isNow(now)
	}
	return s.lasts(now)
}

// isNow tells whether it has values of a moment that still count as those of now.
func (s *snapshot) isNow(now time.Time) bool { return len(s.now) > 0 && now.Before(s.nowUntil) }

// lasts tells whether values of the window still are what they were. Those of a
// window that goes on are until the minute ends: then it is another window.
func (s *snapshot) lasts(now time.Time) bool {
	over := s.over()
	switch {
	case over && s.settles:
		return true
	case over:
		return now.Sub(s.at) < population
	}
	return now.Truncate(time.Minute).Equal(s.at.Truncate(time.Minute))
}
