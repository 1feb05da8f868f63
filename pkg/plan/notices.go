package plan

import (
	"strings"
	"time"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// pastNotices says so where a panel that shows the past gets values of this
// moment.
func pastNotices(q query.Query, now time.Time) []string {
	if !q.Range.To.Before(now.Add(-recent)) {
		return nil
	}
	return notice("LivePerson gives these KPIs only as of now, not for the time range shown: ", q, func(kpi *catalogue.KPI) bool {
		return kpi.Tense == catalogue.Now
	})
}

// windowNotices say what the window of a query means for its answer.
func windowNotices(q query.Query, w window) []string {
	notices := append(splitNotices(q, w), todayNotices(q, w)...)
	if q.Window.Kind == query.WindowLast && w.to.Sub(w.from) < q.Window.Last-recent {
		notices = append(notices, "LivePerson keeps 14 days: the window starts at "+utc(w.from)+".")
	}
	return notices
}

// todayNotices says so where the hour has not come yet and people still look at
// yesterday's window.
func todayNotices(q query.Query, w window) []string {
	if q.Window.Kind != query.WindowToday {
		return nil
	}
	start, end := w.from.In(q.Window.Location), w.to.Add(-time.Minute).In(q.Window.Location)
	if start.YearDay() == end.YearDay() {
		return nil
	}
	return []string{"Today's " + start.Format("15:04") + " has not come yet: the window starts yesterday at that hour."}
}

// splitNotices says what a window wider than LivePerson answers means for
// averages: its weights are not known, so none is made up.
func splitNotices(q query.Query, w window) []string {
	if w.to.Sub(w.from) <= liveperson.Widest {
		return nil
	}
	return notice("LivePerson averages over 24 hours at most. These KPIs are for the last 24 hours of the window: ", q, func(kpi *catalogue.KPI) bool {
		return isWindow(kpi) && kpi.Measure != catalogue.Count
	})
}

func notice(sentence string, q query.Query, about func(*catalogue.KPI) bool) []string {
	var labels []string
	for _, kpi := range q.KPIs {
		if about(kpi) {
			labels = append(labels, kpi.Label)
		}
	}
	if len(labels) == 0 {
		return nil
	}
	return []string{sentence + strings.Join(labels, ", ") + "."}
}
