package kmm

import (
	"math"
	"slices"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// rows are rows of a response, column by column.
type rows struct {
	ids, names []string
	numbers    [][]float64 // NaN where left out
	// Of agents only: texts, empty where left out, where they work, and how long they
	// were away for which reason, nil if that is not requested.
	texts       [][]string
	memberships []api.Membership
	away        [][]statusInterval
	// unclear is how many rows are left out because they are not understood.
	unclear int
}

// newRows has capacity for as many rows in so many columns.
func newRows(numbers, texts, capacity int) rows {
	r := rows{
		ids: make([]string, 0, capacity), names: make([]string, 0, capacity),
		numbers: make([][]float64, numbers), texts: make([][]string, texts),
	}
	values := make([]float64, numbers*capacity)
	for i := range values {
		values[i] = math.NaN()
	}
	for i := range r.numbers {
		r.numbers[i] = values[i*capacity : (i+1)*capacity : (i+1)*capacity]
	}
	for i := range r.texts {
		r.texts[i] = make([]string, capacity)
	}
	return r
}

// appendRow adds a row without values. Columns may be longer until the rows are
// trimmed.
func (r *rows) appendRow() int {
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

// dropRow drops the last row, which is not understood: without an id it can't be told
// from others.
func (r *rows) dropRow() {
	row := len(r.ids) - 1
	r.ids, r.names = r.ids[:row], r.names[:row]
	r.fill(row, math.NaN())
	for _, column := range r.texts {
		column[row] = ""
	}
	r.memberships = r.memberships[:min(row, len(r.memberships))]
	r.away = r.away[:min(row, len(r.away))]
	r.unclear++
}

// fill puts the same into all columns of numbers of a row.
func (r *rows) fill(row int, value float64) {
	for _, column := range r.numbers {
		column[row] = value
	}
}

// reset drops all rows.
func (r *rows) reset() {
	r.unclear = 0
	if capacity := len(r.ids); capacity > 0 {
		*r = newRows(len(r.numbers), len(r.texts), capacity)
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

// table has a column for each field, even if there is no row.
func (r rows) table(fields []string) api.Table {
	t := api.Table{IDs: r.ids, Names: r.names, Unclear: r.unclear, Fields: make(map[string][]float64, len(fields))}
	for i, field := range fields {
		t.Fields[field] = column(r.numbers, i)
	}
	return t
}

// IDs implements transport.Rows.
func (r rows) IDs() []string { return r.ids }

// Append implements transport.Rows.
func (r rows) Append(others rows, indexes []int, expected int) rows {
	return rows{
		ids: appendSome(r.ids, others.ids, indexes, expected), names: appendSome(r.names, others.names, indexes, expected),
		numbers: appendColumns(r.numbers, others.numbers, indexes, expected), texts: appendColumns(r.texts, others.texts, indexes, expected),
		memberships: appendSome(r.memberships, others.memberships, indexes, expected), away: appendSome(r.away, others.away, indexes, expected),
	}
}

func appendColumns[T any](to, from [][]T, indexes []int, expected int) [][]T {
	if to == nil {
		to = make([][]T, len(from))
	}
	for i, column := range from {
		to[i] = appendSome(to[i], column, indexes, expected)
	}
	return to
}

// appendSome appends values of a page's column, by their indexes there.
func appendSome[T any](to, from []T, indexes []int, expected int) []T {
	if from == nil {
		return to
	}
	if more := expected - len(to); more > len(indexes) && cap(to) < expected {
		to = slices.Grow(to, more)
	}
	if len(indexes) == len(from) {
		return append(to, from...)
	}
	for _, i := range indexes {
		to = append(to, from[i])
	}
	return to
}
