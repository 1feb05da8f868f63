// Package ratelimit keeps the requests to LivePerson within what an account may
// send: so many a second and at once for each service, with a reservation for
// alert rules; it retries what may pass, and a circuit breaker for each service
// holds requests back while it keeps failing.
package ratelimit

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// Limits are what one service of an account may be sent.
type Limits struct {
	PerSecond     float64 `json:"requestsPerSecond"`
	MaxConcurrent int     `json:"maxConcurrentRequests"` // at least 2: one is for alert rules
}

// Observer is told what happens, for metrics.
type Observer interface {
	// Sent is one request to a service: its status as api.Error has it, 200 if it
	// succeeded.
	Sent(service string, status int, took time.Duration)
	// Waited is how long a request waited for its permit.
	Waited(service string, waited time.Duration)
	// Retried is a request that is sent again, now.
	Retried(service string)
}

const (
	// maxAttempts is how often a request is sent at most.
	maxAttempts = 3
	// maxRetryAge is how long a failed attempt may have taken to be worth a retry:
	// the next refresh comes sooner.
	maxRetryAge = 5 * time.Second
	// firstBackoff is about how long to wait before the first retry.
	firstBackoff = 300 * time.Millisecond
)

// Limiter limits the requests of one account. It is safe for concurrent use.
type Limiter struct {
	observe Observer

	mu       sync.Mutex
	limits   Limits
	services map[string]*serviceLimiter
}

// New makes a limiter with the same limits for each service.
func New(limits Limits, observe Observer) *Limiter {
	return &Limiter{limits: limits, observe: observe, services: map[string]*serviceLimiter{}}
}

// SetLimits replaces the limits from now on.
func (l *Limiter) SetLimits(limits Limits) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.limits = limits
	for _, s := range l.services {
		s.setLimits(limits)
	}
}

func (l *Limiter) service(name string) *serviceLimiter {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.services[name] == nil {
		l.services[name] = newServiceLimiter(l.limits)
	}
	return l.services[name]
}

// Do makes an attempt when it has a permit, and up to two retries if LivePerson
// fails in a way that may pass. An attempt must be safe to repeat; its errors are
// of type *api.Error, or the context's, as Do's own are where no permit comes in
// time. An attempt that ends with api.ErrNotSent counts for nothing and is not
// retried.
func (l *Limiter) Do(ctx context.Context, service string, attempt func(context.Context) error) error {
	s := l.service(service)
	var failure error // of the attempt before
	for n := 1; ; n++ {
		began := time.Now()
		p, err := s.acquire(ctx)
		switch {
		case err != nil:
			return cmp.Or(failure, l.limitError(err))
		case n > 1:
			l.observe.Retried(service)
		}
		l.observe.Waited(service, time.Since(began))
		took, err := l.send(ctx, service, s, p, attempt)
		if n == maxAttempts || !api.IsRetryable(err) || took > maxRetryAge || !backOff(ctx, n) {
			return err
		}
		failure = err
	}
}

// send makes one attempt with a permit and returns how long it took.
func (l *Limiter) send(ctx context.Context, service string, s *serviceLimiter, p permit, attempt func(context.Context) error) (took time.Duration, err error) {
	var o outcome
	defer func() { s.release(p, o) }() // even if the attempt panics
	began := time.Now()
	err = attempt(ctx)
	took = time.Since(began)
	if (ctx.Err() == nil || err == nil) && !errors.Is(err, api.ErrNotSent) {
		l.observe.Sent(service, api.StatusOf(err), took)
		o = outcome{err: err, known: true}
	}
	return took, err
}

// limitError explains why a request's permit did not come in time.
func (l *Limiter) limitError(err error) error {
	if !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return &api.Error{Status: http.StatusTooManyRequests, Sentence: fmt.Sprintf(
		"The data source has reached its limit of %g requests per second and %d concurrent requests to LivePerson. Refresh less often, or increase the limit in its settings.", l.limits.PerSecond, l.limits.MaxConcurrent)}
}

// backOff waits before a retry, and reports whether there is time for one.
func backOff(ctx context.Context, attempts int) bool {
	wait := jitter(firstBackoff << (attempts - 1))
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < wait {
		return false
	}
	pause, end := context.WithTimeout(ctx, wait)
	defer end()
	<-pause.Done()
	return ctx.Err() == nil
}

// jitter spreads requests that would all come back at the same moment.
func jitter(d time.Duration) time.Duration {
	return time.Duration(float64(d) * (0.75 + rand.Float64()/2))
}
