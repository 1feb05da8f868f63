// Package operations is LivePerson's Messaging Operations API: what happened in the
// minutes until now, and the queue. Its responses name their parts in several ways.
package operations

import (
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/reporting"
)

const (
	// maxOpen is how long ago a conversation that is in the queue may have been opened, in
	// the version for bearer tokens. It is less than the 72 hours of LivePerson, whose clock may
	// be ahead.
	maxOpen = 72*time.Hour - 10*time.Minute
	// minAutoInterval is how long a point of a trend is at least by itself, where each takes
	// a request.
	minAutoInterval = 15 * time.Minute
)

// method is a method of the API.
type method struct {
	reporting.Method
	// secondVersion reports that a bearer token takes another version, with bounds of the
	// window.
	secondVersion bool
}

// methods are those of the API by their names in the catalogue (Messaging Operations
// API).
var methods = map[string]method{
	"operations.msgconversation": {Method: reporting.Method{
		Path: "msgconversation", Grain: reporting.Bucket, Post: true, Groups: true, Cannot: []api.FilterKind{api.UserTypes},
		Counts: closedCounts, Averages: resolutionTimes,
	}},
	"operations.msgconversation.interval": {Method: reporting.Method{
		Path: "msgconversation", Grain: reporting.Bucket, Post: true, HasIntervals: true, Groups: true, Cannot: []api.FilterKind{api.UserTypes},
		Counts: closedCounts, Averages: resolutionTimes,
	}},
	"operations.msgcsatdistribution": {Method: reporting.Method{
		Path: "msgcsatdistribution", Grain: reporting.Bucket, Post: true, Cannot: []api.FilterKind{api.UserTypes},
		Counts: answerCounts, Averages: csatMean,
	}},
	"operations.msgqueuehealth": {secondVersion: true, Method: reporting.Method{
		Path: "msgqueuehealth", Grain: reporting.Minute, Cannot: []api.FilterKind{api.Groups, api.Agents},
	}},
	"operations.msgqueuehealth_current": {secondVersion: true, Method: reporting.Method{
		Path: "msgqueuehealth/current", Current: true, Cannot: []api.FilterKind{api.Groups, api.Agents},
	}},
	"operations.msgskillsegments": {Method: reporting.Method{
		Path: "msgskillsegments", Grain: reporting.Minute, UserType: true, Cannot: []api.FilterKind{api.Groups, api.Agents},
		Counts: skillSegmentCounts, Averages: skillSegmentAverages,
	}},
	"operations.msgagentsegments": {Method: reporting.Method{
		Path: "msgagentsegments", Grain: reporting.Minute, Groups: true, UserType: true, OnlyAgents: true,
		Counts: agentSegmentCounts, Averages: agentSegmentAverages,
	}},
}

// Methods are the methods of the API.
func Methods(service api.Service) []*api.Method {
	all := make([]*api.Method, 0, len(methods))
	for name, m := range methods {
		described := m.Describe(name, service)
		described.WithBearer = m.withBearer(described.Capabilities)
		all = append(all, described)
	}
	return all
}

// withBearer is what a method can do where its version has bounds of the window: any window
// that LivePerson still has. It is nil if there is no such version.
func (m method) withBearer(c api.Capabilities) *api.Capabilities {
	if !m.secondVersion || m.Current {
		return nil
	}
	c.EndsNow, c.Retention, c.Immutable, c.MinAutoInterval = false, reporting.MaxWindow, true, minAutoInterval
	return &c
}
