// Package operations is LivePerson's Messaging Operations API: what happened in the
// minutes until now, and the queue. Its responses are small, and name their parts in
// several ways.
package operations

import (
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

const (
	// maxWindow is how far LivePerson looks back.
	maxWindow = 24 * time.Hour
	// bucket is what LivePerson counts conversations and survey answers in: a timeframe
	// begins with a whole one.
	bucket = 5 * time.Minute
	// maxOpen is how long ago a conversation that is in the queue may have been opened, in
	// the version for bearer tokens. It is less than the 72 hours of LivePerson, whose clock may
	// be ahead.
	maxOpen = 72*time.Hour - 10*minute
	// maxPoints is more than how many points a trend can have.
	maxPoints = int(maxWindow/bucket) + 2
	// minAutoInterval is how long a point of a trend is at least by itself, where each takes
	// a request.
	minAutoInterval = 15 * time.Minute
	// minute is what a timeframe is a multiple of.
	minute = time.Minute
)

// method is a method of the API, and what this data source knows of its fields.
type method struct {
	path string
	// grain is what the timeframe is rounded to: bucket or minute.
	grain time.Duration
	// hasIntervals reports that it is about each of the buckets of a timeframe.
	hasIntervals bool
	// current reports that it is about this moment, and takes no timeframe.
	current bool
	// groups reports that it filters by agent group. Else the group's agents are named.
	groups bool
	// userType reports that it tells people from bots.
	userType bool
	// onlyAgents reports that its numbers are those of agents, whom it has by skill, too.
	onlyAgents bool
	// secondVersion reports that a bearer token takes another version, with bounds of the
	// window.
	secondVersion bool
	// post reports that it has a variant with the parameters in a body, for long lists.
	post bool
	// cannot are the filters that it does not have.
	cannot []api.FilterKind
	// counts are the fields that add up.
	counts []string
	// averages are the fields that are quotients of others, so that those of several rows
	// and intervals can be combined.
	averages map[string]average
}

// methods are those of the API by their names in the catalogue (Messaging Operations
// API).
var methods = map[string]method{
	"operations.msgconversation": {
		path: "msgconversation", grain: bucket, post: true, groups: true, cannot: []api.FilterKind{api.UserTypes},
		counts: closedCounts, averages: resolutionTimes,
	},
	"operations.msgconversation.interval": {
		path: "msgconversation", grain: bucket, post: true, hasIntervals: true, groups: true, cannot: []api.FilterKind{api.UserTypes},
		counts: closedCounts, averages: resolutionTimes,
	},
	"operations.msgcsatdistribution": {
		path: "msgcsatdistribution", grain: bucket, post: true, cannot: []api.FilterKind{api.UserTypes},
		counts: answerCounts, averages: csatMean,
	},
	"operations.msgqueuehealth": {
		path: "msgqueuehealth", grain: minute, secondVersion: true, cannot: []api.FilterKind{api.Groups, api.Agents},
	},
	"operations.msgqueuehealth_current": {
		path: "msgqueuehealth/current", current: true, secondVersion: true, cannot: []api.FilterKind{api.Groups, api.Agents},
	},
	"operations.msgskillsegments": {
		path: "msgskillsegments", grain: minute, userType: true, cannot: []api.FilterKind{api.Groups, api.Agents},
		counts: skillSegmentCounts, averages: skillSegmentAverages,
	},
	"operations.msgagentsegments": {
		path: "msgagentsegments", grain: minute, groups: true, userType: true, onlyAgents: true,
		counts: agentSegmentCounts, averages: agentSegmentAverages,
	},
}

// Methods are the methods of the API.
func Methods(service api.Service) []*api.Method {
	var all []*api.Method
	for name, m := range methods {
		c := api.Capabilities{
			MaxWindow: maxWindow, Grain: m.grain, EndsNow: true, FixedColumns: true, Unnamed: true,
			CannotFilter: m.cannot, TotalWith: []string{api.BySkill},
		}
		switch {
		case m.current:
			c.MaxWindow, c.Grain = 0, 0
		case m.hasIntervals:
			c.EndsNow, c.Retention, c.MaxPoints, c.AnyStart, c.Immutable = false, maxWindow, maxPoints, true, true
		}
		all = append(all, &api.Method{Name: name, Service: service, Path: m.path, Capabilities: c, WithBearer: m.withBearer(c)})
	}
	return all
}

// withBearer is what a method can do where its version has bounds of the window: any window
// that LivePerson still has. It is nil if there is no such version.
func (m method) withBearer(c api.Capabilities) *api.Capabilities {
	if !m.secondVersion || m.current {
		return nil
	}
	c.EndsNow, c.Retention, c.Immutable, c.MinAutoInterval = false, maxWindow, true, minAutoInterval
	return &c
}
