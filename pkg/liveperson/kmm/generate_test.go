package kmm

import (
	"fmt"
	"math/rand"
	"strconv"
	"strings"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// writer writes JSON in every way that is allowed: any order of fields, spaces,
// escapes, forms of numbers, and fields that are unknown.
type writer struct{ *rand.Rand }

func (w writer) oneOf(choices ...string) string { return choices[w.Intn(len(choices))] }

func (w writer) space() string { return w.oneOf("", "", "", " ", "\n\t", "\r\n  ") }

// name writes a field's name, at times with an escape in it.
func (w writer) name(name string) string {
	if w.Intn(10) == 0 {
		at := w.Intn(len(name))
		name = fmt.Sprintf(`%s\u%04x%s`, name[:at], name[at], name[at+1:])
	}
	return `"` + name + `"`
}

func (w writer) number() string {
	switch w.Intn(8) {
	case 0:
		return w.oneOf("0", "-0", "1e3", "2.5E-7", "12.0", "-4", "9007199254740993", "123456789012345678901234567890", "1e-400", "0.1e+2")
	case 1:
		return "null"
	case 2:
		return strconv.FormatFloat(w.NormFloat64()*1e4, 'g', -1, 64)
	}
	return strconv.Itoa(w.Intn(500))
}

// text writes a text that people gave.
func (w writer) text() string {
	plain := w.oneOf("Sales", "Zoë", "销售", "", "NA", "A, B", `\"quoted\"`, `\ud83d\ude00`, `tab\there`, `\ud800`, "Support 2")
	return `"` + plain + `"`
}

// id writes an id as text or as a number.
func (w writer) id(id int) string {
	return strings.ReplaceAll(w.oneOf(`"#"`, "#"), "#", strconv.Itoa(id))
}

// any writes a value of any shape.
func (w writer) any(depth int) string {
	switch w.Intn(7) {
	case 0:
		return w.text()
	case 1:
		return w.oneOf("true", "false", "null")
	case 2, 3:
		if depth > 0 {
			return w.list(w.Intn(3), func(int) string { return w.any(depth - 1) })
		}
	case 4, 5:
		if depth > 0 {
			return w.object(field{"count", w.any(depth - 1)}, field{"x", w.any(depth - 1)})
		}
	}
	return w.number()
}

func (w writer) list(n int, element func(i int) string) string {
	elements := make([]string, n)
	for i := range elements {
		elements[i] = w.space() + element(i) + w.space()
	}
	return "[" + strings.Join(elements, ",") + "]"
}

type field struct{ name, value string }

// object writes fields in any order, unknown ones between them.
func (w writer) object(fields ...field) string {
	w.Shuffle(len(fields), func(i, j int) { fields[i], fields[j] = fields[j], fields[i] })
	var parts []string
	for _, f := range fields {
		if w.Intn(8) == 0 {
			parts = append(parts, `"unknown":`+w.any(2))
		}
		parts = append(parts, w.space()+w.name(f.name)+w.space()+":"+w.space()+f.value+w.space())
	}
	return "{" + strings.Join(parts, ",") + "}"
}

// some are fields that a response may leave out or give twice.
func (w writer) some(names []string, value func() string) []field {
	var fields []field
	for _, name := range names {
		for range (w.Intn(11) + 8) / 9 { // 1, seldom 0 or 2
			fields = append(fields, field{name, value()})
		}
	}
	return fields
}

var groupMetrics = columnsOf("openConversations", "csat", "humanAgentLoad", "avgWaitTime", "openConversations", "closedByAgent")

func columnsOf(fields ...string) []api.Column {
	var list []api.Column
	for _, f := range fields {
		list = append(list, api.Column{Metric: f, Field: f})
	}
	return list
}

// metrics writes a response of the metrics method.
func (w writer) metrics(groups int) string {
	group := func(i int) string {
		return w.object(
			field{"key", w.id(i)},
			field{"keyDescription", w.oneOf(w.text(), "null")},
			field{"metrics", w.object(w.some(fieldsOf(groupMetrics), w.number)...)},
		)
	}
	return w.object(
		field{"metadata", w.object(field{"count", w.id(groups)})},
		field{"all", w.object(w.some(fieldsOf(groupMetrics), w.number)...)},
		field{"groupBy", w.object(field{"groupByField", w.text()}, field{"groups", w.list(groups, group)})},
	)
}

var (
	agentNumbers   = columnsOf("assignedConversations", "agentLoad", "closeRate", "maxSlots", durationField+away, durationField+online)
	agentTextsOnly = columnsOf(statusField, reasonField, byReasonField, skillsField, metadataField+"agentNickname", metadataField+"agentGroupName")
)

// agents writes a response of the agent view.
func (w writer) agents(agents int) string {
	return w.object(
		field{"metadata", w.object(field{"count", w.id(agents)})},
		field{"agentViewRecords", w.list(agents, w.agent)},
	)
}

func (w writer) agent(i int) string {
	lax := func() string { return w.oneOf(w.text(), w.id(7), w.any(2)) }
	fields := w.some([]string{"assignedConversations", "agentLoad", "closeRate", "closedRate", "maxSlots"}, w.number)
	fields = append(fields, w.some([]string{statusField, reasonField, aliasOf[reasonField], "agentGroupId"}, lax)...)
	fields = append(fields, w.some([]string{"agentStatusDurationList", byReasonField}, w.spells)...)
	fields = append(fields, w.some([]string{"agentMetadata"}, func() string {
		if w.Intn(10) == 0 {
			return w.any(2)
		}
		about := w.some([]string{"agentName", "agentNickname", "agentLoginName", "agentGroupName"}, lax)
		return w.object(append(about, w.some([]string{"agentSkills"}, w.skills)...)...)
	})...)
	return w.object(append(fields, field{"agentId", w.id(i)})...)
}

func (w writer) spells() string {
	return w.list(w.Intn(4), func(int) string {
		return w.object(w.some([]string{"agentStatus", "agentStatusDuration", "agentStatusReasonId"}, func() string {
			return w.oneOf(`"AWAY"`, `"ONLINE"`, "60000", `"120000"`, `"77"`, w.any(1))
		})...)
	})
}

func (w writer) skills() string {
	if w.Intn(10) == 0 {
		return w.any(2)
	}
	return w.list(w.Intn(4), func(i int) string {
		return w.object(field{"skillId", w.id(i)}, field{"skillName", w.text()})
	})
}
