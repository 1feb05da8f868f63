package interactions

import "slices"

// lastSent is when an agent sent a message last, in epoch milliseconds.
type lastSent struct {
	agent string
	at    int64
}

// from is the party of a message by a participant, empty for the system and for somebody else.
func (m messageRecord) from(p participantRecord) string {
	switch {
	case p.isSystem():
		return ""
	case m.SentBy.is("consumer"):
		return fromConsumer
	case p.isBot():
		return fromBot
	case m.SentBy.is("agent"):
		return fromAgent
	}
	return ""
}

// addMessages adds when the last message was sent, who sent it, and whether the consumer
// waits for a first one of a person.
func (r listedRecord) addMessages(c *openConversation) {
	participants, wrote := map[id]participantRecord{}, map[string]bool{}
	for _, p := range r.Participants {
		participants[p.Agent] = p.participantRecord
	}
	for m := range visible(r.Messages, r.Dialogs) {
		from, at := m.from(participants[m.Participant]), m.At.at
		if from == "" {
			continue
		}
		wrote[from] = true
		if at >= c.lastMessageAt {
			c.lastMessageAt, c.lastMessageFrom = at, from
		}
		if from != fromConsumer && m.Participant != "" {
			c.addSent(kept(m.Participant), at)
		}
	}
	c.isUnanswered = wrote[fromConsumer] && !wrote[fromAgent]
}

// addSent adds that an agent sent a message at a time.
func (c *openConversation) addSent(agent string, at int64) {
	i := slices.IndexFunc(c.sent, func(s lastSent) bool { return s.agent == agent })
	if i < 0 {
		c.sent = append(c.sent, lastSent{agent, at})
		return
	}
	c.sent[i].at = max(c.sent[i].at, at)
}
