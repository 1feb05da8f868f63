package interactions

import (
	"context"
	"encoding/json"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2/simplelru"

	"github.com/kmm/liveperson-datasource/pkg/cache"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

const (
	// searchGrain is what LivePerson rounds the bounds of a search to, outward.
	searchGrain = 10 * time.Minute
	// maxEdge is how many conversations that started within searchGrain are read.
	maxEdge = 5000
	// maxEdges is how many ends of windows are remembered: about those of a day of sliding
	// windows.
	maxEdges = 200
)

// edges are ends of windows, of which LivePerson's counts are of too long a time. Those that
// do not change any more are remembered. It is safe for concurrent use.
type edges struct {
	searcher searcher
	loads    loads[edge]

	mu    sync.Mutex
	known *lru.LRU[string, edge] // by the search
}

// edge is when the conversations started that a search finds, in epoch milliseconds.
type edge struct {
	starts []int64
	// isPartial reports that there may be others.
	isPartial bool
}

func newEdges(s searcher, options cache.LoaderOptions) *edges {
	return &edges{searcher: s, loads: loads[edge]{LoaderOptions: options}, known: cache.NewLRU[edge](maxEdges, nil)}
}

// count counts one by one the conversations that a filter leaves and that started in a window
// within two multiples of searchGrain.
func (e *edges) count(ctx context.Context, w api.Window, f api.Filter) (n int, isPartial bool, calls int, err error) {
	to := w.To.Add(searchGrain - 1).Truncate(searchGrain)
	// Starts stay what they are; the latest skill or agent, which a filter is by, may not.
	isFinal := len(f.Skills)+len(f.Agents) == 0 && to.Add(settleTime).Before(e.loads.Now())
	one, calls, err := e.get(ctx, countSearch(w.From.Truncate(searchGrain), to, f), isFinal)
	for _, start := range one.starts {
		if start >= w.From.UnixMilli() && start < w.To.UnixMilli() {
			n++
		}
	}
	return n, one.isPartial, calls, err
}

// get returns what a search finds, by one load for all callers, and how many calls that took.
// It is remembered if it is final.
func (e *edges) get(ctx context.Context, body searchBody, isFinal bool) (one edge, calls int, err error) {
	search, err := json.Marshal(body)
	if err != nil {
		return edge{}, 0, err
	}
	key := string(search)
	if one, known := e.find(key); known {
		return one, 0, nil
	}
	return e.loads.do(ctx, key, func(ctx context.Context) (one edge, calls int, err error) {
		found, err := e.searcher.collect(ctx, body, oldestFirst, maxEdge, nil)
		if err != nil {
			return edge{}, found.Calls, err
		}
		one.isPartial = found.lacks() || found.Unclear > 0
		for _, c := range found.Rows {
			one.starts = append(one.starts, c.start)
		}
		if isFinal && !one.isPartial {
			e.mu.Lock()
			defer e.mu.Unlock()
			e.known.Add(key, one)
		}
		return one, found.Calls, nil
	})
}

func (e *edges) find(key string) (one edge, known bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.known.Get(key)
}
