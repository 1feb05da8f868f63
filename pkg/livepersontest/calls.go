package livepersontest

import (
	"net/http"
	"slices"
)

// Call is a request that arrived.
type Call struct {
	// Kind is host, token, login or refresh, else the last part of the path, such as
	// metrics, agent_view, skills or users.
	Kind    string
	Request *http.Request
	Body    string
}

// Calls is how many calls of these kinds came, of any kind if none is given.
func (f *Fake) Calls(kinds ...string) int {
	n := 0
	for _, call := range f.Log() {
		if len(kinds) == 0 || slices.Contains(kinds, call.Kind) {
			n++
		}
	}
	return n
}

// Log returns the calls so far.
func (f *Fake) Log() []Call {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.calls)
}

// Hosts are those of the calls so far.
func (f *Fake) Hosts() []string {
	var hosts []string
	for _, call := range f.Log() {
		hosts = append(hosts, call.Request.URL.Host)
	}
	return hosts
}

// Abandoned is how many calls ended during the delay.
func (f *Fake) Abandoned() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.abandoned
}
