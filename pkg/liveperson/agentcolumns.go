package liveperson

import (
	"math"
	"slices"
	"strings"
)

// agentColumns are the columns of agents: numbers, and texts beside them.
type agentColumns struct {
	columns           // the numbers: the first are asked for, more are other names of theirs
	asked   int       // how many are asked for
	also    []synonym // columns that stand in for others
	texts   columns
	// described are the columns of texts in the metadata, by their names there.
	described map[string]int
	// durations are the columns of how long agents had a status, by status.
	durations map[string]int
	// away tells whether anybody asks how long they had it for which reason.
	away bool
}

// synonym is a column with another one that holds the same by another name.
type synonym struct{ column, other int }

func newAgentColumns(lists ...[]Metric) agentColumns {
	c := agentColumns{columns: newColumns(), texts: newColumns(), described: map[string]int{}, durations: map[string]int{}}
	for _, metric := range slices.Concat(lists...) {
		if isText(metric.Field) {
			c.texts.add(metric.Field)
		} else {
			c.add(metric.Field)
		}
	}
	for column, field := range c.texts.fields {
		if name, ok := strings.CutPrefix(field, metadataField); ok {
			c.described[name] = column
		}
	}
	c.asked = len(c.fields)
	for column, field := range c.fields[:c.asked] {
		if other, known := alsoKnownAs[field]; known {
			c.also = append(c.also, synonym{column, c.add(other)})
		}
		if status, ok := strings.CutPrefix(field, durationField); ok {
			c.durations[status] = column
		}
	}
	c.away = c.texts.has(byReasonField)
	return c
}

// table makes a table of the agents of all pages.
func (c *agentColumns) table(agents rows, reasons map[string]string) Table {
	c.settle(agents, reasons)
	t := agents.table(c.fields[:c.asked])
	t.Agents = agents.places
	t.Texts = make(map[string][]string, len(c.texts.fields))
	for i, field := range c.texts.fields {
		t.Texts[field] = column(agents.texts, i)
	}
	return t
}

// settle fills in what only the whole answer tells: columns under their other
// names, and the names of reasons.
func (c *agentColumns) settle(agents rows, reasons map[string]string) {
	for _, s := range c.also {
		for row, value := range column(agents.numbers, s.column) {
			if math.IsNaN(value) {
				agents.numbers[s.column][row] = agents.numbers[s.other][row]
			}
		}
	}
	if at, asked := c.texts.at[reasonField]; asked {
		for row, id := range column(agents.texts, at) {
			agents.texts[at][row] = reasonName(id, reasons)
		}
	}
	if at, asked := c.texts.at[byReasonField]; asked {
		for row, spells := range agents.away {
			agents.texts[at][row] = byReason(spells, reasons)
		}
	}
}
