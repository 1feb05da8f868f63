// Package plan turns a valid query into requests to LivePerson. It is pure: no
// network, and the time comes in as a value. Which method of which API gives a KPI
// is looked up: the catalogue lists a KPI's sources, and the methods say what they
// can do.
package plan

import (
	"time"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// Plan is what to request of LivePerson for one query.
type Plan struct {
	Steps []Step
	// Empty reports that there can be no values, as the notices say.
	Empty bool
	// Points are the starts of a trend's points, nil for a value.
	Points []time.Time
	// OpenPoint is the notice of a last point that is not over yet, for results with
	// rows; empty if there is none.
	OpenPoint string
	// Notices are about what the result will and will not be.
	Notices query.Notices
}

// Role is what a step is for.
type Role string

// The roles of steps.
const (
	// Value: the values over the whole window, and current values.
	Value Role = "value"
	// Chunk: a part of a wide window, to be added up.
	Chunk Role = "chunk"
	// Point: one point of a trend.
	Point Role = "point"
	// History: several points of a trend in one response.
	History Role = "history"
	// Recorded: the points of a trend that the history of current values has. It is no
	// request to LivePerson.
	Recorded Role = "recorded"
	// Agents: the agents that formulas add up.
	Agents Role = "agents"
	// Rows: which rows there are, where no other step tells.
	Rows Role = "rows"
)

// Step is a request and what its response is for.
type Step struct {
	Role    Role
	Request api.Request
	// Sources are the KPIs that the response gives.
	Sources []Source
	// Points are the starts of the points that it gives, of a trend only.
	Points []time.Time
	// Sliding reports that the window's start moves on with time while its end stands.
	Sliding bool
	// Continues reports that it is a chunk which follows another one.
	Continues bool
}

// Source is the column of a response that gives a KPI.
type Source struct {
	KPI    *catalogue.KPI
	Column api.Column
	// Since is the column of the times since which values grow, nil if none does.
	Since *api.Column
}

// Limits bound what a query may request.
type Limits struct {
	// MaxTrendRequests is how many requests one trend may take, pages apart.
	MaxTrendRequests int
}

// Planner plans queries. It is safe for concurrent use.
type Planner struct {
	catalogue *catalogue.Catalogue
	methods   map[string]*api.Method
	limits    Limits
}

// New makes a planner that plans requests to these methods, by their names.
func New(c *catalogue.Catalogue, methods map[string]*api.Method, limits Limits) *Planner {
	return &Planner{catalogue: c, methods: methods, limits: limits}
}

// Build plans a query at a time. Its errors are of type *query.Error.
func (p *Planner) Build(q query.Query, now time.Time) (Plan, error) {
	needs, err := p.resolve(q, now)
	if err != nil {
		return Plan{}, err
	}
	if q.Series {
		return p.trend(q, needs.rows, now)
	}
	return p.value(q, needs, now)
}

// columnsOf are the columns of a request for these sources.
func columnsOf(sources []Source) []api.Column {
	columns := make([]api.Column, 0, len(sources))
	for _, s := range sources {
		columns = append(columns, s.Column)
		if s.Since != nil {
			columns = append(columns, *s.Since)
		}
	}
	return api.Union(columns)
}
