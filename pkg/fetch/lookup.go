package fetch

import (
	"cmp"
	"context"
	"errors"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/cache"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// maxBatches is how many batches a lookup waits for at most. It takes more than one
// where the first ends without what the lookup joined it for.
const maxBatches = 3

// lookup is a part of an item on its way to an entry: from the cache, from a batch,
// or a stale one.
type lookup struct {
	part
	item   Item
	caller Caller
	batch  *batch // to wait for; nil if there is a result or an error
	// carried reports that the batch is a carrier's, see total.go; alone that it must not
	// be, because that did not work.
	carried, alone bool

	entry        *cache.Entry // the result, nil if there is none yet, or an error
	status       Status       // where the result comes from
	at           time.Time    // as of when it is valid
	staleBecause error        // why it is stale, else nil
	calls        int          // of the batch that it started; 0 if it joined one
	err          error        // why there is none
}

// get is the result of one item.
func (f *Fetcher) get(ctx context.Context, c Caller, it Item) (Result, error) {
	if err := ctx.Err(); err != nil && !isOutOfTime(ctx) { // if pending, the cache may still have it
		return Result{}, err
	}
	supported, _ := f.supported(it.Request)
	var lookups []*lookup
	for _, p := range partsOf(it.Request.With(supported)) {
		l := &lookup{part: p, item: it, caller: c}
		f.begin(ctx, l)
		lookups = append(lookups, l)
	}
	for _, l := range lookups {
		f.finish(ctx, l)
	}
	result, err := f.combine(it, lookups)
	f.observe(ctx, result, err)
	return result, err
}

// supported leaves out the columns that LivePerson rejects.
func (f *Fetcher) supported(r api.Request) (supported []api.Column, rejected map[string]error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.unsupported.split(r, f.options.Load().Now())
}

// begin looks a part up, and joins or starts a batch if there is no fresh entry.
func (f *Fetcher) begin(ctx context.Context, l *lookup) {
	now := f.options.Load().Now()
	if e := f.store.Get(l.key); e.IsFresh(now) && e.Has(l.Columns) {
		l.found(e, Hit, e.At, nil)
	}
	f.mu.Lock()
	fam := f.family(l.Request)
	fam.note(l.Request, now)
	if l.entry == nil {
		l.err = f.joinBatch(ctx, l, fam, now)
	}
	f.mu.Unlock()
	if l.err != nil {
		f.useStale(l, l.err, now)
	}
}

// joinBatch joins or starts the batch that a lookup waits for. Its error is why there is
// none: a recent failure, or ErrPending once the time for the query is up.
func (f *Fetcher) joinBatch(ctx context.Context, l *lookup, fam *family, now time.Time) error {
	target, p := fam, l.part
	if carrier := f.carrierOf(p, now); carrier != nil && !l.alone {
		carried := p.carriedBy(carrier)
		if !p.Method.Service.Rejects(f.negative.get(carried, now)) { // a rejection by skill says nothing about the account
			l.carried, target, p = true, carrier, carried
		}
	}
	if err := f.negative.get(p, now); err != nil {
		return err
	}
	if isOutOfTime(ctx) {
		return ErrPending
	}
	l.batch, l.status = f.join(ctx, target, p, l.caller, now)
	if l.carried {
		l.batch.carries[l.key] = true
	}
	return nil
}

// finish waits until a lookup has its result or error.
func (f *Fetcher) finish(ctx context.Context, l *lookup) {
	for n := 1; l.batch != nil; n++ {
		b, err := l.batch, f.waitForBatch(ctx, l)
		l.batch = nil
		if l.entry != nil { // a stale one will do
			return
		}
		var entry *cache.Entry
		if err == nil {
			l.Columns, _ = f.supported(l.Request) // the batch may have found some to be unsupported
			entry = b.entries[l.key]
		}
		switch {
		case err == nil && entry.Has(l.Columns):
			l.found(entry, l.status, entry.At, nil)
			if l.status == Miss {
				l.calls = b.calls
			}
		case err == nil && len(l.Columns) == 0: // LivePerson rejects all of them
			l.err = nil
		case n < maxBatches && (err == nil || l.Method.Service.Rejects(err) && (l.carried || l.current && !b.request.Window.Equal(l.Window))):
			l.carried, l.alone = false, l.alone || l.carried // what is rejected may be the carrier, or a window beside it
			f.begin(ctx, l)
		default:
			f.useStale(l, cmp.Or(err, ErrPending), f.options.Load().Now())
		}
	}
}

// waitForBatch waits for a lookup's batch and returns its error. A lookup that stops
// waiting does not cancel the batch for others. If a stale entry will do, it waits for
// staleTimeout at most, and not at all while the breaker is open.
func (f *Fetcher) waitForBatch(ctx context.Context, l *lookup) error {
	b := l.batch
	ticker := time.NewTicker(staleCheckInterval)
	defer ticker.Stop()
	for {
		if reason := f.reasonToUseStale(b); reason != nil {
			if f.useStale(l, reason, f.options.Load().Now()); l.entry != nil {
				f.leave(b, true)
				return reason
			}
		}
		select {
		case <-b.done.Done():
			return b.err
		case <-ticker.C:
		case <-ctx.Done():
			f.leave(b, isOutOfTime(ctx))
			return context.Cause(ctx)
		}
	}
}

// found is the result of a lookup.
func (l *lookup) found(e *cache.Entry, status Status, at time.Time, staleBecause error) {
	l.entry, l.status, l.at, l.staleBecause, l.err = e, status, at, staleBecause, nil
}

// observe counts a result, or why there is none, unless it was canceled.
func (f *Fetcher) observe(ctx context.Context, r Result, err error) {
	switch {
	case ctx.Err() != nil && !isOutOfTime(ctx): // canceled
	case err == nil:
		f.options.Load().Observe.Found(r.Status, r.Age)
	case errors.Is(err, ErrPending):
		f.options.Load().Observe.Pending()
	default:
		f.options.Load().Observe.Failed()
	}
}
