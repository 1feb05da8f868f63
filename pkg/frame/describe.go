package frame

import (
	"encoding/json"

	"github.com/grafana/grafana-plugin-sdk-go/data"
)

// Origin is how an answer came about, for the query inspector.
type Origin struct {
	Path    string // of the request
	Body    any    // of the request, to be shown as JSON
	Notices []string
	Calls   int // requests that it took, pages included
}

// Describe adds to a frame how it came about.
func Describe(f *data.Frame, o Origin) {
	body, err := json.MarshalIndent(o.Body, "", "  ")
	if err == nil {
		f.Meta.ExecutedQueryString = "POST " + o.Path + "\n" + string(body)
	}
	f.Meta.Stats = []data.QueryStat{{
		FieldConfig: data.FieldConfig{DisplayName: "Requests to LivePerson", Unit: "short"},
		Value:       float64(o.Calls),
	}}
	for _, notice := range o.Notices {
		f.AppendNotices(data.Notice{Severity: data.NoticeSeverityInfo, Text: notice})
	}
}
