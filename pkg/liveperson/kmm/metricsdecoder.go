package kmm

import (
	"cmp"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

// metricsDecoder decodes a page of the methods metrics and historical into columns.
type metricsDecoder struct {
	rows
	metadata metadata
	total    rows // the account's, empty if it does not come along
	fieldPredictor
	stringArena
}

func newMetricsDecoder(c columns, capacity int) *metricsDecoder {
	return &metricsDecoder{
		rows: newRows(len(c.fields), 0, capacity), total: newRows(len(c.fields), 0, 1),
		metadata: noMetadata, fieldPredictor: newFieldPredictor(c),
	}
}

// groups decodes a response by group: a row for each, and one for all.
func (d *metricsDecoder) groups(s *stream) error {
	known := false
	_, err := s.object(func(name []byte) (err error) {
		there := false
		switch string(name) {
		case "metadata", "_metadata":
			there, err = d.metadata.decode(s)
		case "groupBy":
			there, err = s.laxObject(func(name []byte) error { return d.groupBy(s, name) })
		case "all":
			there, err = d.accountRow(s)
		default:
			err = s.skip()
		}
		known = known || there
		return err
	})
	d.trim()
	if err == nil && !known {
		return &transport.ContentError{What: "returned no metrics", Foreign: true}
	}
	return err
}

// groupBy decodes the groups, which are left out where there is none.
func (d *metricsDecoder) groupBy(s *stream, name []byte) error {
	if string(name) != "groups" {
		return s.skip()
	}
	d.rows.reset()
	_, err := s.records(&d.unclear, func() error { return d.group(s) })
	return err
}

func (d *metricsDecoder) group(s *stream) error {
	row := d.appendRow()
	_, err := s.object(func(name []byte) (err error) {
		var text []byte
		switch string(name) {
		case "key":
			text, err = s.laxID()
			d.ids[row] = d.keep(text)
		case "keyDescription":
			text, err = s.laxText()
			d.names[row] = d.keep(text)
		case "metrics":
			err = d.valuesOfRow(s, row)
		default:
			err = s.skip()
		}
		return err
	})
	d.names[row] = cmp.Or(knownName(d.names[row]), d.ids[row])
	if d.ids[row] == "" && err == nil {
		d.dropRow()
	}
	return err
}

// valuesOfRow decodes a row's numbers. A row whose section is none has none either.
func (d *metricsDecoder) valuesOfRow(s *stream, row int) error {
	switch s.json.PeekKind() {
	case jsontext.KindBeginObject:
		return d.values(s, d.numbers, row)
	case jsontext.KindNull:
		d.fill(row, api.NoValue())
	default:
		d.fill(row, api.Unclear())
	}
	return s.skip()
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
		return &transport.ContentError{What: `returned no section "all"`, Foreign: true}
	}
	return err
}

// accountRow decodes the account's row, and reports whether there is one.
func (d *metricsDecoder) accountRow(s *stream) (known bool, err error) {
	d.total.reset()
	if s.json.PeekKind() != jsontext.KindBeginObject {
		return false, s.skip()
	}
	err = d.values(s, d.total.numbers, d.total.appendRow())
	d.total.trim()
	return true, err
}

// values decodes an object's numbers into a row.
func (d *metricsDecoder) values(s *stream, numbers [][]float64, row int) error {
	d.restart()
	_, err := s.fields(func(quoted []byte) error {
		at, _ := d.find(s, quoted)
		if at < 0 {
			return s.skip()
		}
		value, err := s.number(d.columns.numbers[at])
		numbers[at][row] = value
		return err
	})
	return err
}
