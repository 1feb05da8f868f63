package fetch

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend/tracing"

	"github.com/kmm/liveperson-datasource/pkg/cache"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/ratelimit"
)

// batchDelay is how long a batch waits for the other panels of a dashboard.
const batchDelay = 5 * time.Millisecond

// batch is one request in flight, for all lookups that wait for it. Until it is
// sealed more columns may join. The fetcher guards it.
type batch struct {
	family      *family
	request     api.Request // with the columns so far
	sealed      bool
	began       time.Time
	waiters     int
	keepRunning bool            // also if no lookup waits for it any more
	carries     map[string]bool // the keys of the account's parts that lookups joined it for
	priority    *ratelimit.Priority
	cancel      context.CancelFunc

	// done ends when the fields below are set.
	done   context.Context
	finish context.CancelFunc
	// entries are those of the response, by the keys of its parts, and of the account's
	// parts that came along.
	entries map[string]*cache.Entry
	calls   int
	err     error
}

// join adds a part to a batch in flight, or starts one, which is a miss.
func (f *Fetcher) join(ctx context.Context, fam *family, p part, c Caller, now time.Time) (b *batch, status Status) {
	i, status := slices.IndexFunc(fam.batches, func(b *batch) bool { return b.accepts(p) }), Shared
	if i < 0 {
		i, status = len(fam.batches), Miss
		fam.batches = append(fam.batches, f.start(ctx, fam, p, now))
	}
	b = fam.batches[i]
	if !p.current && !b.sealed {
		b.request.Window = p.Window
	}
	b.add(p.Columns)
	b.waiters++
	if c.Alert {
		b.priority.Raise()
	}
	return b, status
}

func (f *Fetcher) start(ctx context.Context, fam *family, p part, now time.Time) *batch {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), f.options.Load().Timeout)
	done, finish := context.WithCancel(context.Background())
	b := &batch{
		family: fam, request: fam.request.WithWindow(p.Window), began: now,
		carries: map[string]bool{}, priority: ratelimit.NewPriority(), cancel: cancel, done: done, finish: finish,
	}
	go f.run(ratelimit.WithPriority(ctx, b.priority), b)
	return b
}

func (b *batch) add(columns []api.Column) { b.request.Columns = api.Union(b.request.Columns, columns) }

// accepts reports whether a batch will have what a part requests, if that joins.
func (b *batch) accepts(p part) bool {
	if b.sealed && !api.ContainsAll(b.request.Columns, p.Columns) {
		return false
	}
	return p.current || b.request.Window.Equal(p.Window) || !b.sealed && !b.hasWindow()
}

// hasWindow reports whether the batch's window matters.
func (b *batch) hasWindow() bool {
	_, byWindow := b.request.Split()
	return len(byWindow) > 0 || b.request.DependsOnWindow()
}

// run sends the request after the batch delay and completes the batch.
func (f *Fetcher) run(ctx context.Context, b *batch) {
	defer b.cancel()
	defer context.AfterFunc(f.lifetime, b.cancel)()
	select {
	case <-time.After(batchDelay):
	case <-ctx.Done():
	}
	r, at := f.seal(b), f.options.Load().Now()
	if f.completeFromStore(b, r, at) {
		return
	}
	ctx, span := tracing.DefaultTracer().Start(ctx, "LivePerson request: "+r.Method.Path)
	defer span.End()
	got, err := cache.RecoverPanic(func() (response, error) { return f.send(ctx, r) })
	if err != nil {
		_ = tracing.Error(span, err)
	}
	canceled := errors.Is(ctx.Err(), context.Canceled) // no lookup waits any more: that is no failure
	f.complete(b, r, got, at, err, canceled)
}

// completeFromStore completes a batch without a request if all of it has been
// stored since its lookups missed it: by an earlier batch, or by another process.
func (f *Fetcher) completeFromStore(b *batch, r api.Request, now time.Time) bool {
	entries := map[string]*cache.Entry{}
	for _, p := range partsOf(r) {
		e := f.store.Get(p.key)
		if !e.IsFresh(now) || !e.Has(p.Columns) {
			return false
		}
		entries[p.key] = e
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	b.entries = entries
	b.family.remove(b)
	b.finish()
	return true
}

// seal closes a batch to further columns and returns its request: for what was
// requested recently too, as long as its window is of the same kind.
func (f *Fetcher) seal(b *batch) api.Request {
	fam, now := b.family, f.options.Load().Now()
	stored := f.store.Get(currentKey(fam.request))
	f.mu.Lock()
	defer f.mu.Unlock()
	hasWindow, open := b.hasWindow(), isOpen(b.request.Window, now)
	switch {
	case hasWindow && open:
		b.add(fam.open.list(now))
	case hasWindow:
		b.add(fam.past.list(now))
	}
	if open || b.request.HasCurrent() {
		b.add(f.recentCurrent(b, stored, now))
		b.add(f.recentTotal(b, now))
	}
	b.request.Columns, _ = f.unsupported.split(b.request, now)
	b.sealed = true
	return b.request
}

// recentCurrent are the current values to request along with an open window: those
// requested recently, unless the stored ones are fresh or come with the account's
// parts.
func (f *Fetcher) recentCurrent(b *batch, stored *cache.Entry, now time.Time) []api.Column {
	recent := b.family.current.list(now)
	if b.request.HasCurrent() || b.request.DependsOnWindow() {
		return recent
	}
	if stored.IsFresh(now) && stored.Has(recent) || f.carrierOf(currentPart(b.request.With(recent)), now) != nil {
		return nil
	}
	return recent
}

// complete stores the response and ends the batch.
func (f *Fetcher) complete(b *batch, r api.Request, got response, at time.Time, err error, canceled bool) {
	if err == nil {
		b.entries = f.entries(partsOf(got.request), got.table, at)
		f.storeAll(b.family, b.entries, at)
		maps.Copy(b.entries, f.totalEntries(b, got, at))
		b.calls = got.table.Calls
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	defer b.finish()
	b.family.remove(b)
	b.err = err
	switch {
	case err == nil:
		for _, p := range partsOf(got.request) {
			f.negative.remove(p)
		}
		b.family.withoutTotal = len(got.request.Columns) > 0 && got.table.Total == nil
	case !canceled:
		parts := partsOf(r)
		if r.Method.Service.Rejects(err) {
			parts = parts[len(parts)-1:] // it may be the window that is rejected, which current values have none of
		}
		for _, p := range parts {
			f.negative.add(p, err, f.options.Load().Now())
		}
	}
}

// entries are those of a response of this moment, by the keys of its parts. All
// current values become stale at the same moments, whatever they are about: else
// panels would move on one by one.
func (f *Fetcher) entries(parts []part, t api.Table, at time.Time) map[string]*cache.Entry {
	nextRefresh := f.options.Load().Now().Truncate(f.options.Load().RefreshInterval).Add(f.options.Load().RefreshInterval)
	entries := make(map[string]*cache.Entry, len(parts))
	for _, p := range parts {
		entries[p.key] = p.newEntry(t, at, nextRefresh)
	}
	return entries
}

// storeAll stores entries of a family, unless a slower batch brings them after newer
// ones.
func (f *Fetcher) storeAll(fam *family, entries map[string]*cache.Entry, at time.Time) {
	f.storing.Lock()
	defer f.storing.Unlock()
	for key, e := range entries {
		known := f.store.Get(key)
		switch {
		case known.Has(e.Columns) && known.At.After(e.At):
			continue
		case known != nil && known.FreshUntil.IsZero() && e.FreshUntil.IsZero():
			e = e.Merge(known)
		}
		f.store.Set(key, e)
		if key != currentKey(fam.request) && (isOpen(e.Window, at) || fam.request.Step > 0) {
			f.mu.Lock()
			fam.noteStored(e.Window)
			f.mu.Unlock()
		}
	}
	f.options.Load().Observe.Stored(f.store.Size())
}

// leave takes a lookup from a batch. One to be kept running goes on for the next
// refresh; else it is canceled when no lookup waits for it.
func (f *Fetcher) leave(b *batch, keepRunning bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	b.waiters--
	b.keepRunning = b.keepRunning || keepRunning
	if b.waiters == 0 && !b.keepRunning {
		b.cancel()
		b.family.remove(b)
	}
}

// remove takes a batch out: nothing joins it any more.
func (f *family) remove(b *batch) {
	f.batches = slices.DeleteFunc(f.batches, func(other *batch) bool { return other == b })
}
