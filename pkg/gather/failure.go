package gather

import (
	"time"

	lru "github.com/hashicorp/golang-lru/v2/simplelru"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

const (
	// failureLasts is how long a failure answers for all: it is not tried again
	// by each of fifty panels. What LivePerson refuses it refuses again, which
	// refusalLasts.
	failureLasts = 5 * time.Second
	refusalLasts = 30 * time.Second
	// severalWindows is how many windows LivePerson refuses one after the other
	// for it to be a refusal of any window: not one of them alone is at fault.
	severalWindows = 3
	// mostFailures is how many failures are remembered.
	mostFailures = 500
)

// failures are what LivePerson failed to answer lately, or refused.
type failures struct {
	windows *lru.LRU[string, failed] // by keyOf
	topics  *lru.LRU[string, failed] // refusals only
}

// failed is a failure that answers for all for a while.
type failed struct {
	err         error
	until       time.Time
	byTime, now []liveperson.Metric
	windows     int // how many were refused
}

func newFailures() failures {
	return failures{newLRU[failed](mostFailures), newLRU[failed](mostFailures)}
}

// lasts is how long a failure answers for all.
func lasts(err error) time.Duration {
	if refuses(err) {
		return refusalLasts
	}
	return failureLasts
}

// of is the failure that still answers for a request, nil if there is none.
func (all failures) of(r liveperson.Request, now time.Time) error {
	if f, known := all.windows.Get(keyOf(r)); known && f.answers(r, now) {
		return f.err
	}
	if f, known := all.topics.Get(r.Topic()); known && f.windows >= severalWindows && f.answers(r, now) {
		return f.err
	}
	return nil
}

// answers tells whether a failure is a request's too. What LivePerson refuses of
// some metrics says nothing about others.
func (f failed) answers(r liveperson.Request, now time.Time) bool {
	return now.Before(f.until) && (!refuses(f.err) || f.has(r))
}

// has tells whether all that a request asks for was asked for in vain.
func (f failed) has(r liveperson.Request) bool {
	byTime, now := r.Metrics()
	return covers(f.byTime, byTime) && covers(f.now, now)
}

// add notes a failure.
func (all failures) add(r liveperson.Request, err error, now time.Time) {
	byTime, ofNow := r.Metrics()
	f := failed{err: err, until: now.Add(lasts(err)), byTime: byTime, now: ofNow, windows: 1}
	all.windows.Add(keyOf(r), f)
	if !refuses(err) {
		return
	}
	before, known := all.topics.Get(r.Topic())
	if known && before.answers(r, now) && f.has(r.With(before.byTime, before.now)) {
		f.windows += before.windows
	}
	all.topics.Add(r.Topic(), f)
}

// remove forgets the failures of a request that is answered.
func (all failures) remove(r liveperson.Request) {
	all.windows.Remove(keyOf(r))
	f, known := all.topics.Get(r.Topic())
	if !known {
		return
	}
	byTime, ofNow := r.Metrics()
	answered := failed{byTime: byTime, now: ofNow}
	if f.has(r) || answered.has(r.With(f.byTime, f.now)) {
		all.topics.Remove(r.Topic())
	}
}
