package reporting

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"math"
	"slices"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// listOfIntervals is what LivePerson calls the list of what happened in each bucket.
const listOfIntervals = "metricsByIntervals"

// intervals are what happened in each bucket, added up to the points of a trend.
type intervals struct {
	request api.Request
	team    Team
	// fields are those that the request's columns are made of.
	fields []string
	// known are the timestamps of those that were added.
	known map[float64]bool
	// points are rows by their ids, by the milliseconds at which a point begins.
	points map[int64]map[string][]part
	// unclear is how many intervals and rows of them are left out because they are not
	// understood.
	unclear int
}

func newIntervals(m Method, r api.Request, t Team) *intervals {
	return &intervals{request: r, team: t, fields: m.needs(r.Columns), known: map[float64]bool{}, points: map[int64]map[string][]part{}}
}

// add adds an interval to its point, if that is one of the window.
func (i *intervals) add(raw []byte) {
	var of Response
	if json.Unmarshal(raw, &of) != nil {
		i.unclear++
		return
	}
	i.unclear += of.unclear
	at := of.own.number("timestamp", api.Moments)
	switch {
	case math.IsNaN(at):
		i.unclear++
		return
	case i.known[at]: // what is there twice would count twice
		return
	}
	i.known[at] = true
	r := i.request
	start := time.UnixMilli(int64(at)).Add(-Bucket) // the timestamp is the bucket's end
	if start.Before(r.Window.From) || !start.Before(r.Window.To) {
		return
	}
	of.keep(r, i.team)
	i.addTo(r.Window.From.Add(start.Sub(r.Window.From).Truncate(r.Step)).UnixMilli(), &of)
}

// addTo adds rows to a point. Only the fields that are needed stay in memory: there may be
// many agents in each interval of a day.
func (i *intervals) addTo(point int64, of *Response) {
	if i.points[point] == nil {
		i.points[point] = map[string][]part{}
	}
	for _, one := range rowsOf(of, i.request.GroupBy, i.team) {
		parts := i.points[point][one.id]
		for _, p := range one.parts {
			parts = append(parts, part{p.agent, p.only(i.fields)})
		}
		i.points[point][one.id] = parts // also of a row that a filter leaves no parts of
	}
}

// rows are those of all points, oldest first, as PointID has their ids.
func (i *intervals) rows() (rows []row) {
	for _, point := range slices.Sorted(maps.Keys(i.points)) {
		for _, one := range sorted(i.points[point]) {
			rows = append(rows, row{api.PointID(time.UnixMilli(point), one.id), one.parts})
		}
	}
	return rows
}

// read reads a response, hands over its intervals one by one, and returns the rest of it: of
// many agents and a day, the intervals are too many to have them in memory together.
func (i *intervals) read(from io.Reader) (rest []byte, err error) {
	lax := []jsontext.Options{jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)}
	var others bytes.Buffer
	in, out := jsontext.NewDecoder(from, lax...), jsontext.NewEncoder(&others, lax...)
	for {
		token, err := in.ReadToken()
		if errors.Is(err, io.EOF) {
			return others.Bytes(), nil
		}
		if err == nil {
			err = out.WriteToken(token)
		}
		if err == nil && isBeforeList(in) {
			err = errors.Join(i.readList(in), out.WriteValue(jsontext.Value("[]")))
		}
		if err != nil {
			return nil, err
		}
	}
}

// maxListDepth is how deep a list may be in a response: in a wrapper's body, and there in a
// container of metrics.
const maxListDepth = 3

// isBeforeList reports whether the list of intervals is next in a decoder.
func isBeforeList(in *jsontext.Decoder) bool {
	return in.PeekKind() == jsontext.KindBeginArray && in.StackDepth() <= maxListDepth &&
		in.StackPointer().LastToken() == listOfIntervals
}

func (i *intervals) readList(in *jsontext.Decoder) error {
	_, err := in.ReadToken()
	for err == nil && in.PeekKind() != jsontext.KindEndArray {
		var one jsontext.Value
		if one, err = in.ReadValue(); err == nil {
			i.add(one)
		}
	}
	if err == nil {
		_, err = in.ReadToken()
	}
	return err
}
