// Package budget keeps what is asked of LivePerson within what an account may
// ask: so many requests a second and at once for each service, a share of them
// kept for alert rules, repeats only where they help, and after a storm one
// request that tries whether it is over.
package budget

import (
	"context"
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
	// Repeated is a request that is sent again.
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
// time, are of the same type.
func (b *Budget) Do(ctx context.Context, service string, attempt func(context.Context) error) error {
	l := b.lane(service)
	for try := 1; ; try++ {
		took, err := b.once(ctx, service, l, attempt)
		if try == tries || !passes(err) || took == 0 || took > slow || !rest(ctx, try) {
			return err
		}
		b.observe.Repeated(service)
	}
}

// once makes one attempt and says how long it took, 0 if it was not made.
func (b *Budget) once(ctx context.Context, service string, l *lane, attempt func(context.Context) error) (time.Duration, error) {
	asked := time.Now()
	probe, err := l.storm.pass(ctx)
	if err != nil {
		return 0, err
	}
	leave, err := l.enter(ctx)
	if err != nil {
		l.storm.note(probe, nil, false)
		return 0, b.crowded(ctx, err)
	}
	defer leave()
	began := time.Now()
	b.observe.Held(service, began.Sub(asked))
	err = attempt(ctx)
	took := max(time.Since(began), 1)
	if ctx.Err() == nil || err == nil {
		b.observe.Sent(service, statusOf(err), took)
	}
	l.storm.note(probe, err, ctx.Err() == nil || err == nil)
	return took, err
}

// crowded explains why a request's turn did not come.
func (b *Budget) crowded(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return &liveperson.Error{Status: http.StatusTooManyRequests, Sentence: fmt.Sprintf(
		"The data source's own limit of %g requests a second to LivePerson is used up (%v). Refresh less often, or raise the limit in its settings.", b.limits.PerSecond, err)}
}

// rest waits before a repeat, and tells whether there is time for one.
func rest(ctx context.Context, try int) bool {
	wait := jitter(firstRepeat << (try - 1))
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < wait {
		return false
	}
	return sleep(ctx, wait, nil)
}

// sleep waits, unless the context or the channel ends it early; it is false if
// the context did.
func sleep(ctx context.Context, wait time.Duration, early <-chan struct{}) bool {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-early:
	case <-ctx.Done():
		return false
	}
	return true
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
