package compute

import (
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/plan"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// Trend has the values of a query's KPIs at points in time.
type Trend struct {
	// Points has a table for each point. Where values are missing, its Failure says
	// why.
	Points []Table
	// Missing is why a point lacks values that LivePerson could give, nil if it lacks
	// none.
	Missing []error
	// Shown are the steps whose results are in the points.
	Shown []*Step

	failures map[*catalogue.KPI]error
}

// Failure is why LivePerson does not give a KPI at any point, nil if it does.
func (t Trend) Failure(kpi *catalogue.KPI) error { return t.failures[kpi] }

// TrendOf computes the points of a trend, which start at these times.
func TrendOf(c *catalogue.Catalogue, q query.Query, starts []time.Time, steps []*Step) Trend {
	t := Trend{Points: make([]Table, len(starts)), Missing: make([]error, len(starts)), failures: map[*catalogue.KPI]error{}}
	rejected := rejectedKPIs(steps)
	points := make(map[time.Time][]part, len(starts))
	missing := make(map[time.Time]error)
	var relevant []part
	for _, s := range steps {
		isRejected, isShown := rejected[s.Sources[0].KPI], false
		for i, p := range s.split() {
			at := s.Points[i]
			points[at] = append(points[at], part{p.Step, p.table, p.unknown()})
			if p.err != nil && !isRejected && s.Role != plan.Recorded {
				missing[at] = p.err
			}
			isShown = isShown || p.err == nil
		}
		if isShown {
			t.Shown = append(t.Shown, s)
		}
		if isShown || isRejected {
			relevant = append(relevant, part{s, &s.Result.Table, s.Err})
		}
	}
	for i, start := range starts {
		t.Missing[i] = missing[start]
		t.Points[i] = evaluator{catalogue: c, rows: q.Rows, merged: merge(q.Rows, points[start])}.table(q.KPIs)
	}
	overall := evaluator{catalogue: c, rows: q.Rows, merged: merged{columns: columnsOf(relevant)}}
	for _, kpi := range q.KPIs {
		t.failures[kpi] = overall.failure(kpi)
	}
	return t
}

// rejectedKPIs are those whose service rejects all requests for them: they are not
// missing at some points, LivePerson does not give them. The KPIs of a step are
// rejected together, so the first of each stands for all.
func rejectedKPIs(steps []*Step) map[*catalogue.KPI]bool {
	rejected := map[*catalogue.KPI]bool{}
	for _, s := range steps {
		first := s.Sources[0].KPI
		before, known := rejected[first]
		rejected[first] = (before || !known) && s.IsRejected()
	}
	return rejected
}

// IsRejected reports whether the step failed and only the KPIs that need it are affected:
// the service rejects it, or others respond while this one does not.
func (s *Step) IsRejected() bool { return s.Isolated || s.Request.Method.Service.Rejects(s.Err) }

// split parts a step by its points. A stale result may be about other points than
// were requested: those that it has not fail with its failure.
func (s *Step) split() []part {
	switch s.Role {
	case plan.History:
		return s.splitHistory()
	case plan.Recorded:
		return s.splitRecorded()
	}
	p := part{s, &s.Result.Table, s.Err}
	if s.Err == nil && s.Result.Status == fetch.Stale && !s.Result.Window.From.Equal(s.Request.Window.From) {
		p.err = s.Result.Failure
	}
	return []part{p}
}

// errGap is why there is no value where nothing was recorded. A count would else be 0.
var errGap = errors.New("nothing was recorded")

func (s *Step) splitRecorded() []part {
	parts := make([]part, len(s.Recorded))
	for i, table := range s.Recorded {
		parts[i] = part{Step: s, table: table}
		if table == nil {
			parts[i].err = errGap
		}
	}
	return parts
}

func (s *Step) splitHistory() []part {
	rows := s.rowsByPoint()
	failure := s.Err
	if failure == nil && s.isOfOtherIntervals() {
		failure = errOtherIntervals
	}
	parts := make([]part, len(s.Points))
	for i, start := range s.Points {
		parts[i] = part{s, s.point(rows[start.UnixMilli()]), failure}
		if failure == nil && (start.Before(s.Result.Window.From) || !start.Before(s.Result.Window.To)) {
			parts[i].err = s.Result.Failure
		}
	}
	return parts
}

// rowsByPoint are the indexes of a history's rows by the start of their point, in epoch
// milliseconds.
func (s *Step) rowsByPoint() map[int64][]int {
	rows := map[int64][]int{}
	for i, id := range s.Result.IDs {
		start, _ := api.SplitPointID(id)
		rows[start.UnixMilli()] = append(rows[start.UnixMilli()], i)
	}
	return rows
}

// point is the table of one point: its rows of a history. That of the account has a row in
// any case.
func (s *Step) point(rows []int) *api.Table {
	if len(rows) == 0 && s.Request.GroupBy == "" {
		return &api.Table{IDs: []string{""}, Names: []string{""}, Fields: map[string][]float64{}}
	}
	point := api.Table{Fields: map[string][]float64{}, RowsUnknown: s.Result.RowsUnknown}
	for _, i := range rows {
		_, id := api.SplitPointID(s.Result.IDs[i])
		point.IDs, point.Names = append(point.IDs, id), append(point.Names, s.Result.Names[i])
	}
	for field, column := range s.Result.Fields {
		values := make([]float64, 0, len(rows))
		for _, i := range rows {
			values = append(values, column[i])
		}
		point.Fields[field] = values
	}
	return &point
}

// errOtherIntervals is why a history has no points that were requested: those that it
// has may be about any time, and zeros in their place would be invented.
var errOtherIntervals error = &api.Error{
	Status:   http.StatusBadGateway,
	Sentence: "LivePerson returned values for other intervals than requested. Select another interval.",
}

// isOfOtherIntervals reports whether a history has points of the time requested, and
// none that was requested. Points without conversations may be left out.
func (s *Step) isOfOtherIntervals() bool {
	others := false
	for _, id := range s.Result.IDs {
		start, _ := api.SplitPointID(id)
		if slices.ContainsFunc(s.Points, start.Equal) {
			return false
		}
		others = others || start.After(s.Points[0])
	}
	return others && s.Result.Status != fetch.Stale
}
