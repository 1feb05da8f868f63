package reporting

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// What is counted in buckets is counted from the bucket in which a timeframe begins.
func TestTimeframeBeginsWithTheWindow(t *testing.T) {
	from := time.Date(2026, 3, 29, 12, 30, 0, 0, time.UTC)
	for now := from.Add(3 * time.Minute); now.Before(from.Add(3 * time.Hour)); now = now.Add(7 * time.Second) {
		for _, skew := range []time.Duration{-2 * time.Minute, 0, 110 * time.Second} { // of LivePerson's clock
			begins := now.Add(skew - time.Duration(timeframe(now, from, Bucket))*time.Minute)
			require.Equal(t, from, begins.Truncate(Bucket), now)
			buckets := bucketsSince(now, from)
			require.Zero(t, buckets%5)
			require.False(t, now.Add(skew-time.Duration(buckets)*time.Minute).Truncate(Bucket).After(from), now)
		}
		begins := now.Add(-time.Duration(timeframe(now, from, Minute)) * time.Minute)
		require.False(t, begins.After(from), now)
		require.Less(t, from.Sub(begins), time.Minute, now)
	}
	require.Equal(t, 1440, timeframe(from.Add(48*time.Hour), from, Bucket))
	require.Equal(t, 1, timeframe(from, from.Add(time.Hour), Minute))
}
