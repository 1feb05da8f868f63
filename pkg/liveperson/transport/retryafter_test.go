package transport

import (
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

func TestRetryAfterIsReadInAllFormsAndBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in := func(d time.Duration) string { return time.Now().Add(d).UTC().Format(http.TimeFormat) }
		for header, wait := range map[string]time.Duration{
			"":                             0,
			"soon":                         0,
			"0":                            0,
			"-5":                           0,
			"-99999999999999999999":        0,
			"1":                            time.Second,
			"600":                          10 * time.Minute,
			"601":                          10 * time.Minute,
			"3600":                         10 * time.Minute,
			"10000000000":                  10 * time.Minute, // seconds that are no duration
			"9223372036854775807":          10 * time.Minute,
			"99999999999999999999999":      10 * time.Minute, // more than any integer
			in(-time.Minute):               0,
			in(20 * time.Second):           20 * time.Second,
			in(time.Hour):                  10 * time.Minute,
			in(200 * 365 * 24 * time.Hour): 10 * time.Minute,
		} {
			require.Equal(t, wait, retryAfter(header), header)
		}
	})
}

func TestRememberedFailureAsksToWaitForWhatIsLeft(t *testing.T) {
	wait := func(retryAfter, age time.Duration) time.Duration {
		err := RememberFailure(&api.Error{Status: http.StatusTooManyRequests, RetryAfter: retryAfter}, age)
		require.Error(t, err)
		return api.RetryAfter(err)
	}
	require.Equal(t, 20*time.Second, wait(20*time.Second, 0))
	require.Equal(t, 5*time.Second, wait(20*time.Second, 15*time.Second))
	require.Equal(t, 2*time.Second, wait(2*time.Second, 0))
	require.Zero(t, wait(2*time.Second, 3*time.Second))
}

func TestFailureIsRememberedForSecondsOrAsLongAsLivePersonAsks(t *testing.T) {
	slow, plain := &api.Error{RetryAfter: 20 * time.Second}, errors.New("down")
	require.Error(t, RememberFailure(slow, 6*time.Second))
	require.NoError(t, RememberFailure(slow, 20*time.Second))
	require.Error(t, RememberFailure(plain, 4*time.Second))
	require.NoError(t, RememberFailure(plain, 5*time.Second))
	require.NoError(t, RememberFailure(&api.Error{}, 5*time.Second))
}
