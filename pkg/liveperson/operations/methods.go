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
	// minute is what a timeframe is a multiple of.
	minute = time.Minute
)

// How methods group, as rows.json says.
const (
	bySkill = "skillId"
	byGroup = "agentGroupId"
	byAgent = "agentId"
)

// method is a method of the API, and what this data source knows of its fields.
type method struct {
	path string
	// grain is what the timeframe is rounded to: bucket or minute.
	grain time.Duration
	// current reports that it is about this moment, and takes no timeframe.
	current bool
	// groups reports that it filters by agent group. Else the group's agents are named.
	groups bool
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
		path: "msgconversation", grain: bucket, groups: true, cannot: []api.FilterKind{api.UserTypes},
		counts: closedCounts, averages: resolutionTimes,
	},
	"operations.msgcsatdistribution": {
		path: "msgcsatdistribution", grain: bucket, cannot: []api.FilterKind{api.UserTypes},
		counts: answerCounts, averages: csatMean,
	},
}

// Methods are the methods of the API.
func Methods(service api.Service) []*api.Method {
	var all []*api.Method
	for name, m := range methods {
		c := api.Capabilities{
			MaxWindow: maxWindow, Grain: m.grain, EndsNow: true, FixedColumns: true, Unnamed: true,
			CannotFilter: m.cannot, TotalWith: []string{bySkill},
		}
		if m.current {
			c.MaxWindow, c.Grain = 0, 0
		}
		all = append(all, &api.Method{Name: name, Service: service, Path: m.path, Capabilities: c})
	}
	return all
}
