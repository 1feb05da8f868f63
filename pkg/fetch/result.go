package fetch

import (
	"cmp"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// Status says where a result comes from.
type Status string

// The statuses of results.
const (
	// Miss: LivePerson was asked for it.
	Miss Status = "miss"
	// Shared: LivePerson was being asked for another panel or rule.
	Shared Status = "shared"
	// Hit: it was in the cache, and fresh.
	Hit Status = "hit"
	// Stale: LivePerson fails, and this is the last response that is in the cache.
	Stale Status = "stale"
)

// Result is the result of one item: a table with the columns of its request.
type Result struct {
	api.Table
	// Window is what the result is about. A stale one is about an earlier window than
	// was requested.
	Window api.Window
	// At is when LivePerson was asked, Age how long ago that was: of stale parts the
	// oldest, else of those that can still change.
	At     time.Time
	Age    time.Duration
	Status Status
	// CurrentAt is when current values were valid if they are stale, else zero.
	CurrentAt time.Time
	// Unsupported says by field which columns LivePerson rejects, and why.
	Unsupported map[string]error
	// Failure is why a stale result is returned, else nil.
	Failure error

	hasCurrent bool
}

// Closed reports whether the window can't change any more.
func (r Result) Closed() bool { return !r.hasCurrent && isClosed(r.Window, r.At) }

// combine makes the result of an item from its parts. What LivePerson rejects of
// one part says nothing about the other.
func (f *Fetcher) combine(it Item, lookups []*lookup) (Result, error) {
	columns, rejected := f.supported(it.Request)
	var r Result
	found := false
	for _, l := range lookups {
		switch {
		case l.entry != nil:
			r.add(l, !found)
			found = true
		case l.err != nil && !l.Method.Service.Rejects(l.err):
			return Result{}, l.err
		default:
			for _, c := range l.Columns {
				rejected[c.Field] = l.err
			}
		}
	}
	if !found {
		return Result{}, firstOf(it.Request.Columns, rejected)
	}
	r.Unsupported = rejected
	r.Table = r.Table.Project(columns)
	r.Age = max(0, f.options.Load().Now().Sub(r.At))
	return r, nil
}

// firstOf is why nothing is left of the columns.
func firstOf(columns []api.Column, rejected map[string]error) error {
	for _, c := range columns {
		if err := rejected[c.Field]; err != nil {
			return err
		}
	}
	return nil
}

// add adds a part: its columns beside those that are there, and the longer way of both.
func (r *Result) add(l *lookup, first bool) {
	table, current := l.entry.Table.Project(l.Columns), l.HasCurrent()
	table.Calls = l.calls
	part := Result{Table: table, Window: l.entry.Window, At: l.at, Status: l.status, Failure: l.staleBecause, hasCurrent: current}
	if current && l.status == Stale {
		part.CurrentAt = l.at
	}
	if first {
		*r = part
		return
	}
	part.Table = api.Join(r.Table, table)
	part.Missing, part.Calls = max(r.Missing, table.Missing), r.Calls+table.Calls
	part.At = timeOf(*r, part)
	part.CurrentAt, part.hasCurrent = r.CurrentAt, r.hasCurrent // the current part is the first
	if rank[r.Status] > rank[part.Status] {
		part.Status = r.Status
	}
	part.Failure = cmp.Or(part.Failure, r.Failure)
	*r = part
}

// timeOf is the time of a result in two parts: that of the stale one, else the older
// one's, unless its window can't change any more.
func timeOf(current, window Result) time.Time {
	switch {
	case window.Status == Stale && current.Status != Stale:
		return window.At
	case current.Status == Stale && window.Status != Stale, window.Closed(), current.At.Before(window.At):
		return current.At
	}
	return window.At
}

// rank orders statuses from the shortest way to the longest, and stale last.
var rank = map[Status]int{Hit: 0, Shared: 1, Miss: 2, Stale: 3}
