package operations

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
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
func (s *source) request(ctx context.Context, m method, r api.Request, t team) (got response, calls int, failure error) {
	hasBounds := m.secondVersion && s.client.Bearer()
	pending := []time.Duration{0}
	if hasBounds {
		pending[0] = s.clock.known()
	}
	for ; len(pending) > 0; pending = pending[1:] {
		behind := pending[0]
		now := time.Now().Add(-behind)
		if behind > 0 && !m.current && !r.Window.From.Before(now) {
			return response{}, calls, nil // for LivePerson, the window has yet to begin
		}
		q, err := s.bounded(m, r, t, query(m, r, t, now, s.client.Bearer()))
		if err != nil {
			return response{}, calls, err
		}
		calls++
		got, failure = s.send(ctx, m, q)
		got.keep(r, t)
		if !hasBounds || api.StatusOf(failure) != http.StatusBadRequest {
			if hasBounds && failure == nil && calls > 1 {
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
