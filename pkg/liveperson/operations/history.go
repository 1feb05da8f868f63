package operations

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// history requests what happened in each bucket since the window began, and adds the
// buckets up to points. So a point may begin with any bucket, and the last one may be
// open.
func (s *source) history(ctx context.Context, m method, r api.Request, t team) (api.Table, error) {
	now := time.Now()
	q := query(m, r, t, now, false)
	q.Set("timeframe", strconv.Itoa(bucketsSince(now, r.Window.From)))
	q.Set("interval", strconv.Itoa(minutes(bucket)))
	response, err := s.send(ctx, m, q)
	if err != nil {
		return api.Table{}, err
	}
	table := table(m, r.Columns, pointsOf(response.intervals, r, t))
	for i, id := range table.IDs {
		_, table.Names[i] = api.SplitPointID(id)
	}
	table.Sent, table.Calls, table.Unclear = response.sent, 1, response.unclear
	return table, nil
}

// pointsOf are the rows of all points in the window, oldest first, as PointID has their
// ids.
func pointsOf(intervals []interval, r api.Request, t team) []row {
	points := map[int64]map[string][]metrics{}
	for _, i := range intervals {
		start := time.UnixMilli(int64(i.at)).Add(-bucket) // the timestamp is the bucket's end
		if start.Before(r.Window.From) || !start.Before(r.Window.To) {
			continue
		}
		point := r.Window.From.Add(start.Sub(r.Window.From).Truncate(r.Step)).UnixMilli()
		if points[point] == nil {
			points[point] = map[string][]metrics{}
		}
		for _, one := range rowsOf(i.response, r.GroupBy, t) {
			points[point][one.id] = append(points[point][one.id], one.parts...)
		}
	}
	var rows []row
	for _, point := range slices.Sorted(maps.Keys(points)) {
		for _, one := range sorted(points[point]) {
			rows = append(rows, row{api.PointID(time.UnixMilli(point), one.id), one.parts})
		}
	}
	return rows
}
