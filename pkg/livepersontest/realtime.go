package livepersontest

import (
	"net/http"
	"path"
)

// realtimeFields are what the methods of the Operational Realtime API have 1 for.
var realtimeFields = []string{
	"enteredQEng", "connectedEng", "abandonedEng", "abandonmentRate", "totalTimeToAnswer", "avgTimeToAnswer",
	"totalTimeToAbandon", "avgTimeToAbandon", "maxQueueSize", "averageQueueSize", "queueSizeSum", "queueSizeCount",
	"totalInteractiveChats", "totalNonInteractiveChats", "totalHandlingTime",
	"currentQueueSize", "currentAvailableSlots", "currentMaxWaitTimeInQueue",
}

// realtimeResponse is 1 for each metric of the Operational Realtime API, nil if a request is
// one of another API.
func realtimeResponse(r *http.Request, skills, agents int) any {
	switch path.Base(r.URL.Path) {
	case "queuehealth", "engactivity":
		return reportingResponse(r, onesOf(realtimeFields), skills, agents)
	case "agentactivity":
		return reportingResponse(r, states(), skills, agents)
	case "queuestate":
		fields := onesOf(realtimeFields)
		rows := map[string]any{}
		for _, id := range idsOf(r.URL.Query().Get("skillIds"), skills) {
			rows[id] = fields
		}
		return map[string]any{"skills": rows, "totals": fields}
	case "sla":
		return map[string]any{"slaDataRange": map[string]any{"0": map[string]any{"accumulated": 1, "chats": 1}}}
	}
	return nil
}

// states are the states of an agent, with a second of each.
func states() []any {
	var all []any
	for _, id := range []int{2, 3, 4, -1} {
		all = append(all, map[string]any{"id": id, "value": map[string]any{"total": 1, "chatting": 1, "notChatting": 1, "chattingInMaxConcurrency": 1}})
	}
	return all
}

// onesOf has 1 for each field.
func onesOf(fields []string) map[string]any {
	row := map[string]any{}
	for _, field := range fields {
		row[field] = 1
	}
	return row
}
