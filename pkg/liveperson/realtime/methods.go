// Package realtime is LivePerson's Operational Realtime API: chats in the queue and of agents,
// in the minutes until now. Its times are in seconds, those of this data source in
// milliseconds.
package realtime

import (
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/reporting"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

var (
	noAgents    = []api.FilterKind{api.Agents, api.UserTypes}
	noTeams     = []api.FilterKind{api.Groups, api.Agents, api.UserTypes}
	noUserTypes = []api.FilterKind{api.UserTypes}
)

// queueHealth is what happened in the queue.
var queueHealth = reporting.Method{
	Path: "queuehealth", Grain: reporting.Bucket, Cannot: noTeams,
	Counts: queueCounts, Highest: []string{"maxQueueSize"}, Averages: queueAverages,
}

// engagements are the chats that agents have handled. Those of a group are those of its agents.
var engagements = reporting.Method{
	Path: "engactivity", Grain: reporting.Bucket, Cannot: noUserTypes, AgentsAddUp: true,
	Counts: engagementCounts, Averages: engagementAverages,
}

// agentTimes are how long agents were in each state.
var agentTimes = reporting.Method{
	Path: "agentactivity", Grain: reporting.Bucket, Cannot: noUserTypes, NoTotals: true, Post: true,
	Averages: agentAverages, Present: map[string]string{"agentsLoggedIn": loggedIn + total},
}

// methods are those of the API by their names in the catalogue (Operational Realtime API).
var methods = map[string]reporting.Method{
	"realtime.queuestate":             {Path: "queuestate", Version: "2", Current: true, Cannot: noTeams},
	"realtime.queuehealth":            queueHealth,
	"realtime.queuehealth.interval":   overTime(queueHealth),
	"realtime.engactivity":            engagements,
	"realtime.engactivity.interval":   overTime(engagements),
	"realtime.agentactivity":          agentTimes,
	"realtime.agentactivity.interval": overTime(agentTimes),
	"realtime.sla": {
		Path: "sla", Grain: reporting.Bucket, Cannot: noAgents, Groups: true, AnswerWithin: true,
		Parameters: histogram, Reshape: answered, Averages: serviceLevel,
	},
}

// overTime is a method about each bucket of a timeframe.
func overTime(m reporting.Method) reporting.Method {
	m.HasIntervals = true
	return m
}

// Methods are the methods of the API.
func Methods(service api.Service) []*api.Method {
	all := make([]*api.Method, 0, len(methods))
	for name, m := range methods {
		all = append(all, m.Describe(name, service))
	}
	return all
}

// New makes the source of the API's methods. Which agents a group has comes from the lists.
func New(client *transport.Client, lists api.Lists, service api.Service) api.Source {
	return &reporting.Source{Client: client, Lists: lists, Service: service, Methods: methods}
}
