package fetch

import (
	"time"

	"github.com/kmm/liveperson-datasource/pkg/cache"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// What is requested of the account comes along with its skills or groups where
// these are requested recently: so the skills add up to the account next to them,
// and both are one request. The family whose responses carry the account's part is
// its carrier.

// family is what is known of a request's family.
func (f *Fetcher) family(r api.Request) *family {
	fam, known := f.families.Get(r.Family())
	if !known {
		fam = newFamily(r)
		f.families.Add(r.Family(), fam)
	}
	return fam
}

// carrierOf is the family by skill or group whose next response has the account's
// part along with its own, nil if there is none.
func (f *Fetcher) carrierOf(p part, now time.Time) *family {
	if p.GroupBy != "" {
		return nil
	}
	for _, groupBy := range p.Method.TotalWith {
		carried := p.Request
		carried.GroupBy = groupBy
		fam, known := f.families.Peek(carried.Family())
		if !known || fam.withoutTotal || !fam.bringsAlong(p, now) {
			continue
		}
		if _, rejected := f.unsupported.split(carried, now); len(rejected) == 0 {
			return fam
		}
	}
	return nil
}

// carriedBy is the carrier's part that has the account's part along with it.
func (p part) carriedBy(carrier *family) part {
	r := p.Request
	r.GroupBy = carrier.request.GroupBy
	return partsOf(r)[0]
}

// totalOf is the family of the account's values that come along with another one's;
// that of an account is its own.
func (f *Fetcher) totalOf(fam *family) *family {
	total := fam.request
	total.GroupBy = ""
	return f.family(total)
}

// recentTotal are the columns that were requested recently of the account whose
// values come along with a batch.
func (f *Fetcher) recentTotal(b *batch, now time.Time) []api.Column {
	total, columns := f.totalOf(b.family), []api.Column(nil)
	if b.request.HasCurrent() {
		columns = total.current.list(now)
	}
	if b.hasWindow() && total.bringsAlong(windowPart(b.request), now) {
		columns = append(columns, total.open.list(now)...)
	}
	return columns
}

// totalEntries are the entries of the account's values that came along with a
// batch. Stored are those that lookups joined it for, and those that its family
// carries: of two families the account's values would alternate between two moments.
func (f *Fetcher) totalEntries(b *batch, got response, at time.Time) map[string]*cache.Entry {
	if got.table.Total == nil {
		return nil
	}
	r := got.request
	r.GroupBy = ""
	entries, stored := f.entries(partsOf(r), *got.table.Total, at), map[string]*cache.Entry{}
	f.mu.Lock()
	for _, p := range partsOf(r) {
		if b.carries[p.key] || f.carrierOf(p, at) == b.family {
			stored[p.key] = entries[p.key]
		}
	}
	total := f.totalOf(b.family)
	f.mu.Unlock()
	f.storeAll(total, stored, at)
	return entries
}
