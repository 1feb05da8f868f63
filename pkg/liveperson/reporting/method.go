// Package reporting has what the APIs of LivePerson's reporting host have in common: what
// happened in the minutes until now, by skill and by agent. Responses name their parts in
// several ways, and are small but for those of trends.
package reporting

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

const (
	// MaxWindow is how far LivePerson looks back.
	MaxWindow = 24 * time.Hour
	// Bucket is what LivePerson counts in: a timeframe begins with a whole one.
	Bucket = 5 * time.Minute
	// Minute is what a timeframe is a multiple of.
	Minute = time.Minute
	// maxPoints is more than how many points a trend can have.
	maxPoints = int(MaxWindow/Bucket) + 2
)

// Method is a method of an API, and what is known of its fields.
type Method struct {
	Path string
	// Version is that of the method, empty for 1.
	Version string
	// Grain is what the timeframe is rounded to: Bucket or Minute.
	Grain time.Duration
	// HasIntervals reports that it is about each of the buckets of a timeframe.
	HasIntervals bool
	// Current reports that it is about this moment, and takes no timeframe.
	Current bool
	// Groups reports that it filters by agent group. Else the group's agents are named.
	Groups bool
	// UserType reports that it tells people from bots.
	UserType bool
	// OnlyAgents reports that its numbers are those of agents, whom it has by skill, too.
	OnlyAgents bool
	// AgentsAddUp reports that numbers of several agents together are those of each combined.
	AgentsAddUp bool
	// NoTotals reports that it has numbers of single agents only, and not by skill: a filter by
	// skill means the agents who have it.
	NoTotals bool
	// Post reports that it has a variant with the parameters in a body, for long lists.
	Post bool
	// Cannot are the filters that it does not have.
	Cannot []api.FilterKind
	// Counts are the fields that add up, Highest those of which the highest counts.
	Counts, Highest []string
	// Averages are the fields that are computed from others, so that those of several rows
	// and intervals can be combined.
	Averages map[string]Average
	// Present are fields that count the agents of whom another field is above 0.
	Present map[string]string
	// AnswerWithin reports that it takes the time of a request within which chats are to be
	// answered.
	AnswerWithin bool
	// Parameters are further ones of a request, nil if there are none.
	Parameters func(api.Request) url.Values
	// Reshape makes a response of the usual form of one to a request, nil if it has it.
	Reshape func(api.Request, []byte) ([]byte, error)
}

// Describe is the method as others see it, by its name in the catalogue.
func (m Method) Describe(name string, service api.Service) *api.Method {
	c := api.Capabilities{
		MaxWindow: MaxWindow, Grain: m.Grain, EndsNow: true, FixedColumns: true, Unnamed: true,
		CannotFilter: m.Cannot, TotalWith: []string{api.BySkill}, AnswerWithin: m.AnswerWithin,
	}
	switch {
	case m.Current:
		c.MaxWindow, c.Grain = 0, 0
	case m.HasIntervals:
		c.EndsNow, c.Retention, c.MaxPoints, c.AnyStart, c.Immutable = false, MaxWindow, maxPoints, true, true
	}
	return &api.Method{Name: name, Service: service, Path: m.Path, Capabilities: c}
}

// Window are the parameters that say when, and the version.
func (m Method) Window(w api.Window, now time.Time) url.Values {
	q := url.Values{"v": {"1"}}
	if m.Version != "" {
		q.Set("v", m.Version)
	}
	if !m.Current {
		q.Set("timeframe", strconv.Itoa(timeframe(now, w.From, m.Grain)))
	}
	return q
}

// query are the parameters of a request for a window.
func (m Method) query(r api.Request, t Team, window url.Values) url.Values {
	f, q := r.Filter, url.Values{}
	if m.Parameters != nil {
		q = m.Parameters(r)
	}
	for name, values := range window {
		q[name] = values
	}
	if r.GroupBy != api.ByAgent && !m.NoTotals {
		setIDs(q, "skillIds", f.Skills, r.GroupBy == api.BySkill)
	}
	setIDs(q, "groupIds", t.groups, false)
	setIDs(q, "agentIds", t.agents, r.GroupBy == api.ByAgent || r.GroupBy == api.ByGroup || m.NoTotals)
	if m.UserType && len(f.UserTypes) == 1 {
		q.Set("userType", strings.ToLower(f.UserTypes[0]))
	}
	return q
}

// setIDs names ids in a parameter, or all where rows by them are requested.
func setIDs(q url.Values, name string, ids []string, all bool) {
	switch {
	case len(ids) > 0:
		q.Set(name, strings.Join(ids, ","))
	case all:
		q.Set(name, allIDs)
	}
}
