package query

import (
	"bytes"
	"encoding/json"
	"errors"
)

// Version is the newest version of stored queries that this program reads.
const Version = 1

// stored is a query as dashboards and alert rules keep it. Other fields, such as
// Grafana's own, are ignored.
type stored struct {
	SchemaVersion int            `json:"schemaVersion"`
	Rows          string         `json:"rows"`
	KPIs          []string       `json:"kpis"`
	Filter        storedFilter   `json:"filter"`
	Window        storedWindow   `json:"window"`
	Shape         string         `json:"shape"`
	Interval      string         `json:"interval"`
	TimeZone      string         `json:"timeZone"` // the dashboard's
	EndsNow       bool           `json:"endsNow"`
	OrderBy       *storedOrderBy `json:"orderBy"`
	Limit         number         `json:"limit"`
	// EmptyVariables are the dashboard's variables in the lists of the query that had
	// no value when the browser replaced the others. They are sent, never saved.
	EmptyVariables []string `json:"emptyVariables"`
	NameLabels     bool     `json:"nameLabels"`
	Layout         string   `json:"layout"`
	OpenPoint      string   `json:"openPoint"`
	DurationUnit   string   `json:"durationUnit"`
	LevelColors    string   `json:"levelColors"`
	LevelText      flag     `json:"levelText"`
	WorstOf        string   `json:"worstOf"`
	OnlyCritical   flag     `json:"onlyCritical"`
	Severities     string   `json:"severities"`
	CompareWith    string   `json:"compareWith"`
	// A sample's size, minutes and seconds, as texts or numbers.
	SampleSize   id `json:"sampleSize"`
	OpenedWithin id `json:"openedWithin"`
	ServiceLevel id `json:"serviceLevelSeconds"`
	// ChatServiceLevel is in seconds, as text or number.
	ChatServiceLevel id `json:"chatServiceLevelSeconds"`
	// Annotation is nil unless it is the query of an annotation.
	Annotation *storedAnnotation `json:"annotation"`
}

// isNew reports whether the query was never edited. Grafana's alerting saves such a
// query as it is, while the editor shows a default: so it is read as that.
func (s stored) isNew() bool {
	return s.SchemaVersion == 0 && s.Rows == "" && s.KPIs == nil
}

type storedFilter struct {
	Skills           []id     `json:"skills"`
	Groups           []id     `json:"groups"`
	IncludeSubGroups flag     `json:"includeSubGroups"`
	Agents           []id     `json:"agents"`
	UserTypes        []string `json:"userTypes"`
	AgentStatus      []string `json:"agentStatus"`
	Channels         []string `json:"channels"`
	States           []string `json:"states"`
}

type storedWindow struct {
	Kind     string `json:"kind"`
	Hours    number `json:"hours"`
	From     string `json:"from"`
	TimeZone string `json:"timeZone"`
}

type storedOrderBy struct {
	KPI        string `json:"kpi"`
	Desc       flag   `json:"desc"`
	WorstFirst flag   `json:"worstFirst"`
}

// id is an id as LivePerson writes them: sometimes text, sometimes a number.
type id string

// UnmarshalJSON accepts both.
func (i *id) UnmarshalJSON(raw []byte) error {
	var number json.Number
	if !bytes.HasPrefix(raw, []byte(`"`)) && json.Unmarshal(raw, &number) == nil {
		*i = id(number)
		return nil
	}
	return json.Unmarshal(raw, (*string)(i))
}

func decode(raw []byte) (stored, error) {
	var s stored
	err := json.Unmarshal(raw, &s)
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) && wrong.Field != "" {
		return s, Errorf("The query's %q can't be %s. Select it again in the query editor.", wrong.Field, jsonType(wrong.Value))
	}
	if err != nil {
		return s, Errorf("The query can't be read: it is not valid JSON. Create it again in the query editor.")
	}
	return s, nil
}

// jsonType is a kind of JSON value as people call it.
func jsonType(kind string) string {
	switch kind {
	case "array":
		return "a list"
	case "object":
		return "an object"
	case "bool":
		return "true or false"
	}
	return "a " + kind
}
