package ratelimit

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"
	"time"
)

const (
	// alertRate is the part of the requests a second that is reserved for alert rules.
	alertRate = 0.2
	// alertPermits is the part, one in so many, of the requests at once.
	alertPermits = 4
	// maxHold is how long an open breaker holds a request back. If it can't close by
	// then, the request fails at once.
	maxHold = 10 * time.Second
)

// serviceLimiter gives permits for requests to one service. Alert rules have a
// reservation, so that busy dashboards can't starve them, nor they the dashboards.
type serviceLimiter struct {
	mu                  sync.Mutex
	interactive, alerts *reservation
	// waiting are sorted by when their batches began: a batch with many pages comes
	// to its end before later ones begin.
	waiting []*waiter
	breaker breaker
	timer   *time.Timer // fires when the next request may have its permit
}

// waiter is a request that waits for its permit.
type waiter struct {
	priority *Priority
	since    time.Time
	permit   chan permit // gets one
}

// permit allows one request.
type permit struct {
	from  *reservation
	probe bool  // it is the half-open breaker's probe
	err   error // why there is none; the rest is empty then
}

func newServiceLimiter(limits Limits) *serviceLimiter {
	s := &serviceLimiter{interactive: &reservation{}, alerts: &reservation{}}
	s.timer = time.AfterFunc(time.Hour, s.wake)
	s.setLimits(limits)
	return s
}

func (s *serviceLimiter) setLimits(l Limits) {
	s.change(func() {
		forAlerts := max(1, l.MaxConcurrent/alertPermits)
		s.interactive.set(Limits{l.PerSecond * (1 - alertRate), max(1, l.MaxConcurrent-forAlerts)})
		s.alerts.set(Limits{l.PerSecond * alertRate, forAlerts})
	})
}

// change changes something, and gives permits to all that may have one then.
func (s *serviceLimiter) change(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
	s.dispatch()
}

// acquire waits for a permit, which has to be released. Its error is the context's,
// or the breaker's reason if that holds the request back for too long.
func (s *serviceLimiter) acquire(ctx context.Context) (permit, error) {
	if err := ctx.Err(); err != nil {
		return permit{}, err
	}
	w := &waiter{priority: priorityOf(ctx), since: time.Now(), permit: make(chan permit, 1)}
	if !w.priority.isHigh() {
		defer context.AfterFunc(w.priority.high, s.wake)() // it may now use the alerts' reservation
	}
	s.enqueue(w)
	select {
	case p := <-w.permit:
		return p, p.err
	case <-ctx.Done():
		return permit{}, s.abandon(ctx, w)
	}
}

func (s *serviceLimiter) enqueue(w *waiter) {
	s.change(func() {
		at := len(s.waiting)
		for at > 0 && w.priority.since.Before(s.waiting[at-1].priority.since) {
			at--
		}
		s.waiting = slices.Insert(s.waiting, at, w)
	})
}

// abandon removes a waiter whose context is done, or releases the permit that has
// just come. Its error says why there was none in time.
func (s *serviceLimiter) abandon(ctx context.Context, w *waiter) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	err, now := ctx.Err(), time.Now()
	if s.breaker.blocks(now) && errors.Is(err, context.DeadlineExceeded) {
		err = s.breaker.reason(now)
	}
	if !s.remove(w) {
		if p := <-w.permit; p.err == nil {
			s.takeBack(p, outcome{})
		}
	}
	s.dispatch()
	return err
}

// remove reports whether the waiter still waited.
func (s *serviceLimiter) remove(w *waiter) bool {
	before := len(s.waiting)
	s.waiting = slices.DeleteFunc(s.waiting, func(other *waiter) bool { return other == w })
	return len(s.waiting) < before
}

// release gives a permit back, with the outcome of its request.
func (s *serviceLimiter) release(p permit, o outcome) {
	s.change(func() { s.takeBack(p, o) })
}

func (s *serviceLimiter) takeBack(p permit, o outcome) {
	p.from.permits++
	s.breaker.record(time.Now(), p.probe, o)
}

// wake looks again who may have a permit.
func (s *serviceLimiter) wake() { s.change(func() {}) }

// dispatch gives permits to all that may have one now, and sets the timer for the
// next. Whatever changes who may have one calls it.
func (s *serviceLimiter) dispatch() {
	now := time.Now()
	s.timer.Stop()
	for !s.breaker.blocks(now) {
		w, from, wait := s.next(now)
		switch {
		case w == nil:
			return
		case wait > 0:
			s.timer.Reset(wait)
			return
		}
		from.take(now)
		s.remove(w)
		w.permit <- permit{from: from, probe: s.breaker.admit()}
	}
	s.holdBack(now)
}

// next is the waiter that gets the next permit, the reservation that it comes from,
// and how long until then. Alert rules also take what the dashboards leave over.
// The waiter is nil if none waits, or all do for a request to end.
func (s *serviceLimiter) next(now time.Time) (w *waiter, from *reservation, wait time.Duration) {
	alert, panel := s.first(true), s.first(false)
	for _, claim := range []struct {
		by *waiter
		to *reservation
	}{{alert, s.alerts}, {cmp.Or(panel, alert), s.interactive}} {
		if claim.by == nil || claim.to.permits <= 0 {
			continue
		}
		if until := claim.to.wait(now); w == nil || until < wait {
			w, from, wait = claim.by, claim.to, until
		}
	}
	return w, from, wait
}

// first is the first waiter of a priority, nil if there is none.
func (s *serviceLimiter) first(high bool) *waiter {
	at := slices.IndexFunc(s.waiting, func(w *waiter) bool { return w.priority.isHigh() == high })
	if at < 0 {
		return nil
	}
	return s.waiting[at]
}

// holdBack keeps requests waiting for the breaker to close, but fails those for
// which that takes too long.
func (s *serviceLimiter) holdBack(now time.Time) {
	wake := s.breaker.until
	s.waiting = slices.DeleteFunc(s.waiting, func(w *waiter) bool {
		limit := slices.MaxFunc([]time.Time{w.since, s.breaker.openSince}, time.Time.Compare).Add(maxHold)
		if !now.Before(limit) || s.breaker.until.After(limit) {
			w.permit <- permit{err: s.breaker.reason(now)}
			return true
		}
		if !wake.After(now) || limit.Before(wake) {
			wake = limit
		}
		return false
	})
	if wake.After(now) && len(s.waiting) > 0 {
		s.timer.Reset(wake.Sub(now))
	}
}
