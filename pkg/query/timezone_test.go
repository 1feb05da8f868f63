package query_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/query"
)

func TestTimeZones(t *testing.T) {
	at := time.Date(2026, 1, 15, 0, 0, 0, 0, time.UTC)
	for text, offset := range map[string]string{
		"Europe/Berlin": "+01:00", " Asia/Kolkata ": "+05:30", "Asia/Calcutta": "+05:30", "Etc/GMT+3": "-03:00", "UTC": "Z",
		"+05:30": "+05:30", "-0330": "-03:30", "UTC+3": "+03:00", "GMT-11": "-11:00", "+00:00": "Z",
	} {
		location, err := query.ParseTimeZone(text)
		require.NoError(t, err, text)
		require.Equal(t, offset, at.In(location).Format("Z07:00"), text)
	}
	for _, text := range []string{"Local", "Etc/Unknown", "Mars/Base", "+5:99", "browser", "../etc/passwd"} {
		_, err := query.ParseTimeZone(text)
		require.ErrorContains(t, err, "The time zone", text)
	}
}

// A time zone that a browser reports and nobody knows must not empty a dashboard.
func TestTimeZoneOfAQuery(t *testing.T) {
	tokyo, err := time.LoadLocation("Asia/Tokyo")
	require.NoError(t, err)
	for name, test := range map[string]struct {
		fields, zone string
		setting      *time.Location
		says         query.Notices
	}{
		"its own":              {`"timeZone": "Europe/Paris", "window": {"kind": "today", "from": "09:00", "timeZone": "Europe/Berlin"}`, "Europe/Berlin", tokyo, query.Notices{}},
		"the dashboard's":      {`"timeZone": "Europe/Paris", "window": {"kind": "today", "from": "09:00"}`, "Europe/Paris", tokyo, query.Notices{}},
		"the data source's":    {`"shape": "series"`, "Asia/Tokyo", tokyo, query.Notices{}},
		"none, and no matter":  {`"window": {"kind": "last", "hours": 3}`, "UTC", nil, query.Notices{}},
		"none, where it does":  {`"window": {"kind": "today", "from": "09:00"}`, "UTC", nil, infos("The start time is in UTC, because neither the query nor the data source settings have a time zone.")},
		"one nobody knows":     {`"timeZone": "Etc/Unknown", "shape": "series"`, "Asia/Tokyo", tokyo, warnings(`The dashboard's time zone "Etc/Unknown" is unknown. The time zone in the data source settings is used, or UTC.`)},
		"of a range of a rule": {`"timeZone": "", "window": {"kind": "range"}`, "UTC", nil, query.Notices{}},
	} {
		t.Run(name, func(t *testing.T) {
			q, err := query.Parse(kpis(t), []byte(`{"kpis": ["csat"], `+test.fields+`}`), query.Range{}, query.InTimeZone(test.setting))
			require.NoError(t, err)
			require.Equal(t, test.zone, q.Location.String())
			require.Equal(t, test.says, q.Notices)
		})
	}
}

func infos(sentence string) (n query.Notices) {
	n.Info("%s", sentence)
	return n
}

func warnings(sentence string) (n query.Notices) {
	n.Warn("%s", sentence)
	return n
}

func TestRangeEndsNowWhateverTheViewersClock(t *testing.T) {
	now := time.Date(2026, 1, 15, 12, 0, 0, 0, time.UTC)
	for off, moved := range map[time.Duration]bool{7 * time.Minute: true, -7 * time.Minute: true, 2 * time.Second: false, -30 * time.Second: false} {
		r := query.Range{From: now.Add(off - 5*time.Minute), To: now.Add(off)}
		ending := r.EndingAt(now)
		require.Equal(t, 5*time.Minute, ending.To.Sub(ending.From))
		require.Equal(t, moved, ending.To.Equal(now), off)
	}
}
