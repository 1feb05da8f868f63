package plan

import (
	"fmt"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend/gtime"
)

const day = 24 * time.Hour

// formatDuration writes a length of time as people do: 90s, 90m, 1h, 13d.
func formatDuration(d time.Duration) string {
	text := gtime.FormatInterval(d)
	exact, err := gtime.ParseDuration(text)
	switch {
	case err == nil && exact == d, d > day:
		return text
	case d < time.Hour:
		return fmt.Sprintf("%.0fs", d.Seconds())
	}
	return fmt.Sprintf("%.0fm", d.Minutes())
}

// inWords writes a length of time in a sentence: 14 days, 24 hours.
func inWords(d time.Duration) string {
	switch {
	case d > day && d%day == 0:
		return fmt.Sprintf("%d days", d/day)
	case d > time.Hour && d%time.Hour == 0:
		return fmt.Sprintf("%d hours", d/time.Hour)
	}
	return formatDuration(d)
}

// in writes a time in a time zone.
func in(location *time.Location, t time.Time) string {
	return t.In(location).Format("2006-01-02 15:04 MST")
}
