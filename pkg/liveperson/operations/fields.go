package operations

import (
	"math"
	"slices"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// average is a quotient of sums of other fields.
type average struct {
	// total and count are the fields of a row whose sums are divided, each times its
	// factor.
	total, count map[string]float64
}

// meanOf is a mean that LivePerson gives together with its total and its count.
func meanOf(total, count string) average {
	return average{map[string]float64{total: 1}, map[string]float64{count: 1}}
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
	case slices.Contains(m.counts, c.Field):
		sum := math.NaN()
		for _, p := range parts {
			sum = api.Plus(sum, p.number(c.Field, c.Numbers))
		}
		return sum
	}
	return api.NoValue()
}

// of divides the sums. A single row may have the quotient and not what it is made of.
func (a average) of(c api.Column, parts []metrics) float64 {
	total, count := sumOf(a.total, parts), sumOf(a.count, parts)
	switch {
	case api.IsUnclear(total) || api.IsUnclear(count):
		return api.Unclear()
	case count == 0:
		return api.NoValue()
	case math.IsNaN(total) && len(parts) == 1:
		return parts[0].number(c.Field, c.Numbers)
	case math.IsNaN(total) || math.IsNaN(count):
		return api.NoValue()
	}
	return total / count
}

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

// times multiplies a number, and leaves what is none as it is.
func times(number, factor float64) float64 {
	if math.IsNaN(number) {
		return number
	}
	return number * factor
}
