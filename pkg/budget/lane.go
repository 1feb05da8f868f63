package budget

import (
	"context"

	"golang.org/x/sync/semaphore"
	"golang.org/x/time/rate"
)

// lane is the way to one service. Alert rules have a share of their own, so
// that a busy wall can't starve them, nor they the wall.
type lane struct {
	wall, alerts *share
	storm        *storm
}

const (
	// alertShare is the part of the requests a second that is kept for alert
	// rules.
	alertShare = 0.2
	// alertSlots is the part, one in so many, of the requests at once.
	alertSlots = 4
)

func newLane(limits Limits) *lane {
	forAlerts := max(1, limits.AtOnce/alertSlots)
	return &lane{
		wall:   newShare(limits.PerSecond*(1-alertShare), max(1, limits.AtOnce-forAlerts)),
		alerts: newShare(limits.PerSecond*alertShare, forAlerts),
		storm:  newStorm(),
	}
}

// enter waits for a turn. Alert rules also take what the wall leaves over. A
// request that an alert rule joins meanwhile goes on as its.
func (l *lane) enter(ctx context.Context) (leave func(), err error) {
	p := priorityOf(ctx)
	if !p.raised() {
		waiting, cancel := context.WithCancel(ctx)
		defer cancel()
		defer context.AfterFunc(p.high, cancel)()
		leave, err = l.wall.enter(waiting)
		if err == nil || ctx.Err() != nil || !p.raised() {
			return leave, err
		}
	}
	for _, s := range []*share{l.alerts, l.wall} {
		if s.try() {
			return s.leave, nil
		}
	}
	return l.alerts.enter(ctx)
}

// share is a part of what a service may be asked.
type share struct {
	slots  *semaphore.Weighted
	tokens *rate.Limiter
}

// newShare lets a second's worth of requests go at once after a pause.
func newShare(perSecond float64, atOnce int) *share {
	return &share{semaphore.NewWeighted(int64(atOnce)), rate.NewLimiter(rate.Limit(perSecond), max(1, int(perSecond)))}
}

func (s *share) enter(ctx context.Context) (leave func(), err error) {
	if err := s.slots.Acquire(ctx, 1); err != nil {
		return nil, err
	}
	if err := s.tokens.Wait(ctx); err != nil {
		s.leave()
		return nil, err
	}
	return s.leave, nil
}

// try enters if that takes no waiting.
func (s *share) try() bool {
	if !s.slots.TryAcquire(1) {
		return false
	}
	if !s.tokens.Allow() {
		s.leave()
		return false
	}
	return true
}

func (s *share) leave() { s.slots.Release(1) }
