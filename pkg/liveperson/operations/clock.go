package operations

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/reporting"
)

// clockTTL is how long it is remembered how far LivePerson's clock is behind: this one may be
// set right meanwhile.
const clockTTL = 10 * time.Minute

// likelyBehind is how far LivePerson's clock may be behind this one where its responses do not
// say, from what is likely on.
var likelyBehind = [...]time.Duration{time.Minute, 5 * time.Minute}

// clock is LivePerson's, which rejects a window that ends in the future. It is safe for
// concurrent use.
type clock struct {
	mu     sync.Mutex
	behind time.Duration
	until  time.Time
}

// known is how far LivePerson's clock is behind, 0 where nothing else is known.
func (c *clock) known() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	if time.Now().After(c.until) {
		return 0
	}
	return c.behind
}

// learn remembers how far LivePerson's clock is behind.
func (c *clock) learn(behind time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.behind, c.until = behind, time.Now().Add(clockTTL)
}

// guesses are how far LivePerson's clock may be behind if a window that ended so far in the
// past was rejected.
func guesses(rejected time.Duration, rejection error) (all []time.Duration) {
	var known *api.Error
	if errors.As(rejection, &known) && !known.Date.IsZero() {
		behind := time.Since(known.Date)
		if rejected < behind && behind < likelyBehind[len(likelyBehind)-1] {
			all, rejected = append(all, behind), behind
		}
	}
	for _, behind := range likelyBehind {
		if behind > rejected {
			all = append(all, behind)
		}
	}
	return all
}

// request sends a request. Where its version has bounds, and they are rejected, it is sent
// again for a clock of LivePerson's that is behind this one.
func (s *source) request(ctx context.Context, m reporting.Method, r api.Request, t reporting.Team) (got reporting.Response, calls int, failure error) {
	if !methods[r.Method.Name].secondVersion || !s.Client.Bearer() {
		return s.Send(ctx, m, r, t, m.Window(r.Window, time.Now()))
	}
	pending := []time.Duration{s.clock.known()}
	for ; len(pending) > 0; pending = pending[1:] {
		behind := pending[0]
		now := time.Now().Add(-behind)
		if behind > 0 && !m.Current && !r.Window.From.Before(now) {
			return reporting.Response{}, calls, nil // for LivePerson, the window has yet to begin
		}
		var sent int
		got, sent, failure = s.Send(ctx, m, r, t, boundsOf(m, r.Window, now))
		calls += sent
		if sent == 0 || api.StatusOf(failure) != http.StatusBadRequest {
			if failure == nil && calls > 1 {
				s.clock.learn(behind)
			}
			break
		}
		if calls == 1 {
			pending = append(pending, guesses(behind, failure)...)
		}
	}
	return got, calls, failure
}

// boundsOf are the parameters of the version with bounds of the window.
func boundsOf(m reporting.Method, w api.Window, now time.Time) url.Values {
	from, to := now.Add(-maxOpen), now
	if !m.Current {
		from, to = api.Later(w.From, now.Add(-reporting.MaxWindow+time.Minute)), api.Earlier(w.To, now)
	}
	return url.Values{"v": {"2"}, "fromMillis": {millis(from)}, "toMillis": {millis(to)}}
}

func millis(t time.Time) string { return strconv.FormatInt(t.UnixMilli(), 10) }
