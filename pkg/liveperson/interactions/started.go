package interactions

import (
	"context"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

// countContent is what a search retrieves of conversations of which only the start matters:
// it has to be something.
var countContent = []string{"responseTime"}

// countSearch finds conversations, open or closed, that a filter leaves and that started from
// a time on, and before another.
func countSearch(from, to time.Time, f api.Filter) searchBody {
	return searchBody{
		Status: []string{"OPEN", "CLOSE"}, Content: countContent, Start: timeRange{from.UnixMilli(), to.UnixMilli() - 1},
		Skills: f.Skills, Agents: f.Agents, Channels: f.Channels,
	}
}

// startedSearch finds conversations that started in the window of a request.
func startedSearch(r api.Request) searchBody {
	return countSearch(r.Window.From, r.Window.To, r.Filter)
}

// activeSearch finds conversations that changed in the window of a request, which ends now:
// their messages are among their changes.
func activeSearch(r api.Request) searchBody {
	return changedSearch(r.Window.From, r.Window.To, r.Filter)
}

// count is how many conversations a search finds. LivePerson has to say so.
func (s searcher) count(ctx context.Context, body searchBody) (n int, isPartial bool, err error) {
	err = s.send(ctx, body, byStart, 0, 1, func(raw []byte) error {
		if n = 0; raw == nil {
			return nil
		}
		response, err := unmarshal[struct{}](raw)
		if n = response.count(); err == nil && n < 0 {
			err = &transport.ContentError{What: "does not say how many conversations there are", Foreign: true}
		}
		isPartial = response.isPartial()
		return err
	})
	return n, isPartial, err
}

// activeTable makes the table of a request that counts the conversations with a message or
// another change.
func (s *source) activeTable(ctx context.Context, r api.Request) (api.Table, error) {
	n, isPartial, err := s.store.searcher.count(ctx, activeSearch(r))
	if err != nil {
		return api.Table{Calls: 1}, err
	}
	t := countTable(activeField, n, 1, isPartial)
	t.Notices = append(t.Notices, roundedStart(r)...)
	return t, nil
}

// startedTable makes the table of a request that counts the conversations that started: as
// LivePerson counts them where its rounding changes nothing, and one by one at the ends of
// the window.
func (s *source) startedTable(ctx context.Context, r api.Request) (api.Table, error) {
	w, n, calls, isPartial := r.Window, 0, 0, false
	first, last := w.From.Add(searchGrain-1).Truncate(searchGrain), w.To.Truncate(searchGrain)
	if !w.To.Before(s.now()) { // what follows is still to come
		last = w.To.Add(searchGrain - 1).Truncate(searchGrain)
	}
	switch {
	case last.Before(first): // within ten minutes
		first, last = w.To, w.To
	case last.After(first):
		calls++
		var err error
		if n, isPartial, err = s.store.searcher.count(ctx, countSearch(first, last, r.Filter)); err != nil {
			return api.Table{Calls: calls}, err
		}
	}
	for _, end := range []api.Window{{From: w.From, To: first}, {From: last, To: w.To}} {
		if end.Length() <= 0 {
			continue
		}
		more, partial, took, err := s.store.edges.count(ctx, end, r.Filter)
		if calls += took; err != nil {
			return api.Table{Calls: calls}, err
		}
		n, isPartial = n+more, isPartial || partial
	}
	return countTable(startedField, n, calls, isPartial), nil
}

// countTable is the account's row with a count. LivePerson may not have searched everywhere.
func countTable(field string, n, calls int, isPartial bool) api.Table {
	t := api.Table{IDs: []string{""}, Names: []string{""}, Fields: map[string][]float64{field: {float64(n)}}, Calls: calls}
	if isPartial {
		t.Incomplete = true
		t.Notices = []api.Notice{{Field: field, RowsMissing: true, Sentence: "LivePerson searched only some of its conversations, so some may be missing in the count. It will be requested again."}}
	}
	return t
}
