package operations

import "github.com/kmm/liveperson-datasource/pkg/liveperson/reporting"

var closedCounts = []string{
	"totalResolvedConversations", "resolvedConversations_byCCP", "resolvedConversations_byConsumer", "resolvedConversations_bySystem",
}

// resolutionTimes are in milliseconds. LivePerson gives 0 where no conversation was
// closed.
var resolutionTimes = map[string]reporting.Average{
	"avgTime_resolvedConversations":            reporting.MeanOf("totalHandlingTime_resolvedConversations", "totalResolvedConversations"),
	"avgTime_resolvedConversations_byCCP":      reporting.MeanOf("totalHandlingTime_resolvedConversations_byCCP", "resolvedConversations_byCCP"),
	"avgTime_resolvedConversations_byConsumer": reporting.MeanOf("totalHandlingTime_resolvedConversations_byConsumer", "resolvedConversations_byConsumer"),
	"avgTime_resolvedConversations_bySystem":   reporting.MeanOf("totalHandlingTime_resolvedConversations_bySystem", "resolvedConversations_bySystem"),
}

var answerCounts = []string{
	"total_answers", "positive_answers",
	"csat_score1_answers", "csat_score2_answers", "csat_score3_answers", "csat_score4_answers", "csat_score5_answers",
}

// csatMean is the mean score from 1 to 5, which LivePerson does not give.
var csatMean = map[string]reporting.Average{
	"csat_mean": {
		Total: map[string]float64{"csat_score1_answers": 1, "csat_score2_answers": 2, "csat_score3_answers": 3, "csat_score4_answers": 4, "csat_score5_answers": 5},
		Count: map[string]float64{"csat_score1_answers": 1, "csat_score2_answers": 1, "csat_score3_answers": 1, "csat_score4_answers": 1, "csat_score5_answers": 1},
	},
}

const (
	skillSegments = "totalSkillConversationSegments"
	agentSegments = "totalAgentConversationSegments"
)

var skillSegmentCounts = []string{
	skillSegments, "skillSegmentsAbandonedByConsumers", "skillSegmentsAbandonedByConsumersInQueue",
	"skillSegmentsWithNonResponsiveConsumers", "skillSegmentsWithNonResponsiveAgents", "interactiveSkillSegments",
}

var skillSegmentAverages = map[string]reporting.Average{
	"avgTimetoFirstAgentMessageFromAgentAssignment": reporting.MeanOver(skillSegments, false),
}

var agentSegmentCounts = []string{
	agentSegments, "interactiveAgentSegments", "agentSegmentsAbandonedByConsumers",
	"agentSegmentsWithNonResponsiveConsumers", "agentSegmentsWithNonResponsiveAgents",
}

// agentSegmentAverages are means over segments, and over messages in them, whose number
// LivePerson does not give.
var agentSegmentAverages = map[string]reporting.Average{
	"avgAgentMessagesinAgentSegment":                                reporting.MeanOver(agentSegments, true),
	"avgAgentSegmentDuration":                                       reporting.MeanOver(agentSegments, true),
	"avgTimetoFirstAgentMessageFromAgentAssignment":                 reporting.MeanOver(agentSegments, false),
	"avgTimetoFirstAgentMessageFromAgentAssignment_AfterTransfer":   reporting.MeanOver(agentSegments, false),
	"avgTimetoFirstAgentMessageFromAgentAssignment_NewConversation": reporting.MeanOver(agentSegments, false),
	"avgTimeToResponseFromAgentAssignment":                          reporting.MeanOver(agentSegments, false),
}
