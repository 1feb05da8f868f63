package ratelimit

import (
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

const (
	// threshold is how many failures in a row open the breaker.
	threshold = 3
	// firstPause and maxPause bound the pauses, where LivePerson does not say how long.
	firstPause = time.Second
	maxPause   = 30 * time.Second
)

// breaker is a service's circuit breaker. While all requests fail, or LivePerson
// asks to wait, it is open; after a pause it is half-open: one request is the probe
// that closes it or begins the next pause. The service limiter guards it.
type breaker struct {
	failures  int       // in a row
	openSince time.Time // zero if it is closed
	until     time.Time // the end of the pause
	probing   bool
	cause     error
}

// outcome is how a request ended. That of a canceled one is not known.
type outcome struct {
	err   error
	known bool
}

// open reports whether it is open or half-open.
func (b *breaker) open() bool { return b.failures >= threshold }

// blocks reports whether all requests have to wait.
func (b *breaker) blocks(now time.Time) bool {
	return b.open() && (b.probing || now.Before(b.until))
}

// admit reports whether the request that is sent now is the probe.
func (b *breaker) admit() (probe bool) {
	b.probing = b.open()
	return b.probing
}

// record learns from a request that has ended.
func (b *breaker) record(now time.Time, probe bool, o outcome) {
	b.probing = b.probing && !probe
	if o.known {
		b.learn(now, probe, o.err)
	}
	if b.open() && b.openSince.IsZero() {
		b.openSince = now
	}
}

func (b *breaker) learn(now time.Time, probe bool, err error) {
	sentBefore := b.open() && !probe // it says nothing about the service now
	wait := api.RetryAfter(err)
	switch {
	case api.IsRetryable(err) && wait > 0:
		b.cause, b.failures = err, max(b.failures, threshold)
		b.until = slices.MaxFunc([]time.Time{b.until, now.Add(wait)}, time.Time.Compare)
	case sentBefore || now.Before(b.until):
	case api.IsRetryable(err):
		b.fail(now, err)
	default:
		*b = breaker{}
	}
}

func (b *breaker) fail(now time.Time, err error) {
	b.cause = err
	b.failures++
	if api.StatusOf(err) == http.StatusTooManyRequests {
		b.failures = max(b.failures, threshold)
	}
	if b.open() {
		b.until = now.Add(jitter(min(maxPause, firstPause<<min(b.failures-threshold, 10))))
	}
}

// reason is the cause for requests that come later: of what LivePerson asked to
// wait, some has passed.
func (b *breaker) reason(now time.Time) error {
	if known, ok := errors.AsType[*api.Error](b.cause); ok {
		return known.Within(max(0, b.until.Sub(now)))
	}
	return b.cause
}
