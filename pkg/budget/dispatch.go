package budget

import (
	"slices"
	"time"
)

// dispatch gives their turn to all who may go now, and sees to it that the next
// ones are thought of in time. Whatever changes who may go calls it.
func (l *lane) dispatch() {
	now := time.Now()
	l.alarm.Stop()
	for !l.storm.holds(now) {
		from, on, wait := l.next(now)
		if from == nil || wait > 0 {
			l.release()
			if wait > 0 {
				l.alarm.Reset(wait)
			}
			return
		}
		on.take(now)
		from.pop().turn <- turn{share: on, probe: l.storm.depart()}
	}
	l.hold(now)
}

// next is whose turn comes next, on which share, and how long until then. Alert
// rules also take of the wall's share what the panels leave over. The queue is
// nil if nobody waits, or all who do wait for a request to end.
func (l *lane) next(now time.Time) (from *queue, on *share, wait time.Duration) {
	onWall := &l.panels
	if len(l.panels) == 0 {
		onWall = &l.rules
	}
	for _, claim := range []struct {
		by *queue
		to *share
	}{{&l.rules, l.alerts}, {onWall, l.wall}} {
		if len(*claim.by) == 0 || claim.to.free == 0 {
			continue
		}
		if until := claim.to.wait(now); from == nil || until < wait {
			from, on, wait = claim.by, claim.to, until
		}
	}
	return from, on, wait
}

// hold keeps all waiting during a storm, but those for whom it takes too long.
func (l *lane) hold(now time.Time) {
	l.holding = true
	wake := l.storm.until
	for _, q := range []*queue{&l.rules, &l.panels} {
		*q = slices.DeleteFunc(*q, func(w *waiter) bool {
			limit := later(w.since, l.storm.since).Add(stormWait)
			if !now.Before(limit) || l.storm.until.After(limit) {
				w.hold(false)
				w.turn <- turn{err: l.storm.reason(now)}
				return true
			}
			w.hold(true)
			if !wake.After(now) || limit.Before(wake) {
				wake = limit
			}
			return false
		})
	}
	if wake.After(now) && len(l.rules)+len(l.panels) > 0 {
		l.alarm.Reset(wake.Sub(now))
	}
}

// release tells those who waited for a storm to end that it has: they wait for
// their turn now.
func (l *lane) release() {
	if !l.holding {
		return
	}
	l.holding = false
	for _, q := range []queue{l.rules, l.panels} {
		for _, w := range q {
			w.hold(false)
		}
	}
}
