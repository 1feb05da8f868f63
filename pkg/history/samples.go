package history

import (
	"maps"
	"math"
	"slices"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// Samples are what a history has of the points of a trend.
type Samples struct {
	// Points has a table for each point, nil where there is a gap. All have the same rows.
	Points []*api.Table
	// Began is when the history began, Latest is the minute of the last sample in the points,
	// zero if there is none.
	Began, Latest time.Time
	// Full reports that there is no room for all rows.
	Full bool
}

// Samples are those of a request for one column, of the ids in its filter. A point, which
// lasts until the next one or the end, has the first sample in it: no value is made of
// others.
func (h *History) Samples(r api.Request, starts []time.Time, end time.Time) Samples {
	ids := slices.Concat(r.Filter.Skills, r.Filter.Groups)
	r.Filter, r.Step = api.Filter{}, 0
	h.mu.Lock()
	defer h.mu.Unlock()
	s := Samples{Points: make([]*api.Table, len(starts)), Began: h.began, Full: h.full}
	rec := h.recordOf(r)
	if rec == nil {
		return s
	}
	c := rec.columns[r.Columns[0]]
	if c == nil {
		return s
	}
	minutes := make([]int32, len(starts))
	for i, start := range starts {
		to := end
		if i+1 < len(starts) {
			to = starts[i+1]
		}
		minutes[i] = c.firstIn(max(minuteOf(start), minuteOf(h.began)), minuteOf(to.Add(time.Minute-1)))
		if minutes[i] > 0 {
			s.Latest = timeOf(minutes[i])
		}
	}
	c.fill(s.Points, c.rowsAt(minutes, ids), minutes, rec.names, r.Columns[0].Field)
	return s
}

// rowsAt are the ids of the rows that have a value in one of these minutes, of those asked
// for; all if none is.
func (c *column) rowsAt(minutes []int32, ids []string) []string {
	candidates := slices.Sorted(maps.Keys(c.rows))
	return slices.DeleteFunc(candidates, func(id string) bool {
		if len(ids) > 0 && !slices.Contains(ids, id) {
			return true
		}
		return !slices.ContainsFunc(minutes, func(minute int32) bool {
			return minute > 0 && !math.IsNaN(float64(c.rows[id][minute%length]))
		})
	})
}

// fill makes the tables of points that have a sample.
func (c *column) fill(points []*api.Table, ids []string, minutes []int32, nameOf map[string]string, field string) {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = nameOf[id]
	}
	for i, minute := range minutes {
		if minute == 0 {
			continue
		}
		values := make([]float64, len(ids))
		for row, id := range ids {
			values[row] = unpack(c.rows[id][minute%length])
		}
		points[i] = &api.Table{IDs: ids, Names: names, Fields: map[string][]float64{field: values}}
	}
}
