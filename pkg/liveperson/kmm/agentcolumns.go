package kmm

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// agentColumns are the columns of agents: numbers, and texts beside them.
type agentColumns struct {
	columns   // the numbers: first those that are requested, then other names of theirs
	requested int
	aliases   []alias
	texts     columns
	// described are the columns of texts in the metadata, by their names there.
	described map[string]int
	// durations are the columns of how long agents had a status, by status.
	durations map[string]int
	// away reports whether it is requested how long they had it for which reason.
	away bool
}

// alias is a column with another one that holds the same by another name.
type alias struct{ column, other int }

func newAgentColumns(requested []api.Column) agentColumns {
	c := agentColumns{columns: newColumns(nil), texts: newColumns(nil), described: map[string]int{}, durations: map[string]int{}}
	for _, column := range requested {
		if isText(column.Field) {
			c.texts.add(column.Field, column.Numbers)
		} else {
			c.add(column.Field, column.Numbers)
		}
	}
	for column, field := range c.texts.fields {
		if name, ok := strings.CutPrefix(field, metadataField); ok {
			c.described[name] = column
		}
	}
	c.requested = len(c.fields)
	for column, field := range c.fields[:c.requested] {
		if other, known := aliasOf[field]; known {
			c.aliases = append(c.aliases, alias{column, c.add(other, c.numbers[column])})
		}
		if status, ok := strings.CutPrefix(field, durationField); ok {
			c.durations[status] = column
		}
	}
	c.away = c.texts.has(byReasonField)
	return c
}

// table makes a table of the agents of all pages.
func (c *agentColumns) table(agents rows, reasons map[string]string) api.Table {
	c.resolve(agents, reasons)
	t := agents.table(c.fields[:c.requested])
	t.Agents = agents.memberships
	t.Texts = make(map[string][]string, len(c.texts.fields))
	for i, field := range c.texts.fields {
		t.Texts[field] = column(agents.texts, i)
	}
	return t
}

// cleanTexts makes texts of a table of agents safe to show, and says so where pictures
// are left out.
func cleanTexts(t *api.Table, upstream *url.URL) {
	unusable := 0
	for field, column := range t.Texts {
		for row, text := range column {
			if field != pictureField {
				column[row] = api.CleanText(text)
				continue
			}
			column[row] = api.PictureAddress(text, upstream)
			if column[row] == "" && knownName(text) != "" {
				unusable++
			}
		}
	}
	if unusable > 0 {
		t.Notices = append(t.Notices, api.Notice{
			Field:    pictureField,
			Sentence: fmt.Sprintf("Some agent pictures (%d) are not shown, because their URLs are not HTTPS on a public host.", unusable),
		})
	}
}

// withReasons are the fields in which an agent has a reason for being away.
func (c *agentColumns) withReasons(agents rows) (fields []string) {
	if at, requested := c.texts.at[reasonField]; requested && slices.ContainsFunc(column(agents.texts, at), isReason) {
		fields = append(fields, reasonField)
	}
	ofAny := func(intervals []statusInterval) bool {
		return slices.ContainsFunc(intervals, func(i statusInterval) bool { return isReason(i.reason) })
	}
	if c.texts.has(byReasonField) && slices.ContainsFunc(agents.away, ofAny) {
		fields = append(fields, byReasonField)
	}
	return fields
}

// resolve fills in what only the complete response has: columns under their other
// names, and the names of reasons.
func (c *agentColumns) resolve(agents rows, reasons map[string]string) {
	for _, a := range c.aliases {
		for row, value := range column(agents.numbers, a.column) {
			if api.IsLeftOut(value) {
				agents.numbers[a.column][row] = agents.numbers[a.other][row]
			}
		}
	}
	if at, requested := c.texts.at[reasonField]; requested {
		for row, id := range column(agents.texts, at) {
			agents.texts[at][row] = reasonName(id, reasons)
		}
	}
	if at, requested := c.texts.at[byReasonField]; requested {
		for row, intervals := range agents.away {
			agents.texts[at][row] = byReason(intervals, reasons)
		}
	}
}
