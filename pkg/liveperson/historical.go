package liveperson

import (
	"context"
	"fmt"
	"net/url"
	"strconv"
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

// Key implements Request.
func (r HistoricalRequest) Key() string {
	return fmt.Sprintf("historical %d %d %s %s %v", r.From.UnixMilli(), r.To.UnixMilli(), r.Step, r.Filter.key(), names(r.ByTime))
}

// Span implements Request.
func (r HistoricalRequest) Span() (from, to time.Time) { return r.From, r.To }

// Current implements Request.
func (r HistoricalRequest) Current() bool { return false }

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

type historicalAnswer struct {
	Points []struct {
		Timestamp number `json:"timestamp"` // the end of what the values are about
		Values    record `json:"values"`
	} `json:"historicalMetricsIntervals"`
}

// ask implements Request. A row of the table is a point; its id is the start of
// the interval that it is about, in epoch milliseconds.
func (r HistoricalRequest) ask(ctx context.Context, c *Client) (Table, error) {
	query := url.Values{"interval": {strconv.Itoa(int(r.Step / time.Minute))}}
	var answer historicalAnswer
	if err := c.call(ctx, metrics, c.kmm("historical"), query, r.Body(), &answer); err != nil {
		return Table{}, err
	}
	if answer.Points == nil {
		return Table{}, garbled(metrics, "answered without any intervals. Check the address in the data source's settings")
	}
	t := newTable(r.ByTime)
	t.Calls = 1
	for _, p := range answer.Points {
		start := time.UnixMilli(int64(p.Timestamp)).Add(-r.Step)
		if err := t.addRecord(strconv.FormatInt(start.UnixMilli(), 10), "", p.Values); err != nil {
			return Table{}, garbled(metrics, explain(nil, err))
		}
	}
	return t, nil
}
