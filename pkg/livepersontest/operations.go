package livepersontest

import (
	"encoding/json"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"
)

// operationsFields are what the methods of the Messaging Operations API have 1 for.
var operationsFields = []string{
	"totalResolvedConversations", "resolvedConversations_byCCP", "resolvedConversations_byConsumer", "resolvedConversations_bySystem",
	"avgTime_resolvedConversations", "avgTime_resolvedConversations_byCCP", "avgTime_resolvedConversations_byConsumer", "avgTime_resolvedConversations_bySystem",
	"totalHandlingTime_resolvedConversations", "total_answers", "positive_answers",
	"csat_score1_answers", "csat_score2_answers", "csat_score3_answers", "csat_score4_answers", "csat_score5_answers",
	"unassignedConversations", "actionableConversations", "notActionableConversations",
	"avgWaitTimeForAgentAssignment_NewConversation", "avgWaitTimeForAgentAssignment_AfterTransfer", "maxWaitTimeForAgentAssignment",
	"avgWaitTimeForAgentAssignment_AfterTransferFromBot", "avgWaitTimeForAgentAssignment_AfterTransferFromAgent",
	"waitTimeForAgentAssignment_50thPercentile", "waitTimeForAgentAssignment_90thPercentile",
	"totalSkillConversationSegments", "skillSegmentsAbandonedByConsumers", "skillSegmentsAbandonedByConsumersInQueue",
	"skillSegmentsWithNonResponsiveConsumers", "skillSegmentsWithNonResponsiveAgents", "interactiveSkillSegments",
	"totalAgentConversationSegments", "avgAgentMessagesinAgentSegment", "avgAgentSegmentDuration", "interactiveAgentSegments",
	"agentSegmentsAbandonedByConsumers", "agentSegmentsWithNonResponsiveConsumers", "agentSegmentsWithNonResponsiveAgents",
	"avgTimetoFirstAgentMessageFromAgentAssignment", "avgTimetoFirstAgentMessageFromAgentAssignment_AfterTransfer",
	"avgTimetoFirstAgentMessageFromAgentAssignment_NewConversation", "avgTimeToResponseFromAgentAssignment",
}

// isOperations reports whether a request is one of the Messaging Operations API.
func isOperations(r *http.Request) bool {
	switch path.Base(r.URL.Path) {
	case "msgconversation", "msgcsatdistribution", "msgqueuehealth", "current", "msgskillsegments", "msgagentsegments":
		return true
	}
	return false
}

// reportingResponse has the same metrics of the account, or of so many skills and agents, and
// in each interval if there are some.
func reportingResponse(r *http.Request, fields any, skills, agents int) any {
	query := parametersOf(r)
	response := map[string]any{}
	switch {
	case query.Has("skillIds"):
		response["skillsMetricsPerAgent"] = map[string]any{"metricsPerSkill": rowsOf(query.Get("skillIds"), skills, fields), "metricsTotals": fields}
	case query.Has("agentIds"):
		response["agentsMetrics"] = map[string]any{"metricsPerAgent": agentRowsOf(query.Get("agentIds"), agents, fields), "metricsTotals": fields}
	default:
		response["metricsTotals"] = fields
	}
	minutes, _ := strconv.Atoi(query.Get("interval"))
	if minutes == 0 {
		return response
	}
	timeframe, _ := strconv.Atoi(query.Get("timeframe"))
	step, intervals := time.Duration(minutes)*time.Minute, []any{}
	end := time.Now().Truncate(5 * time.Minute).Add(5 * time.Minute)
	for range timeframe/minutes + 1 {
		intervals = append(intervals, map[string]any{"timestamp": end.UnixMilli(), "metricsData": response})
		end = end.Add(-step)
	}
	return map[string]any{"metricsByIntervals": intervals}
}

// parametersOf are those of a request, which a POST has in its body.
func parametersOf(r *http.Request) url.Values {
	if r.Method != http.MethodPost {
		return r.URL.Query()
	}
	var body map[string]string
	_ = json.NewDecoder(r.Body).Decode(&body) // without parameters, it is about the account
	parameters := url.Values{}
	for name, value := range body {
		parameters.Set(name, value)
	}
	return parameters
}

// rowsOf are rows by id: of the ids that are named, or of so many.
func rowsOf(ids string, n int, fields any) map[string]any {
	rows := map[string]any{}
	for _, id := range idsOf(ids, n) {
		rows[id] = map[string]any{"metricsTotals": fields}
	}
	return rows
}

func agentRowsOf(ids string, n int, fields any) map[string]any {
	rows := map[string]any{}
	for _, id := range idsOf(ids, n) {
		rows[id] = fields
	}
	return rows
}

func idsOf(ids string, n int) []string {
	if ids != "all" {
		return strings.Split(ids, ",")
	}
	var all []string
	for i := range n {
		all = append(all, strconv.Itoa(i+1))
	}
	return all
}
