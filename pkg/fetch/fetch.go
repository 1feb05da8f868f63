// Package fetch decides whether LivePerson is asked. It sees requests, not panels:
// each is looked up in the cache; what is not fresh there joins a batch that is on
// its way, or starts one; the response is stored for all, and a result is combined
// from it. docs/architecture.md has the picture.
package fetch

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	lru "github.com/hashicorp/golang-lru/v2/simplelru"
	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"

	"github.com/kmm/liveperson-datasource/pkg/cache"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

const (
	// maxConcurrent is how many items of one query are looked up at the same time.
	maxConcurrent = 16
	// maxFamilies is how many request families are known at a time.
	maxFamilies = 2000
)

// Options are how a fetcher works.
type Options struct {
	// Timeout is how long a request may take, all its pages included.
	Timeout time.Duration
	// RefreshInterval is how often current values are refreshed: all of them expire
	// at the same moments, so that panels move on together.
	RefreshInterval time.Duration
	// MaxStale and MaxStaleForAlerts are how old a result may be that is returned
	// where LivePerson fails.
	MaxStale, MaxStaleForAlerts time.Duration
	Now                         func() time.Time
	Observe                     Observer
}

// Observer is told what happens, for metrics.
type Observer interface {
	// Found is one lookup that got a result of this age.
	Found(status Status, age time.Duration)
	// Pending is one lookup that is left to the next refresh.
	Pending()
	// Failed is one lookup that got no result.
	Failed()
	// Stored is what the cache holds now.
	Stored(entries int, bytes int64)
}

// Caller is what a lookup is for.
type Caller struct {
	// Alert reports that it is an alert rule.
	Alert bool
}

// Item is a request to look up.
type Item struct {
	Request api.Request
	// Sliding reports that the window's start moves on with time while its end stands:
	// the first chunk of a wide window.
	Sliding bool
	// Continues reports that it is a chunk of a wide window and not the first one.
	Continues bool
}

// Fetcher fetches for all callers of one account. It is safe for concurrent use.
type Fetcher struct {
	source   api.Source
	limiter  Limiter
	store    cache.Store
	options  atomic.Pointer[Options]
	lifetime context.Context
	end      context.CancelFunc

	storing     sync.Mutex // held while an entry is replaced
	mu          sync.Mutex
	families    *lru.LRU[string, *family]
	negative    negativeCache
	unsupported unsupported
	searching   *semaphore.Weighted // for the metrics that LivePerson rejects
}

// Limiter is what a fetcher needs to know of the rate limiter.
type Limiter interface {
	// IsBlocked reports whether requests to a service are held back because it keeps
	// failing.
	IsBlocked(service string) bool
}

// New makes a fetcher. Dispose ends what it has under way.
func New(source api.Source, limiter Limiter, store cache.Store, options Options) *Fetcher {
	lifetime, end := context.WithCancel(context.Background())
	f := &Fetcher{
		source: source, limiter: limiter, store: store, lifetime: lifetime, end: end,
		families: cache.NewLRU[*family](maxFamilies, nil), negative: newNegativeCache(),
		unsupported: unsupported{}, searching: semaphore.NewWeighted(1),
	}
	f.SetOptions(options)
	return f
}

// SetOptions replaces the options from now on.
func (f *Fetcher) SetOptions(options Options) { f.options.Store(&options) }

// Dispose gives up whatever is under way.
func (f *Fetcher) Dispose() { f.end() }

// All returns a result or an error for each item, in their order. The errors are
// LivePerson's (*api.Error), the context's, or a *cache.PanicError. It begins with
// the last item, and calls onResult for each result, if it is not nil. A context that is
// canceled with ErrPending as its cause leaves what is in flight to the next refresh.
func (f *Fetcher) All(ctx context.Context, c Caller, items []Item, onResult func()) ([]Result, []error) {
	results, errs := make([]Result, len(items)), make([]error, len(items))
	var group errgroup.Group
	group.SetLimit(maxConcurrent)
	for i := len(items) - 1; i >= 0; i-- {
		group.Go(func() error {
			if results[i], errs[i] = f.get(ctx, c, items[i]); errs[i] == nil && onResult != nil {
				onResult()
			}
			return nil
		})
	}
	_ = group.Wait() // each has its own error
	return results, errs
}

// isOutOfTime reports whether a context leaves what is in flight to the next refresh.
func isOutOfTime(ctx context.Context) bool { return errors.Is(context.Cause(ctx), ErrPending) }

// State is what a fetcher knows, for support.
type State struct {
	Entries     int      `json:"cacheEntries"`
	Bytes       int64    `json:"cacheBytes"`
	InFlight    int      `json:"requestsInFlight"`
	Unsupported []string `json:"unsupportedMetrics"`
}

// State returns what is known now.
func (f *Fetcher) State() State {
	s := State{Unsupported: []string{}}
	s.Entries, s.Bytes = f.store.Size()
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, fam := range f.families.Values() {
		s.InFlight += len(fam.batches)
	}
	now := f.options.Load().Now()
	maps.DeleteFunc(f.unsupported, func(_ string, one rejection) bool { return !now.Before(one.until) })
	s.Unsupported = slices.AppendSeq(s.Unsupported, maps.Keys(f.unsupported))
	slices.Sort(s.Unsupported)
	return s
}
