package interactions

import (
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// trend are how many conversations started at each point of a history in each row, by its id
// as api.PointID has it, and whether nothing is known of others: else these have counts of 0,
// but for the account's, which are all there.
func (l *changedList) trend(r api.Request, f api.Filter) (counts map[string]float64, isUnknown bool) {
	first := l.firstPoint(r)
	isUnknown = first.After(r.Window.From)
	counts, rows := map[string]float64{}, map[string]bool{}
	if r.GroupBy == "" {
		rows[""] = true
	}
	for row, start := range l.counted(r, f) {
		point := r.Window.From.Add(time.UnixMilli(start).Sub(r.Window.From).Truncate(r.Step))
		if !point.Before(first) {
			counts[api.PointID(point, row)]++
			rows[row] = isUnknown || r.GroupBy == ""
		}
	}
	for row, isComplete := range rows {
		for point := first; isComplete && point.Before(r.Window.To); point = point.Add(r.Step) {
			counts[api.PointID(point, row)] += 0
		}
	}
	return counts, isUnknown
}

// firstPoint is the first point of a history of which all conversations are listed.
func (l *changedList) firstPoint(r api.Request) time.Time {
	lacking := time.UnixMilli(l.oldest()).Sub(r.Window.From)
	if !l.isLimited || lacking < 0 {
		return r.Window.From
	}
	return r.Window.From.Add(lacking.Truncate(r.Step) + r.Step)
}
