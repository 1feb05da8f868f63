package livepersontest

import (
	"encoding/json"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"
)

// question is a request's body, as far as a centre reads it.
type question struct {
	Filters struct {
		Time struct{ From, To int64 }
	}
	GroupBy string
	ByTime  []string `json:"metricsToRetrieveByTime"`
	Now     []string `json:"metricsToRetrieveCurrentValue"`
}

// Centre is a contact centre that answers whatever it is asked for: 1 for each
// metric, of the account, of so many skills, groups and agents, whatever the
// filter, with their ids from 1 on. Group 1 is above all others. Its agents are
// online since the year 2000 began.
func Centre(skills, groups, agents int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var asked question
		_ = json.NewDecoder(r.Body).Decode(&asked)
		var answer any
		switch path.Base(r.URL.Path) {
		case "metrics":
			rows := map[string]int{"skillId": skills, "agentGroupId": groups}[asked.GroupBy]
			answer = metricsOf(asked, r, rows)
		case "agent_view":
			answer = agentsOf(asked, r, agents)
		case "historical":
			answer = courseOf(asked, r)
		case "skills":
			answer = listOf(skills, nil)
		case "agentGroups":
			answer = listOf(groups, map[string]any{"parentGroupId": 1})
		case "users":
			answer = listOf(agents, map[string]any{"userTypeId": 1})
		default:
			answer = []any{}
		}
		_ = json.NewEncoder(w).Encode(answer)
	}
}

// ones are fields with 1 in each, called after the metrics as LivePerson calls
// them: closed_conversations is closedConversations.
func ones(asked question) map[string]any {
	fields := map[string]any{}
	for _, metric := range append(asked.ByTime, asked.Now...) {
		words := strings.Split(metric, "_")
		for i := 1; i < len(words); i++ {
			words[i] = strings.ToUpper(words[i][:1]) + words[i][1:]
		}
		fields[strings.Join(words, "")] = 1
	}
	return fields
}

// inPage calls for the ids of the rows of a request's page.
func inPage(r *http.Request, rows int, row func(id string)) {
	offset, _ := strconv.Atoi(r.URL.Query().Get("offset"))
	limit, _ := strconv.Atoi(r.URL.Query().Get("limit"))
	for i := offset; i < min(rows, offset+limit); i++ {
		row(strconv.Itoa(i + 1))
	}
}

func metricsOf(asked question, r *http.Request, rows int) any {
	groups := []any{}
	inPage(r, rows, func(id string) {
		groups = append(groups, map[string]any{"key": id, "keyDescription": "No. " + id, "metrics": ones(asked)})
	})
	return map[string]any{"metadata": count(rows), "all": ones(asked), "groupBy": map[string]any{"groups": groups}}
}

func agentsOf(asked question, r *http.Request, agents int) any {
	records := []any{}
	inPage(r, agents, func(id string) {
		record := ones(asked)
		record["agentId"], record["agentGroupId"], record["agentCurrentStatus"] = id, 1, "ONLINE"
		record["agentCurrentStatusStartTime"] = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli()
		record["agentMetadata"] = map[string]any{"agentName": "Agent " + id}
		records = append(records, record)
	})
	return map[string]any{"metadata": count(agents), "agentViewRecords": records}
}

// courseOf has a point for each interval, which is called after its end.
func courseOf(asked question, r *http.Request) any {
	minutes, _ := strconv.Atoi(r.URL.Query().Get("interval"))
	step := (time.Duration(minutes) * time.Minute).Milliseconds()
	intervals := []any{}
	for end := asked.Filters.Time.From + step; step > 0 && end <= asked.Filters.Time.To; end += step {
		intervals = append(intervals, map[string]any{"timestamp": end, "values": ones(asked)})
	}
	return map[string]any{"historicalMetricsIntervals": intervals}
}

func listOf(n int, more map[string]any) any {
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

func count(n int) any { return map[string]any{"count": n} }
