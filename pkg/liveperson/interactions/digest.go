package interactions

import (
	"iter"
	"math"
	"slices"
	"unique"
)

// digest is what is kept of a conversation: ids, times and scores.
type digest struct {
	id string
	// start and end are in epoch milliseconds, end is 0 while it is open.
	start, end int64
	// skill, agent and group are the latest ones, empty if there is none. The group is
	// the agent's.
	skill, agent, group string
	// mcs is the score, NaN if there is none.
	mcs float64
	// people are the agents it was assigned to, without bots, each once.
	people []person
	sums   []sum
	// isCutOff reports that LivePerson gave only a part of it, so that it has no timings.
	isCutOff bool
}

// person is an agent and the agent's group.
type person struct{ agent, group string }

// sum adds up the timings of one kind and agent.
type sum struct {
	agent string
	total int64 // milliseconds
	count int32
	kind  kind
}

// page is a page of conversations.
type page struct {
	digests []digest
	// size is how many conversations the page has, also those that are not understood, and
	// unclear how many of them are not.
	size, unclear int
	// count is how many the search finds in all, below 0 if LivePerson does not say.
	count int
	// isPartial reports that LivePerson did not search everywhere.
	isPartial bool
}

// lacks reports whether conversations are missing in a page from an offset on: LivePerson
// did not search everywhere, or counts some and returns none at all. That a later page has
// none may be a count that is not exact.
func (p page) lacks(offset int) bool { return p.isPartial || p.size == 0 && offset == 0 && p.count > 0 }

func pageOf(r searchResponse[record]) page {
	p := page{size: len(r.Records), count: r.count(), isPartial: r.isPartial(), digests: make([]digest, 0, len(r.Records))}
	for _, record := range r.Records {
		if d, understood := record.digest(); understood {
			p.digests = append(p.digests, d)
		}
	}
	p.unclear = p.size - len(p.digests)
	return p
}

// digest makes a digest of a conversation that has an id and a start, and an end where it is
// closed.
func (r record) digest() (d digest, understood bool) {
	i := r.Info
	d = digest{
		id: string(i.ID), start: i.Start.at, end: i.End.at,
		skill: withoutNone(i.Skill), agent: withoutNone(i.Agent), mcs: readScore(i.MCS), isCutOff: bool(i.IsCutOff),
	}
	if d.agent != "" {
		d.group = kept(i.Group)
	}
	d.people = r.people()
	if !d.isCutOff {
		d.sums = sumsOf(timingsOf(d.start, r.messages(), r.assignments()))
	}
	isEndKnown := !i.End.isUnclear && (d.end > 0 || !i.Status.is("CLOSE"))
	return d, d.id != "" && d.start > 0 && isEndKnown
}

// none is LivePerson's id of no skill and of no agent. Among groups it is one, the main
// group.
const none = "-1"

// withoutNone is an id, empty if it is LivePerson's for none.
func withoutNone(i id) string {
	if i == none {
		return ""
	}
	return kept(i)
}

// kept is an id to keep, which is in memory once, however many conversations have it.
func kept(i id) string { return unique.Make(string(i)).Value() }

// readScore is a Meaningful Connection Score, NaN if there is none.
func readScore(o optional) float64 {
	const maxScore = 100
	if score := o.orNaN(); math.Abs(score) <= maxScore {
		return score
	}
	return optional{}.orNaN()
}

// isHuman reports whether a participant is a person.
func (p participantRecord) isHuman() bool {
	return p.TypeName.is("human") || p.TypeName == "" && p.Type == "1"
}

// isBot reports whether a participant is a bot.
func (p participantRecord) isBot() bool {
	return p.TypeName.is("bot") || p.TypeName == "" && p.Type == "2"
}

// isSystem reports whether a participant is neither a person nor a bot.
func (p participantRecord) isSystem() bool {
	return p.TypeName.is("system") || p.TypeName == "" && p.Type == "0"
}

func (p participantRecord) isAssigned() bool { return p.Permission.is("ASSIGNED_AGENT", "assigned") }

func (r record) people() []person {
	var people []person
	for _, p := range r.Participants {
		one := person{kept(p.Agent), kept(p.Group)}
		if p.isHuman() && p.isAssigned() && p.Agent != "" && !slices.ContainsFunc(people, func(known person) bool { return known.agent == one.agent }) {
			people = append(people, one)
		}
	}
	return people
}

func (r record) assignments() []assignment {
	var assignments []assignment
	for _, p := range r.Participants {
		if at := p.At.at; p.isHuman() && p.isAssigned() && p.Agent != "" && at > 0 {
			assignments = append(assignments, assignment{at, kept(p.Agent)})
		}
	}
	return assignments
}

// visible are the messages of the main dialog that the consumer can see, as far as their
// times are known.
func visible(all list[messageRecord], dialogs list[dialogRecord]) iter.Seq[messageRecord] {
	isOther := map[id]bool{} // dialogs such as surveys
	for _, d := range dialogs {
		isOther[d.ID] = !d.Type.is("MAIN", "")
	}
	return func(yield func(messageRecord) bool) {
		for _, m := range all {
			if !isOther[m.Dialog] && m.Audience.is("ALL", "") && m.At.at != 0 && !yield(m) {
				return
			}
		}
	}
}

// messages are those that count for timings.
func (r record) messages() []message {
	isHuman := map[id]bool{}
	for _, p := range r.Participants {
		isHuman[p.Agent] = isHuman[p.Agent] || p.isHuman()
	}
	var messages []message
	for m := range visible(r.Messages, r.Dialogs) {
		one := message{at: m.At.at, sequence: m.Sequence.whole()}
		switch {
		case m.SentBy.is("consumer"):
			one.from = consumer
		case m.SentBy.is("agent") && isHuman[m.Participant]:
			one.from, one.agent = human, kept(m.Participant)
		}
		messages = append(messages, one)
	}
	return messages
}

// sumsOf adds up timings by kind and agent.
func sumsOf(timings []timing) []sum {
	var sums []sum
	for _, t := range timings {
		i := slices.IndexFunc(sums, func(s sum) bool { return s.kind == t.kind && s.agent == t.agent })
		if i < 0 {
			i = len(sums)
			sums = append(sums, sum{kind: t.kind, agent: t.agent})
		}
		sums[i].total += t.time
		sums[i].count++
	}
	return slices.Clip(sums)
}
