package livepersontest

import (
	"net/http"
	"time"
)

// Handle changes how the APIs respond.
func (f *Fake) Handle(handler http.HandlerFunc) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.handler = handler
}

// HandleHost changes how one host responds to whatever is sent there.
func (f *Fake) HandleHost(host string, handler http.HandlerFunc) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.byHost[host] = handler
}

// Delay makes every call take so long.
func (f *Fake) Delay(d time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.delay = d
}

// Fail gives the next calls of a kind these statuses.
func (f *Fake) Fail(kind string, statuses ...int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.failing[kind] = statuses
}

// Break lets no call through to a host, empty text for all, until it is repaired
// with nil. It is for fakes without a network.
func (f *Fake) Break(host string, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.broken[host] = err
}

// Move changes the host that the Domain API names for a service.
func (f *Fake) Move(domain, host string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.hosts[domain] = host
}

// RevokeTokens makes every token given so far worthless.
func (f *Fake) RevokeTokens() {
	f.mu.Lock()
	defer f.mu.Unlock()
	clear(f.tokens.valid)
}

// ExpiresIn sets what the token service says of a token's life, as raw JSON; empty
// text leaves the field out.
func (f *Fake) ExpiresIn(raw string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.tokens.expires = raw
}

func (f *Fake) brokenAt(host string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.broken[host]; err != nil {
		return err
	}
	return f.broken[""]
}

// nextFailure is the status with which the next call of a kind fails, 0 for none.
func (f *Fake) nextFailure(kind string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	statuses := f.failing[kind]
	if len(statuses) == 0 {
		return 0
	}
	f.failing[kind] = statuses[1:]
	return statuses[0]
}
