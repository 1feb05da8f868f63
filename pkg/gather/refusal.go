package gather

import (
	"net/http"
	"slices"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

// refusedFor is how long a metric that LivePerson refuses is left out.
const refusedFor = time.Hour

// refusals are the metrics that LivePerson refuses this account, by method and
// name.
type refusals map[string]refusal

type refusal struct {
	err   error
	until time.Time
}

func refusalKey(r liveperson.Request, metric string) string { return r.Kind() + " " + metric }

func (all refusals) of(r liveperson.Request, m liveperson.Metric, now time.Time) error {
	if one := all[refusalKey(r, m.Name)]; now.Before(one.until) {
		return one.err
	}
	return nil
}

// allowed are the metrics that are not refused.
func (all refusals) allowed(r liveperson.Request, metrics []liveperson.Metric, now time.Time) []liveperson.Metric {
	var list []liveperson.Metric
	for _, m := range metrics {
		if all.of(r, m, now) == nil {
			list = append(list, m)
		}
	}
	return list
}

// strip leaves out of a question what LivePerson refuses, and says by field why.
// Where nothing is left, that is the error.
func (all refusals) strip(q *question, now time.Time) error {
	byTime, ofNow := q.asked.Metrics()
	q.request, q.refused = q.asked, nil
	if q.who.Check { // wants to hear it from LivePerson
		return nil
	}
	var last error
	left := 0
	for _, m := range slices.Concat(byTime, ofNow) {
		err := all.of(q.asked, m, now)
		if err == nil {
			left++
			continue
		}
		if last == nil {
			q.refused = map[string]error{}
		}
		q.refused[m.Field], last = err, err
	}
	switch {
	case last == nil:
		return nil
	case left == 0:
		return last
	}
	q.request = q.asked.With(all.allowed(q.asked, byTime, now), all.allowed(q.asked, ofNow, now))
	return nil
}

// refuses tells whether an error may be about a metric that was asked for.
func refuses(err error) bool {
	known, ok := err.(*liveperson.Error)
	return ok && slices.Contains([]int{http.StatusBadRequest, http.StatusForbidden, http.StatusUnprocessableEntity}, known.Status)
}
