package kmm

import "github.com/kmm/liveperson-datasource/pkg/liveperson/api"

// metricsRequest is a request as the methods metrics and historical read it.
type metricsRequest struct {
	Filters  metricsFilters `json:"filters"`
	GroupBy  string         `json:"groupBy,omitempty"`
	Sections []string       `json:"responseSections"`
	ByTime   []string       `json:"metricsToRetrieveByTime,omitempty"`
	Current  []string       `json:"metricsToRetrieveCurrentValue,omitempty"`
}

type metricsFilters struct {
	Time             timeRange `json:"time"`
	Agents           []string  `json:"agentIds,omitempty"`
	Groups           []string  `json:"agentGroupIds,omitempty"`
	Skills           []string  `json:"skillIds,omitempty"`
	UserTypes        []string  `json:"userTypes,omitempty"`
	IncludeSubGroups bool      `json:"includeSubGroups,omitempty"`
}

// timeRange is what every method requires, in epoch milliseconds. LivePerson rounds the
// bounds to minutes, outwards, and counts both in.
type timeRange struct {
	From int64 `json:"from"`
	To   int64 `json:"to"`
}

// timeRangeOf ends a window just before the minute at which it is over: so windows next
// to each other share no moment, and a day is no longer than the longest window,
// however LivePerson rounds. The method historical has its last point at the very end.
func timeRangeOf(w api.Window) timeRange { return timeRange{w.From.UnixMilli(), w.To.UnixMilli() - 1} }

func metricsBody(r api.Request) any {
	sections := []string{"all"}
	if r.GroupBy != "" {
		sections = append(sections, "groupBy")
	}
	f := r.Filter
	current, byWindow := r.Split()
	return metricsRequest{
		Filters:  metricsFilters{timeRangeOf(r.Window), f.Agents, f.Groups, f.Skills, f.UserTypes, f.IncludeSubGroups},
		GroupBy:  r.GroupBy,
		Sections: sections,
		ByTime:   api.Metrics(byWindow),
		Current:  api.Metrics(current),
	}
}

type historicalRequest struct {
	Filters metricsFilters `json:"filters"`
	ByTime  []string       `json:"metricsToRetrieveByTime"`
}

func historicalBody(r api.Request) any {
	f := r.Filter
	return historicalRequest{
		Filters: metricsFilters{timeRange{r.Window.From.UnixMilli(), r.Window.To.UnixMilli()}, f.Agents, f.Groups, f.Skills, f.UserTypes, false},
		ByTime:  api.Metrics(r.Columns),
	}
}

type agentViewRequest struct {
	Filters  agentViewFilters `json:"filters"`
	Metadata bool             `json:"includeAgentMetadata"`
	ByTime   []string         `json:"metricsToRetrieveByTime,omitempty"`
	Current  []string         `json:"metricsToRetrieveCurrentValue,omitempty"`
}

type agentViewFilters struct {
	Time   timeRange `json:"time"`
	Agents []string  `json:"agentIds,omitempty"`
	Groups []string  `json:"agentGroupIds,omitempty"`
	// Skills are those that an agent has, whatever it works on.
	Skills    []string `json:"agentSkillIds,omitempty"`
	UserTypes []string `json:"userTypes,omitempty"`
	// Status are the statuses to show; empty means all who are logged in.
	Status []string `json:"effectiveAgentStatus,omitempty"`
}

func agentViewBody(r api.Request) any {
	f := r.Filter
	current, byWindow := r.Split()
	return agentViewRequest{
		Filters:  agentViewFilters{timeRangeOf(r.Window), f.Agents, f.Groups, f.Skills, f.UserTypes, f.AgentStatus},
		Metadata: true,
		ByTime:   api.Metrics(byWindow),
		Current:  api.Metrics(current),
	}
}
