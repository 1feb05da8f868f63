package interactions

import (
	"cmp"
	"slices"
)

// party is who sends a message.
type party uint8

const (
	nobody   party = iota // bots, the system, and who is not known
	consumer              // the consumer
	human                 // an agent who is a person
)

// message is a message of a conversation's main dialog that the consumer can see.
type message struct {
	at, sequence int64
	from         party
	agent        string // of human
}

// assignment is when a person got the conversation.
type assignment struct {
	at    int64
	agent string
}

// kind is what a timing measures.
type kind uint8

// The kinds of timings. Those up to lastResponse can occur many times in a conversation,
// and so can fromAllAssignments; the others once.
const (
	response kind = iota
	consumerResponse
	firstResponse
	consumerFirstResponse
	fromFirstAssignment
	fromAllAssignments
	toFirstAssignment
	kinds int = iota
)

// timing is a time in milliseconds that one conversation gives, and the agent whose it
// is: who responded, was responded to, or was assigned.
type timing struct {
	kind  kind
	agent string
	time  int64
}

// timingsOf measures a conversation that started at a time. Messages of bots and of the
// system count for nothing: what is between a consumer's message and a person's is the
// wait for the person. A time below 0, as of clocks that differ, is none, and neither is
// one that is longer than any conversation of a sample.
func timingsOf(start int64, messages []message, assignments []assignment) []timing {
	messages = slices.DeleteFunc(slices.Clone(messages), func(m message) bool { return m.from == nobody })
	slices.SortStableFunc(messages, func(a, b message) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.sequence, b.sequence))
	})
	assignments = slices.Clone(assignments)
	slices.SortFunc(assignments, func(a, b assignment) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.agent, b.agent))
	})
	assignments = slices.Compact(assignments) // LivePerson may list one twice
	timings := append(responses(messages), afterAssignments(start, messages, assignments)...)
	return slices.DeleteFunc(timings, func(t timing) bool { return t.time < 0 || t.time > maxStartRange.Milliseconds() })
}

// responses are the times from the first of several messages of one party in a row to
// the first of the other's.
func responses(messages []message) []timing {
	var timings []timing
	seen := [kinds]bool{}
	add := func(each, first kind, agent string, time int64) {
		timings = append(timings, timing{each, agent, time})
		if !seen[first] {
			seen[first] = true
			timings = append(timings, timing{first, agent, time})
		}
	}
	for i, begun := 1, 0; i < len(messages); i++ {
		last, m := messages[begun], messages[i]
		if m.from == last.from {
			continue
		}
		if m.from == human {
			add(response, firstResponse, m.agent, m.at-last.at)
		} else {
			add(consumerResponse, consumerFirstResponse, last.agent, m.at-last.at)
		}
		begun = i
	}
	return timings
}

// afterAssignments are the times to the first assignment, and from assignments to the
// first message after them.
func afterAssignments(start int64, messages []message, assignments []assignment) []timing {
	if len(assignments) == 0 {
		return nil
	}
	var timings []timing
	first := assignments[0]
	if start > 0 {
		timings = append(timings, timing{toFirstAssignment, first.agent, first.at - start})
	}
	if m, sent := firstMessage(messages, first.at, ""); sent {
		timings = append(timings, timing{fromFirstAssignment, m.agent, m.at - first.at})
	}
	for _, a := range assignments {
		if m, sent := firstMessage(messages, a.at, a.agent); sent {
			timings = append(timings, timing{fromAllAssignments, a.agent, m.at - a.at})
		}
	}
	return timings
}

// firstMessage is the first message of an agent, or of any if the id is empty, from a time
// on.
func firstMessage(messages []message, from int64, agent string) (m message, sent bool) {
	i := slices.IndexFunc(messages, func(m message) bool {
		return m.from == human && m.at >= from && (agent == "" || m.agent == agent)
	})
	if i < 0 {
		return message{}, false
	}
	return messages[i], true
}
