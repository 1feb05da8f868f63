package liveperson

import "math"

// rows are rows of an answer, column by column.
type rows struct {
	ids, names []string
	numbers    [][]float64 // NaN where left out
	// Of agents only: texts, empty where left out, where they work, and how long
	// they were away for which reason, nil if nobody asks.
	texts  [][]string
	places []Place
	away   [][]spell
}

// newRows has room for as many rows in so many columns.
func newRows(numbers, texts, room int) rows {
	r := rows{
		ids: make([]string, 0, room), names: make([]string, 0, room),
		numbers: make([][]float64, numbers), texts: make([][]string, texts),
	}
	values := make([]float64, numbers*room)
	for i := range values {
		values[i] = math.NaN()
	}
	for i := range r.numbers {
		r.numbers[i] = values[i*room : (i+1)*room : (i+1)*room]
	}
	for i := range r.texts {
		r.texts[i] = make([]string, room)
	}
	return r
}

// begin adds a row without values. Columns may be longer until the rows are
// trimmed.
func (r *rows) begin() int {
	row := len(r.ids)
	r.ids = append(r.ids, "")
	r.names = append(r.names, "")
	for i, column := range r.numbers {
		if row >= len(column) {
			r.numbers[i] = append(column, math.NaN())
		}
	}
	for i, column := range r.texts {
		if row >= len(column) {
			r.texts[i] = append(column, "")
		}
	}
	return row
}

// empty drops all rows.
func (r *rows) empty() {
	if room := len(r.ids); room > 0 {
		*r = newRows(len(r.numbers), len(r.texts), room)
	}
}

// trim makes all columns as long as there are rows.
func (r *rows) trim() {
	for i, column := range r.numbers {
		r.numbers[i] = column[:len(r.ids)]
	}
	for i, column := range r.texts {
		r.texts[i] = column[:len(r.ids)]
	}
}

// column is nil where no page has come.
func column[T any](columns [][]T, i int) []T {
	if i < len(columns) {
		return columns[i]
	}
	return nil
}
