// Package interactions is LivePerson's Messaging Interactions API, of which it uses the
// search for conversations: what no other API has, such as the response times of
// consumers, is estimated from a sample of conversations. Of these it keeps ids, times
// and scores, and neither a text nor a name. Open conversations are also listed one by
// one: with the names of skills, agents and campaigns, and with those of consumers only
// where the settings say so.
package interactions

import (
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// The names of the methods in the catalogue.
const (
	openMethod   = "interactions.open"
	closedMethod = "interactions.closed"
	listMethod   = "interactions.conversations"
	// monitorMethod counts what listMethod lists, by the same list.
	monitorMethod = "interactions.monitoring"
	// startedMethod and startedBySkillMethod count the conversations that started: the latter
	// also those of a skill or an agent, who may be others tomorrow.
	startedMethod        = "interactions.started"
	startedBySkillMethod = "interactions.started_filtered"
	activeMethod         = "interactions.active"
	// Those by row count by rows and with any filter, from a list of what changed.
	startedByRowMethod = "interactions.started_by_row"
	startedTrendMethod = "interactions.started_by_row.interval"
	activeByRowMethod  = "interactions.active_by_row"
)

const (
	// retention is how long values of closed conversations go back. LivePerson remembers
	// for longer; the sample does not.
	retention = 14 * 24 * time.Hour
	// maxSample is how large a sample can be: of open conversations, and of each hour's
	// closed ones.
	maxSample = 2000
	// maxTrendPoints is how many points of starts by row one response has: as many as a
	// panel is wide.
	maxTrendPoints = 4000
)

// byRow is what counts from a list of what changed can do.
var byRow = api.Capabilities{
	MaxWindow: maxStartRange, Grain: time.Minute, EndsNow: true, FixedColumns: true, ByChannel: true, Unnamed: true,
	CannotFilter: []api.FilterKind{api.UserTypes},
}

// Methods are the samples, of the conversations that are open now and of those that were
// closed in a window, the list of open ones, one by one or counted, the counts of those that
// started or changed in a window, and the events.
func Methods(service api.Service) []*api.Method {
	return []*api.Method{
		{
			Name: openMethod, Service: service, Path: searchPath, Body: shownBody,
			Capabilities: api.Capabilities{FixedColumns: true, Sampled: true, Unnamed: true},
		},
		{
			Name: closedMethod, Service: service, Path: searchPath, Body: shownBody,
			Capabilities: api.Capabilities{
				Retention: retention, Grain: time.Minute, FixedColumns: true, Sampled: true, Unnamed: true, Immutable: true,
				MinAutoInterval: hourLength, // shorter points may have nothing of an hour's sample
			},
		},
		{
			Name: listMethod, Service: service, Path: searchPath, Body: shownBody,
			Capabilities: api.Capabilities{FixedColumns: true, Listed: true, ByChannel: true, CannotFilter: []api.FilterKind{api.UserTypes}},
		},
		{
			Name: monitorMethod, Service: service, Path: searchPath, Body: shownBody,
			Capabilities: api.Capabilities{FixedColumns: true, Listed: true, ByChannel: true, Unnamed: true, CannotFilter: []api.FilterKind{api.UserTypes}},
		},
		{
			Name: startedMethod, Service: service, Path: searchPath, Body: shownBody,
			Capabilities: api.Capabilities{
				Retention: maxStartRange, Grain: time.Minute, FixedColumns: true, ByChannel: true, Immutable: true,
				CannotFilter: []api.FilterKind{api.Skills, api.Groups, api.Agents, api.UserTypes},
			},
		},
		{
			Name: startedBySkillMethod, Service: service, Path: searchPath, Body: shownBody,
			Capabilities: api.Capabilities{
				Retention: maxStartRange, Grain: time.Minute, FixedColumns: true, ByChannel: true,
				CannotFilter: []api.FilterKind{api.Groups, api.UserTypes},
			},
		},
		{
			Name: activeMethod, Service: service, Path: searchPath, Body: shownBody,
			Capabilities: api.Capabilities{
				MaxWindow: maxStartRange, Grain: time.Minute, EndsNow: true, FixedColumns: true, ByChannel: true,
				CannotFilter: []api.FilterKind{api.Groups, api.UserTypes},
			},
		},
		{
			Name: startedByRowMethod, Service: service, Path: searchPath, Body: shownBody, Capabilities: byRow,
		},
		{
			Name: startedTrendMethod, Service: service, Path: searchPath, Body: shownBody,
			Capabilities: api.Capabilities{
				Retention: maxStartRange, Grain: time.Minute, FixedColumns: true, ByChannel: true, Unnamed: true,
				MaxPoints: maxTrendPoints, AnyStart: true, OfWindowsToNow: true, CannotFilter: []api.FilterKind{api.UserTypes},
			},
		},
		{
			Name: activeByRowMethod, Service: service, Path: searchPath, Body: shownBody, Capabilities: byRow,
		},
		{
			Name: api.EventsMethod, Service: service, Path: searchPath, Body: shownBody,
			Capabilities: api.Capabilities{FixedColumns: true, Retention: maxStartRange, Grain: time.Minute},
		},
	}
}
