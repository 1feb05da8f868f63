package auth

import (
	"sync"
	"time"
)

const (
	// firstRejectionPause and maxRejectionPause bound how long calls that are rejected
	// with one token after the other keep their token. Where other calls are accepted
	// with it, there is little hope in another one.
	firstRejectionPause     = 30 * time.Second
	maxRejectionPause       = 2 * time.Minute
	maxRejectionPauseOfSome = 10 * time.Minute
)

// acceptance is which calls LivePerson accepts with a token. If it rejects those that it
// accepted before, the token has ended. If it accepted none, it may be that it lets the
// user or the application make no such calls, whatever the token: then others are tried
// more and more rarely. It is safe for concurrent use.
type acceptance struct {
	mu         sync.Mutex
	token      string
	accepted   map[string]bool      // calls with the token
	rejections map[string]rejection // calls that no token was accepted for
	triedAt    time.Time            // when another token was last tried for any of these
	replaced   string               // the token that others were accepted with then
}

// rejection is until when no other token is tried, and how long the pause is.
type rejection struct {
	until time.Time
	pause time.Duration
}

func newAcceptance() *acceptance { return &acceptance{rejections: map[string]rejection{}} }

func (a *acceptance) accept(token, calls string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.token != token {
		a.token, a.accepted = token, map[string]bool{}
	}
	a.accepted[calls] = true
	delete(a.rejections, calls)
}

// has reports whether calls were accepted with a token.
func (a *acceptance) has(token, calls string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.token == token && a.accepted[calls]
}

// mayBeToken reports whether it is worth trying another token for calls that were not
// accepted with this one.
func (a *acceptance) mayBeToken(token, calls string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	longest, replaced := maxRejectionPause, ""
	if a.token == token { // others were accepted with it
		longest, replaced = maxRejectionPauseOfSome, token
	}
	now, r := time.Now(), a.rejections[calls]
	if now.Before(r.until) || now.Sub(a.triedAt) < firstRejectionPause {
		return false
	}
	r.pause = min(max(firstRejectionPause, 2*r.pause), longest)
	r.until = now.Add(r.pause)
	a.rejections[calls], a.triedAt, a.replaced = r, now, replaced
	return true
}

// denies reports whether calls are rejected that no token was accepted for, while others
// are accepted with this one, or were with the one that it replaces for such calls only.
func (a *acceptance) denies(token, calls string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.token != "" && !a.accepted[calls] && (a.token == token || a.token == a.replaced)
}
