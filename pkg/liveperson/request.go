package liveperson

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// Widest is the longest window that LivePerson answers at once: 24 hours, less a
// minute to stay within them however it rounds the bounds.
const Widest = 24*time.Hour - time.Minute

// Request is a question to one method of an account.
type Request interface {
	// Topic is the same for requests that differ in their window and metrics
	// only.
	Topic() string
	// Span is the window asked for.
	Span() (from, to time.Time)
	// Metrics are what is asked for: over the window, and of this moment.
	Metrics() (byTime, now []Metric)
	// With asks for other metrics.
	With(byTime, now []Metric) Request
	// Over asks about another window.
	Over(from, to time.Time) Request
	// Settles tells whether the answer stays the same once its window is over.
	Settles() bool
	// Rides tells whether values of this moment are the same whatever the
	// window that they are asked along with.
	Rides() bool
	// PointLength is how long each of an answer's points is, 0 if it is about the
	// window as a whole.
	PointLength() time.Duration
	// Kind is the same for requests of which LivePerson refuses the same metrics.
	Kind() string
	// Parts are questions about this one's rows that could be asked in its place:
	// their answers have its own in them.
	Parts() []Request
	// Whole is the question whose answer comes along with this one's, nil if
	// there is none.
	Whole() Request
	// Path follows the account's part of the address, for people to read.
	Path() string
	// Body is what is sent, to be encoded as JSON.
	Body() any

	ask(ctx context.Context, c *Client) (Table, error)
}

// Ask asks an account. What else an answer takes comes from the lists, which may
// know them already; nil stands for the account itself.
func (c *Client) Ask(ctx context.Context, r Request, lists Lists) (Table, error) {
	with := *c
	with.lists = lists
	if lists == nil {
		with.lists = c
	}
	return r.ask(ctx, &with)
}

// Metric is a metric by the name to ask for and the name in the answer.
type Metric struct {
	Name, Field string
}

// Filter says which conversations and agents count. Lists hold ids, sorted;
// empty means all.
type Filter struct {
	Skills, Groups, Agents, UserTypes []string
	IncludeSubGroups                  bool
}

func (f Filter) key() string {
	lists := make([]string, 0, 4)
	for _, list := range [][]string{f.Skills, f.Groups, f.Agents, f.UserTypes} {
		lists = append(lists, strings.Join(list, ","))
	}
	return fmt.Sprintf("%s %t", strings.Join(lists, ";"), f.IncludeSubGroups)
}

// span is the time range that every method requires.
type span struct {
	From int64 `json:"from"` // epoch milliseconds
	To   int64 `json:"to"`
}

func spanOf(from, to time.Time) span {
	return span{from.UnixMilli(), to.UnixMilli()}
}

// names are the metrics to ask for, each once; fields that always come have
// none.
func names(metrics []Metric) []string {
	var list []string
	seen := map[string]bool{"": true}
	for _, metric := range metrics {
		if !seen[metric.Name] {
			seen[metric.Name] = true
			list = append(list, metric.Name)
		}
	}
	return list
}

// kmm is the path of a method of the Key Messaging Metrics API.
func (c *Client) kmm(method string) string {
	return "/manager_workspace/api/account/" + c.config.AccountID + "/" + method
}
