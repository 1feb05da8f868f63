// Package budget keeps what is asked of LivePerson within what an account may
// ask: so many requests a second and at once for each service, a share of them
// kept for alert rules, repeats only where they help, and after a storm one
// request that tries whether it is over.
package budget

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

// Limits are what one service of an account may be asked.
type Limits struct {
	PerSecond float64 `json:"requestsPerSecond"`
	AtOnce    int     `json:"requestsAtOnce"` // at least 2: one is for alert rules
}

// Observer is told what happens, for metrics.
type Observer interface {
	// Sent is one request to a service: its status as liveperson.Error has it,
	// 200 if it was answered.
	Sent(service string, status int, took time.Duration)
	// Held is how long a request waited for its turn.
	Held(service string, waited time.Duration)
	// Repeated is a request that is sent again, now.
	Repeated(service string)
}

const (
	// tries is how often a request is sent at most.
	tries = 3
	// slow is how long a failed request may have taken to be worth a repeat:
	// whoever waited longer sees more of the next refresh.
	slow = 5 * time.Second
	// firstRepeat is about how long to wait before the first repeat.
	firstRepeat = 300 * time.Millisecond
)

// Budget is one account's. It is safe for concurrent use.
type Budget struct {
	limits  Limits
	observe Observer

	mu    sync.Mutex
	lanes map[string]*lane
}

// New makes a budget with the same limits for each service.
func New(limits Limits, observe Observer) *Budget {
	return &Budget{limits: limits, observe: observe, lanes: map[string]*lane{}}
}

func (b *Budget) lane(service string) *lane {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.lanes[service] == nil {
		b.lanes[service] = newLane(b.limits)
	}
	return b.lanes[service]
}

// Do makes an attempt when its turn has come, and once or twice more if
// LivePerson fails in a way that passes. An attempt must be safe to repeat; its
// errors are those of liveperson. Do's own, where the turn does not come in
// time, are of the same type. An attempt that sends nothing counts for nothing,
// and ends it.
func (b *Budget) Do(ctx context.Context, service string, attempt func(context.Context) error) error {
	l := b.lane(service)
	var failure error // of the attempt before
	for try := 1; ; try++ {
		asked := time.Now()
		t, err := l.enter(ctx)
		switch {
		case err != nil && failure != nil:
			return failure
		case err != nil:
			return b.crowded(err)
		case try > 1:
			b.observe.Repeated(service)
		}
		b.observe.Held(service, time.Since(asked))
		took, err := b.send(ctx, service, l, t, attempt)
		if try == tries || !passes(err) || took > slow || !rest(ctx, try) {
			return err
		}
		failure = err
	}
}

// send makes one attempt in a turn and says how long it took.
func (b *Budget) send(ctx context.Context, service string, l *lane, t turn, attempt func(context.Context) error) (took time.Duration, err error) {
	var came outcome
	defer func() { l.leave(t, came) }() // even if the attempt panics
	began := time.Now()
	err = attempt(ctx)
	took = time.Since(began)
	if (ctx.Err() == nil || err == nil) && err != liveperson.ErrNotSent {
		b.observe.Sent(service, statusOf(err), took)
		came = outcome{err, true}
	}
	return took, err
}

// crowded explains why a request's turn did not come in time.
func (b *Budget) crowded(err error) error {
	if !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return &liveperson.Error{Status: http.StatusTooManyRequests, Sentence: fmt.Sprintf(
		"The data source's own limit of %g requests a second and %d at once to LivePerson is used up. Refresh less often, or raise the limit in its settings.", b.limits.PerSecond, b.limits.AtOnce)}
}

// rest waits before a repeat, and tells whether there is time for one.
func rest(ctx context.Context, try int) bool {
	wait := jitter(firstRepeat << (try - 1))
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < wait {
		return false
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// jitter spreads those who would all come back at the same moment.
func jitter(d time.Duration) time.Duration {
	return time.Duration(float64(d) * (0.75 + rand.Float64()/2))
}

// passes tells whether an error may be gone next time: too many requests, a
// fault of LivePerson's, a broken connection or answer.
func passes(err error) bool {
	status := statusOf(err)
	return status == http.StatusTooManyRequests || status >= http.StatusInternalServerError
}

func statusOf(err error) int {
	known, ok := err.(*liveperson.Error)
	switch {
	case ok:
		return known.Status
	case err == nil:
		return http.StatusOK
	}
	return 0
}
