package kmm

import (
	"math"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// agentTexts are texts of an agent's record that are put together at its end.
type agentTexts struct {
	id, reason, reasonID  string
	name, nickname, login string
}

// about decodes the part of a record that describes the agent.
func (a *agentDecoder) about(s *stream, row int) error {
	a.resetMetadata(row)
	_, err := s.laxObject(func(name []byte) (err error) {
		switch string(name) {
		case "agentName":
			a.agent.name, err = a.text(s)
			a.set(metadataField+"agentName", row, a.agent.name)
		case "agentNickname":
			a.agent.nickname, err = a.text(s)
			a.set(metadataField+"agentNickname", row, a.agent.nickname)
		case "agentLoginName":
			a.agent.login, err = a.text(s)
			a.set(metadataField+"agentLoginName", row, a.agent.login)
		case "agentSkills":
			err = a.skillsOf(s, row)
		default:
			err = a.described(s, name, row)
		}
		return err
	})
	return err
}

// resetMetadata drops what a record has said of the agent: if it does so twice, the
// last counts.
func (a *agentDecoder) resetMetadata(row int) {
	a.agent.name, a.agent.nickname, a.agent.login = "", "", ""
	a.memberships[row].Skills = nil
	for _, at := range a.columns.described {
		a.texts[at][row] = ""
	}
}

// described decodes a text about the agent, if it is requested.
func (a *agentDecoder) described(s *stream, name []byte, row int) error {
	at, requested := a.columns.described[string(name)]
	if !requested {
		return s.skip()
	}
	text, err := a.text(s)
	a.texts[at][row] = text
	return err
}

// skillsOf decodes an agent's skills: their ids, and their names in one text.
func (a *agentDecoder) skillsOf(s *stream, row int) error {
	begin, named := len(a.skills), a.columns.texts.has(skillsField)
	a.list = a.list[:0]
	err := s.laxArray(func() error {
		if len(a.skills) > begin {
			a.list = append(a.list, ", "...)
		}
		id := ""
		_, err := s.laxObject(func(name []byte) (err error) {
			switch {
			case string(name) == "skillId":
				id, err = a.id(s)
			case named && string(name) == "skillName":
				var text []byte
				text, err = s.laxText()
				a.list = append(a.list, text...)
			default:
				err = s.skip()
			}
			return err
		})
		a.skills = append(a.skills, id)
		return err
	})
	a.memberships[row].Skills = a.skills[begin:len(a.skills):len(a.skills)]
	a.set(skillsField, row, a.keep(a.list))
	return err
}

// statuses decodes how long an agent had which status, in milliseconds.
func (a *agentDecoder) statuses(s *stream, row int) error {
	if len(a.columns.durations) == 0 {
		return s.skip()
	}
	for _, at := range a.columns.durations {
		a.numbers[at][row] = math.NaN()
	}
	return s.laxArray(func() error {
		one, at, requested := newInterval(), 0, false
		_, err := s.laxObject(func(name []byte) (err error) {
			if string(name) != "agentStatus" {
				return a.interval(s, name, &one)
			}
			text, err := s.laxText()
			at, requested = a.columns.durations[string(text)]
			return err
		})
		if requested {
			a.numbers[at][row] = api.Plus(a.numbers[at][row], one.milliseconds)
		}
		return err
	})
}

// intervals decodes how long an agent had a status for which reason.
func (a *agentDecoder) intervals(s *stream, row int) error {
	if !a.columns.away {
		return s.skip()
	}
	a.away[row] = nil
	return s.laxArray(func() error {
		one := newInterval()
		_, err := s.laxObject(func(name []byte) error { return a.interval(s, name, &one) })
		a.away[row] = append(a.away[row], one)
		return err
	})
}

func (a *agentDecoder) interval(s *stream, name []byte, one *statusInterval) (err error) {
	switch string(name) {
	case "agentStatusDuration":
		one.milliseconds, err = s.number(api.NotNegative)
	case "agentStatusReasonId":
		one.reason, err = a.id(s)
	default:
		err = s.skip()
	}
	return err
}
