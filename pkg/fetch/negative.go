package fetch

import (
	"time"

	lru "github.com/hashicorp/golang-lru/v2/simplelru"

	"github.com/kmm/liveperson-datasource/pkg/cache"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

const (
	// failureTTL and rejectionTTL are how long a failure holds for all lookups, so that
	// not each of fifty panels tries again. What is rejected will be rejected again.
	failureTTL   = 5 * time.Second
	rejectionTTL = 30 * time.Second
	// rejectedWindows is how many in a row it takes for any window to count as rejected.
	rejectedWindows = 3
	// maxFailures is how many failures are remembered.
	maxFailures = 500
)

// negativeCache keeps recent failures. The fetcher guards it.
type negativeCache struct {
	parts    *lru.LRU[string, failure] // by the parts' keys
	families *lru.LRU[string, failure] // rejections only
}

// failure is why a request failed, and until when that holds for others.
type failure struct {
	err      error
	rejected bool
	until    time.Time
	columns  []api.Column
	windows  int // how many were rejected
}

func newNegativeCache() negativeCache {
	return negativeCache{cache.NewLRU[failure](maxFailures, nil), cache.NewLRU[failure](maxFailures, nil)}
}

// get is the failure that still holds for a part, nil if there is none.
func (n negativeCache) get(p part, now time.Time) error {
	if f, known := n.parts.Get(p.key); known && f.holds(p.Columns, now) {
		return f.err
	}
	if f, known := n.families.Get(p.Family()); known && f.windows >= rejectedWindows && f.holds(p.Columns, now) {
		return f.err
	}
	return nil
}

// holds reports whether a failure is also that of a request for such columns. That
// some are rejected says nothing about others.
func (f failure) holds(columns []api.Column, now time.Time) bool {
	return now.Before(f.until) && (!f.rejected || api.ContainsAll(f.columns, columns))
}

// add remembers a failure.
func (n negativeCache) add(p part, err error, now time.Time) {
	f := failure{err: err, until: now.Add(failureTTL), columns: p.Columns, windows: 1}
	if f.rejected = p.Method.Service.Rejects(err); f.rejected {
		f.until = now.Add(rejectionTTL)
		if before, known := n.families.Get(p.Family()); known && before.holds(p.Columns, now) && api.ContainsAll(f.columns, before.columns) {
			f.windows += before.windows
		}
		n.families.Add(p.Family(), f)
	}
	n.parts.Add(p.key, f)
}

// remove forgets the failures of a part that has a response.
func (n negativeCache) remove(p part) {
	n.parts.Remove(p.key)
	f, known := n.families.Get(p.Family())
	if known && (api.ContainsAll(f.columns, p.Columns) || api.ContainsAll(p.Columns, f.columns)) {
		n.families.Remove(p.Family())
	}
}
