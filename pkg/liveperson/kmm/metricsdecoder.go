package kmm

import (
	"math"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

// metricsDecoder decodes a page of the methods metrics and historical into columns.
type metricsDecoder struct {
	rows
	count int  // of the rows of all pages
	total rows // the account's, empty if it does not come along
	fieldPredictor
	stringArena
}

func newMetricsDecoder(c columns, capacity int) *metricsDecoder {
	return &metricsDecoder{rows: newRows(len(c.fields), 0, capacity), total: newRows(len(c.fields), 0, 1), fieldPredictor: newFieldPredictor(c)}
}

// groups decodes a response by group: a row for each, and one for all.
func (d *metricsDecoder) groups(s *stream) error {
	counted := false
	_, err := s.object(func(name []byte) (err error) {
		switch string(name) {
		case "metadata":
			d.count, counted, err = s.metadata()
		case "groupBy":
			_, err = s.object(func(name []byte) error { return d.groupBy(s, name) })
		case "all":
			_, err = d.accountRow(s)
		default:
			err = s.skip()
		}
		return err
	})
	d.trim()
	if err == nil && !counted {
		return &transport.ContentError{What: "answered without any metrics. Check the address in the data source's settings"}
	}
	return err
}

// groupBy decodes the groups, which are left out where there is none.
func (d *metricsDecoder) groupBy(s *stream, name []byte) error {
	if string(name) != "groups" {
		return s.skip()
	}
	d.rows.reset()
	_, err := s.array(func() error { return d.group(s) })
	return err
}

func (d *metricsDecoder) group(s *stream) error {
	row := d.appendRow()
	_, err := s.object(func(name []byte) (err error) {
		var text []byte
		switch string(name) {
		case "key":
			text, err = s.text()
			d.ids[row] = d.keep(text)
		case "keyDescription":
			text, err = s.text()
			d.names[row] = d.keep(text)
		case "metrics":
			_, err = d.values(s, d.numbers, row)
		default:
			err = s.skip()
		}
		return err
	})
	// "NA" is what LivePerson says for a skill or group whose name it does not
	// know.
	if d.names[row] == "" || d.names[row] == "NA" {
		d.names[row] = d.ids[row]
	}
	return err
}

// account decodes a response about the whole account.
func (d *metricsDecoder) account(s *stream) error {
	known := false
	_, err := s.object(func(name []byte) (err error) {
		if string(name) != "all" {
			return s.skip()
		}
		known, err = d.accountRow(s)
		return err
	})
	if err == nil && !known {
		return &transport.ContentError{What: `answered without the section "all". Check the address in the data source's settings`}
	}
	return err
}

// accountRow decodes the account's row, and reports whether there is one.
func (d *metricsDecoder) accountRow(s *stream) (known bool, err error) {
	d.total.reset()
	row := d.total.appendRow()
	if known, err = d.values(s, d.total.numbers, row); !known {
		d.total.reset()
	}
	d.total.trim()
	return known, err
}

// values decodes an object's numbers into a row, and reports whether there is one.
func (d *metricsDecoder) values(s *stream, numbers [][]float64, row int) (bool, error) {
	d.restart()
	return s.fields(func(quoted []byte) error {
		at, _ := d.find(s, quoted)
		if at < 0 {
			return s.skip()
		}
		value, err := s.number()
		numbers[at][row] = value
		return err
	})
}

// metadata decodes how many rows there are in all, and reports whether there is
// such a section.
func (s *stream) metadata() (count int, there bool, err error) {
	there, err = s.object(func(name []byte) error {
		if string(name) != "count" {
			return s.skip()
		}
		number, err := s.laxNumber()
		count = int(min(number, math.MaxInt32))
		return err
	})
	return count, there, err
}
