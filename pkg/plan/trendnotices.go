package plan

import (
	"fmt"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend/gtime"

	"github.com/kmm/liveperson-datasource/pkg/query"
)

// trendNotices say where a trend is not what was asked for: it starts later, its
// points are longer than this nice length, or parts of the query are not for
// trends.
func trendNotices(q query.Query, first window, step, nice time.Duration, limits Limits) []string {
	var notices []string
	if q.Range.From.Before(first.from) {
		notices = append(notices, "LivePerson keeps 14 days: the trend starts at "+utc(first.from)+".")
	}
	switch {
	case step > nice:
		notices = append(notices, fmt.Sprintf("A point stands for %s instead of %s: the data source's settings allow %d requests for a trend.", length(step), length(nice), limits.SeriesRequests))
	case q.Interval != 0 && q.Interval != step:
		notices = append(notices, fmt.Sprintf("A point stands for %s instead of %s, which is no length of a point: those divide a day, from 1m to 1d.", length(step), length(q.Interval)))
	}
	if q.Window.Kind != query.WindowRange || q.OrderBy != nil || q.Limit > 0 {
		notices = append(notices, "A trend shows all rows over the time range: the query's own window, order and limit are for one value.")
	}
	return notices
}

// length is a length of time as people write it: 90s, 90m, 1h, 13d.
func length(d time.Duration) string {
	text := gtime.FormatInterval(d)
	exact, err := gtime.ParseDuration(text)
	switch {
	case err == nil && exact == d, d > 24*time.Hour:
		return text
	case d < time.Hour:
		return fmt.Sprintf("%.0fs", d.Seconds())
	}
	return fmt.Sprintf("%.0fm", d.Minutes())
}
