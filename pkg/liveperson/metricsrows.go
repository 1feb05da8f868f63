package liveperson

import "math"

// metricsAnswer reads a page of the metrics method into columns.
type metricsAnswer struct {
	page
	finder
	arena
}

func newMetricsAnswer(c columns, room int) *metricsAnswer {
	return &metricsAnswer{page: page{rows: newRows(len(c.fields), 0, room), all: newRows(len(c.fields), 0, 1)}, finder: newFinder(c)}
}

// groupsOf reads an answer about groups: a row for each, and one for all.
func (a *metricsAnswer) groupsOf(s *stream) error {
	counted := false
	_, err := s.object(func(name []byte) (err error) {
		switch string(name) {
		case "metadata":
			a.count, counted, err = s.metadata()
		case "groupBy":
			_, err = s.object(func(name []byte) error { return a.groupBy(s, name) })
		case "all":
			_, err = a.account(s)
		default:
			err = s.skip()
		}
		return err
	})
	a.trim()
	if err == nil && !counted {
		return garbled(metrics, "answered without any metrics. Check the address in the data source's settings")
	}
	return err
}

// groupBy reads the groups, which are left out where there is none.
func (a *metricsAnswer) groupBy(s *stream, name []byte) error {
	if string(name) != "groups" {
		return s.skip()
	}
	a.rows.empty()
	_, err := s.array(func() error { return a.group(s) })
	return err
}

func (a *metricsAnswer) group(s *stream) error {
	row := a.begin()
	_, err := s.object(func(name []byte) (err error) {
		var text []byte
		switch string(name) {
		case "key":
			text, err = s.text()
			a.ids[row] = a.keep(text)
		case "keyDescription":
			text, err = s.text()
			a.names[row] = a.keep(text)
		case "metrics":
			_, err = a.values(s, a.numbers, row)
		default:
			err = s.skip()
		}
		return err
	})
	// "NA" is what LivePerson says for a skill or group whose name it does not
	// know.
	if a.names[row] == "" || a.names[row] == "NA" {
		a.names[row] = a.ids[row]
	}
	return err
}

// accountOf reads an answer about the whole account.
func (a *metricsAnswer) accountOf(s *stream) error {
	known := false
	_, err := s.object(func(name []byte) (err error) {
		if string(name) != "all" {
			return s.skip()
		}
		known, err = a.account(s)
		return err
	})
	if err == nil && !known {
		return garbled(metrics, `answered without the section "all". Check the address in the data source's settings`)
	}
	return err
}

// account reads the account's row, and tells whether there is one.
func (a *metricsAnswer) account(s *stream) (known bool, err error) {
	a.all.empty()
	row := a.all.begin()
	if known, err = a.values(s, a.all.numbers, row); !known {
		a.all.empty()
	}
	a.all.trim()
	return known, err
}

// values reads an object's numbers into a row, and tells whether there is one.
func (a *metricsAnswer) values(s *stream, numbers [][]float64, row int) (bool, error) {
	a.restart()
	return s.fields(func(quoted []byte) error {
		at, _ := a.find(s, quoted)
		if at < 0 {
			return s.skip()
		}
		value, err := s.number()
		numbers[at][row] = value
		return err
	})
}

// metadata reads how many rows there are in all, and whether there is such a
// section.
func (s *stream) metadata() (count int, there bool, err error) {
	there, err = s.object(func(name []byte) error {
		if string(name) != "count" {
			return s.skip()
		}
		number, err := s.looseNumber()
		count = int(min(number, math.MaxInt32))
		return err
	})
	return count, there, err
}
