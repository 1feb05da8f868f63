package kmm

import (
	"cmp"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

// agentDecoder decodes a page of the agent view into columns.
type agentDecoder struct {
	rows
	metadata metadata
	fieldPredictor
	stringArena
	columns agentColumns
	agent   agentTexts // of the row that is being decoded
	skills  []string   // of all agents, each has a part of it
	list    []byte     // the text of a list that is being decoded
}

func newAgentDecoder(c agentColumns, capacity int) *agentDecoder {
	return &agentDecoder{
		rows:           newRows(len(c.fields), len(c.texts.fields), capacity),
		fieldPredictor: newFieldPredictor(c.columns),
		metadata:       noMetadata,
		columns:        c,
	}
}

// agents decodes a response: a row for each agent.
func (a *agentDecoder) agents(s *stream) error {
	known := false
	_, err := s.object(func(name []byte) (err error) {
		there := false
		switch string(name) {
		case "metadata", "_metadata":
			there, err = a.metadata.decode(s)
		case "agentViewRecords":
			a.rows.reset()
			there, err = s.records(&a.unclear, func() error { return a.record(s) })
		default:
			err = s.skip()
		}
		known = known || there
		return err
	})
	a.trim()
	if err == nil && !known {
		return &transport.ContentError{What: "returned no agents", Foreign: true}
	}
	return err
}

// record decodes an agent's record.
func (a *agentDecoder) record(s *stream) error {
	row := a.appendRow()
	a.memberships = append(a.memberships, api.Membership{})
	if a.columns.away {
		a.away = append(a.away, nil)
	}
	a.agent = agentTexts{}
	a.restart()
	_, err := s.fields(func(quoted []byte) error {
		at, name := a.find(s, quoted)
		if at < 0 {
			return a.nonNumeric(s, name, row)
		}
		value, err := s.number(a.columns.numbers[at])
		a.numbers[at][row] = value
		return err
	})
	a.ids[row] = a.agent.id
	a.names[row] = cmp.Or(knownName(a.agent.name), knownName(a.agent.nickname), knownName(a.agent.login), a.agent.id)
	a.set(reasonField, row, cmp.Or(a.agent.reason, a.agent.reasonID))
	if a.agent.id == "" && err == nil {
		a.dropRow()
	}
	return err
}

// nonNumeric decodes the parts of a record that are not numbers.
func (a *agentDecoder) nonNumeric(s *stream, name []byte, row int) (err error) {
	switch string(name) {
	case "agentId":
		a.agent.id, err = a.id(s)
	case "agentGroupId":
		a.memberships[row].Group, err = a.id(s)
	case statusField:
		err = a.textOf(s, statusField, row)
	case reasonField:
		a.agent.reason, err = a.text(s)
	case "agentCurrentStatusReasonId":
		a.agent.reasonID, err = a.id(s)
	case "agentMetadata":
		err = a.about(s, row)
	case "agentStatusDurationList":
		err = a.statuses(s, row)
	case byReasonField:
		err = a.intervals(s, row)
	default:
		err = s.skip()
	}
	return err
}

// text decodes a text, empty where it is anything else.
func (a *agentDecoder) text(s *stream) (string, error) {
	text, err := s.laxText()
	return a.keep(text), err
}

// id decodes an id, empty where it is none.
func (a *agentDecoder) id(s *stream) (string, error) {
	id, err := s.laxID()
	return a.keep(id), err
}

// textOf decodes a text into its column, if there is one.
func (a *agentDecoder) textOf(s *stream, field string, row int) error {
	if !a.columns.texts.has(field) {
		return s.skip()
	}
	text, err := a.text(s)
	a.set(field, row, text)
	return err
}

// set is a text of a row, if there is a column for it.
func (a *agentDecoder) set(field string, row int, text string) {
	if at, known := a.columns.texts.at[field]; known {
		a.texts[at][row] = text
	}
}
