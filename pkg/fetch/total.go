package fetch

import (
	"slices"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/cache"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// What is requested of the account comes along with its skills or groups where
// these are requested recently: so the skills add up to the account next to them,
// and both are one request.

// family finds what is known of a request's family.
func (f *Fetcher) family(r api.Request) *family {
	fam, known := f.families.Get(r.Family())
	if !known {
		fam = newFamily(r)
		f.families.Add(r.Family(), fam)
		if r.GroupBy != "" && r.Method.IncludesTotal && !slices.Contains(f.groupings, r.GroupBy) {
			f.groupings = append(f.groupings, r.GroupBy)
		}
	}
	return fam
}

// breakdown is the family whose next response has the account's part along with its
// own, nil if there is none.
func (f *Fetcher) breakdown(p part, now time.Time) *family {
	if p.GroupBy != "" || !p.Method.IncludesTotal {
		return nil
	}
	for _, groupBy := range f.groupings {
		breakdown := p.Request
		breakdown.GroupBy = groupBy
		fam, known := f.families.Peek(breakdown.Family())
		if !known || fam.withoutTotal || !fam.isRecent(p, now) {
			continue
		}
		if _, rejected := f.unsupported.split(breakdown, now); len(rejected) == 0 {
			return fam
		}
	}
	return nil
}

// of is the part of another family that has the account's part along with its own.
func (p part) of(carrier *family) part {
	r := p.Request
	r.GroupBy = carrier.request.GroupBy
	return partsOf(r)[0]
}

// totalOf is what is known of the account whose values come along with a family's,
// nil if nothing is.
func (f *Fetcher) totalOf(fam *family) *family {
	if fam.request.GroupBy == "" || !fam.request.Method.IncludesTotal {
		return nil
	}
	total := fam.request
	total.GroupBy = ""
	known, _ := f.families.Peek(total.Family())
	return known
}

// recentTotal are the columns that were requested recently of the account whose
// values come along with a batch.
func (f *Fetcher) recentTotal(b *batch, now time.Time) []api.Column {
	total := f.totalOf(b.family)
	if total == nil {
		return nil
	}
	var columns []api.Column
	if b.request.HasCurrent() {
		columns = total.current.list(now)
	}
	if b.hasWindow() && total.isRecent(windowPart(b.request), now) {
		columns = append(columns, total.open.list(now)...)
	}
	return columns
}

// totalEntries are the entries of the account's values that came along with its
// parts. They are stored, unless the account's come along with others.
func (f *Fetcher) totalEntries(fam *family, got response, at time.Time) map[string]*cache.Entry {
	if got.table.Total == nil {
		return nil
	}
	r := got.request
	r.GroupBy = ""
	parts := partsOf(r)
	f.mu.Lock()
	total := f.totalOf(fam)
	isCarrier := total != nil && !slices.ContainsFunc(parts, func(p part) bool { return f.breakdown(p, at) != fam })
	f.mu.Unlock()
	entries := f.entries(parts, *got.table.Total, at)
	if isCarrier {
		f.storeAll(total, entries, at)
	}
	return entries
}
