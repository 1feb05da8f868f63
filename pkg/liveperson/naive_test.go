package liveperson

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
)

// The same as the streaming decoders do, the way one would write it first: the
// whole answer into maps, then field by field. Tests compare with it, benchmarks
// too.

type naiveRecord map[string]json.RawMessage

func (r naiveRecord) number(field string) (float64, error) {
	raw, known := r[field]
	if !known || string(raw) == "null" {
		return math.NaN(), nil
	}
	var value float64
	return value, json.Unmarshal(raw, &value)
}

func (r naiveRecord) text(field string) string {
	var value text
	if json.Unmarshal(r[field], &value) != nil {
		return ""
	}
	return string(value)
}

func (r naiveRecord) inner(field string) naiveRecord {
	var inner naiveRecord
	_ = json.Unmarshal(r[field], &inner)
	return inner
}

func (r naiveRecord) list(field string) []naiveRecord {
	var raw []json.RawMessage
	_ = json.Unmarshal(r[field], &raw)
	list := make([]naiveRecord, len(raw))
	for i := range raw {
		_ = json.Unmarshal(raw[i], &list[i])
	}
	return list
}

func naiveMetrics(raw []byte, asked []Metric) (Table, error) {
	var answer struct {
		Metadata *struct {
			Count number `json:"count"`
		} `json:"metadata"`
		GroupBy *struct {
			Groups []struct {
				Key         text        `json:"key"`
				Description string      `json:"keyDescription"`
				Metrics     naiveRecord `json:"metrics"`
			} `json:"groups"`
		} `json:"groupBy"`
	}
	if err := json.Unmarshal(raw, &answer); err != nil || answer.GroupBy == nil {
		return Table{}, err
	}
	t := Table{Fields: map[string][]float64{}}
	for _, g := range answer.GroupBy.Groups {
		name := g.Description
		if name == "" || name == "NA" {
			name = string(g.Key)
		}
		t.IDs, t.Names = append(t.IDs, string(g.Key)), append(t.Names, name)
		for _, field := range fieldsOf(asked) {
			value, err := g.Metrics.number(field)
			if err != nil {
				return Table{}, err
			}
			t.Fields[field] = append(t.Fields[field], value)
		}
	}
	return t, nil
}

// fieldsOf are the fields of metrics, each once.
func fieldsOf(asked []Metric) []string {
	var fields []string
	for _, metric := range asked {
		if !slices.Contains(fields, metric.Field) {
			fields = append(fields, metric.Field)
		}
	}
	return fields
}

func naiveAgents(raw []byte, asked []Metric, reasons map[string]string) (Table, error) {
	var answer struct {
		Agents []naiveRecord `json:"agentViewRecords"`
	}
	if err := json.Unmarshal(raw, &answer); err != nil {
		return Table{}, err
	}
	t := Table{Fields: map[string][]float64{}, Texts: map[string][]string{}}
	for _, agent := range answer.Agents {
		about := agent.inner("agentMetadata")
		id := agent.text("agentId")
		t.IDs = append(t.IDs, id)
		t.Names = append(t.Names, first(about.text("agentName"), about.text("agentNickname"), about.text("agentLoginName"), id))
		place := Place{Group: agent.text("agentGroupId")}
		for _, skill := range about.list("agentSkills") {
			place.Skills = append(place.Skills, skill.text("skillId"))
		}
		t.Agents = append(t.Agents, place)
		for _, field := range fieldsOf(asked) {
			if isText(field) {
				t.Texts[field] = append(t.Texts[field], agent.naiveText(field, reasons))
				continue
			}
			value, err := agent.naiveNumber(field)
			if err != nil {
				return Table{}, err
			}
			t.Fields[field] = append(t.Fields[field], value)
		}
	}
	return t, nil
}

func (r naiveRecord) naiveNumber(field string) (float64, error) {
	if status, ok := strings.CutPrefix(field, durationField); ok {
		sum, known := 0.0, false
		for _, d := range r.list("agentStatusDurationList") {
			if d.text("agentStatus") == status {
				sum, known = sum+d.loose("agentStatusDuration"), true
			}
		}
		if !known {
			sum = math.NaN()
		}
		return sum, nil
	}
	value, err := r.number(field)
	if other := alsoKnownAs[field]; other != "" && math.IsNaN(value) && err == nil {
		return r.number(other)
	}
	return value, err
}

func (r naiveRecord) loose(field string) float64 {
	var value number
	_ = json.Unmarshal(r[field], &value)
	return float64(value)
}

func (r naiveRecord) naiveText(field string, reasons map[string]string) string {
	about := r.inner("agentMetadata")
	var list []string
	switch {
	case field == reasonField:
		return reasonName(first(r.text(reasonField), r.text(alsoKnownAs[reasonField])), reasons)
	case field == byReasonField:
		for _, d := range r.list(byReasonField) {
			if name := reasonName(d.text("agentStatusReasonId"), reasons); name != "" {
				list = append(list, name+" "+minutes(d.loose("agentStatusDuration")))
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
