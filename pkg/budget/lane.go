package budget

import (
	"context"
	"errors"
	"sync"
	"time"
)

const (
	// alertShare is the part of the requests a second that is kept for alert
	// rules.
	alertShare = 0.2
	// alertSlots is the part, one in so many, of the requests at once.
	alertSlots = 4
)

// lane is the way to one service. Alert rules have a share of their own, so
// that a busy wall can't starve them, nor they the wall. During a storm nobody
// goes but one who tries for all.
type lane struct {
	mu           sync.Mutex
	wall, alerts *share
	// panels and rules are those who wait, who goes first at the front.
	panels, rules queue
	storm         storm
	holding       bool        // some of them may know that a storm keeps them waiting
	alarm         *time.Timer // rings when the next one may have its turn
}

func newLane(limits Limits) *lane {
	forAlerts := max(1, limits.AtOnce/alertSlots)
	l := &lane{
		wall:   newShare(limits.PerSecond*(1-alertShare), max(1, limits.AtOnce-forAlerts)),
		alerts: newShare(limits.PerSecond*alertShare, forAlerts),
	}
	l.alarm = time.AfterFunc(time.Hour, func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.dispatch()
	})
	l.alarm.Stop()
	return l
}

// turn is leave to send one request.
type turn struct {
	share *share
	probe bool  // it is the one that tries for all
	err   error // why there is none; the rest is empty then
}

// enter waits for a turn, which has to be given back. A request that an alert
// rule joins meanwhile goes on as its. Its error is the context's, or the one
// that made a storm that takes too long.
func (l *lane) enter(ctx context.Context) (turn, error) {
	if err := ctx.Err(); err != nil {
		return turn{}, err
	}
	w := &waiter{priority: priorityOf(ctx), since: time.Now(), turn: make(chan turn, 1)}
	l.join(w)
	raised := w.priority.high.Done()
	for {
		select {
		case t := <-w.turn:
			return t, t.err
		case <-raised:
			raised = nil
			l.promote(w)
		case <-ctx.Done():
			return turn{}, l.quit(ctx, w)
		}
	}
}

func (l *lane) join(w *waiter) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if w.priority.raised() {
		l.rules.add(w)
	} else {
		l.panels.add(w)
	}
	l.dispatch()
}

// promote lets one who still waits among the panels go on with the alert rules.
func (l *lane) promote(w *waiter) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.panels.remove(w) {
		l.rules.add(w)
		l.dispatch()
	}
}

// quit takes away one whose context is done, or the turn that has just come. Its
// error says why there was none in time.
func (l *lane) quit(ctx context.Context, w *waiter) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	err, now := ctx.Err(), time.Now()
	if l.storm.holds(now) && errors.Is(err, context.DeadlineExceeded) {
		err = l.storm.reason(now)
	}
	if l.panels.remove(w) || l.rules.remove(w) {
		l.dispatch()
	} else if t := <-w.turn; t.err == nil {
		l.takeBack(t, outcome{})
	}
	return err
}

// leave gives a turn back, and tells what came of it.
func (l *lane) leave(t turn, came outcome) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.takeBack(t, came)
}

func (l *lane) takeBack(t turn, came outcome) {
	t.share.free++
	l.storm.note(time.Now(), t.probe, came)
	l.dispatch()
}
