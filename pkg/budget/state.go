package budget

import "time"

// State is how a service is, for support.
type State struct {
	Failures    int        `json:"failuresInARow"`
	PausedUntil *time.Time `json:"pausedUntil,omitempty"`
	Cause       string     `json:"cause,omitempty"` // why there is a pause, as panels say it
}

// States are those of all services that were asked, by name.
func (b *Budget) States() map[string]State {
	b.mu.Lock()
	defer b.mu.Unlock()
	states := map[string]State{}
	for service, l := range b.lanes {
		states[service] = l.storm.state()
	}
	return states
}

func (s *storm) state() State {
	s.mu.Lock()
	defer s.mu.Unlock()
	state := State{Failures: s.failures}
	if time.Now().Before(s.until) {
		until := s.until
		state.PausedUntil = &until
	}
	if s.cause != nil {
		state.Cause = s.cause.Error()
	}
	return state
}
