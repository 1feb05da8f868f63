package pipeline

import (
	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/frame"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/plan"
)

// provenance is how a result of these steps came about. It completes the notices.
func (l *loader) provenance(planned []plan.Step, shown []*compute.Step) frame.Provenance {
	p := frame.Provenance{Requests: requestsOf(planned, shown)}
	var stale *fetch.Result
	var notUnderstood unclear
	for _, s := range shown {
		if s.Err != nil {
			continue
		}
		r := &s.Result
		p.Calls += r.Calls
		switch r.Status {
		case fetch.Hit:
			p.Hits++
		case fetch.Shared:
			p.Shared++
		case fetch.Stale:
			if stale == nil || isOlder(*r, *stale) {
				stale = r
			}
		}
		if !r.Closed() {
			p.Age = max(p.Age, r.Age)
		}
		notUnderstood.add(s, l.now())
		if r.Missing > 0 {
			l.notices.Warn("LivePerson reports %d more rows than it returns for %s. Filter by skill or agent group to see them.", r.Missing, s.Request.Method.Path)
		}
	}
	notUnderstood.note(&l.notices)
	if stale != nil {
		l.notices.Warn("Showing data from %s (%s old). %s", clockIn(l.query.Location, stale.At), inWords(stale.Age), stale.Failure)
	}
	p.Notices = l.notices
	return p
}

// requestsOf are the requests of a plan, as they were sent where that is known.
func requestsOf(planned []plan.Step, shown []*compute.Step) []frame.Request {
	type key struct {
		method *api.Method
		window api.Window
	}
	sent := map[key]string{}
	for _, s := range shown {
		if s.Err == nil {
			sent[key{s.Request.Method, s.Request.Window}] = s.Result.Sent
		}
	}
	requests := make([]frame.Request, 0, len(planned))
	for _, s := range planned {
		if s.Role != plan.Recorded {
			requests = append(requests, frame.Request{Request: s.Request, Sent: sent[key{s.Request.Method, s.Request.Window}]})
		}
	}
	return requests
}

// isOlder reports which of two stale results says how old the values are. That of a
// window which can't change any more does so only if there is no other.
func isOlder(r, than fetch.Result) bool {
	if r.Closed() != than.Closed() {
		return than.Closed()
	}
	return r.Age > than.Age
}
