package interactions

// listedRecord is an open conversation as it is read to list it: no text of a message.
type listedRecord struct {
	Info struct {
		infoRecord
		QueueState id       `json:"latestQueueState"`
		Source     id       `json:"source"`
		SkillName  id       `json:"latestSkillName"`
		GroupName  id       `json:"latestAgentGroupName"`
		AgentName  id       `json:"latestAgentFullName"`
		Nickname   id       `json:"latestAgentNickname"`
		CSATRate   optional `json:"csatRate"`
		CSAT       optional `json:"csat"`
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
