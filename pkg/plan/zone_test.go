package plan_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/plan"
)

func TestPointsAreDaysOfTheTimeZone(t *testing.T) {
	for zone, midnight := range map[string]string{"": "00:00", "Asia/Tokyo": "15:00", "+05:30": "18:30", "America/New_York": "04:00"} {
		p, err := build(t, `{"rows": "skill", "shape": "series", "interval": "1d", "kpis": ["csat"], "timeZone": "`+zone+`"}`, now.Add(-5*day), now)
		require.NoError(t, err, zone)
		for _, start := range p.Points[1:] { // of the first, New York's, clocks change
			require.Equal(t, midnight, start.UTC().Format("15:04"), zone)
		}
	}
}

func TestHoursOfTimeZonesWithHalfHours(t *testing.T) {
	p, err := build(t, `{"shape": "series", "interval": "1h", "kpis": ["closed_conversations"], "timeZone": "Asia/Kolkata"}`, now.Add(-5*time.Hour), now)
	require.NoError(t, err)
	for _, s := range p.Steps {
		require.Equal(t, plan.Point, s.Role, "the history has hours of UTC only")
		require.Equal(t, 30, s.Request.Window.From.UTC().Minute())
	}
}

// A day of 25 hours is longer than a request may be: what adds up is added up, and the
// rest is said.
func TestDayOnWhichClocksArePutBack(t *testing.T) {
	at := time.Date(2026, 10, 26, 12, 0, 0, 0, time.UTC)
	raw := `{"shape": "series", "interval": "1d", "kpis": ["closed_conversations", "csat"], "timeZone": "Europe/Berlin"}`
	p, err := buildAt(t, raw, at.Add(-2*day), at, at)
	require.NoError(t, err)
	require.Len(t, p.Points, 3)
	begin, end := time.Date(2026, 10, 24, 22, 0, 0, 0, time.UTC), time.Date(2026, 10, 25, 23, 0, 0, 0, time.UTC)
	covered := begin
	for _, s := range p.Steps {
		require.LessOrEqual(t, s.Request.Window.Length(), day)
		if !s.Points[0].Equal(p.Points[1]) {
			continue
		}
		if s.Role == plan.Chunk {
			require.True(t, covered.Equal(s.Request.Window.From))
			covered = s.Request.Window.To
			require.Equal(t, catalogue.Count, s.Sources[0].KPI.ValueKind)
		} else {
			require.True(t, s.Request.Window.To.Equal(end))
		}
	}
	require.True(t, covered.Equal(end))
	require.Equal(t, []string{"LivePerson averages over at most 24 hours. These KPIs cover the last 24 hours of the day of 25 hours: CSAT."}, p.Notices.Infos())
}
