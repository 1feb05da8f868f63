package pipeline

import (
	"net/http"
	"slices"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/history"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/plan"
)

// History has what current values were. *history.History implements it.
type History interface {
	Samples(r api.Request, starts []time.Time, end time.Time) history.Samples
}

// recall gets the points of a step for recorded values. Its result is that of the last one.
func (l *loader) recall(s *compute.Step) {
	samples := l.settings.History.Samples(s.Request, s.Points, s.Request.Window.To)
	l.began, l.full = samples.Began, l.full || samples.Full
	for _, table := range samples.Points {
		if table != nil && l.query.Rows.Single {
			table = ofAccount(*table)
		}
		s.Recorded = append(s.Recorded, table)
		if table != nil {
			s.Result.Table = *table
		}
	}
	s.Result.At, s.Result.Window = samples.Latest, api.Window{From: s.Request.Window.From, To: samples.Latest}
	s.Result.Age = max(0, l.now().Sub(samples.Latest))
}

// ofAccount is a table of the account's row: also where the history has no row, since
// LivePerson leaves zeros out, or has the row of the one skill or group that is selected.
func ofAccount(t api.Table) *api.Table {
	t.IDs, t.Names = []string{""}, []string{""}
	if len(t.Fields) > 0 {
		t.Fields = firstRows(t.Fields)
	}
	return &t
}

func firstRows(fields map[string][]float64) map[string][]float64 {
	first := map[string][]float64{}
	for field, values := range fields {
		if len(values) > 0 {
			first[field] = values[:1]
		}
	}
	return first
}

// noteRecorded says where a trend of recorded values has gaps, and why. An alert rule fails
// if the last point is one.
func (l *loader) noteRecorded(built plan.Plan, steps []*compute.Step) error {
	i := slices.IndexFunc(steps, func(s *compute.Step) bool { return s.Role == plan.Recorded })
	if i < 0 {
		return nil
	}
	points := steps[i].Recorded
	if l.full {
		l.notices.Warn("The history of current values is full: it does not have all rows.")
	}
	began := l.began.In(l.query.Location).Format("2006-01-02 15:04") + zoneOf(l.query.Location)
	hasNone := !slices.ContainsFunc(points, func(t *api.Table) bool { return t != nil })
	switch {
	case l.caller.Alert && points[len(points)-1] == nil:
		return &api.Error{Status: http.StatusGatewayTimeout, Sentence: "The history of current values, which began at " + began + ", has no value of the last interval."}
	case hasNone:
		l.notices.Warn("The history of current values has none in this time range. It began at %s and keeps a value each minute, for 24 hours.", began)
		return nil
	case built.Points[0].Before(l.began.Truncate(time.Minute)):
		l.notices.Info("The history of current values began at %s. There are no values of the time before.", began)
	}
	if gaps := l.gapsIn(built.Points, points); gaps > 0 {
		l.notices.Warn("%d of %d intervals are gaps: LivePerson returned no current values then, or it is more than 24 hours ago.", gaps, len(points))
	}
	return nil
}

// gapsIn is how many points have no value since the history began, but those of the last two
// minutes, whose values may be on their way.
func (l *loader) gapsIn(starts []time.Time, points []*api.Table) (gaps int) {
	const delay = 2 * time.Minute
	for i, start := range starts {
		if points[i] == nil && !start.Before(l.began) && start.Before(l.now().Add(-delay)) {
			gaps++
		}
	}
	return gaps
}

// withoutGaps leaves the points out that nothing is recorded of, for an alert rule: the mean
// of a gap and numbers would be none.
func withoutGaps(starts []time.Time, points []compute.Table, steps []*compute.Step) ([]time.Time, []compute.Table) {
	if len(steps) == 0 || slices.ContainsFunc(steps, func(s *compute.Step) bool { return s.Role != plan.Recorded }) {
		return starts, points
	}
	var leftStarts []time.Time
	var left []compute.Table
	for i, table := range steps[0].Recorded {
		if table != nil {
			leftStarts, left = append(leftStarts, starts[i]), append(left, points[i])
		}
	}
	return leftStarts, left
}
