package api

import (
	"errors"
	"net/http"
	"slices"
	"time"
)

// Error is why LivePerson could not be asked or did not answer.
type Error struct {
	// Sentence says what is wrong and what to do. It holds no secret.
	Sentence string
	// Status is LivePerson's HTTP status, 504 if it took too long, or 502 if it could
	// not be reached or understood.
	Status int
	// RetryAfter is how long LivePerson asks to wait, 0 if it does not say.
	RetryAfter time.Duration
	// Date is when the response was made by LivePerson's clock, zero if it does not say.
	Date time.Time
	// Service is the name of the service that answered so, empty if none did.
	Service string
	// Denial says in a clause that the account does not have what was requested, or that its
	// credential may not use it, whatever is requested of it. It is empty for other errors,
	// and where there is nothing without it.
	Denial string
}

// Error implements error.
func (e *Error) Error() string { return e.Sentence }

// Within is the error with a wait that has so much left at most.
func (e *Error) Within(left time.Duration) *Error {
	if e.RetryAfter <= left {
		return e
	}
	shorter := *e
	shorter.RetryAfter = left
	return &shorter
}

// Rejects reports whether an error is the service's refusal of what was requested
// of it, and not a failure that passes: it would be the same again.
func (s Service) Rejects(err error) bool {
	var known *Error
	return errors.As(err, &known) && known.Service == s.Name &&
		(known.Denial != "" || slices.Contains([]int{http.StatusBadRequest, http.StatusForbidden, http.StatusUnprocessableEntity}, known.Status))
}

// Denies reports whether a rejection is about all requests to a method: the account does
// not have it, or the sign-in may not use it.
func (s Service) Denies(err error) bool {
	var known *Error
	return s.Rejects(err) && errors.As(err, &known) && (known.Denial != "" || known.Status == http.StatusForbidden)
}

// DenialOf is an error's clause of what is denied, empty for other errors.
func DenialOf(err error) string {
	var known *Error
	if errors.As(err, &known) {
		return known.Denial
	}
	return ""
}

// ErrNotSent ends an attempt that was not made, because the host or the credential
// that it was prepared for changed while it waited for its permit.
var ErrNotSent = errors.New("prepared for a host or a credential that has changed")

// IsRetryable reports whether an error may be gone next time: too many requests, a
// fault of LivePerson's, a broken connection or response.
func IsRetryable(err error) bool {
	status := StatusOf(err)
	return status == http.StatusTooManyRequests || status >= http.StatusInternalServerError
}

// StatusOf is the HTTP status of a request that ended with an error: 200 for nil, 0
// for errors that are not of type *Error.
func StatusOf(err error) int {
	var known *Error
	switch {
	case errors.As(err, &known):
		return known.Status
	case err == nil:
		return http.StatusOK
	}
	return 0
}

// RetryAfter is how long LivePerson asks to wait with an error, 0 if it does not say.
func RetryAfter(err error) time.Duration {
	var known *Error
	if errors.As(err, &known) {
		return known.RetryAfter
	}
	return 0
}
