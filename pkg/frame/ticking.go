package frame

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// sinceSuffix is how the column is called that says since when the values of another one
// have grown.
const sinceSuffix = ".since"

// Custom is what the frame of a table tells the data source in the browser.
type Custom struct {
	// Now is the time that the frame is as of, in epoch milliseconds.
	Now int64 `json:"now"`
	// Ticking are the names of fields whose values, in seconds, grow with time: in the rows
	// in which the field of the same name and ".since" has a time, in epoch milliseconds.
	Ticking []string `json:"ticking"`
	// Stream is where the same frame comes from whenever it changes, nil if it does not.
	Stream *Stream `json:"stream,omitempty"`
}

// Stream is a channel of Grafana Live: its path, and the query to subscribe with.
type Stream struct {
	Path  string `json:"path"`
	Query string `json:"query"`
}

// addTicking adds to a table since when values have grown, of those that grow with time, so
// that a browser can count on, and gives these in seconds.
func addTicking(f *data.Frame, q query.Query, t compute.Table, order []int, now time.Time) {
	if !q.Rows.Transient {
		return
	}
	showGrowing(f, q)
	custom := Custom{Now: now.UnixMilli(), Ticking: []string{}}
	for _, kpi := range q.KPIs {
		if since := t.Since(kpi, now); since != nil {
			custom.Ticking = append(custom.Ticking, kpi.ID)
			column := numbers(since, order)
			f.Fields = append(f.Fields, data.NewField(kpi.ID+sinceSuffix, nil, column).SetConfig(&data.FieldConfig{Custom: hidden()}))
		}
	}
	f.Meta.Custom = custom
}

// SetStream says where the frame of a table comes from whenever it changes. Other frames do
// not change by themselves.
func SetStream(f *data.Frame, s Stream) {
	if custom, ok := f.Meta.Custom.(Custom); ok {
		custom.Stream = &s
		f.Meta.Custom = custom
	}
}

// Failed is the frame of a stream that has no rows any more, and the sentence that says why.
func Failed(sentence string, now time.Time) *data.Frame {
	return data.NewFrame("").SetMeta(&data.FrameMeta{
		Type: data.FrameTypeNumericLong, TypeVersion: version, Custom: Custom{Now: now.UnixMilli(), Ticking: []string{}},
		Notices: []data.Notice{{Severity: data.NoticeSeverityError, Text: sentence}},
	})
}

// AddLink lets the names of rows lead to where these are shown. The address has
// {conversation} for the id of a row.
func AddLink(f *data.Frame, q query.Query, address string) {
	names, ids := texts(f, q.Rows.ID), texts(f, q.Rows.ID+"Id")
	if !q.Rows.Transient || address == "" || names == nil || ids == nil {
		return
	}
	id := "${__data.fields." + ids.Name + ":percentencode}"
	names.Config.Links = []data.DataLink{{
		Title: "Open in LivePerson", TargetBlank: true, URL: strings.ReplaceAll(address, "{conversation}", id),
	}}
}

// Signature stands for all of a table that people see, but for what the time that has passed
// explains: two frames with the same signature need not both be shown.
func Signature(f *data.Frame) (string, error) {
	shown := data.NewFrame("", f.Fields...).SetMeta(&data.FrameMeta{Notices: f.Meta.Notices})
	if custom, ok := f.Meta.Custom.(Custom); ok {
		for _, name := range custom.Ticking {
			shown.Fields = withoutGrown(shown.Fields, name)
		}
	}
	raw, err := data.FrameToJSON(shown, data.IncludeAll)
	if err != nil {
		return "", fmt.Errorf("write the frame: %w", err)
	}
	return fmt.Sprintf("%x", sha256.Sum256(raw)), nil
}

// withoutGrown are fields, of which the one of this name lacks the values that grow.
func withoutGrown(fields data.Fields, name string) data.Fields {
	i := slices.IndexFunc(fields, func(f *data.Field) bool { return f.Name == name })
	since := slices.IndexFunc(fields, func(f *data.Field) bool { return f.Name == name+sinceSuffix })
	if i < 0 || since < 0 {
		return fields
	}
	still := data.NewFieldFromFieldType(fields[i].Type(), fields[i].Len()).SetConfig(fields[i].Config)
	still.Name = name
	for row := range still.Len() {
		if fields[since].NilAt(row) {
			still.Set(row, fields[i].At(row))
		}
	}
	fields = slices.Clone(fields)
	fields[i] = still
	return fields
}
