package frame

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// Provenance is how a result came about, for the query inspector.
type Provenance struct {
	Requests []Request
	Calls    int // calls of LivePerson's APIs that were sent for it, pages included
	Hits     int // results that were in the cache
	Shared   int // results that were requested for other panels already
	// Age is how long ago the request was sent, of the oldest result that can still
	// change.
	Age     time.Duration
	Notices query.Notices
}

// AddCounts adds how often other results were requested, found and shared.
func (p *Provenance) AddCounts(other Provenance) {
	p.Calls += other.Calls
	p.Hits += other.Hits
	p.Shared += other.Shared
}

// Request is a request, and its text as it was sent, empty where that is what the method's
// Body says.
type Request struct {
	api.Request
	Sent string
}

// maxShown is how many requests the inspector shows in full.
const maxShown = 3

// Describe adds to a frame how it came about.
func Describe(f *data.Frame, p Provenance) {
	f.Meta.ExecutedQueryString = executed(p.Requests)
	f.Meta.Stats = []data.QueryStat{
		stat("API requests in the query", len(p.Requests)),
		stat("API calls sent", p.Calls),
		stat("Cache hits", p.Hits),
		stat("Shared with other panels", p.Shared),
		{FieldConfig: data.FieldConfig{DisplayName: "Age of the oldest response", Unit: "s"}, Value: p.Age.Seconds()},
	}
	for _, text := range p.Notices.Warnings() {
		f.AppendNotices(data.Notice{Severity: data.NoticeSeverityWarning, Text: text})
	}
	for _, text := range p.Notices.Infos() {
		f.AppendNotices(data.Notice{Severity: data.NoticeSeverityInfo, Text: text})
	}
}

func stat(name string, value int) data.QueryStat {
	return data.QueryStat{FieldConfig: data.FieldConfig{DisplayName: name, Unit: "short"}, Value: float64(value)}
}

func executed(requests []Request) string {
	var texts []string
	for i, r := range requests {
		if i == maxShown {
			texts = append(texts, fmt.Sprintf("and %d more of the same for other windows", len(requests)-maxShown))
			break
		}
		text, err := requestText(r)
		if err != nil {
			continue
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, "\n\n")
}

// requestText is a request as LivePerson's documentation writes it.
func requestText(r Request) (string, error) {
	path := strings.TrimPrefix(r.Method.Path, "/")
	switch {
	case r.Sent != "":
		return r.Sent, nil
	case r.Method.Body == nil:
		return "GET " + path, nil
	}
	body, err := json.MarshalIndent(r.Method.Body(r.Request), "", "  ")
	return "POST " + path + "\n" + string(body), err
}
