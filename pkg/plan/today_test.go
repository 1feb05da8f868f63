package plan_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/plan"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// Whatever the time zone and the moment, clocks going forward or back, today
// begins at the hour asked for, at most a day before the end, and what is asked
// has neither gap nor overlap.
func TestTodayBeginsAtItsHourInEveryTimeZone(t *testing.T) {
	kpis, err := load()
	require.NoError(t, err)
	random := rand.New(rand.NewPCG(3, 4))
	year := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, zone := range []string{"", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia", "Africa/Cairo"} {
		location, err := time.LoadLocation(zone)
		require.NoError(t, err)
		for range 1500 {
			end := year.Add(time.Duration(random.Int64N(int64(365 * day))))
			from := fmt.Sprintf("%02d:%02d", random.IntN(24), random.IntN(60))
			about := fmt.Sprintf("from %s in %q until %s", from, zone, end)
			raw := fmt.Sprintf(`{"kpis": ["closed_conversations"], "window": {"kind": "today", "from": %q, "timeZone": %q}}`, from, zone)
			q, err := query.Parse(kpis, []byte(raw), query.Range{From: end.Add(-time.Hour), To: end})
			require.NoError(t, err, about)
			p, err := plan.Build(kpis, q, end, plan.Limits{})
			require.NoError(t, err, about)
			start, _ := p.Own[0].Span()
			at := start
			for _, r := range p.Own {
				pieceFrom, to := r.Span()
				require.True(t, at.Equal(pieceFrom), about)
				at = to
			}
			require.False(t, at.Before(end), about)
			require.LessOrEqual(t, at.Sub(start), 25*time.Hour+time.Minute, about)
			asADay := at.Sub(start) == day-time.Minute // a day is asked as one, without its first minute or two
			if clock := start.In(location).Format("15:04"); clock != from && !asADay {
				requireJump(t, start, location, about)
			}
		}
	}
}

// requireJump checks that clocks go forward around a moment, so that an hour of
// day is not there.
func requireJump(t *testing.T, start time.Time, location *time.Location, about string) {
	t.Helper()
	_, before := start.Add(-3 * time.Hour).In(location).Zone()
	_, after := start.Add(3 * time.Hour).In(location).Zone()
	require.Greater(t, after, before, "%s begins at %s", about, start.In(location))
}
