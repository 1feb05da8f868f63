package liveperson

import (
	"fmt"
	"slices"
	"time"
)

// The statuses of agents, and the kinds of users.
const (
	Online   = "ONLINE"
	Away     = "AWAY"
	BackSoon = "BACK_SOON"
	Offline  = "OFFLINE"

	Human = "HUMAN"
)

// AgentViewRequest is a question to the agent view (Key Messaging Metrics API,
// agent view): a row for each agent.
type AgentViewRequest struct {
	From, To time.Time // aligned to minutes, at most 24 hours apart
	// Filter's skills are those that an agent has, whatever it works on.
	Filter Filter
	// Status are the statuses to show; empty means all who are logged in.
	// Offline also brings agents who have not logged in at all.
	Status []string
	ByTime []Metric
	Now    []Metric
}

var _ Request = AgentViewRequest{}

// Topic implements Request.
func (r AgentViewRequest) Topic() string {
	return fmt.Sprintf("agent_view %s %v", r.Filter.key(), r.Status)
}

// Span implements Request.
func (r AgentViewRequest) Span() (from, to time.Time) { return r.From, r.To }

// Metrics implements Request.
func (r AgentViewRequest) Metrics() (byTime, now []Metric) { return r.ByTime, r.Now }

// With implements Request.
func (r AgentViewRequest) With(byTime, now []Metric) Request {
	r.ByTime, r.Now = byTime, now
	return r
}

// Over implements Request.
func (r AgentViewRequest) Over(from, to time.Time) Request {
	r.From, r.To = from, to
	return r
}

// Settles implements Request: which agents there are is of this moment,
// whatever the window.
func (r AgentViewRequest) Settles() bool { return false }

// Rides implements Request: who counts as offline depends on the window.
func (r AgentViewRequest) Rides() bool { return !slices.Contains(r.Status, Offline) }

// PointLength implements Request.
func (r AgentViewRequest) PointLength() time.Duration { return 0 }

// Kind implements Request.
func (r AgentViewRequest) Kind() string { return r.Path() }

// Parts implements Request: there are none.
func (r AgentViewRequest) Parts() []Request { return nil }

// Whole implements Request: there is none.
func (r AgentViewRequest) Whole() Request { return nil }

// Path implements Request.
func (r AgentViewRequest) Path() string { return "agent_view" }

type agentViewBody struct {
	Filters  agentViewFilters `json:"filters"`
	Metadata bool             `json:"includeAgentMetadata"`
	ByTime   []string         `json:"metricsToRetrieveByTime,omitempty"`
	Now      []string         `json:"metricsToRetrieveCurrentValue,omitempty"`
}

type agentViewFilters struct {
	Time      span     `json:"time"`
	Agents    []string `json:"agentIds,omitempty"`
	Groups    []string `json:"agentGroupIds,omitempty"`
	Skills    []string `json:"agentSkillIds,omitempty"`
	UserTypes []string `json:"userTypes,omitempty"`
	Status    []string `json:"effectiveAgentStatus,omitempty"`
}

// Body implements Request.
func (r AgentViewRequest) Body() any {
	f := r.Filter
	return agentViewBody{
		Filters:  agentViewFilters{spanOf(r.From, r.To), f.Agents, f.Groups, f.Skills, f.UserTypes, r.Status},
		Metadata: true,
		ByTime:   names(r.ByTime),
		Now:      names(r.Now),
	}
}
