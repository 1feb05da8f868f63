//go:build e2e

package e2e

import (
	"fmt"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/stretchr/testify/require"
)

// Yesterday is yesterday of the time zone, to the minute: in one value, in hours, and
// as a point of its own.
func TestYesterdayIsTheSameHoweverItIsCutUp(t *testing.T) {
	address := startSimulator(t)
	p := startPlugin(t).account(t, address, "oauth2")
	now := simulatedNow(t, address)
	for _, zone := range []string{"UTC", "Asia/Tokyo", "Asia/Kolkata", "America/New_York", "+05:45"} {
		t.Run(zone, func(t *testing.T) {
			yesterday := dayBefore(now, locationOf(t, zone))
			answer := p.queryRange(t, []byte(`{"kpis": ["closed_conversations"]}`), yesterday)
			require.NoError(t, answer.Error)
			value := *number(t, answer.Frames[0], "closed_conversations", 0)
			require.Equal(t, *readBooks(t, address, yesterday.From, yesterday.To, "").Account["closed_conversations"], value)
			for interval, points := range map[string]int{"1h": 24, "6h": 4, "1d": 1} {
				raw := fmt.Sprintf(`{"shape": "series", "interval": %q, "kpis": ["closed_conversations"], "timeZone": %q}`, interval, zone)
				answer := p.queryRange(t, []byte(raw), yesterday)
				require.NoError(t, answer.Error)
				f := answer.Frames[0]
				require.Equal(t, points, f.Rows(), interval)
				require.True(t, yesterday.From.Equal(f.Fields[0].At(0).(time.Time)), interval)
				require.Equal(t, value, sum(t, f, "closed_conversations"), interval)
			}
		})
	}
}

// A rule and a public dashboard bring no time zone: it is the data source's.
func TestDaysOfTheDataSourcesTimeZone(t *testing.T) {
	address := startSimulator(t)
	p := startPlugin(t).account(t, address, "oauth2")
	tokyo := p.with(t, map[string]any{
		"accountId": "12345678", "clientId": "grafana", "upstreamUrl": address, "timeZone": "Asia/Tokyo",
	}, map[string]string{"clientSecret": "simulator-secret"})
	now := simulatedNow(t, address)
	week := backend.TimeRange{From: now.Add(-7 * 24 * time.Hour), To: now}
	days := tokyo.queryRange(t, []byte(`{"shape": "series", "interval": "1d", "kpis": ["closed_conversations"]}`), week)
	require.NoError(t, days.Error)
	for i := range days.Frames[0].Rows() {
		start := days.Frames[0].Fields[0].At(i).(time.Time)
		require.Equal(t, "15:00", start.UTC().Format("15:04"))
	}
	today := []byte(`{"kpis": ["closed_conversations"], "window": {"kind": "today", "from": "00:00"}}`)
	for _, answer := range []backend.DataResponse{
		tokyo.queryRange(t, today, week),
		tokyo.ask(t, today, week, map[string]string{backend.FromAlertHeaderName: "true"}),
	} {
		require.NoError(t, answer.Error)
		midnight := dayBefore(now, locationOf(t, "Asia/Tokyo")).To
		require.Equal(t, *readBooks(t, address, midnight, now, "").Account["closed_conversations"], *number(t, answer.Frames[0], "closed_conversations", 0))
		require.Empty(t, answer.Frames[0].Meta.Notices)
	}
}

// What is older than LivePerson keeps is cut off and said, and takes no current value
// with it.
func TestRangesWiderThanRetention(t *testing.T) {
	address := startSimulator(t)
	p := startPlugin(t).account(t, address, "oauth2")
	now := simulatedNow(t, address)
	month := backend.TimeRange{From: now.Add(-30 * 24 * time.Hour), To: now}
	const mixed = `{"kpis": ["closed_conversations", "open_conversations"]}`
	for _, raw := range []string{
		`{"kpis": ["closed_conversations"]}`,
		mixed,
		`{"kpis": ["closed_conversations"], "shape": "series"}`,
		`{"kpis": ["closed_conversations"], "window": {"kind": "last", "hours": 720}}`,
	} {
		answer := p.queryRange(t, []byte(raw), month)
		require.NoError(t, answer.Error, raw)
		require.Positive(t, sum(t, answer.Frames[0], "closed_conversations"), raw)
		require.Equal(t, data.NoticeSeverityWarning, answer.Frames[0].Meta.Notices[0].Severity, raw)
		require.Contains(t, answer.Frames[0].Meta.Notices[0].Text, "LivePerson keeps data for 14 days", raw)
		if raw == mixed { // which a rule may not have
			continue
		}
		rule := p.ask(t, []byte(raw), month, map[string]string{backend.FromAlertHeaderName: "true"})
		require.ErrorContains(t, rule.Error, "LivePerson keeps data for 14 days", raw)
	}
	old := backend.TimeRange{From: now.Add(-30 * 24 * time.Hour), To: now.Add(-20 * 24 * time.Hour)}
	answer := p.queryRange(t, []byte(mixed), old)
	require.NoError(t, answer.Error)
	require.Nil(t, number(t, answer.Frames[0], "closed_conversations", 0))
	require.NotNil(t, number(t, answer.Frames[0], "open_conversations", 0))
}

// A browser whose clock is off sees what the others see.
func TestClockOfAViewerIsOff(t *testing.T) {
	address := startSimulator(t)
	p := startPlugin(t).account(t, address, "oauth2")
	now := time.Now()
	for _, off := range []time.Duration{-12 * time.Minute, 12 * time.Minute} {
		shown := backend.TimeRange{From: now.Add(off - 10*time.Minute), To: now.Add(off)}
		answer := p.queryRange(t, []byte(`{"kpis": ["open_conversations", "closed_conversations"], "endsNow": true}`), shown)
		require.NoError(t, answer.Error)
		require.Empty(t, answer.Frames[0].Meta.Notices)
	}
}

func locationOf(t *testing.T, zone string) *time.Location {
	t.Helper()
	if zone == "+05:45" {
		zone = "Asia/Kathmandu"
	}
	location, err := time.LoadLocation(zone)
	require.NoError(t, err)
	return location
}

// dayBefore is the day before that of a time, from midnight to midnight.
func dayBefore(at time.Time, location *time.Location) backend.TimeRange {
	local := at.In(location)
	midnight := time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, location)
	return backend.TimeRange{From: midnight.AddDate(0, 0, -1), To: midnight}
}
