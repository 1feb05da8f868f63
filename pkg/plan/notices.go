package plan

import (
	"fmt"
	"slices"
	"time"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// notePast says so where a panel that shows the past gets current values.
func (p *Plan) notePast(q query.Query, now time.Time) {
	if IsPast(q, now) {
		p.noteKPIs("These KPIs show current values and ignore the time range: ", q, func(kpi *catalogue.KPI) bool {
			return kpi.IsCurrent() && kpi.Provenance() == nil
		})
	}
}

// noteYesterday says so where the hour has not come yet and people still look at
// yesterday's window.
func (p *Plan) noteYesterday(q query.Query, now time.Time) {
	if q.Window.Kind != query.WindowToday {
		return
	}
	w, _ := windowOf(q, now, boundsOf(nil))
	start, end := w.From.In(q.Location), w.To.Add(-time.Minute).In(q.Location)
	if start.YearDay() != end.YearDay() {
		p.Notices.Info("It is not %s yet: the window starts yesterday at that time.", start.Format("15:04"))
	}
}

// noteShortened says what a window that is too long for one request means for
// averages: they can't be combined, because their weights are not known. A method
// whose windows end now has no earlier chunks to add up either.
func (p *Plan) noteShortened(q query.Query, g group, w api.Window, what string) {
	b := g.bounds()
	if !b.exceeds(w.Length()) {
		return
	}
	longest, gives := inWords(b.maxWindow), "averages over at most "
	if g.method.EndsNow {
		gives = "looks back at most "
	}
	p.noteKPIs("LivePerson "+gives+longest+". These KPIs cover the last "+longest+" of "+what+": ", q, func(kpi *catalogue.KPI) bool {
		return !kpi.IsCurrent() && (kpi.ValueKind != catalogue.Count || g.method.EndsNow) && g.givesPartOf(kpi)
	})
}

// noteUserTypes says so where a method counts people and bots alike, whatever the filter.
func (p *Plan) noteUserTypes(q query.Query, g group) {
	if len(q.Filter.UserTypes) != 1 || !slices.Contains(g.method.CannotFilter, api.UserTypes) || q.Rows.Roster {
		return
	}
	p.noteKPIs("LivePerson does not tell people from bots here. These KPIs include both: ", q, g.givesPartOf)
}

// givesPartOf reports whether a KPI, or one that it is computed from or tells of, is the
// group's.
func (g group) givesPartOf(kpi *catalogue.KPI) bool {
	p := kpi.Provenance()
	return slices.ContainsFunc(g.sources, func(s Source) bool {
		return s.KPI == kpi || slices.Contains(kpi.RowParts(), s.KPI.ID) || p != nil && p.Of == s.KPI.ID
	})
}

func (p *Plan) noteKPIs(sentence string, q query.Query, about func(*catalogue.KPI) bool) {
	kpis := slices.DeleteFunc(slices.Clone(q.KPIs), func(kpi *catalogue.KPI) bool { return !about(kpi) })
	if len(kpis) > 0 {
		p.Notices.Info("%s%s.", sentence, query.Labels(kpis))
	}
}

// noteStart says where a trend starts later than was requested: at the first point that
// LivePerson still has all of.
func (p *Plan) noteStart(q query.Query, b bounds, start time.Time, cut bool) {
	note := p.Notices.Info
	if cut {
		note = p.Notices.Warn
	}
	if q.Range.From.Before(start) {
		note("LivePerson keeps data for %s, so the trend starts at %s.", inWords(b.retention), in(q.Location, start))
	}
}

// noteOnlyPoint says so where a trend has a single point, which is longer than the time
// range.
func (p *Plan) noteOnlyPoint(q query.Query, points []point) {
	if len(points) == 1 && points[0].From.Before(q.Range.From) && !q.Alert {
		p.Notices.Info("The point shown covers %s to %s, more than the time range. Select a longer time range or a shorter interval.", in(q.Location, points[0].From), in(q.Location, points[0].To))
	}
}

// openPoint says so where the last point of a trend is not over yet: it is lower than it
// will be, or an average of less.
func openPoint(q query.Query, last point) string {
	if last.over {
		return ""
	}
	return fmt.Sprintf("The last interval, from %s, is not complete yet.", in(q.Location, last.From))
}

// noteTrend says where a trend is not what was requested: its points are longer, or
// parts of the query are not for trends.
func (p *Plan) noteTrend(q query.Query, i intervals, limits Limits) {
	switch {
	case i.used > i.ideal:
		p.Notices.Info("The interval is %s instead of %s: the data source settings allow at most %d requests per trend.", formatDuration(i.used), formatDuration(i.ideal), limits.MaxTrendRequests)
	case q.Interval != 0 && q.Interval != i.used:
		p.Notices.Info("The interval is %s instead of %s: intervals must divide a day, from 1m to 1d.", formatDuration(i.used), formatDuration(q.Interval))
	}
	if q.Window.Kind != query.WindowRange || q.OrderBy != nil || q.Limit > 0 {
		p.Notices.Info("A trend shows all rows over the time range: its window, sort order and limit are ignored.")
	}
}
