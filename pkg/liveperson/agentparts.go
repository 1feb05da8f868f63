package liveperson

import "math"

// agentTexts are texts of an agent's record that are put together at its end.
type agentTexts struct {
	id, reason, reasonID  string
	name, nickname, login string
}

// metadata reads the part of a record that describes the person.
func (a *agentAnswer) metadata(s *stream, row int) error {
	a.forget(row)
	return s.looseObject(func(name []byte) (err error) {
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
}

// forget drops what a record has told of the person: if it does so twice, the
// last counts.
func (a *agentAnswer) forget(row int) {
	a.agent.name, a.agent.nickname, a.agent.login = "", "", ""
	a.places[row].Skills = nil
	for _, at := range a.columns.described {
		a.texts[at][row] = ""
	}
}

// described reads a text about the person that somebody asks for.
func (a *agentAnswer) described(s *stream, name []byte, row int) error {
	at, asked := a.columns.described[string(name)]
	if !asked {
		return s.skip()
	}
	text, err := a.text(s)
	a.texts[at][row] = text
	return err
}

// skillsOf reads an agent's skills: their ids, and their names in one text.
func (a *agentAnswer) skillsOf(s *stream, row int) error {
	begin, named := len(a.skills), a.columns.texts.has(skillsField)
	a.list = a.list[:0]
	err := s.looseArray(func() error {
		if len(a.skills) > begin {
			a.list = append(a.list, ", "...)
		}
		id := ""
		err := s.looseObject(func(name []byte) (err error) {
			switch {
			case string(name) == "skillId":
				id, err = a.text(s)
			case named && string(name) == "skillName":
				var text []byte
				text, err = s.looseText()
				a.list = append(a.list, text...)
			default:
				err = s.skip()
			}
			return err
		})
		a.skills = append(a.skills, id)
		return err
	})
	a.places[row].Skills = a.skills[begin:len(a.skills):len(a.skills)]
	a.set(skillsField, row, a.keep(a.list))
	return err
}

// statuses reads how long an agent had which status, in milliseconds.
func (a *agentAnswer) statuses(s *stream, row int) error {
	if len(a.columns.durations) == 0 {
		return s.skip()
	}
	for _, at := range a.columns.durations {
		a.numbers[at][row] = math.NaN()
	}
	return s.looseArray(func() error {
		one, at, asked := spell{}, 0, false
		err := s.looseObject(func(name []byte) (err error) {
			if string(name) != "agentStatus" {
				return a.spell(s, name, &one)
			}
			text, err := s.looseText()
			at, asked = a.columns.durations[string(text)]
			return err
		})
		if asked {
			a.numbers[at][row] = one.milliseconds + zeroIfNone(a.numbers[at][row])
		}
		return err
	})
}

// spells reads how long an agent had a status for which reason.
func (a *agentAnswer) spells(s *stream, row int) error {
	if !a.columns.away {
		return s.skip()
	}
	a.away[row] = nil
	return s.looseArray(func() error {
		one := spell{}
		err := s.looseObject(func(name []byte) error { return a.spell(s, name, &one) })
		a.away[row] = append(a.away[row], one)
		return err
	})
}

func (a *agentAnswer) spell(s *stream, name []byte, one *spell) (err error) {
	switch string(name) {
	case "agentStatusDuration":
		one.milliseconds, err = s.looseNumber()
	case "agentStatusReasonId":
		one.reason, err = a.text(s)
	default:
		err = s.skip()
	}
	return err
}

func zeroIfNone(value float64) float64 {
	if math.IsNaN(value) {
		return 0
	}
	return value
}
