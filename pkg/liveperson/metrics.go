package liveperson

import (
	"fmt"
	"strings"
	"time"
)

// GroupBy says what a row of a metrics answer stands for.
type GroupBy string

// What the metrics method groups by (Key Messaging Metrics API, metrics
// method, "groupBy").
const (
	Ungrouped GroupBy = ""
	BySkill   GroupBy = "skillId"
	ByGroup   GroupBy = "agentGroupId"
)

// MetricsRequest is a question to the metrics method.
type MetricsRequest struct {
	From, To time.Time // aligned to minutes, at most 24 hours apart
	GroupBy  GroupBy
	Filter   Filter
	ByTime   []Metric
	Now      []Metric
}

var _ Request = MetricsRequest{}

// Topic implements Request.
func (r MetricsRequest) Topic() string {
	return fmt.Sprintf("metrics %s %s", r.GroupBy, r.Filter.key())
}

// Span implements Request.
func (r MetricsRequest) Span() (from, to time.Time) { return r.From, r.To }

// Metrics implements Request.
func (r MetricsRequest) Metrics() (byTime, now []Metric) { return r.ByTime, r.Now }

// With implements Request.
func (r MetricsRequest) With(byTime, now []Metric) Request {
	r.ByTime, r.Now = byTime, now
	return r
}

// Over implements Request.
func (r MetricsRequest) Over(from, to time.Time) Request {
	r.From, r.To = from, to
	return r
}

// Settles implements Request.
func (r MetricsRequest) Settles() bool { return true }

// Rides implements Request.
func (r MetricsRequest) Rides() bool { return true }

// PointLength implements Request.
func (r MetricsRequest) PointLength() time.Duration { return 0 }

// Kind implements Request.
func (r MetricsRequest) Kind() string { return strings.TrimSpace("metrics " + string(r.GroupBy)) }

// Parts implements Request: what is asked of the account can be asked of its
// skills or groups.
func (r MetricsRequest) Parts() []Request {
	if r.GroupBy != Ungrouped {
		return nil
	}
	return []Request{r.by(BySkill), r.by(ByGroup)}
}

// Whole implements Request: LivePerson answers for the account along with its
// skills or groups.
func (r MetricsRequest) Whole() Request {
	if r.GroupBy == Ungrouped {
		return nil
	}
	return r.by(Ungrouped)
}

func (r MetricsRequest) by(groups GroupBy) Request {
	r.GroupBy = groups
	return r
}

// Path implements Request.
func (r MetricsRequest) Path() string { return "metrics" }

// metricsBody is the request as LivePerson reads it.
type metricsBody struct {
	Filters  metricsFilters `json:"filters"`
	GroupBy  GroupBy        `json:"groupBy,omitempty"`
	Sections []string       `json:"responseSections"`
	ByTime   []string       `json:"metricsToRetrieveByTime,omitempty"`
	Now      []string       `json:"metricsToRetrieveCurrentValue,omitempty"`
}

type metricsFilters struct {
	Time             span     `json:"time"`
	Agents           []string `json:"agentIds,omitempty"`
	Groups           []string `json:"agentGroupIds,omitempty"`
	Skills           []string `json:"skillIds,omitempty"`
	UserTypes        []string `json:"userTypes,omitempty"`
	IncludeSubGroups bool     `json:"includeSubGroups,omitempty"`
}

// Body implements Request.
func (r MetricsRequest) Body() any {
	sections := []string{"all"}
	if r.GroupBy != Ungrouped {
		sections = append(sections, "groupBy")
	}
	f := r.Filter
	return metricsBody{
		Filters:  metricsFilters{spanOf(r.From, r.To), f.Agents, f.Groups, f.Skills, f.UserTypes, f.IncludeSubGroups},
		GroupBy:  r.GroupBy,
		Sections: sections,
		ByTime:   names(r.ByTime),
		Now:      names(r.Now),
	}
}
