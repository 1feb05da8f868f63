package interactions

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

func c(at int64) message               { return message{at: at, from: consumer} }
func h(at int64, agent string) message { return message{at: at, from: human, agent: agent} }
func bot(at int64) message             { return message{at: at, from: nobody} }

func TestTimings(t *testing.T) {
	tests := map[string]struct {
		start       int64
		messages    []message
		assignments []assignment
		expected    []timing
	}{
		"nothing": {start: 10},
		"one response": {
			start: 10, messages: []message{c(10), h(70, "1")},
			expected: []timing{{response, "1", 60}, {firstResponse, "1", 60}},
		},
		"from the first of several messages to the first of several": {
			messages: []message{c(10), c(30), h(70, "1"), h(80, "2"), c(100), c(110)},
			expected: []timing{{response, "1", 60}, {firstResponse, "1", 60}, {consumerResponse, "1", 30}, {consumerFirstResponse, "1", 30}},
		},
		"bots count for nothing": {
			messages: []message{c(10), bot(11), c(20), bot(21), h(70, "1")},
			expected: []timing{{response, "1", 60}, {firstResponse, "1", 60}},
		},
		"an agent begins": {
			messages: []message{h(10, "1"), c(40), h(50, "2")},
			expected: []timing{{consumerResponse, "1", 30}, {consumerFirstResponse, "1", 30}, {response, "2", 10}, {firstResponse, "2", 10}},
		},
		"messages in any order": {
			messages: []message{h(70, "1"), c(10)},
			expected: []timing{{response, "1", 60}, {firstResponse, "1", 60}},
		},
		"messages of the same time in their sequence": {
			messages: []message{{at: 10, sequence: 2, from: human, agent: "1"}, {at: 10, sequence: 1, from: consumer}},
			expected: []timing{{response, "1", 0}, {firstResponse, "1", 0}},
		},
		"assignments": {
			start: 10, messages: []message{c(10), h(100, "1"), h(170, "2")}, assignments: []assignment{{150, "2"}, {40, "1"}},
			expected: []timing{
				{response, "1", 90}, {firstResponse, "1", 90}, {toFirstAssignment, "1", 30}, {fromFirstAssignment, "1", 60},
				{fromAllAssignments, "1", 60}, {fromAllAssignments, "2", 20},
			},
		},
		"an assignment without a message of its agent": {
			start: 10, messages: []message{c(10), h(100, "2")}, assignments: []assignment{{40, "1"}},
			expected: []timing{{response, "2", 90}, {firstResponse, "2", 90}, {toFirstAssignment, "1", 30}, {fromFirstAssignment, "2", 60}},
		},
		"an assignment that is listed twice": {
			start: 10, messages: []message{h(100, "1")}, assignments: []assignment{{40, "1"}, {50, "2"}, {40, "1"}},
			expected: []timing{{toFirstAssignment, "1", 30}, {fromFirstAssignment, "1", 60}, {fromAllAssignments, "1", 60}},
		},
		"times that are absurd": {
			start: 1_714_644_000, messages: []message{c(1_714_644_000_000), h(4_102_444_799_000, "1")},
			assignments: []assignment{{1_714_644_000_000, "1"}},
		},
		"an assignment before the start, by another clock": {
			start: 100, assignments: []assignment{{40, "1"}},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			require.ElementsMatch(t, test.expected, timingsOf(test.start, test.messages, test.assignments))
		})
	}
}

// Of random conversations: no time is below 0, there is one first response and only if
// there is a response, the order of what LivePerson sends does not matter, and neither do
// messages of bots.
func TestTimingsOfAnyConversation(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		start, messages, assignments := anyConversation(random)
		timings := timingsOf(start, messages, assignments)
		counts := map[kind]int{}
		for _, one := range timings {
			require.GreaterOrEqual(t, one.time, int64(0))
			counts[one.kind]++
		}
		require.Equal(t, min(1, counts[response]), counts[firstResponse])
		require.Equal(t, min(1, counts[consumerResponse]), counts[consumerFirstResponse])
		require.LessOrEqual(t, counts[toFirstAssignment], 1)
		require.LessOrEqual(t, counts[fromFirstAssignment], min(1, len(assignments)))
		require.LessOrEqual(t, counts[fromAllAssignments], len(assignments))
		require.LessOrEqual(t, max(counts[response]-counts[consumerResponse], counts[consumerResponse]-counts[response]), 1, "they take turns")

		random.Shuffle(len(messages), func(i, j int) { messages[i], messages[j] = messages[j], messages[i] })
		random.Shuffle(len(assignments), func(i, j int) { assignments[i], assignments[j] = assignments[j], assignments[i] })
		require.Equal(t, timings, timingsOf(start, messages, assignments))
		people := slices.DeleteFunc(messages, func(m message) bool { return m.from == nobody })
		require.Equal(t, timings, timingsOf(start, people, assignments))
	}
}

// anyConversation is a conversation whose messages all have times of their own.
func anyConversation(random *rand.Rand) (start int64, messages []message, assignments []assignment) {
	agent := func() string { return strconv.Itoa(random.IntN(3) + 1) }
	for _, at := range random.Perm(60)[:random.IntN(20)] {
		m := message{at: int64(at), sequence: int64(at), from: party(random.IntN(3))}
		if m.from == human {
			m.agent = agent()
		}
		messages = append(messages, m)
	}
	for _, at := range random.Perm(60)[:random.IntN(4)] {
		assignments = append(assignments, assignment{int64(at), agent()})
	}
	return int64(random.IntN(30)), messages, assignments
}
