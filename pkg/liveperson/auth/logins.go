package auth

import (
	"context"
	"crypto/sha256"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

const (
	// longSession is how long a session lasts at least that nobody else ended.
	longSession = time.Hour
	// maxIdle is how long a session may be without a request that LivePerson accepts, for
	// its end to be no matter of that.
	maxIdle = 2 * keepAliveInterval
	// firstLoginPause and maxLoginPause bound how long a user whose sessions are ended
	// soon, one after the other, is not logged in again.
	firstLoginPause = 10 * time.Minute
	maxLoginPause   = 30 * time.Minute
)

// Logins are the sessions of users, for all data sources of a process: a login ends the
// same user's other sessions, so data sources with the same user share one. It is safe
// for concurrent use.
type Logins struct {
	mu    sync.Mutex
	users map[[sha256.Size]byte]*user
}

// NewLogins makes logins without a session.
func NewLogins() *Logins { return &Logins{users: map[[sha256.Size]byte]*user{}} }

// of is the user of a data source. Another password is another user: its sessions are for
// those only who know it.
func (l *Logins) of(c Config) *user {
	key := sha256.Sum256([]byte(strings.Join([]string{c.Upstream, c.AccountID, c.Username, c.Password}, "\x00")))
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.users[key] == nil {
		l.users[key] = &user{turn: semaphore.NewWeighted(1)}
	}
	return l.users[key]
}

// user is what is known of a user's session.
type user struct {
	turn *semaphore.Weighted // to log in

	mu          sync.Mutex
	current     *session // nil if there is none
	acceptedAt  time.Time
	earlyEnds   int // how many sessions in a row LivePerson ended soon, though they were in use
	pausedUntil time.Time
}

// session is the user's session if it is another one than the previous, else that of a
// login.
func (u *user) session(ctx context.Context, previous *session, login func(context.Context) (session, error)) (session, error) {
	if err := u.turn.Acquire(ctx, 1); err != nil {
		return session{}, err
	}
	defer u.turn.Release(1)
	if other, found := u.other(previous); found {
		return other, nil
	}
	if err := u.paused(); err != nil {
		return session{}, err
	}
	began, err := login(ctx)
	if err == nil {
		u.mu.Lock()
		defer u.mu.Unlock()
		u.current = &began
	}
	return began, err
}

// other is the user's session, if there is another one than the previous.
func (u *user) other(previous *session) (other session, found bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.current == nil || !time.Now().Before(u.current.expiresAt) || previous != nil && previous.bearer == u.current.bearer {
		return session{}, false
	}
	return *u.current, true
}

// paused is why there is no login now, nil if there may be one.
func (u *user) paused() error {
	u.mu.Lock()
	defer u.mu.Unlock()
	left := time.Until(u.pausedUntil)
	if left <= 0 {
		return nil
	}
	return &api.Error{
		Status:     http.StatusServiceUnavailable,
		Sentence:   fmt.Sprintf("%s The next login is at %s.", u.explanation(), u.pausedUntil.UTC().Format("15:04 UTC")),
		RetryAfter: left,
	}
}

// accepted notes that LivePerson accepts a request of a session. No user is fine.
func (u *user) accepted(bearer string) {
	if u == nil {
		return
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.current != nil && u.current.bearer == bearer {
		u.acceptedAt = time.Now()
	}
}

// ended notes that LivePerson ended a session. After the second one in a row that was
// ended soon, it is likely that a login elsewhere did: to log in at once would only end
// that one. No user is fine.
func (u *user) ended(bearer string) {
	if u == nil {
		return
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.current == nil || u.current.bearer != bearer {
		return
	}
	now, began := time.Now(), u.current.beganAt
	u.current = nil
	switch {
	case now.Sub(began) >= longSession:
		u.earlyEnds = 0
	case now.Sub(u.acceptedAt) > maxIdle: // it has expired
	default:
		u.pauseLogins(now)
	}
}

func (u *user) pauseLogins(now time.Time) {
	if u.earlyEnds++; u.earlyEnds > 1 {
		u.pausedUntil = now.Add(min(firstLoginPause<<min(u.earlyEnds-2, 10), maxLoginPause))
	}
}

// warning says that the user's sessions are ended, empty text if they are not.
func (u *user) warning() string {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.earlyEnds < 2 || u.current != nil && time.Since(u.current.beganAt) >= longSession {
		return ""
	}
	return u.explanation()
}

func (u *user) explanation() string {
	return fmt.Sprintf("LivePerson ended this user's session %d times shortly after it began. The user is probably logged in elsewhere, and each login ends the other session. Use a dedicated user for each Grafana server, or OAuth 2.0.", u.earlyEnds)
}
