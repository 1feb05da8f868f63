package liveperson

// agentAnswer reads a page of the agent view into columns.
type agentAnswer struct {
	page
	finder
	arena
	columns agentColumns
	agent   agentTexts // of the row that is being read
	skills  []string   // of all agents, each has a part of it
	list    []byte     // the text of a list that is being read
}

func newAgentAnswer(c agentColumns, room int) *agentAnswer {
	return &agentAnswer{
		page:    page{rows: newRows(len(c.fields), len(c.texts.fields), room)},
		finder:  newFinder(c.columns),
		columns: c,
	}
}

// agentsOf reads an answer: a row for each agent.
func (a *agentAnswer) agentsOf(s *stream) error {
	counted := false
	_, err := s.object(func(name []byte) (err error) {
		switch string(name) {
		case "metadata":
			a.count, counted, err = s.metadata()
		case "agentViewRecords":
			a.rows.empty()
			_, err = s.array(func() error { return a.record(s) })
		default:
			err = s.skip()
		}
		return err
	})
	a.trim()
	if err == nil && !counted {
		return garbled(metrics, "answered without any agents. Check the address in the data source's settings")
	}
	return err
}

// record reads an agent's record.
func (a *agentAnswer) record(s *stream) error {
	row := a.begin()
	a.places = append(a.places, Place{})
	if a.columns.away {
		a.away = append(a.away, nil)
	}
	a.agent = agentTexts{}
	a.restart()
	_, err := s.fields(func(quoted []byte) error {
		at, name := a.find(s, quoted)
		if at < 0 {
			return a.beside(s, name, row)
		}
		value, err := s.number()
		a.numbers[at][row] = value
		return err
	})
	a.ids[row] = a.agent.id
	a.names[row] = first(a.agent.name, a.agent.nickname, a.agent.login, a.agent.id)
	a.set(reasonField, row, first(a.agent.reason, a.agent.reasonID))
	return err
}

// beside reads the parts of a record that are not numbers.
func (a *agentAnswer) beside(s *stream, name []byte, row int) (err error) {
	switch string(name) {
	case "agentId":
		a.agent.id, err = a.text(s)
	case "agentGroupId":
		a.places[row].Group, err = a.text(s)
	case statusField:
		err = a.textOf(s, statusField, row)
	case reasonField:
		a.agent.reason, err = a.text(s)
	case "agentCurrentStatusReasonId":
		a.agent.reasonID, err = a.text(s)
	case "agentMetadata":
		err = a.metadata(s, row)
	case "agentStatusDurationList":
		err = a.statuses(s, row)
	case byReasonField:
		err = a.spells(s, row)
	default:
		err = s.skip()
	}
	return err
}

// text keeps a text, empty where it is anything else.
func (a *agentAnswer) text(s *stream) (string, error) {
	text, err := s.looseText()
	return a.keep(text), err
}

// textOf keeps a text for its column, if anybody asked.
func (a *agentAnswer) textOf(s *stream, field string, row int) error {
	if !a.columns.texts.has(field) {
		return s.skip()
	}
	text, err := a.text(s)
	a.set(field, row, text)
	return err
}

func (a *agentAnswer) set(field string, row int, text string) {
	if at, asked := a.columns.texts.at[field]; asked {
		a.texts[at][row] = text
	}
}
