package interactions

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strconv"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// maxEventful is how many conversations are read for their events: those that began or
// ended last.
const maxEventful = 1000

// transfer is that a conversation was handed over at a time.
type transfer struct {
	at int64
	// source and target are ids of skills, empty where there is none.
	source, target string
	// targetName is what people call the target, empty where there is none; to says in words
	// where to otherwise.
	targetName, to string
}

// transfers are those that LivePerson counts as such, and back to the queue: others only
// change who looks at a conversation.
func (r listedRecord) transfers() (all []transfer) {
	for _, t := range r.Transfers {
		one := transfer{at: t.At.at, source: withoutNone(t.Source), target: withoutNone(t.Target)}
		switch {
		case one.at == 0:
			continue
		case t.Reason.is("Skill"):
			one.targetName = cmp.Or(shown(t.TargetName), one.target)
		case t.Reason.is("Agent"):
			one.to = "to another agent"
		case t.Reason.is("back2Q"):
			one.to = "back to the queue"
		default:
			continue
		}
		all = append(all, one)
	}
	return all
}

// eventSearch finds conversations that may have events of a kind in a window. Of transfers
// that is all that changed since, because they have no range of their own.
func eventSearch(r api.Request) searchBody {
	from, to := api.Later(r.Window.From, r.Window.To.Add(-maxStartRange)), r.Window.To.UnixMilli()-1
	body := searchBody{
		Status: []string{"OPEN", "CLOSE"}, Content: []string{"transfers"},
		Start: timeRange{r.Window.To.Add(-maxStartRange).UnixMilli(), to},
	}
	switch r.Event {
	case api.Opened:
		body.Start.From, body.Skills = from.UnixMilli(), r.Filter.Skills
	case api.Closed:
		body.Status, body.Skills, body.End = []string{"CLOSE"}, r.Filter.Skills, &timeRange{from.UnixMilli(), to}
	default:
		body.Updated = &timeSince{from.UnixMilli()}
	}
	return body
}

// happening is an event of a conversation, of which no more is kept. Times are in epoch
// milliseconds.
type happening struct {
	id, group, skillName string

	kind     api.Event
	from, to int64
	detail   string
	// skills are those that it counts for.
	skills []string
}

// happening is an event of a conversation that counts for its skill.
func (c openConversation) happening(kind api.Event, from, to int64) happening {
	return happening{id: c.id, group: c.group, skillName: c.skillName, kind: kind, from: from, to: to, skills: []string{c.skill}}
}

// happenings are the events of a kind that a conversation has.
func (c openConversation) happenings(kind api.Event) (all []happening) {
	switch kind {
	case api.Opened:
		return []happening{c.happening(kind, c.start, c.start)}
	case api.Closed:
		if c.end > 0 {
			return []happening{c.happening(kind, c.end, c.end)}
		}
	case api.Transferred:
		for _, t := range c.transfers {
			h := c.happening(kind, t.at, t.at)
			h.detail, h.skills = t.to, append(h.skills, t.source, t.target)
			h.skillName = cmp.Or(t.targetName, c.skillName)
			all = append(all, h)
		}
	}
	return all
}

// eventsTable makes the table of a request from conversations and their events.
func (s *source) eventsTable(ctx context.Context, r api.Request) (api.Table, error) {
	groups, err := s.groupsOf(ctx, r.Filter)
	if err != nil {
		return api.Table{}, err
	}
	var t api.Table
	var all []happening
	switch r.Event {
	case api.Opened, api.Closed, api.Transferred:
		t, all, err = s.found(ctx, r)
	case api.MCSNegative:
		t, all, err = s.observed(ctx, r)
	default:
		return t, &api.Error{
			Status:   http.StatusInternalServerError,
			Sentence: "The data source has a bug: it requests events of no kind. Please report this.",
		}
	}
	if err != nil {
		return t, err
	}
	from, to := r.Window.From.UnixMilli(), r.Window.To.UnixMilli()
	addEvents(&t, slices.DeleteFunc(all, func(h happening) bool {
		return h.to < from || h.from > to || h.kind == r.Event && !h.fits(r.Filter.Skills, groups)
	}))
	return t, nil
}

// fits reports whether a filter leaves an event.
func (h happening) fits(skills, groups []string) bool {
	return isIn(groups, h.group) &&
		(len(skills) == 0 || slices.ContainsFunc(h.skills, func(skill string) bool { return slices.Contains(skills, skill) }))
}

// found are the events that conversations tell of.
func (s *source) found(ctx context.Context, r api.Request) (t api.Table, all []happening, err error) {
	by := byStart
	if r.Event == api.Closed {
		by = byEnd
	}
	found, err := s.store.searcher.collect(ctx, eventSearch(r), by, maxEventful, nil)
	t.Calls = found.Calls
	if err != nil {
		return t, nil, err
	}
	for _, c := range found.Rows {
		all = append(all, c.happenings(r.Event)...)
	}
	t.Unclear = found.Unclear
	if found.lacks() {
		all = append(all, missingBefore(r, all))
		t.Incomplete = found.isPartial
	}
	return t, all, nil
}

// missingBefore says that not all events are known: none of those before the first one that
// is; of transfers, which may be any, at the start of the window.
func missingBefore(r api.Request, known []happening) happening {
	first := r.Window.To.UnixMilli()
	for _, h := range known {
		first = min(first, h.from)
	}
	h := happening{kind: api.Missing, from: r.Window.From.UnixMilli(), to: max(first, r.Window.From.UnixMilli())}
	if r.Event == api.Transferred {
		h.to = h.from
	}
	return h
}

// observed are the events that were seen in the list of open conversations.
func (s *source) observed(ctx context.Context, r api.Request) (t api.Table, all []happening, err error) {
	_, t.Calls, err = s.store.listed.get(ctx, r.Look)
	if err != nil {
		return t, nil, err
	}
	all, since := s.store.listed.negativeScores()
	began := since.UnixMilli()
	return t, append(all, happening{kind: api.Observed, from: began, to: began}), nil
}

func addEvents(t *api.Table, all []happening) {
	t.Fields, t.Texts = map[string][]float64{}, map[string][]string{}
	add := func(field, text string) { t.Texts[field] = append(t.Texts[field], text) }
	for _, h := range all {
		t.IDs = append(t.IDs, h.id+" "+string(h.kind)+" "+strconv.FormatInt(h.from, 10))
		t.Names = append(t.Names, shortID(h.id))
		t.Fields[api.EventFrom] = append(t.Fields[api.EventFrom], float64(h.from))
		t.Fields[api.EventTo] = append(t.Fields[api.EventTo], float64(h.to))
		add(api.EventKind, string(h.kind))
		add(api.EventSubject, h.skillName)
		add(api.EventDetail, h.detail)
	}
}
