package frame

import (
	"cmp"
	"fmt"
	"html"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"
	"golang.org/x/text/language"
	english "golang.org/x/text/message"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// eventTexts are what people call an event, and several of them.
var eventTexts = map[api.Event]struct{ one, many string }{
	api.Opened:      {"Conversation opened", "%d conversations opened"},
	api.Closed:      {"Conversation closed", "%d conversations closed"},
	api.Transferred: {"Conversation transferred", "%d transfers"},
	api.MCSNegative: {"MCS below 0", "MCS below 0 in %d conversations"},
	api.TeamOffline: {"No agent online", "No agent online (%d times)"},
	api.Failing:     {"LivePerson failing", "LivePerson failing (%d times)"},
}

// annotation is a line on a graph, or a region where it ends later than it begins. Grafana
// reads its title and text as HTML, and its tags as a list with commas.
type annotation struct {
	from, to          time.Time
	title, text, tags string
}

// Annotations makes the frame of an annotation's query of what occurred, in order of time.
// Many events in an interval are one annotation.
func Annotations(a query.Annotation, all []api.Occurrence, p Provenance) *data.Frame {
	all = slices.DeleteFunc(slices.Clone(all), func(o api.Occurrence) bool { return !o.Overlaps(a.Range.Window()) })
	slices.SortStableFunc(all, func(x, y api.Occurrence) int { return cmp.Or(x.From.Compare(y.From), x.To.Compare(y.To)) })
	var events []api.Occurrence
	var shown []annotation
	for _, o := range all {
		if o.Event == a.Event {
			events = append(events, o)
		} else {
			shown = append(shown, note(o))
		}
	}
	for _, group := range grouped(a, events) {
		shown = append(shown, group.annotation(a.Event))
	}
	slices.SortStableFunc(shown, func(x, y annotation) int { return x.from.Compare(y.from) })
	f := annotationsFrame(shown)
	Describe(f, p)
	return f
}

// note is the annotation of what is not known.
func note(o api.Occurrence) annotation {
	if o.Event == api.Observed {
		return annotation{from: o.From, to: o.To, title: "Observed since", text: "The data source has no annotations of this kind from before."}
	}
	return annotation{from: o.From, to: o.To, title: "Not all events are known", text: "There are too many conversations in the time range. Select a shorter one, or a skill."}
}

// occurrences are events that are one annotation.
type occurrences struct {
	all      []api.Occurrence
	from, to time.Time
}

// intervals are those in which events are grouped.
var intervals = []time.Duration{
	time.Minute, 2 * time.Minute, 5 * time.Minute, 10 * time.Minute, 15 * time.Minute, 30 * time.Minute,
	time.Hour, 2 * time.Hour, 3 * time.Hour, 6 * time.Hour, 12 * time.Hour, 24 * time.Hour, 7 * 24 * time.Hour, 30 * 24 * time.Hour,
}

// maxIntervals is how many intervals a range has at most: as many as people can tell apart.
const maxIntervals = 24

// grouped are the events by the shortest intervals in which they are not too many
// annotations, by the longest ones however long the range is.
func grouped(a query.Annotation, events []api.Occurrence) (groups []occurrences) {
	length := a.Range.To.Sub(a.Range.From)
	for i, interval := range intervals {
		if length > interval*maxIntervals && i < len(intervals)-1 {
			continue
		}
		for _, from := range []int{a.GroupFrom, min(a.GroupFrom, 2)} {
			if groups = groupedBy(interval, from, events); len(groups) <= a.Limit {
				return groups
			}
		}
	}
	return []occurrences{spanOf(events)}
}

// groupedBy groups events from so many in an interval on. They are in order of time.
func groupedBy(interval time.Duration, from int, events []api.Occurrence) (groups []occurrences) {
	for len(events) > 0 {
		end := events[0].From.Truncate(interval).Add(interval)
		count := slices.IndexFunc(events, func(o api.Occurrence) bool { return !o.From.Before(end) })
		if count < 0 {
			count = len(events)
		}
		if count >= from {
			groups = append(groups, spanOf(events[:count]))
		} else {
			groups = append(groups, apart(events[:count])...)
		}
		events = events[count:]
	}
	return groups
}

// apart are events one by one, but for those of exactly the same time: of several annotations
// there, people would see the last one only.
func apart(events []api.Occurrence) (groups []occurrences) {
	for len(events) > 0 {
		first := events[0]
		n := slices.IndexFunc(events, func(o api.Occurrence) bool { return !o.From.Equal(first.From) || !o.To.Equal(first.To) })
		if n < 0 {
			n = len(events)
		}
		groups = append(groups, spanOf(events[:n]))
		events = events[n:]
	}
	return groups
}

// spanOf are events from the beginning of the first to the end of the last one.
func spanOf(events []api.Occurrence) occurrences {
	span := occurrences{all: events, from: events[0].From, to: events[0].To}
	for _, o := range events {
		span.to = api.Later(span.to, o.To)
	}
	return span
}

func (o occurrences) annotation(kind api.Event) annotation {
	made := annotation{from: o.from, to: o.to, tags: o.tags()}
	if len(o.all) == 1 {
		one := o.all[0]
		made.title = eventTexts[kind].one
		switch {
		case kind.IsObserved(): // a group, or a sentence that names the API
			made.text = cmp.Or(one.Detail, one.Subject)
		case kind == api.Transferred && one.Detail == "":
			made.text = joined("To "+one.Subject, one.ID)
		default:
			made.text = joined(one.Subject, one.Detail, one.ID)
		}
	} else {
		made.title = english.NewPrinter(language.English).Sprintf(o.severalText(kind), len(o.all))
		made.text = o.countedSubjects()
	}
	made.text = html.EscapeString(made.text)
	return made
}

// severalText is what people call several events: of groups, each of which went offline once,
// how many groups these are.
func (o occurrences) severalText(kind api.Event) string {
	if names, _ := o.subjects(); kind == api.TeamOffline && len(names) == len(o.all) {
		return "No agent online in %d groups"
	}
	return eventTexts[kind].many
}

// joined are texts in one line, without empty ones.
func joined(texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(text string) bool { return text == "" }), " · ")
}

// maxSubjects is how many names of skills, groups or APIs an annotation has.
const maxSubjects = 5

// subjects are the names that events have, the most frequent first.
func (o occurrences) subjects() (names []string, counts map[string]int) {
	counts = map[string]int{}
	for _, one := range o.all {
		if one.Subject != "" {
			counts[one.Subject]++
		}
	}
	names = slices.SortedFunc(maps.Keys(counts), func(x, y string) int {
		return cmp.Or(cmp.Compare(counts[y], counts[x]), strings.Compare(x, y))
	})
	return names, counts
}

// countedSubjects says how many events each subject has: "Sales 7, Support 5"; where none has
// more than one, only which they are.
func (o occurrences) countedSubjects() string {
	names, counts := o.subjects()
	var texts []string
	for _, name := range names[:min(len(names), maxSubjects)] {
		if counts[names[0]] > 1 {
			name = fmt.Sprintf("%s %d", name, counts[name])
		}
		texts = append(texts, name)
	}
	if more := len(names) - maxSubjects; more > 0 {
		texts = append(texts, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(texts, ", ")
}

func (o occurrences) tags() string {
	names, _ := o.subjects()
	names = names[:min(len(names), maxSubjects)]
	for i, name := range names {
		names[i] = strings.ReplaceAll(name, ",", " ")
	}
	return strings.Join(names, ",")
}

// annotationsFrame has an end for each: Grafana looks for it in all rows or in none, as the
// first one has it. A region is one that ends later than it begins.
func annotationsFrame(all []annotation) *data.Frame {
	n := len(all)
	from, to := make([]time.Time, n), make([]time.Time, n)
	titles, texts, tags := make([]string, n), make([]string, n), make([]string, n)
	for i, one := range all {
		from[i], to[i], titles[i], texts[i], tags[i] = one.from, one.to, one.title, one.text, one.tags
	}
	return data.NewFrame("",
		data.NewField("time", nil, from), data.NewField("timeEnd", nil, to),
		data.NewField("title", nil, titles), data.NewField("text", nil, texts), data.NewField("tags", nil, tags),
	).SetMeta(&data.FrameMeta{})
}
