package interactions

import (
	"context"
	"math"
	"net/http"
	"slices"

	"golang.org/x/text/language"
	english "golang.org/x/text/message"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// listNumbers are the columns of numbers of listed conversations, NaN where there is none:
// times are in epoch milliseconds, lengths in milliseconds.
var listNumbers = map[string]func(openConversation) float64{
	"startTime":     func(c openConversation) float64 { return timeOrNaN(c.start) },
	"waitingSince":  func(c openConversation) float64 { return timeOrNaN(c.waitingSince) },
	"assignedSince": func(c openConversation) float64 { return timeOrNaN(c.assignedSince) },
	"lastMessageAt": func(c openConversation) float64 { return timeOrNaN(c.lastMessageAt) },
	"mcs":           func(c openConversation) float64 { return c.mcs },
	"csat":          func(c openConversation) float64 { return c.csat },
	"waitTime": func(c openConversation) float64 {
		if c.assignedSince == 0 {
			return math.NaN()
		}
		return float64(c.waitTime)
	},
}

// timeOrNaN is a time in epoch milliseconds, NaN if there is none.
func timeOrNaN(at int64) float64 {
	if at == 0 {
		return math.NaN()
	}
	return float64(at)
}

// listTexts are the columns of texts of listed conversations, empty where there is none.
var listTexts = map[string]func(openConversation) string{
	"state":           func(c openConversation) string { return c.state },
	"consumer":        func(c openConversation) string { return c.consumer },
	"channel":         func(c openConversation) string { return c.channel },
	"skill":           func(c openConversation) string { return c.skillName },
	"group":           func(c openConversation) string { return c.groupName },
	"agent":           func(c openConversation) string { return c.agentName },
	"bot":             func(c openConversation) string { return c.bot },
	"campaign":        func(c openConversation) string { return c.campaign },
	"lastMessageFrom": func(c openConversation) string { return c.lastMessageFrom },
}

// openList is the list of open conversations that a request wants, and its filter with all
// groups named.
func (s *source) openList(ctx context.Context, r api.Request) (l *look, filter api.Filter, calls int, err error) {
	if r.Look.Max < 1 || r.Look.Interval <= 0 {
		return nil, filter, 0, &api.Error{
			Status:   http.StatusInternalServerError,
			Sentence: "The data source has a bug: it requests conversations without a limit. Please report this.",
		}
	}
	filter = r.Filter
	if filter.Groups, err = s.groupsOf(ctx, r.Filter); err != nil {
		return nil, filter, 0, err
	}
	l, calls, err = s.store.listed.get(ctx, r.Look)
	return l, filter, calls, err
}

// listTable makes the table of a request from the list of open conversations.
func (s *source) listTable(ctx context.Context, r api.Request) (api.Table, error) {
	l, filter, calls, err := s.openList(ctx, r)
	if err != nil {
		return api.Table{Calls: calls}, err
	}
	t := tableOf(slices.DeleteFunc(slices.Clone(l.all), func(c openConversation) bool { return !c.fits(filter) }))
	t.Calls, t.At, t.Unclear, t.Notices = calls, l.at, l.unclear, l.notices()
	return t, nil
}

// fits reports whether a filter leaves a conversation.
func (c openConversation) fits(f api.Filter) bool {
	return c.latest.fits(f) && isIn(f.States, c.state)
}

func tableOf(all conversations) api.Table {
	t := api.Table{IDs: all.IDs(), Names: make([]string, len(all)), Fields: map[string][]float64{}, Texts: map[string][]string{}}
	for row, c := range all {
		t.Names[row] = shortID(c.id)
	}
	for field, value := range listNumbers {
		t.Fields[field] = columnOf(all, value)
	}
	for field, value := range listTexts {
		t.Texts[field] = columnOf(all, value)
	}
	return t
}

func columnOf[T any](all conversations, value func(openConversation) T) []T {
	column := make([]T, len(all))
	for row, c := range all {
		column[row] = value(c)
	}
	return column
}

// maxSetting is what the setting is called that bounds a list.
const maxSetting = "Max open conversations in the data source settings"

// isLimited reports whether more conversations are open than may be listed.
func (l *look) isLimited() bool { return l.total > max(len(l.all), l.options.Max) }

// lacking says how many conversations the list lacks, without an end; empty if none.
func (l *look) lacking() string {
	printer := english.NewPrinter(language.English)
	switch {
	case l.isLimited():
		return printer.Sprintf("%d conversations are open, of which %d are listed", l.total, len(l.all))
	case l.total > len(l.all):
		return printer.Sprintf("LivePerson returns only %d of %d open conversations", len(l.all), l.total)
	}
	return ""
}

// notices say what the list lacks.
func (l *look) notices() (notices []api.Notice) {
	missing := func(sentence string) {
		notices = append(notices, api.Notice{RowsMissing: true, Sentence: sentence})
	}
	switch lacking := l.lacking(); {
	case l.isLimited():
		missing(lacking + ": those in a queue first, then those that started first. Increase " + maxSetting + " to list more.")
	case lacking != "":
		missing(lacking + ".")
	}
	if l.mayMiss {
		missing("LivePerson does not say how many conversations are open, so some may be missing.")
	}
	if l.isPartial {
		missing("LivePerson searched only some of its conversations, so some may be missing.")
	}
	return append(notices, l.cutOff("")...)
}

// cutOff says for columns with times that LivePerson returned only a part of conversations.
func (l *look) cutOff(fields ...string) (notices []api.Notice) {
	count := 0
	for _, c := range l.all {
		if c.isCutOff {
			count++
		}
	}
	if count == 0 {
		return nil
	}
	noun := map[bool]string{true: "conversation", false: "conversations"}[count == 1]
	sentence := english.NewPrinter(language.English).Sprintf("LivePerson returned only a part of %d %s, whose times are left out.", count, noun)
	for _, field := range fields {
		notices = append(notices, api.Notice{Field: field, Sentence: sentence})
	}
	return notices
}
