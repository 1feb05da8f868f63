package livepersontest

import (
	"encoding/json"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"
)

// body is a request's body, as far as a contact centre reads it.
type body struct {
	Filters struct {
		Time struct{ From, To int64 }
	}
	GroupBy string
	ByTime  []string `json:"metricsToRetrieveByTime"`
	Current []string `json:"metricsToRetrieveCurrentValue"`
}

// ContactCentre responds to whatever is requested: 1 for each metric, of the
// account, of so many skills, groups and agents, whatever the filter, with their ids
// from 1 on. Group 1 is above all others. Its agents are online since the year 2000
// began. A conversation is closed every ten minutes, and three are open.
func ContactCentre(skills, groups, agents int) http.HandlerFunc {
	conversations := Conversations{Every: 10 * time.Minute, Open: 3}
	return conversations.Handler(func(w http.ResponseWriter, r *http.Request) {
		if isOperations(r) {
			_ = json.NewEncoder(w).Encode(reportingResponse(r, onesOf(operationsFields), skills, agents))
			return
		}
		if chats := realtimeResponse(r, skills, agents); chats != nil {
			_ = json.NewEncoder(w).Encode(chats)
			return
		}
		var requested body
		_ = json.NewDecoder(r.Body).Decode(&requested) // lists are requested without one
		var response any
		switch path.Base(r.URL.Path) {
		case "metrics":
			rows := map[string]int{"skillId": skills, "agentGroupId": groups}[requested.GroupBy]
			response = metricsResponse(requested, r, rows)
		case "agent_view":
			response = agentViewResponse(requested, r, agents)
		case "historical":
			response = historicalResponse(requested, r)
		case "skills":
			response = listResponse(skills, nil)
		case "agentGroups":
			response = listResponse(groups, map[string]any{"parentGroupId": 1})
		case "users":
			response = listResponse(agents, map[string]any{"userTypeId": 1, "memberOf": map[string]any{"agentGroupId": 1}})
		default:
			response = []any{}
		}
		_ = json.NewEncoder(w).Encode(response)
	})
}

// ones are fields with 1 in each, called after the metrics as LivePerson calls
// them: closed_conversations is closedConversations.
func ones(requested body) map[string]any {
	fields := map[string]any{}
	for _, metric := range append(requested.ByTime, requested.Current...) {
		words := strings.Split(metric, "_")
		for i := 1; i < len(words); i++ {
			words[i] = strings.ToUpper(words[i][:1]) + words[i][1:]
		}
		fields[strings.Join(words, "")] = 1
	}
	return fields
}

// forPage calls for the ids of the rows of a request's page.
func forPage(r *http.Request, rows int, row func(id string)) {
	offset, _ := strconv.Atoi(r.URL.Query().Get("offset"))
	limit, _ := strconv.Atoi(r.URL.Query().Get("limit"))
	for i := offset; i < min(rows, offset+limit); i++ {
		row(strconv.Itoa(i + 1))
	}
}

func metricsResponse(requested body, r *http.Request, rows int) any {
	groups := []any{}
	forPage(r, rows, func(id string) {
		groups = append(groups, map[string]any{"key": id, "keyDescription": "No. " + id, "metrics": ones(requested)})
	})
	return map[string]any{"metadata": metadata(r, rows), "all": ones(requested), "groupBy": map[string]any{"groups": groups}}
}

func agentViewResponse(requested body, r *http.Request, agents int) any {
	records := []any{}
	forPage(r, agents, func(id string) {
		record := ones(requested)
		record["agentId"], record["agentGroupId"], record["agentCurrentStatus"] = id, 1, "ONLINE"
		record["agentCurrentStatusStartTime"] = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli()
		record["agentMetadata"] = map[string]any{"agentName": "Agent " + id}
		records = append(records, record)
	})
	return map[string]any{"metadata": metadata(r, agents), "agentViewRecords": records}
}

// historicalResponse has a point for each interval, which is called after its end.
func historicalResponse(requested body, r *http.Request) any {
	minutes, _ := strconv.Atoi(r.URL.Query().Get("interval"))
	step := (time.Duration(minutes) * time.Minute).Milliseconds()
	intervals := []any{}
	for end := requested.Filters.Time.From + step; step > 0 && end <= requested.Filters.Time.To; end += step {
		intervals = append(intervals, map[string]any{"timestamp": end, "values": ones(requested)})
	}
	return map[string]any{"historicalMetricsIntervals": intervals}
}

func listResponse(n int, more map[string]any) any {
	list := []any{}
	for i := range n {
		entry := map[string]any{"id": i + 1, "name": "No. " + strconv.Itoa(i+1)}
		for name, value := range more {
			if i > 0 {
				entry[name] = value
			}
		}
		list = append(list, entry)
	}
	return list
}

// metadata is what LivePerson says of the rows of all pages, with the links of a
// request's page.
func metadata(r *http.Request, rows int) any {
	offset, _ := strconv.Atoi(r.URL.Query().Get("offset"))
	limit, _ := strconv.Atoi(r.URL.Query().Get("limit"))
	link := map[string]any{"href": "https://internal.example/"}
	said := map[string]any{"count": rows, "self": link}
	if offset+limit < rows {
		said["next"] = link
	}
	return said
}
