package liveperson

import "math"

// Table is the answer to a request: one row for the account, or one for each
// skill, group or agent, however many pages it took. In a history, a row is a
// point in time.
type Table struct {
	IDs   []string // empty text for the account
	Names []string
	// Fields holds a column for each number by its name in the answer, NaN
	// where LivePerson left it out.
	Fields map[string][]float64
	// Texts holds a column for each text of agents, empty where left out.
	Texts map[string][]string
	// Agents says where each agent works; nil for other rows.
	Agents []Place
	// All is the account's row, where LivePerson gives it along with those of
	// skills or groups, else nil.
	All *Table
	// Calls is how many requests it took.
	Calls int
	// Missing is how many rows there are that LivePerson does not give.
	Missing int
}

// Place is where an agent works.
type Place struct {
	Group  string
	Skills []string
}

// table has a column for each field, even if there is no row.
func (r rows) table(fields []string) Table {
	t := Table{IDs: r.ids, Names: r.names, Fields: make(map[string][]float64, len(fields))}
	for i, field := range fields {
		t.Fields[field] = column(r.numbers, i)
	}
	return t
}

// add appends a row, asking for the value of each column.
func (t *Table) add(id, name string, value func(field string) (float64, bool)) {
	t.IDs = append(t.IDs, id)
	t.Names = append(t.Names, name)
	for field, column := range t.Fields {
		given, known := value(field)
		if !known {
			given = math.NaN()
		}
		t.Fields[field] = append(column, given)
	}
}
