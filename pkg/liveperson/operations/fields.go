package operations

import (
	"math"
	"slices"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// average is a mean over what other fields count.
type average struct {
	// total and count are the fields of a row whose sums are divided, each times its
	// factor. Where LivePerson has no total, there is only the mean.
	total, count map[string]float64
	// isWeighted reports that the mean is that of the count, and can be combined by it.
	isWeighted bool
}

// meanOf is a mean that LivePerson gives together with its total and its count.
func meanOf(total, count string) average {
	return average{total: map[string]float64{total: 1}, count: map[string]float64{count: 1}}
}

// meanOver is a mean of which LivePerson gives no total. It gives 0 where the count is 0.
func meanOver(count string, isWeighted bool) average {
	return average{count: map[string]float64{count: 1}, isWeighted: isWeighted}
}

var closedCounts = []string{
	"totalResolvedConversations", "resolvedConversations_byCCP", "resolvedConversations_byConsumer", "resolvedConversations_bySystem",
}

// resolutionTimes are in milliseconds. LivePerson gives 0 where no conversation was
// closed.
var resolutionTimes = map[string]average{
	"avgTime_resolvedConversations":            meanOf("totalHandlingTime_resolvedConversations", "totalResolvedConversations"),
	"avgTime_resolvedConversations_byCCP":      meanOf("totalHandlingTime_resolvedConversations_byCCP", "resolvedConversations_byCCP"),
	"avgTime_resolvedConversations_byConsumer": meanOf("totalHandlingTime_resolvedConversations_byConsumer", "resolvedConversations_byConsumer"),
	"avgTime_resolvedConversations_bySystem":   meanOf("totalHandlingTime_resolvedConversations_bySystem", "resolvedConversations_bySystem"),
}

var answerCounts = []string{
	"total_answers", "positive_answers",
	"csat_score1_answers", "csat_score2_answers", "csat_score3_answers", "csat_score4_answers", "csat_score5_answers",
}

// csatMean is the mean score from 1 to 5, which LivePerson does not give.
var csatMean = map[string]average{
	"csat_mean": {
		total: map[string]float64{"csat_score1_answers": 1, "csat_score2_answers": 2, "csat_score3_answers": 3, "csat_score4_answers": 4, "csat_score5_answers": 5},
		count: map[string]float64{"csat_score1_answers": 1, "csat_score2_answers": 1, "csat_score3_answers": 1, "csat_score4_answers": 1, "csat_score5_answers": 1},
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

var skillSegmentAverages = map[string]average{
	"avgTimetoFirstAgentMessageFromAgentAssignment": meanOver(skillSegments, false),
}

var agentSegmentCounts = []string{
	agentSegments, "interactiveAgentSegments", "agentSegmentsAbandonedByConsumers",
	"agentSegmentsWithNonResponsiveConsumers", "agentSegmentsWithNonResponsiveAgents",
}

// agentSegmentAverages are means over segments, and over messages in them, whose number
// LivePerson does not give.
var agentSegmentAverages = map[string]average{
	"avgAgentMessagesinAgentSegment":                                meanOver(agentSegments, true),
	"avgAgentSegmentDuration":                                       meanOver(agentSegments, true),
	"avgTimetoFirstAgentMessageFromAgentAssignment":                 meanOver(agentSegments, false),
	"avgTimetoFirstAgentMessageFromAgentAssignment_AfterTransfer":   meanOver(agentSegments, false),
	"avgTimetoFirstAgentMessageFromAgentAssignment_NewConversation": meanOver(agentSegments, false),
	"avgTimeToResponseFromAgentAssignment":                          meanOver(agentSegments, false),
}

// value is a column's number of what several rows or intervals are together: NaN if
// there are none, no value where they can't be combined.
func (m method) value(c api.Column, parts []metrics) float64 {
	if len(parts) == 0 {
		return math.NaN()
	}
	if a, known := m.averages[c.Field]; known {
		return a.of(c, parts)
	}
	switch {
	case len(parts) == 1:
		return parts[0].number(c.Field, c.Numbers)
	case !m.isCombinable(c.Field):
		return api.NoValue()
	}
	sum := math.NaN()
	for _, p := range parts {
		sum = api.Plus(sum, p.number(c.Field, c.Numbers))
	}
	return sum
}

// isCombinable reports whether values of several rows or intervals can be combined.
func (m method) isCombinable(field string) bool {
	a, isAverage := m.averages[field]
	return isAverage && (a.isWeighted || a.total != nil) || slices.Contains(m.counts, field)
}

// of divides the sums. A single row may have the quotient and not what it is made of.
func (a average) of(c api.Column, parts []metrics) float64 {
	total, count := sumOf(a.total, parts), sumOf(a.count, parts)
	if len(parts) > 1 {
		total, count = a.sums(c, parts)
	}
	switch {
	case api.IsUnclear(total) || api.IsUnclear(count):
		return api.Unclear()
	case count == 0:
		return api.NoValue()
	case len(parts) == 1 && math.IsNaN(total):
		return a.givenMean(c, parts[0], count)
	case math.IsNaN(total) || math.IsNaN(count):
		return api.NoValue()
	}
	return total / count
}

// givenMean is the mean that a row has. Without the count, 0 may be that of nothing.
func (a average) givenMean(c api.Column, m metrics, count float64) float64 {
	if mean := m.number(c.Field, c.Numbers); mean != 0 || !math.IsNaN(count) {
		return mean
	}
	return api.NoValue()
}

// sums adds up what is divided of several parts: the totals, or where LivePerson has none the
// means times what they count, and the counts. A part that lacks one of both is left out.
func (a average) sums(c api.Column, parts []metrics) (total, count float64) {
	total, count = math.NaN(), math.NaN()
	for _, p := range parts {
		one := []metrics{p}
		ofPart, counted := sumOf(a.total, one), sumOf(a.count, one)
		if a.isWeighted {
			ofPart = times(p.number(c.Field, c.Numbers), counted)
		}
		if counted == 0 || isMissing(ofPart) || isMissing(counted) {
			continue
		}
		total, count = api.Plus(total, ofPart), api.Plus(count, counted)
	}
	return total, count
}

// isMissing reports whether there is no number, as opposed to one that is not understood.
func isMissing(number float64) bool { return math.IsNaN(number) && !api.IsUnclear(number) }

// sumOf adds up fields of all parts, each times its factor.
func sumOf(factors map[string]float64, parts []metrics) float64 {
	sum := math.NaN()
	for _, p := range parts {
		for field, factor := range factors {
			sum = api.Plus(sum, times(p.number(field, api.NotNegative), factor))
		}
	}
	return sum
}

// times multiplies two numbers, and leaves what is none as it is.
func times(number, factor float64) float64 {
	switch {
	case math.IsNaN(number):
		return number
	case math.IsNaN(factor):
		return factor
	}
	return number * factor
}
