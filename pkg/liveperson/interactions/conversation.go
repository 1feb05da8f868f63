package interactions

import (
	"cmp"
	"math"
	"strings"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// openConversation is what is known of a conversation that is open. Times are in epoch milliseconds,
// 0 where there is none; texts are empty where there is none.
type openConversation struct {
	id       string
	isClosed bool // since it was last listed
	state    string
	// start and end are when it was opened and closed.
	start, end int64
	transfers  []transfer
	// waitingSince is when a queued conversation entered its queue.
	waitingSince int64
	// assignedSince is when a person took an active conversation after it had entered its
	// queue, and waitTime how long that took, in milliseconds.
	assignedSince, waitTime int64
	lastMessageAt           int64
	lastMessageFrom         string
	// sent is when each agent, or bot, sent a message last. isUnanswered reports that the
	// consumer has written and no person yet.
	sent         []lastSent
	isUnanswered bool
	latest
	// skillName, groupName and agentName are what people call the latest ones. An agent has a
	// name only while the conversation is with a person.
	skillName, groupName, agentName string
	bot, campaign                   string
	// consumer is the consumer's name where names were requested, else the id.
	consumer string
	// mcs and csat are scores, NaN if there are none.
	mcs, csat float64
	// isCutOff reports that LivePerson gave only a part of it, so that it has no times.
	isCutOff bool
}

// maxID is how long an id is at most, in bytes.
const maxID = 200

// The parties of a message, as the catalogue has words for them.
const (
	fromConsumer = "CONSUMER"
	fromAgent    = "AGENT"
	fromBot      = "BOT"
)

// read makes a conversation of one that has an id and a start.
func (r listedRecord) read() (c openConversation, understood bool) {
	i := r.Info
	c = openConversation{
		id: string(i.ID), isClosed: i.Status.is("CLOSE", "CLOSED") || i.End.at > 0, start: i.Start.at, end: i.End.at, transfers: r.transfers(),
		latest: r.latest(), campaign: shown(r.Campaign.Name), consumer: r.consumer(), mcs: readScore(i.MCS), csat: readRate(i.CSATRate, i.CSAT), isCutOff: bool(i.IsCutOff),
	}
	switch {
	case i.QueueState.is("IN_QUEUE"):
		c.state = api.Queued
	case i.QueueState.is("ACTIVE"):
		c.state = api.Active
	}
	if c.skill != "" {
		c.skillName = cmp.Or(shown(i.SkillName), c.skill)
	}
	if c.agent != "" {
		c.groupName = cmp.Or(shown(i.GroupName), c.group)
	}
	c.bot, c.agentName = r.bot(), r.person(c)
	if !c.isCutOff {
		r.addTimes(&c)
	}
	return c, c.id != "" && len(c.id) <= maxID && api.CleanText(c.id) == c.id && c.start > 0
}

// shown is a name as it is shown.
func shown(name id) string { return api.CleanName(string(name)) }

// readRate is the answer to a survey, of the first field that has one, NaN if none does.
func readRate(fields ...optional) float64 {
	const least, most = 1, 5
	for _, o := range fields {
		if o.known && o.value >= least && o.value <= most {
			return o.value
		}
	}
	return math.NaN()
}

// consumer is the consumer's name, or the id: that of who wrote where LivePerson gives no
// more, because names were not requested.
func (r listedRecord) consumer() string {
	for _, c := range r.Consumers {
		name := shown(c.FirstName + " " + c.LastName)
		if name = cmp.Or(name, shown(c.Name), shown(c.ID)); name != "" {
			return name
		}
	}
	for _, m := range r.Messages {
		if m.SentBy.is("consumer") && m.Participant != "" {
			return shown(m.Participant)
		}
	}
	return ""
}

// bot is the bot that had the conversation last.
func (r listedRecord) bot() (name string) {
	latest := int64(-1)
	for _, p := range r.Participants {
		if at := p.At.at; p.isBot() && at >= latest {
			name, latest = cmp.Or(shown(p.Name), shown(p.Nickname), shown(p.Agent)), at
		}
	}
	return name
}

// person is the agent who has a conversation: nobody while it is in a queue or a bot has it.
func (r listedRecord) person(c openConversation) string {
	if c.state != api.Active || c.agent == "" {
		return ""
	}
	for _, p := range r.Participants {
		if string(p.Agent) == c.agent && (p.isBot() || p.isSystem()) {
			return ""
		}
	}
	return cmp.Or(shown(r.Info.AgentName), shown(r.Info.Nickname), c.agent)
}

// addTimes adds how long a conversation waits, or waited, and since when an agent has it.
func (r listedRecord) addTimes(c *openConversation) {
	queued := c.start
	for _, t := range r.Transfers {
		if t.isToQueue() {
			queued = max(queued, t.At.at)
		}
	}
	switch c.state {
	case api.Queued:
		c.waitingSince = queued
	case api.Active:
		for _, p := range r.Participants {
			at := p.At.at
			if p.isHuman() && p.isAssigned() && at >= queued && (c.assignedSince == 0 || at < c.assignedSince) {
				c.assignedSince, c.waitTime = at, at-queued
			}
		}
	}
	r.addMessages(c)
}

// byUrgency is the order of conversations: those that wait come first, the longest wait
// before others, then those that an agent has, the longest before others, then those that
// nobody is known to have.
func byUrgency(a, b openConversation) int {
	return cmp.Or(
		cmp.Compare(a.rank(), b.rank()), cmp.Compare(a.since(), b.since()),
		cmp.Compare(a.start, b.start), strings.Compare(a.id, b.id))
}

// rank orders conversations by their state.
func (c openConversation) rank() int {
	switch c.state {
	case api.Queued:
		return 0
	case api.Active:
		return 1
	}
	return 2
}

// since is the time that a conversation is ordered by among others of the same state.
func (c openConversation) since() int64 {
	since := c.assignedSince
	if c.state == api.Queued {
		since = c.waitingSince
	}
	if since == 0 {
		return math.MaxInt64
	}
	return since
}

// shortID is how an id is shown: enough of it to tell conversations apart.
func shortID(id string) string {
	const length = 8
	return strings.ToValidUTF8(id[:min(len(id), length)], "")
}
