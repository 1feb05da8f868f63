package kmm

import (
	"cmp"
	"encoding/json"
	"math"
	"slices"
	"strings"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

// The reference decodes the same as the streaming decoders, the way one would write it
// first: the whole response into maps, then field by field. Tests compare with it,
// benchmarks too.

type referenceRecord map[string]json.RawMessage

func (r referenceRecord) number(field string) (float64, error) {
	raw, known := r[field]
	if !known || string(raw) == "null" {
		return math.NaN(), nil
	}
	var value float64
	return value, json.Unmarshal(raw, &value)
}

func (r referenceRecord) text(field string) string {
	var value transport.FlexibleString
	if json.Unmarshal(r[field], &value) != nil {
		return ""
	}
	return string(value)
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
		name := g.Description
		if name == "" || name == "NA" {
			name = string(g.Key)
		}
		t.IDs, t.Names = append(t.IDs, string(g.Key)), append(t.Names, name)
		for _, field := range fieldsOf(requested) {
			value, err := g.Metrics.number(field)
			if err != nil {
				return api.Table{}, err
			}
			t.Fields[field] = append(t.Fields[field], value)
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
		id := agent.text("agentId")
		t.IDs = append(t.IDs, id)
		t.Names = append(t.Names, cmp.Or(about.text("agentName"), about.text("agentNickname"), about.text("agentLoginName"), id))
		member := api.Membership{Group: agent.text("agentGroupId")}
		for _, skill := range about.list("agentSkills") {
			member.Skills = append(member.Skills, skill.text("skillId"))
		}
		t.Agents = append(t.Agents, member)
		for _, field := range fieldsOf(requested) {
			if isText(field) {
				t.Texts[field] = append(t.Texts[field], agent.referenceText(field, reasons))
				continue
			}
			value, err := agent.referenceNumber(field)
			if err != nil {
				return api.Table{}, err
			}
			t.Fields[field] = append(t.Fields[field], value)
		}
	}
	return t, nil
}

func (r referenceRecord) referenceNumber(field string) (float64, error) {
	if status, ok := strings.CutPrefix(field, durationField); ok {
		sum, known := 0.0, false
		for _, d := range r.list("agentStatusDurationList") {
			if d.text("agentStatus") == status {
				sum, known = sum+d.lax("agentStatusDuration"), true
			}
		}
		if !known {
			sum = math.NaN()
		}
		return sum, nil
	}
	value, err := r.number(field)
	if other := aliasOf[field]; other != "" && math.IsNaN(value) && err == nil {
		return r.number(other)
	}
	return value, err
}

func (r referenceRecord) lax(field string) float64 {
	var value transport.FlexibleFloat
	_ = json.Unmarshal(r[field], &value)
	return float64(value)
}

func (r referenceRecord) referenceText(field string, reasons map[string]string) string {
	about := r.inner("agentMetadata")
	var list []string
	switch {
	case field == reasonField:
		return reasonName(cmp.Or(r.text(reasonField), r.text(aliasOf[reasonField])), reasons)
	case field == byReasonField:
		for _, d := range r.list(byReasonField) {
			if name := reasonName(d.text("agentStatusReasonId"), reasons); name != "" {
				list = append(list, name+" "+minutes(d.lax("agentStatusDuration")))
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
