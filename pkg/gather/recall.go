package gather

import (
	"slices"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

// fresh finds a snapshot that answers a request and is young enough, nil if
// there is none. Values of this moment come from the latest answer that has them,
// whatever its window, because panels next to each other must not differ; where
// only the window is not known, that answer is the moment.
func (g *Gatherer) fresh(t *topic, r liveperson.Request, now time.Time) (s, moment *snapshot) {
	byTime, ofNow := r.Metrics()
	key := keyOf(r)
	s, known := g.memory.snapshots.Get(key)
	if len(ofNow) == 0 || !r.Rides() {
		if known && s.has(r) && s.young(r, now) {
			return s, nil
		}
		return nil, nil
	}
	moment = g.moment(t, ofNow, now)
	switch {
	case moment == nil || len(byTime) == 0:
		return moment, nil
	case !known || !covers(s.byTime, byTime) || !s.lasts(now):
		return nil, moment
	case covers(s.now, ofNow) && !s.nowAt.Before(moment.nowAt):
		return s, nil
	}
	joined := s.join(moment)
	g.remember(key, joined)
	return joined, nil
}

// moment is the snapshot with the latest values of this moment, nil if there are
// none that are young enough.
func (g *Gatherer) moment(t *topic, metrics []liveperson.Metric, now time.Time) *snapshot {
	var latest *snapshot
	for _, keys := range [][]string{t.recent, t.past} {
		for _, key := range keys {
			s, known := g.memory.snapshots.Peek(key)
			if known && s.isNow(now) && (latest == nil || s.nowAt.After(latest.nowAt)) && covers(s.now, metrics) {
				latest = s
			}
		}
	}
	return latest
}

// old finds a snapshot that may stand in for a question: about the same but for
// the time that has passed. It is nil if there is none.
func (g *Gatherer) old(t *topic, q *question, now time.Time) *snapshot {
	r, most := q.request, g.most(q.who)
	for _, key := range slices.Backward(slices.Concat(t.past, t.recent, q.before(most, now), []string{keyOf(r)})) {
		s, known := g.memory.snapshots.Peek(key)
		if !known || !s.has(r) {
			continue
		}
		if s = s.standIn(q, now); s != nil && now.Sub(s.asOf(r)) <= most {
			g.memory.snapshots.Get(key) // it is used
			return s
		}
	}
	if from, _ := r.Span(); q.follows && now.Sub(from) <= most {
		return nothingYet(r)
	}
	return nil
}

// before are the keys of a piece whose start moves on with the time, as it was
// some minutes ago: so many others may have been asked for since that it is none
// of the recent ones.
func (q *question) before(most time.Duration, now time.Time) []string {
	from, to := q.request.Span()
	if !q.piece || q.follows || goesOn(to, now) {
		return nil
	}
	var keys []string
	for moved := time.Minute; moved <= most; moved += time.Minute {
		keys = append(keys, windowKey(q.request.Topic(), from.Add(-moved), to))
	}
	return keys
}

// most is how old an answer may be that stands in.
func (g *Gatherer) most(who Asker) time.Duration {
	if who.Alert {
		return g.options.StaleForAlerts
	}
	return g.options.Stale
}
