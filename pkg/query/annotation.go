package query

import (
	"slices"
	"strings"
	"time"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// Annotation is a valid query of an annotation.
type Annotation struct {
	Event api.Event
	// GroupFrom is from how many events in an interval on they are one annotation, Limit how
	// many annotations there are at most.
	GroupFrom, Limit int
	// Filter has skills and groups only.
	Filter  Filter
	Range   Range
	EndsNow bool
	// Unchosen is as in Query.
	Unchosen []string
}

type storedAnnotation struct {
	Event     string `json:"event"`
	GroupFrom number `json:"groupFrom"`
}

const (
	defaultGroupFrom   = 4
	defaultAnnotations = 100
	maxAnnotations     = 1000
)

// IsAnnotation reports whether a stored query is that of an annotation.
func IsAnnotation(raw []byte) bool {
	s, err := decode(raw)
	return err == nil && s.Annotation != nil
}

// ParseAnnotation reads the stored query of an annotation. Its errors are of type *Error.
func ParseAnnotation(c *catalogue.Catalogue, raw []byte, timeRange Range) (a Annotation, err error) {
	s, err := decode(raw)
	if err != nil {
		return a, err
	}
	if s.SchemaVersion > Version {
		return a, newerVersion(s)
	}
	a.Range, a.EndsNow, a.Event = timeRange, s.EndsNow, api.Event(strings.TrimSpace(s.Annotation.Event))
	if !slices.Contains(api.Events(), a.Event) {
		return a, Errorf("There are no annotations of %q. Select an event from the list in the query editor.", string(a.Event))
	}
	s.KPIs = nil
	if a.Unchosen, err = s.dropEmptyVariables(c); err != nil {
		return a, err
	}
	if a.Filter, err = parseFilter(c, storedFilter{Skills: s.Filter.Skills, Groups: s.Filter.Groups, IncludeSubGroups: s.Filter.IncludeSubGroups}, c.RowKinds()[0]); err != nil {
		return a, err
	}
	if a.GroupFrom, err = parseGroupFrom(s.Annotation.GroupFrom); err != nil {
		return a, err
	}
	a.Limit, err = parseLimit(s.Limit)
	if a.Limit == 0 {
		a.Limit = defaultAnnotations
	}
	a.Limit = min(a.Limit, maxAnnotations)
	return a, err
}

// parseGroupFrom is a number of 2 or more; absent means the default.
func parseGroupFrom(n number) (int, error) {
	switch {
	case n.text != "":
		return 0, Errorf("\"Group from\" is %q, but must be a whole number of 2 or more.", n.text)
	case n.value == 0:
		return defaultGroupFrom, nil
	case n.value < 2 || n.value != float64(int(n.value)):
		return 0, Errorf("\"Group from\" is %v, but must be a whole number of 2 or more.", n.value)
	}
	return int(n.value), nil
}

// Window is the range as a window.
func (r Range) Window() api.Window { return api.Window{From: r.From, To: r.To} }

// UpTo is a range that ends at a time at the latest.
func (r Range) UpTo(now time.Time) Range {
	r.To = api.Earlier(r.To, now)
	return r
}
