package liveperson

import (
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

func TestWhatLivePersonAsksToWaitIsBounded(t *testing.T) {
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
