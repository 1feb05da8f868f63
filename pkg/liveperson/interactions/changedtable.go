package interactions

import (
	"context"
	"iter"
	"maps"
	"slices"
	"time"

	"golang.org/x/text/language"
	english "golang.org/x/text/message"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// The columns that count conversations: those that changed in a window, and those that
// started in it.
const (
	activeField  = "active"
	startedField = "started"
)

// changedTable makes the table of a request that counts by rows, or with any filter, the
// conversations that changed in a window which ends now, or that started in it: of a history,
// in each of its points.
func (s *source) changedTable(ctx context.Context, r api.Request, field string) (api.Table, error) {
	filter := r.Filter
	var err error
	if filter.Groups, err = s.groupsOf(ctx, r.Filter); err != nil {
		return api.Table{}, err
	}
	if r.GroupBy == api.ByAgent { // values of agents cover all of their conversations
		filter.Skills = nil
	}
	l, calls, err := s.store.changed.get(ctx, listedFrom(r))
	if err != nil {
		return api.Table{Calls: calls}, err
	}
	counts, isUnknown := l.counts(r, filter), false
	if r.Step > 0 {
		counts, isUnknown = l.trend(r, filter)
	}
	t := api.Table{
		IDs: slices.Sorted(maps.Keys(counts)), Fields: map[string][]float64{field: {}}, RowsUnknown: isUnknown,
		Calls: calls, At: l.at, Unclear: l.unclear, Notices: l.limits(r, field),
	}
	t.Names = slices.Clone(t.IDs)
	for i, id := range t.IDs {
		t.Fields[field] = append(t.Fields[field], counts[id])
		if r.Step > 0 {
			_, t.Names[i] = api.SplitPointID(id)
		}
	}
	return t, nil
}

// listedFrom is from when on conversations are listed for a request. That is when the window
// starts, as LivePerson rounds it, where those are counted that changed: of a list, only that
// they changed since it begins is known. Those that started are counted in one that begins
// with the hour, so that a window which moves on takes a whole list once an hour.
func listedFrom(r api.Request) time.Time {
	if r.Method.Name == activeByRowMethod {
		return r.Window.From.Truncate(searchGrain)
	}
	return r.Window.From.Truncate(hourLength)
}

// counts are how many conversations each row has, by its id. The account has a row anyway.
func (l *changedList) counts(r api.Request, f api.Filter) map[string]float64 {
	counts := map[string]float64{}
	if r.GroupBy == "" {
		counts[""] = 0
	}
	for id := range l.counted(r, f) {
		counts[id]++
	}
	return counts
}

// counted are the rows of the conversations that a request counts, and when these started, in
// epoch milliseconds.
func (l *changedList) counted(r api.Request, f api.Filter) iter.Seq2[string, int64] {
	from, last := r.Window.From.UnixMilli(), r.Window.To.UnixMilli()-1
	endsNow := !r.Window.To.Before(l.at)
	return func(yield func(row string, start int64) bool) {
		for _, c := range l.all {
			start := c.start
			if endsNow { // LivePerson's clock may be ahead
				start = min(start, last)
			}
			row, has := c.row(r.GroupBy)
			isInside := r.Method.Name == activeByRowMethod || start >= from && start <= last
			if has && isInside && c.fits(f) && !yield(row, start) {
				return
			}
		}
	}
}

// limits say which counts are not exact, and why.
func (l *changedList) limits(r api.Request, field string) (notices []api.Notice) {
	lower := func(sentence string) {
		notices = append(notices, api.Notice{Field: field, RowsMissing: true, Sentence: sentence})
	}
	// All that started in the window are listed where one is that started before.
	if l.isLimited && (field == activeField || l.oldest() >= r.Window.From.UnixMilli()) {
		lower(english.NewPrinter(language.English).Sprintf(
			"More than %d conversations changed in the window. Those that started last are counted, so the values are lower limits. Select a later start to count all.", maxChanged))
	}
	if l.isPartial {
		lower("LivePerson returned only some of the conversations that changed in the window, so the values are lower limits.")
	}
	if field == activeField {
		notices = append(notices, roundedStart(r)...)
	}
	return notices
}

// roundedStart says that LivePerson counts changes by ten minutes.
func roundedStart(r api.Request) []api.Notice {
	if r.Window.From.Truncate(searchGrain).Equal(r.Window.From) {
		return nil
	}
	return []api.Notice{{Field: activeField, Sentence: "LivePerson rounds the start of the window down to 10 minutes where it counts active conversations."}}
}
