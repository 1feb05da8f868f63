package ratelimit

import "time"

// State is how a service is doing, for support.
type State struct {
	Failures    int        `json:"failuresInARow"`
	PausedUntil *time.Time `json:"pausedUntil,omitempty"`
	Cause       string     `json:"cause,omitempty"` // why requests are held back, as panels say it
}

// States are those of all services that were sent requests, by name.
func (l *Limiter) States() map[string]State {
	l.mu.Lock()
	defer l.mu.Unlock()
	states := map[string]State{}
	for name, s := range l.services {
		states[name] = s.state()
	}
	return states
}

func (s *serviceLimiter) state() State {
	s.mu.Lock()
	defer s.mu.Unlock()
	state := State{Failures: s.breaker.failures}
	if until := s.breaker.until; time.Now().Before(until) {
		state.PausedUntil = &until
	}
	if s.breaker.cause != nil {
		state.Cause = s.breaker.cause.Error()
	}
	return state
}

// IsBlocked reports whether requests to a service are held back because it keeps
// failing.
func (l *Limiter) IsBlocked(service string) bool {
	s := l.service(service)
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.breaker.blocks(time.Now())
}
