package plan

import (
	"slices"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// trend plans a query for a trend: a request for each point, or one for all where a
// method has a history. Points are periods of the day in the query's time zone, so that
// one which is over is the same request ever after.
func (p *Planner) trend(q query.Query, all []group, now time.Time) (Plan, error) {
	if err := checkRange(q, now); err != nil {
		return emptyPlan(q, err)
	}
	plan := Plan{Notices: q.Notices}
	recorded, groups := apart(all)
	recorded, err := plan.record(q, recorded)
	if err != nil {
		return emptyPlan(q, err)
	}
	if groups, err = p.drawable(&plan, q, groups, len(recorded) > 0); err != nil {
		return emptyPlan(q, err)
	}
	b := p.trendBounds(q, groups)
	w, cut, err := b.keep(q, api.Window{From: q.Range.From, To: api.Earlier(q.Range.To, now)}, now)
	if err != nil {
		return Plan{}, err
	}
	i := p.intervals(q, b, w.From, w.To, groups)
	if i.used == 0 {
		return Plan{}, query.Errorf("A trend over %s needs more requests than the %d that the data source settings allow. Select a shorter time range.", formatDuration(w.Length()), p.limits.MaxTrendRequests)
	}
	points := b.pointsFor(q, w, i.used, now)
	if len(points) == 0 {
		return Plan{}, query.Errorf("LivePerson keeps data for %s, which does not cover an interval of %s in this time range. Select a later time range or a shorter interval.", inWords(b.retention), formatDuration(i.used))
	}
	plan.Points = make([]time.Time, len(points))
	for i, point := range points {
		plan.Points[i] = point.From
	}
	plan.noteStart(q, b, points[0].From, cut)
	plan.noteTrend(q, i, p.limits)
	if err := p.addGroups(&plan, q, groups, points, i.used, now); err != nil {
		return Plan{}, err
	}
	plan.addRecorded(q, recorded, points, i.used)
	plan.noteOnlyPoint(q, points)
	if len(groups) > 0 { // a recorded value is that of a moment
		plan.OpenPoint = openPoint(q, points[len(points)-1])
	}
	return plan, nil
}

// Starts are the times at which a trend's points are drawn: where they start, but a
// single one not before the time range, where nobody sees it.
func (p Plan) Starts(q query.Query) []time.Time {
	if len(p.Points) == 1 && p.Points[0].Before(q.Range.From) && !q.Alert {
		return []time.Time{q.Range.From}
	}
	return p.Points
}

// addPoints adds the steps for the points of a trend that a group gives: those of a
// history, if there is one, and a request for each point that it has not, or several
// where clocks are put back and a day is longer than a request may be. LivePerson still has
// the points from the first one on. A point that is not over is requested apart from the
// others of a history, which stay what they are.
func (p *Plan) addPoints(q query.Query, g group, h history, points []point, first int, now time.Time) {
	p.Steps = slices.Grow(p.Steps, len(points)-first)
	next := first + h.points
	if h.points > 0 {
		open := first + len(closedPoints(points[first:next]))
		p.addHistory(q, h, points, first, open)
		p.addHistory(q, h, points, open, next)
	}
	request := g.request(q, columnsOf(g.sources), api.Window{})
	for i := next; i < len(points); i++ {
		w := points[i].Window
		if !g.bounds().exceeds(w.Length()) {
			p.Steps = append(p.Steps, Step{Role: Point, Request: request.WithWindow(w), Sources: g.sources, Points: p.Points[i : i+1]})
			continue
		}
		p.noteShortened(q, g, w, "the day of "+inWords(w.Length()))
		for _, step := range g.values(q, w, now) {
			step.Points, step.Sliding = p.Points[i:i+1], false
			p.Steps = append(p.Steps, step)
		}
	}
}

// addHistory adds the step for some of the points of a history, if there are any.
func (p *Plan) addHistory(q query.Query, h history, points []point, from, to int) {
	if from == to {
		return
	}
	step := h.step(History, q, h.sources, api.Window{From: points[from].From, To: points[to-1].To})
	step.Request.Step, step.Points = h.interval, p.Points[from:to]
	p.Steps = append(p.Steps, step)
}

// point is a point of a trend: the window of its values, which ends now if the point is
// not over yet.
type point struct {
	api.Window
	over bool
}

// pointsFor are the points of a trend. An alert rule gets those that are over, and at
// least one: of a point that is not over, its value means something else each time.
func (b bounds) pointsFor(q query.Query, w api.Window, interval time.Duration, now time.Time) []point {
	points := b.pointsOf(w, interval, q.Location, now)
	if !q.Alert || len(points) == 0 {
		return points
	}
	if len(closedPoints(points)) == 0 {
		w.From = points[0].From.Add(-time.Minute)
		points = b.pointsOf(w, interval, q.Location, now)
	}
	return closedPoints(points)
}

// pointsOf are the points that a window touches, oldest first. The first one is
// complete unless LivePerson no longer has its start.
func (b bounds) pointsOf(w api.Window, interval time.Duration, location *time.Location, now time.Time) []point {
	points := make([]point, 0, int(w.Length()/interval)+2)
	oldest, end := b.oldest(now), b.ceil(now)
	for at := periodAt(w.From, interval, location); at.from.Before(w.To); at = periodAt(at.to, interval, location) {
		if !at.from.Before(oldest) {
			points = append(points, point{api.Window{From: at.from.UTC(), To: api.Earlier(at.to, end).UTC()}, !at.to.After(now)})
		}
	}
	return points
}

// closedPoints leaves out a last point that is not over yet.
func closedPoints(points []point) []point {
	if last := len(points) - 1; !points[last].over {
		return points[:last]
	}
	return points
}
