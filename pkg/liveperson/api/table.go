package api

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Table is the response to a request: one row for the account, or one for each
// skill, group or agent, however many pages it took. Of a history, a row is a
// point in time. It is shared and must not be changed.
type Table struct {
	// IDs are the rows' ids: empty text for the account; of a history, as PointID has
	// them.
	IDs   []string
	Names []string
	// Fields holds a column of numbers by its field, NaN where there is none: see Unclear.
	Fields map[string][]float64
	// Texts holds a column of texts by its field, empty where left out.
	Texts map[string][]string
	// Agents says where each agent works; nil for other rows.
	Agents []Membership
	// Total is the account's row, where it comes along with those of skills or
	// groups, else nil.
	Total *Table
	// Sent is the request as it was sent, for people: its method, path and parameters.
	// Empty where it is what the method's Body says.
	Sent string
	// Calls is how many calls of the API it took.
	Calls int
	// Missing is how many rows there are that LivePerson does not give.
	Missing int
	// Unclear is how many rows are left out because they are not understood.
	Unclear int
	// RowsUnknown reports that nothing is known of rows that are not there. Else these have
	// counts of 0.
	RowsUnknown bool
	// Notices say what else is missing.
	Notices []Notice
	// Sampled is what values that are estimated are from, else nil.
	Sampled *Sampled
	// Incomplete reports that the next request gets more: it is worth sending soon.
	Incomplete bool
	// At is when the values were right, zero if that is when they were requested.
	At time.Time
}

// RightAt is when the values were right, of a request that was sent at a time.
func (t Table) RightAt(sentAt time.Time) time.Time {
	if t.At.IsZero() {
		return sentAt
	}
	return t.At
}

// MayLackRows reports whether there may be rows that are not there.
func (t Table) MayLackRows() bool {
	return t.Missing+t.Unclear > 0 || t.Incomplete || t.RowsUnknown ||
		slices.ContainsFunc(t.Notices, func(n Notice) bool { return n.RowsMissing })
}

// Notice says in a sentence what is missing in a table, and why.
type Notice struct {
	// Field is the column that it is about, empty for all.
	Field    string
	Sentence string
	// RowsMissing reports that there should be more rows: what counts them is wrong.
	RowsMissing bool
}

// PointID is the id of a row of a history: the start of its point, and the id of the skill,
// group or agent, empty for the account.
func PointID(start time.Time, row string) string {
	return strings.TrimSpace(strconv.FormatInt(start.UnixMilli(), 10) + " " + row)
}

// SplitPointID is the point and the row of an id of a history.
func SplitPointID(id string) (start time.Time, row string) {
	point, row, _ := strings.Cut(id, " ")
	at, _ := strconv.ParseInt(point, 10, 64)
	return time.UnixMilli(at), row
}

// Membership is where an agent works: ids of the agent group and of the skills.
type Membership struct {
	Group  string
	Skills []string
}

// Project leaves only these columns of a table.
func (t Table) Project(columns []Column) Table {
	fields, texts := make(map[string][]float64, len(columns)), map[string][]string{}
	for _, c := range columns {
		if column, known := t.Fields[c.Field]; known {
			fields[c.Field] = column
		}
		if column, known := t.Texts[c.Field]; known {
			texts[c.Field] = column
		}
	}
	t.Fields, t.Texts = fields, texts
	t.Notices = slices.DeleteFunc(slices.Clone(t.Notices), func(n Notice) bool {
		return n.Field != "" && !slices.ContainsFunc(columns, func(c Column) bool { return c.Field == n.Field })
	})
	return t
}

// Join puts the columns of both tables side by side, row by row. Rows that only one
// of them has are there too, without values of the other; but agents are those of
// the first table: it says who there is.
func Join(t, other Table) Table {
	joined := t
	joined.Unclear = max(t.Unclear, other.Unclear)
	joined.RowsUnknown = t.RowsUnknown || other.RowsUnknown
	joined.Notices = slices.Concat(t.Notices, other.Notices)
	if slices.Equal(t.IDs, other.IDs) { // as those of one response are
		joined.Fields, joined.Texts = maps.Clone(t.Fields), maps.Clone(t.Texts)
		maps.Copy(joined.Fields, other.Fields)
		maps.Copy(joined.Texts, other.Texts)
		return joined
	}
	joined.IDs, joined.Names = t.IDs[:len(t.IDs):len(t.IDs)], t.Names[:len(t.Names):len(t.Names)]
	index := make(map[string]int, len(t.IDs))
	for row, id := range t.IDs {
		index[id] = row
	}
	for row, id := range other.IDs {
		if _, known := index[id]; !known && t.Agents == nil {
			index[id] = len(joined.IDs)
			joined.IDs, joined.Names = append(joined.IDs, id), append(joined.Names, other.Names[row])
		}
	}
	joined.Fields, joined.Texts = map[string][]float64{}, map[string][]string{}
	for _, from := range []Table{t, other} {
		place(joined.Fields, from.Fields, from.IDs, index, len(joined.IDs), math.NaN())
		place(joined.Texts, from.Texts, from.IDs, index, len(joined.IDs), "")
	}
	return joined
}

// place copies columns whose rows have other places in the table that they join.
func place[T any](into, columns map[string][]T, ids []string, index map[string]int, rows int, empty T) {
	for field, column := range columns {
		placed := make([]T, rows)
		for row := range placed {
			placed[row] = empty
		}
		for row, id := range ids {
			if at, known := index[id]; known {
				placed[at] = column[row]
			}
		}
		into[field] = placed
	}
}
