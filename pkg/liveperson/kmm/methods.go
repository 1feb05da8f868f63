// Package kmm is LivePerson's Key Messaging Metrics API: the methods metrics,
// agent_view and historical. Its responses are read by a decoder of its own while
// they arrive: they are what most panels wait for, and are large.
package kmm

import (
	"slices"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

const (
	// maxWindow is the longest window of one request.
	maxWindow = 24 * time.Hour
	// retention is how long LivePerson remembers, historyRetention how long of the
	// method historical.
	retention        = 14 * 24 * time.Hour
	historyRetention = 24 * time.Hour
	// grain is what LivePerson rounds the bounds of a window to.
	grain = time.Minute
	// maxPoints is how many points in time the method historical returns at once.
	maxPoints = 100
)

// Methods are the methods of the API (Key Messaging Metrics API: metrics, agent
// view, historical).
func Methods(service api.Service) []*api.Method {
	return []*api.Method{
		{
			Name: "kmm.metrics", Service: service, Path: "metrics", Body: metricsBody,
			Capabilities: api.Capabilities{
				MaxWindow: maxWindow, Retention: retention, Grain: grain, Immutable: true, TotalWith: []string{api.BySkill, api.ByGroup},
			},
		},
		{
			Name: "kmm.agent_view", Service: service, Path: "agent_view", Body: agentViewBody,
			Capabilities: api.Capabilities{
				MaxWindow: maxWindow, Retention: retention, Grain: grain, CurrentDependsOnWindow: includesOffline,
			},
		},
		{
			Name: "kmm.historical", Service: service, Path: "historical", Body: historicalBody,
			Capabilities: api.Capabilities{
				MaxWindow: maxWindow, Retention: historyRetention, Grain: grain, MaxPoints: maxPoints, Immutable: true,
			},
		},
	}
}

// includesOffline reports whether a filter shows agents who are offline. Which these
// are depends on the window.
func includesOffline(f api.Filter) bool { return slices.Contains(f.AgentStatus, offline) }
