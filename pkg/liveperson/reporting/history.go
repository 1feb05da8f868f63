package reporting

import (
	"context"
	"strconv"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// history requests what happened in each bucket since the window began, and adds the
// buckets up to points. So a point may begin with any bucket, and the last one may be
// open.
func (s *Source) history(ctx context.Context, m Method, r api.Request, t Team) (api.Table, error) {
	now := time.Now()
	window := m.Window(r.Window, now)
	window.Set("timeframe", strconv.Itoa(bucketsSince(now, r.Window.From)))
	window.Set("interval", strconv.Itoa(minutes(Bucket)))
	response, calls, err := s.Send(ctx, m, r, t, window)
	if err != nil {
		return api.Table{Calls: calls}, err
	}
	trend := response.intervals
	rows, isUnknown := trend.rows(), len(trend.known) == 0
	if isUnknown {
		rows = gaps(r)
	}
	points := table(m, r.Columns, rows)
	for i, id := range points.IDs {
		_, points.Names[i] = api.SplitPointID(id)
	}
	points.Sent, points.Calls, points.Unclear = response.sent, calls, response.unclear+trend.unclear
	if isUnknown {
		points.Notices, points.Incomplete, points.RowsUnknown = append(points.Notices, NoIntervals), true, true
	}
	return points, nil
}

// NoIntervals says why a trend has no values.
var NoIntervals = api.Notice{
	Sentence: "LivePerson returned no intervals for this trend, so it has no values. It will be requested again.",
}

// gaps are the points of an account without values. LivePerson has an interval also for times
// when nothing happened: where it has none at all, counts of 0 would be made up.
func gaps(r api.Request) (rows []row) {
	if r.GroupBy != "" {
		return nil
	}
	for start := r.Window.From; start.Before(r.Window.To); start = start.Add(r.Step) {
		rows = append(rows, row{api.PointID(start, ""), []part{{}}})
	}
	return rows
}
