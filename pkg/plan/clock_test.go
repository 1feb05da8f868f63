package plan

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// Whatever the time zone, clocks going forward or back, also at midnight: the periods of
// a day follow each other, and one of them begins with the day.
func TestPeriodsOfADay(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	year := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, zone := range []string{
		"UTC", "Asia/Tokyo", "Asia/Kolkata", "Asia/Kathmandu", "Europe/Berlin", "America/New_York", "America/St_Johns",
		"Australia/Lord_Howe", "Africa/Cairo", "America/Havana", "Asia/Beirut", "America/Santiago", "Pacific/Chatham",
	} {
		location, err := time.LoadLocation(zone)
		require.NoError(t, err)
		for _, length := range allowedIntervals {
			for range 60 {
				at := year.Add(time.Duration(random.Int64N(int64(365 * day))))
				requirePeriods(t, at, length, location)
			}
		}
	}
}

func requirePeriods(t *testing.T, at time.Time, length time.Duration, location *time.Location) {
	t.Helper()
	about := fmt.Sprintf("%s at %s in %s", length, at, location)
	p := periodAt(at, length, location)
	require.False(t, p.from.After(at), about)
	require.True(t, p.to.After(at), about)
	require.Equal(t, p, periodAt(p.from, length, location), about)
	require.Equal(t, p, periodAt(p.to.Add(-time.Second), length, location), about)
	require.True(t, p.to.Equal(periodAt(p.to, length, location).from), about)
	first := p.from.In(location)
	firstOfDay := periodAt(midnight(first), length, location)
	require.True(t, firstOfDay.from.Equal(midnight(first)), about)
	before := midnight(first).Add(-time.Second).In(location)
	require.NotEqual(t, first.Day(), before.Day(), "%s: the day begins earlier than %s", about, midnight(first))
	if length <= time.Hour {
		require.LessOrEqual(t, p.to.Sub(p.from), length, about)
	} else {
		require.InDelta(t, length.Hours(), p.to.Sub(p.from).Hours(), 1, about)
	}
}

func TestDaysOnWhichClocksChange(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	require.NoError(t, err)
	for date, hours := range map[string]int{"2026-03-28": 24, "2026-03-29": 23, "2026-10-25": 25} {
		noon, err := time.ParseInLocation("2006-01-02 15", date+" 12", berlin)
		require.NoError(t, err)
		p := periodAt(noon, day, berlin)
		require.Equal(t, time.Duration(hours)*time.Hour, p.to.Sub(p.from))
		count := 0
		for at := p.from; at.Before(p.to); count++ {
			hour := periodAt(at, time.Hour, berlin)
			require.Equal(t, time.Hour, hour.to.Sub(hour.from))
			at = hour.to
		}
		require.Equal(t, hours, count)
	}
}
