package transport

import (
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

const (
	// maxRetryAfter bounds what LivePerson may ask for, so that a wrong date does not
	// silence a data source for good.
	maxRetryAfter = 10 * time.Minute
	// failureTTL is how long a failed load is remembered: each of fifty panels would
	// try it again (Login Service API: after too many logins, wait 5 s).
	failureTTL = 5 * time.Second
)

// retryAfter reads the header in both its forms, seconds and a date. A number that
// is too large for any type counts as the largest.
func retryAfter(header string) time.Duration {
	if seconds, err := strconv.ParseInt(header, 10, 64); err == nil || errors.Is(err, strconv.ErrRange) {
		return time.Duration(min(max(0, seconds), int64(maxRetryAfter/time.Second))) * time.Second
	}
	if at, err := http.ParseTime(header); err == nil {
		return min(maxRetryAfter, max(0, time.Until(at)))
	}
	return 0
}

// RememberFailure remembers a failed load for a few seconds, or for as long as
// LivePerson asks to wait. Of that wait, some has passed.
func RememberFailure(err error, age time.Duration) error {
	var known *api.Error
	ok := errors.As(err, &known)
	switch {
	case ok && age < max(failureTTL, known.RetryAfter):
		return known.Within(max(0, known.RetryAfter-age))
	case !ok && age < failureTTL:
		return err
	}
	return nil
}
