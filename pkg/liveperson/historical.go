package liveperson

import (
	"fmt"
	"time"
)

// HistoricalRequest is a question to the historical method: the course of a few
// counts of the whole account over the last 24 hours (Key Messaging Metrics
// API, historical).
type HistoricalRequest struct {
	From, To time.Time // aligned to minutes
	Step     time.Duration
	Filter   Filter
	ByTime   []Metric
}

var _ Request = HistoricalRequest{}

// MostPoints is how many points LivePerson gives at once.
const MostPoints = 100

// Topic implements Request.
func (r HistoricalRequest) Topic() string {
	return fmt.Sprintf("historical %s %s", r.Step, r.Filter.key())
}

// Span implements Request.
func (r HistoricalRequest) Span() (from, to time.Time) { return r.From, r.To }

// Metrics implements Request.
func (r HistoricalRequest) Metrics() (byTime, now []Metric) { return r.ByTime, nil }

// With implements Request.
func (r HistoricalRequest) With(byTime, _ []Metric) Request {
	r.ByTime = byTime
	return r
}

// Over implements Request.
func (r HistoricalRequest) Over(from, to time.Time) Request {
	r.From, r.To = from, to
	return r
}

// Settles implements Request.
func (r HistoricalRequest) Settles() bool { return true }

// Rides implements Request: there is nothing of this moment.
func (r HistoricalRequest) Rides() bool { return false }

// PointLength implements Request.
func (r HistoricalRequest) PointLength() time.Duration { return r.Step }

// Kind implements Request.
func (r HistoricalRequest) Kind() string { return r.Path() }

// Parts implements Request: there are none.
func (r HistoricalRequest) Parts() []Request { return nil }

// Whole implements Request: there is none.
func (r HistoricalRequest) Whole() Request { return nil }

// Path implements Request.
func (r HistoricalRequest) Path() string { return "historical" }

// Body implements Request.
func (r HistoricalRequest) Body() any {
	f := r.Filter
	return struct {
		Filters metricsFilters `json:"filters"`
		ByTime  []string       `json:"metricsToRetrieveByTime"`
	}{metricsFilters{spanOf(r.From, r.To), f.Agents, f.Groups, f.Skills, f.UserTypes, false}, names(r.ByTime)}
}
