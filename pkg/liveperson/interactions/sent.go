package interactions

import (
	"slices"
)

// sentMessage is a message of the main dialog that the consumer can see, at a time in epoch
// milliseconds: of the consumer, a person or a bot.
type sentMessage struct {
	at   int64
	from string
	by   string // the sender's id
}

// lastSent is when an agent sent a message last, in epoch milliseconds.
type lastSent struct {
	agent string
	at    int64
}

// sentMessages are all of a conversation that are not the system's.
func (r listedRecord) sentMessages() []sentMessage {
	types := map[id]participantRecord{}
	for _, p := range r.Participants {
		types[p.Agent] = p.participantRecord
	}
	isOther := map[id]bool{} // dialogs such as surveys
	for _, d := range r.Dialogs {
		isOther[d.ID] = !d.Type.is("MAIN", "")
	}
	var messages []sentMessage
	for _, m := range r.Messages {
		from, at := fromAgent, m.At.at
		switch p := types[m.Participant]; {
		case isOther[m.Dialog], !m.Audience.is("ALL", ""), at == 0, p.isSystem():
			continue
		case m.SentBy.is("consumer"):
			from = fromConsumer
		case p.isBot():
			from = fromBot
		case !m.SentBy.is("agent"):
			continue
		}
		messages = append(messages, sentMessage{at, from, string(m.Participant)})
	}
	return messages
}

// addMessages adds when the last message was sent, who sent it, and whether the consumer
// waits for a first one of a person.
func (r listedRecord) addMessages(c *openConversation) {
	wrote := map[string]bool{}
	for _, m := range r.sentMessages() {
		wrote[m.from] = true
		if m.at >= c.lastMessageAt {
			c.lastMessageAt, c.lastMessageFrom = m.at, m.from
		}
		if m.from != fromConsumer && m.by != "" {
			c.addSent(m.by, m.at)
		}
	}
	c.isUnanswered = wrote[fromConsumer] && !wrote[fromAgent]
}

// addSent adds that an agent sent a message at a time.
func (c *openConversation) addSent(agent string, at int64) {
	i := slices.IndexFunc(c.sent, func(s lastSent) bool { return s.agent == agent })
	if i < 0 {
		c.sent = append(c.sent, lastSent{kept(id(agent)), at})
		return
	}
	c.sent[i].at = max(c.sent[i].at, at)
}
