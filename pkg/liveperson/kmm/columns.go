package kmm

import "github.com/kmm/liveperson-datasource/pkg/liveperson/api"

// columns say in which column of the rows a field of a response belongs.
type columns struct {
	fields  []string      // of the columns, in order
	numbers []api.Numbers // that each can have
	at      map[string]int
}

// newColumns has a column for each field, once.
func newColumns(requested []api.Column) columns {
	c := columns{at: map[string]int{}}
	for _, column := range requested {
		c.add(column.Field, column.Numbers)
	}
	return c
}

func (c *columns) add(field string, numbers api.Numbers) int {
	at, known := c.at[field]
	if !known {
		at = len(c.fields)
		c.at[field] = at
		c.fields, c.numbers = append(c.fields, field), append(c.numbers, numbers)
	}
	return at
}

// fieldPredictor finds the columns of fields. It expects them in the order in which
// the last row had them, which is several times faster than a map.
type fieldPredictor struct {
	columns
	after []int // the column that came after each, and first of all
	last  int
}

func newFieldPredictor(c columns) fieldPredictor {
	return fieldPredictor{columns: c, after: make([]int, len(c.fields)+1)}
}

// restart begins a row.
func (f *fieldPredictor) restart() { f.last = 0 }

// find returns the column of a field, or -1 and its name for one that is not
// requested.
func (f *fieldPredictor) find(s *stream, quoted []byte) (int, []byte) {
	if guess := f.after[f.last]; guess < len(f.fields) && f.fields[guess] == string(quoted[1:len(quoted)-1]) {
		f.last = guess + 1
		return guess, nil
	}
	name := s.unquote(quoted)
	at, known := f.at[string(name)]
	if !known {
		return -1, name
	}
	f.after[f.last] = at
	f.last = at + 1
	return at, nil
}

func (c *columns) has(field string) bool {
	_, known := c.at[field]
	return known
}
