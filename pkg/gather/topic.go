package gather

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

const (
	// lately is how long a metric counts as being asked for: longer than the
	// interval of alert rules and slow dashboards.
	lately = 5 * time.Minute
	// current is how old a window may be for values of this moment to ride on
	// its next one.
	current = 2 * time.Minute
	// mostRecent is how many recent answers a topic knows.
	mostRecent = 32
)

// topic is what is known about questions that differ only in their windows and
// metrics.
type topic struct {
	// ongoing, over and now are the metrics that are asked for lately: over
	// windows that go on, over windows that are over, and of this moment.
	ongoing, over, now interest
	last               span // the latest window that goes on
	lastAt             time.Time
	windows            []window // that go on, latest last
	// withoutWhole tells that the account's values do not come along with these
	// rows.
	withoutWhole bool
	flights      []*flight
	// recent and past are keys of recent snapshots, newest last: of this moment
	// or of windows that went on, and of windows that were over.
	recent, past []string
}

type span struct {
	from, to time.Time
	anchored bool // it starts at the same time as the one before
}

func newTopic() *topic {
	return &topic{ongoing: interest{}, over: interest{}, now: interest{}}
}

// interest is when each metric was last asked for.
type interest map[liveperson.Metric]time.Time

func (i interest) note(metrics []liveperson.Metric, now time.Time) {
	for _, m := range metrics {
		i[m] = now
	}
}

func (i interest) lately(now time.Time) []liveperson.Metric {
	maps.DeleteFunc(i, func(_ liveperson.Metric, at time.Time) bool { return now.Sub(at) > lately })
	return slices.Collect(maps.Keys(i))
}

// note remembers what is asked for.
func (t *topic) note(r liveperson.Request, now time.Time) {
	byTime, ofNow := r.Metrics()
	t.now.note(ofNow, now)
	if len(byTime) == 0 {
		return
	}
	from, to := r.Span()
	if !goesOn(to, now) {
		t.over.note(byTime, now)
		return
	}
	t.ongoing.note(byTime, now)
	t.noteWindow(from, to, now)
	if !to.Equal(t.last.to) || now.Sub(t.lastAt) > current {
		t.last = span{from, to, from.Equal(t.last.from)}
	}
	t.lastAt = now
}

// goesOn tells whether a window went on at a time. One that ends with a minute
// did until the next minute ended, because who asks takes a moment to get here.
func goesOn(end, at time.Time) bool { return !end.Before(at.Truncate(time.Minute)) }

// ride is the window on which values of this moment ride: the one that panels
// with the same filter ask about in this minute. The request's own, if there is
// none.
func (t *topic) ride(r liveperson.Request, now time.Time) (from, to time.Time) {
	from, to = r.Span()
	byTime, _ := r.Metrics()
	if len(byTime) > 0 || !r.Rides() || now.Sub(t.lastAt) > current {
		return from, to
	}
	end := now.Truncate(time.Minute)
	if end.Before(now) {
		end = end.Add(time.Minute)
	}
	start := t.last.from
	if !t.last.anchored {
		start = start.Add(end.Sub(t.last.to))
	}
	if end.Sub(start) > liveperson.Widest {
		return from, to
	}
	return start, end
}

// add remembers that there is a snapshot.
func (t *topic) add(key string, over bool) {
	if over {
		t.past = latest(t.past, key)
		return
	}
	t.recent = latest(t.recent, key)
}

func latest(keys []string, key string) []string {
	keys = slices.DeleteFunc(keys, func(known string) bool { return known == key })
	keys = append(keys, key)
	return keys[max(0, len(keys)-mostRecent):]
}

// union is all metrics of both lists, each once and in order, so that the same
// set is the same request.
func union(lists ...[]liveperson.Metric) []liveperson.Metric {
	all := slices.Concat(lists...)
	slices.SortFunc(all, func(a, b liveperson.Metric) int {
		return cmp.Or(cmp.Compare(a.Field, b.Field), cmp.Compare(a.Name, b.Name))
	})
	return slices.Compact(all)
}

// covers tells whether all of the metrics are among the given ones.
func covers(given, metrics []liveperson.Metric) bool {
	return !slices.ContainsFunc(metrics, func(m liveperson.Metric) bool { return !slices.Contains(given, m) })
}
