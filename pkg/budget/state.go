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
		states[service] = l.state()
	}
	return states
}

func (l *lane) state() State {
	l.mu.Lock()
	defer l.mu.Unlock()
	state := State{Failures: l.storm.failures}
	if until := l.storm.until; time.Now().Before(until) {
		state.PausedUntil = &until
	}
	if l.storm.cause != nil {
		state.Cause = l.storm.cause.Error()
	}
	return state
}
