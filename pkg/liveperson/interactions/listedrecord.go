package interactions

import (
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

// listedRecord is an open conversation as it is read to list it: no text of a message.
type listedRecord struct {
	Info struct {
		ID         id                     `json:"conversationId"`
		Status     id                     `json:"status"`
		Start      moment                 `json:"startTimeL"`
		End        moment                 `json:"endTimeL"`
		QueueState id                     `json:"latestQueueState"`
		Source     id                     `json:"source"`
		Skill      id                     `json:"latestSkillId"`
		SkillName  id                     `json:"latestSkillName"`
		Group      id                     `json:"latestAgentGroupId"`
		GroupName  id                     `json:"latestAgentGroupName"`
		Agent      id                     `json:"latestAgentId"`
		AgentName  id                     `json:"latestAgentFullName"`
		Nickname   id                     `json:"latestAgentNickname"`
		MCS        optional               `json:"mcs"`
		CSATRate   optional               `json:"csatRate"`
		CSAT       optional               `json:"csat"`
		IsCutOff   transport.FlexibleBool `json:"isPartial"`
	} `json:"info"`
	Campaign struct {
		Name id `json:"campaignName"`
	} `json:"campaign"`
	Participants list[namedParticipant] `json:"agentParticipants"`
	Consumers    list[consumerRecord]   `json:"consumerParticipants"`
	Transfers    list[transferRecord]   `json:"transfers"`
	Dialogs      list[dialogRecord]     `json:"dialogs"`
	Messages     list[messageRecord]    `json:"messageRecords"`
}

type namedParticipant struct {
	participantRecord
	Name     id `json:"agentFullName"`
	Nickname id `json:"agentNickname"`
}

type consumerRecord struct {
	ID        id `json:"participantId"`
	FirstName id `json:"firstName"`
	LastName  id `json:"lastName"`
	Name      id `json:"consumerName"`
}

type transferRecord struct {
	At         moment `json:"timeL"`
	Reason     id     `json:"reason"`
	Source     id     `json:"sourceSkillId"`
	Target     id     `json:"targetSkillId"`
	TargetName id     `json:"targetSkillName"`
}

// isToQueue reports whether a conversation had to wait for an agent again.
func (t transferRecord) isToQueue() bool { return t.Reason.is("Skill", "back2Q") }

// isBot reports whether a participant is a bot.
func (p participantRecord) isBot() bool {
	return p.TypeName.is("bot") || p.TypeName == "" && p.Type == "2"
}

// isSystem reports whether a participant is neither a person nor a bot.
func (p participantRecord) isSystem() bool {
	return p.TypeName.is("system") || p.TypeName == "" && p.Type == "0"
}
