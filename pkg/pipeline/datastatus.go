package pipeline

import (
	"errors"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/plan"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// hasProvenance reports whether a query has a KPI that tells how values came about.
func hasProvenance(q query.Query) bool {
	return slices.ContainsFunc(q.KPIs, func(kpi *catalogue.KPI) bool { return kpi.Provenance() != nil })
}

// reports reports whether a failure is for the query to show, and not the query's own: a
// dashboard that says how old its data is must say so above all when there is none. An
// alert rule has no number then.
func (l *loader) reports(failure error) bool {
	return !l.caller.Alert && hasProvenance(l.query) && errors.As(failure, new(*api.Error))
}

// fillProvenance computes the KPIs that tell how values came about. It fails for an alert
// rule if there are no values.
func (l *loader) fillProvenance(t *compute.Table, steps []*compute.Step) error {
	for _, kpi := range l.query.KPIs {
		p := kpi.Provenance()
		if p == nil {
			continue
		}
		i := slices.IndexFunc(steps, func(s *compute.Step) bool { return gives(s, p.Of) })
		if i < 0 { // the filter is not one of its API
			t.Fill(kpi, math.NaN(), l.notices.Warnings()[0])
			continue
		}
		if err := steps[i].Err; err != nil && l.caller.Alert {
			return err
		}
		age := math.NaN()
		if steps[i].Err == nil {
			age = float64(l.age(steps[i]).Milliseconds())
		}
		t.Fill(kpi, age, l.dataStatus(steps[i]))
	}
	return nil
}

func gives(s *compute.Step, kpi string) bool {
	return s.Role != plan.Agents && slices.ContainsFunc(s.Sources, func(source plan.Source) bool { return source.KPI.ID == kpi })
}

// age is how old the current values of a step are.
func (l *loader) age(s *compute.Step) time.Duration { return max(0, l.now().Sub(s.Result.At)) }

// levelAge is the age from which values have no level any more. Dashboards show their data
// status in red from then on (dashboards/panels/status.ts).
const levelAge = 2 * time.Minute

// isOutdated reports whether values that can change are too old for a level. The age of data
// is never too old, and a rule has an error instead.
func (l *loader) isOutdated(steps []*compute.Step) bool {
	return !l.caller.Alert && !hasProvenance(l.query) && slices.ContainsFunc(steps, func(s *compute.Step) bool {
		return s.Err == nil && s.Result.Status == fetch.Stale && !s.Result.Closed() && l.age(s) >= levelAge
	})
}

// dataStatus says in words how current the values of a step are.
func (l *loader) dataStatus(s *compute.Step) string {
	switch location := l.query.Location; {
	case s.Err != nil:
		return "No data: " + strings.Replace(s.Err.Error(), " Try again later.", "", 1) // the dashboard does
	case s.Result.Status == fetch.Stale:
		return fmt.Sprintf("Data %s old: %s", inWords(l.age(s)), shortReason(s.Result.Failure))
	case plan.IsPast(l.query, l.now()):
		end := l.query.Range.To.In(location).Format("2006-01-02 15:04")
		return fmt.Sprintf("The time range ends at %s. Current values are as of %s", end, clockIn(location, s.Result.At))
	default:
		return "Live, as of " + clockIn(location, s.Result.At)
	}
}

// clockIn is a time of day in a time zone.
func clockIn(location *time.Location, t time.Time) string {
	return t.In(location).Format("15:04:05") + zoneOf(location)
}

// zoneOf names UTC, which may be the time zone because no other is known.
func zoneOf(location *time.Location) string {
	if location == time.UTC {
		return " UTC"
	}
	return ""
}

// inWords is a length of time as people say it, to the second where that is of interest:
// 45 s, 2 min, 2 min 30 s, 1 h 5 min.
func inWords(d time.Duration) string {
	minutes, seconds := d%time.Hour/time.Minute, d%time.Minute/time.Second
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%d s", seconds)
	case d >= time.Hour:
		return fmt.Sprintf("%d h %d min", d/time.Hour, minutes)
	case seconds == 0:
		return fmt.Sprintf("%d min", minutes)
	}
	return fmt.Sprintf("%d min %d s", minutes, seconds)
}

// shortReason is why LivePerson gives no newer values, in a few words.
func shortReason(failure error) string {
	if errors.Is(failure, fetch.ErrPending) {
		return "LivePerson is slow"
	}
	switch api.StatusOf(failure) {
	case http.StatusTooManyRequests:
		return "rate limit exceeded"
	case http.StatusUnauthorized:
		return "LivePerson rejected the sign-in"
	case http.StatusForbidden:
		return "LivePerson denied access"
	case http.StatusGatewayTimeout:
		return "LivePerson does not respond"
	}
	return "LivePerson is failing"
}
