package kmm

import (
	"cmp"
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

// The reference decodes the same as the streaming decoders, the way one would write it
// first: the whole response into maps, then field by field. Tests compare with it,
// benchmarks too.

type referenceRecord map[string]json.RawMessage

func (r referenceRecord) number(field string) float64 {
	raw, known := r[field]
	switch {
	case !known:
		return math.NaN()
	case string(raw) == "null":
		return api.NoValue()
	}
	written := string(raw)
	_ = json.Unmarshal(raw, &written) // a text, else it stays as it is
	value, err := strconv.ParseFloat(strings.TrimSpace(written), 64)
	switch {
	case err != nil || raw[0] != '"' && raw[0] != '-' && (raw[0] < '0' || raw[0] > '9'):
		return api.Unclear()
	case value == -1:
		return api.NoValue()
	case value < 0:
		return api.Unclear()
	}
	return value
}

func (r referenceRecord) text(field string) string {
	var text string
	var number json.Number
	if json.Unmarshal(r[field], &text) != nil && json.Unmarshal(r[field], &number) == nil {
		return string(number)
	}
	return text
}

func (r referenceRecord) id(field string) string {
	var id transport.FlexibleString
	_ = json.Unmarshal(r[field], &id)
	return string(id)
}

func (r referenceRecord) inner(field string) referenceRecord {
	var inner referenceRecord
	_ = json.Unmarshal(r[field], &inner)
	return inner
}

func (r referenceRecord) list(field string) []referenceRecord {
	var raw []json.RawMessage
	_ = json.Unmarshal(r[field], &raw)
	list := make([]referenceRecord, len(raw))
	for i := range raw {
		_ = json.Unmarshal(raw[i], &list[i])
	}
	return list
}

func referenceMetrics(raw []byte, requested []api.Column) (api.Table, error) {
	var response struct {
		Metadata *struct {
			Count transport.FlexibleFloat `json:"count"`
		} `json:"metadata"`
		GroupBy *struct {
			Groups []struct {
				Key         transport.FlexibleString `json:"key"`
				Description string                   `json:"keyDescription"`
				Metrics     referenceRecord          `json:"metrics"`
			} `json:"groups"`
		} `json:"groupBy"`
	}
	if err := json.Unmarshal(raw, &response); err != nil || response.GroupBy == nil {
		return api.Table{}, err
	}
	t := api.Table{Fields: map[string][]float64{}}
	for _, g := range response.GroupBy.Groups {
		t.IDs, t.Names = append(t.IDs, string(g.Key)), append(t.Names, cmp.Or(knownName(g.Description), string(g.Key)))
		for _, field := range fieldsOf(requested) {
			t.Fields[field] = append(t.Fields[field], g.Metrics.number(field))
		}
	}
	return t, nil
}

// fieldsOf are the fields of columns, each once.
func fieldsOf(requested []api.Column) []string {
	var fields []string
	for _, column := range requested {
		if !slices.Contains(fields, column.Field) {
			fields = append(fields, column.Field)
		}
	}
	return fields
}

func referenceAgents(raw []byte, requested []api.Column, reasons map[string]string) (api.Table, error) {
	var response struct {
		Agents []referenceRecord `json:"agentViewRecords"`
	}
	if err := json.Unmarshal(raw, &response); err != nil {
		return api.Table{}, err
	}
	t := api.Table{Fields: map[string][]float64{}, Texts: map[string][]string{}}
	for _, agent := range response.Agents {
		about := agent.inner("agentMetadata")
		id := agent.id("agentId")
		t.IDs = append(t.IDs, id)
		t.Names = append(t.Names, cmp.Or(
			knownName(about.text("agentName")), knownName(about.text("agentNickname")), knownName(about.text("agentLoginName")), id))
		member := api.Membership{Group: agent.id("agentGroupId")}
		for _, skill := range about.list("agentSkills") {
			member.Skills = append(member.Skills, skill.id("skillId"))
		}
		t.Agents = append(t.Agents, member)
		for _, field := range fieldsOf(requested) {
			if isText(field) {
				t.Texts[field] = append(t.Texts[field], agent.referenceText(field, reasons))
				continue
			}
			t.Fields[field] = append(t.Fields[field], agent.referenceNumber(field))
		}
	}
	return t, nil
}

func (r referenceRecord) referenceNumber(field string) float64 {
	if status, ok := strings.CutPrefix(field, durationField); ok {
		sum := math.NaN()
		for _, d := range r.list("agentStatusDurationList") {
			if d.text("agentStatus") == status {
				sum = api.Plus(sum, d.number("agentStatusDuration"))
			}
		}
		return sum
	}
	value := r.number(field)
	if other := aliasOf[field]; other != "" && api.IsLeftOut(value) {
		return r.number(other)
	}
	return value
}

func (r referenceRecord) referenceText(field string, reasons map[string]string) string {
	about := r.inner("agentMetadata")
	var list []string
	switch {
	case field == reasonField:
		return reasonName(cmp.Or(r.text(reasonField), r.id(aliasOf[reasonField])), reasons)
	case field == byReasonField:
		for _, d := range r.list(byReasonField) {
			took := d.number("agentStatusDuration")
			if name := reasonName(d.id("agentStatusReasonId"), reasons); name != "" && !math.IsNaN(took) {
				list = append(list, name+" "+minutes(took))
			}
		}
		return strings.Join(list, ", ")
	case field == skillsField:
		for _, skill := range about.list("agentSkills") {
			list = append(list, skill.text("skillName"))
		}
		return strings.Join(list, ", ")
	case strings.HasPrefix(field, metadataField):
		return about.text(strings.TrimPrefix(field, metadataField))
	}
	return r.text(field)
}
