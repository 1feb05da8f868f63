package frame

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

// Origin is how an answer came about, for the query inspector.
type Origin struct {
	Requests []liveperson.Request
	Calls    int // requests that were sent for it, pages included
	Known    int // questions whose answers were known
	Shared   int // questions that somebody else was asking already
	// Age is how long ago LivePerson was asked, of the oldest answer that can
	// still change.
	Age      time.Duration
	Notices  []string
	Warnings []string
}

// shown is how many requests the inspector shows in full.
const shown = 3

// Describe adds to a frame how it came about.
func Describe(f *data.Frame, o Origin) {
	f.Meta.ExecutedQueryString = executed(o.Requests)
	f.Meta.Stats = []data.QueryStat{
		stat("Questions to LivePerson", len(o.Requests)),
		stat("Requests sent for them", o.Calls),
		stat("Answers known already", o.Known),
		stat("Answers asked for by others", o.Shared),
		{FieldConfig: data.FieldConfig{DisplayName: "Age of the oldest answer", Unit: "s"}, Value: o.Age.Seconds()},
	}
	for _, notice := range o.Warnings {
		f.AppendNotices(data.Notice{Severity: data.NoticeSeverityWarning, Text: notice})
	}
	for _, notice := range o.Notices {
		f.AppendNotices(data.Notice{Severity: data.NoticeSeverityInfo, Text: notice})
	}
}

func stat(name string, value int) data.QueryStat {
	return data.QueryStat{FieldConfig: data.FieldConfig{DisplayName: name, Unit: "short"}, Value: float64(value)}
}

func executed(requests []liveperson.Request) string {
	var texts []string
	for i, r := range requests {
		if i == shown {
			texts = append(texts, fmt.Sprintf("and %d more of the same for other windows", len(requests)-shown))
			break
		}
		body, err := json.MarshalIndent(r.Body(), "", "  ")
		if err != nil {
			continue
		}
		texts = append(texts, "POST "+r.Path()+"\n"+string(body))
	}
	return strings.Join(texts, "\n\n")
}
