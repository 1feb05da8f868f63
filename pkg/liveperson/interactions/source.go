package interactions

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

const (
	// loadTimeout bounds a load of an hour, or of the open conversations, with all its pages.
	loadTimeout = 2 * time.Minute
	// lookTimeout is how long a request waits for hours that are being loaded. Those that
	// take longer are for the next one.
	lookTimeout = 8 * time.Second
	// maxLooks is how many hours one request asks for at the same time.
	maxLooks = maxHoursInFlight
)

// store is the sample of an account: all that outlives a request.
type store struct {
	searcher searcher
	open     *openSample
	closed   *closedSample
	listed   *openList
	sent     *sentLog
	edges    *edges
	changed  *changedLists
}

func newStore(client *transport.Client, service api.Service) *store {
	s, options := searcher{client, service}, client.LoaderOptions()
	options.Timeout = loadTimeout
	return &store{
		searcher: s, open: newOpenSample(s, options), closed: newClosedSample(s, options),
		listed: &openList{searcher: s, loads: loads[*look]{LoaderOptions: options}},
		sent:   &sentLog{searcher: s, loads: loads[struct{}]{LoaderOptions: options}, at: map[string]int64{}},
		edges:  newEdges(s, options), changed: newChangedLists(s, options),
	}
}

// source makes the tables of requests from the sample of one account.
type source struct {
	store *store
	lists api.Lists
	now   func() time.Time
}

// New makes the source of the API's methods. Which groups are below others comes from the
// lists.
func New(client *transport.Client, lists api.Lists, service api.Service) api.Source {
	return &source{newStore(client, service), lists, client.LoaderOptions().Now}
}

// Do implements api.Source.
func (s *source) Do(ctx context.Context, r api.Request) (api.Table, error) {
	switch r.Method.Name {
	case listMethod:
		return s.listTable(ctx, r)
	case monitorMethod:
		return s.monitorTable(ctx, r)
	case startedMethod, startedBySkillMethod:
		return s.startedTable(ctx, r)
	case activeMethod:
		return s.activeTable(ctx, r)
	case startedByRowMethod, startedTrendMethod:
		return s.changedTable(ctx, r, startedField)
	case activeByRowMethod:
		return s.changedTable(ctx, r, activeField)
	case api.EventsMethod:
		return s.eventsTable(ctx, r)
	}
	if r.Sample.Size = min(r.Sample.Size, maxSample); r.Sample.Size < 1 {
		return api.Table{}, &api.Error{
			Status:   http.StatusInternalServerError,
			Sentence: "The data source has a bug: it requests a sample without a size. Please report this.",
		}
	}
	if r.Method.Name == openMethod {
		return s.openTable(ctx, r)
	}
	return s.closedTable(ctx, r)
}

func (s *source) openTable(ctx context.Context, r api.Request) (api.Table, error) {
	o, calls, err := s.store.open.get(ctx, r.Sample.Size)
	if err != nil {
		return api.Table{Calls: calls}, err
	}
	t, err := s.table(ctx, r, []part{o.part(r.Sample.Size, r.Sample.OpenedWithin)})
	if err != nil {
		return t, err
	}
	t.Calls, t.At, t.Unclear, t.Sampled.Of = calls, o.at, o.unclear, "open conversations"
	if o.isPartial {
		t.Notices = append(t.Notices, partialNotice)
	}
	return t, nil
}

// partialNotice says that LivePerson did not search everywhere.
var partialNotice = api.Notice{
	Sentence: "LivePerson searched only some of its conversations, so the sample may lack some. It will be requested again.",
}

func (s *source) closedTable(ctx context.Context, r api.Request) (api.Table, error) {
	starts, isCut := hoursOf(r.Window, r.Sample.Size, s.now())
	hours, calls, failure, err := s.hours(ctx, starts, r.Sample.Size)
	if err != nil {
		return api.Table{Calls: calls}, err
	}
	var parts []part
	isPartial, unclear := false, 0
	for _, h := range hours {
		parts = append(parts, h.part(r.Sample.Size, r.Window))
		isPartial, unclear = isPartial || h.isPartial, unclear+h.unclear
	}
	t, err := s.table(ctx, r, parts)
	if err != nil {
		return t, err
	}
	t.Calls, t.Unclear, t.Sampled.Of = calls, unclear, "closed conversations"
	t.Sampled.Hours, t.Sampled.Loaded = len(starts), len(hours)
	t.Sampled.Unknown = len(hours) == 0 && (len(starts) > 0 || isCut)
	t.Incomplete = len(hours) < len(starts) || isPartial
	if isPartial {
		t.Notices = append(t.Notices, partialNotice)
	}
	if failure != nil {
		t.Notices = append(t.Notices, api.Notice{Sentence: "Some hours of the sample could not be loaded. " + failure.Error()})
	}
	if isCut {
		t.Notices = append(t.Notices, api.Notice{RowsMissing: true, Sentence: fmt.Sprintf(
			"A sample of %d conversations per hour goes back %d hours. Conversations closed earlier are left out. Select a smaller sample size for a longer window.",
			r.Sample.Size, reach(r.Sample.Size))})
	}
	return t, nil
}

// clearValues leaves no value in columns.
func clearValues(columns map[string][]float64) {
	for _, column := range columns {
		for row := range column {
			column[row] = api.NoValue()
		}
	}
}

// hours are those that start at these times, the newest first, as far as they can be had
// soon, and how many calls it took. Others are left to the next request: those that take
// longer, and older ones that fail and were never loaded, with the failure of one. It is an
// error if the newest hour fails, or one that an earlier result has, which is then better
// than a part.
func (s *source) hours(ctx context.Context, starts []time.Time, size int) (loaded []*hour, took int, failure, err error) {
	soon, stop := context.WithTimeout(ctx, lookTimeout)
	defer stop()
	found, failures := make([]*hour, len(starts)), make([]error, len(starts))
	var calls atomic.Int64
	look := func(soon context.Context, i int) error {
		h, n, err := s.store.closed.get(soon, starts[i], size)
		found[i] = h
		calls.Add(int64(n))
		switch {
		case errors.Is(err, errNoCallsLeft), errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil:
			return nil
		case i > 0 && api.IsRetryable(err) && s.store.closed.known(starts[i].UnixMilli()) == nil:
			failures[i] = err
			return nil
		}
		return err
	}
	if len(starts) > 0 && s.store.closed.isEmpty() { // then one call finds out whether there may be others
		if err := look(soon, 0); err != nil {
			return nil, int(calls.Load()), nil, err
		}
	}
	looks, soon := errgroup.WithContext(soon)
	looks.SetLimit(maxLooks)
	for i := range starts {
		looks.Go(func() error { return look(soon, i) })
	}
	err = looks.Wait()
	loaded = slices.DeleteFunc(found, func(h *hour) bool { return h == nil })
	if failure = cmp.Or(failures...); len(loaded) == 0 {
		err = cmp.Or(err, failure)
	}
	return loaded, int(calls.Load()), failure, err
}
