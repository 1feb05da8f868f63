package fetch_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/cache"
	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// account is a source that takes its time, records its requests, and fails or
// rejects as the test says.
type account struct {
	takes time.Duration

	mu            sync.Mutex
	requests      []api.Request
	canceled      int // requests that ended because no lookup waited any more
	failure       error
	rejects       []string  // metrics
	rejectsBefore time.Time // windows
}

// Do implements api.Source.
func (a *account) Do(ctx context.Context, r api.Request) (api.Table, error) {
	a.mu.Lock()
	a.requests = append(a.requests, r)
	failure, rejects, takes := a.failure, a.rejects, a.takes
	a.mu.Unlock()
	select {
	case <-time.After(takes):
	case <-ctx.Done():
		a.mu.Lock()
		defer a.mu.Unlock()
		a.canceled++
		return api.Table{}, &api.Error{Status: 504, Sentence: "The request was canceled."}
	}
	if r.Window.From.Before(a.rejectsBefore) {
		return api.Table{}, rejection
	}
	t := api.Table{IDs: []string{""}, Names: []string{""}, Fields: map[string][]float64{}, Calls: 1}
	for _, c := range r.Columns {
		if slices.Contains(rejects, c.Metric) {
			return api.Table{}, rejection
		}
		t.Fields[c.Field] = []float64{1}
	}
	return t, failure
}

func (a *account) fail(err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.failure = err
}

func (a *account) calls() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return len(a.requests)
}

func (a *account) slow(takes time.Duration) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.takes = takes
}

var (
	service = api.Service{Name: "metrics"}
	method  = &api.Method{Name: "kmm.metrics", Service: service, Path: "metrics", Capabilities: api.Capabilities{
		MaxWindow: 24*time.Hour - time.Minute, Immutable: true, TotalWith: []string{"skillId", "agentGroupId"},
	}}
	ofAgents = &api.Method{Name: "kmm.agent_view", Service: service, Path: "agent_view"}

	broken    = &api.Error{Status: 503, Sentence: "LivePerson has a fault."}
	rejection = &api.Error{Status: 400, Sentence: "LivePerson does not accept the request.", Service: service.Name}
)

// request is a request whose columns are given as those of its window and current
// ones.
type request struct{ api.Request }

func (r request) With(byWindow, current []api.Column) request {
	r.Columns = slices.Clone(byWindow)
	for _, c := range current {
		c.Current = true
		r.Columns = append(r.Columns, c)
	}
	r.Columns = api.Union(r.Columns)
	return r
}

func metrics(from, to time.Time, byWindow []api.Column) request {
	return request{api.Request{Method: method, Rows: "account", Window: api.Window{From: from, To: to}}}.With(byWindow, nil)
}

func agentView(from, to time.Time, byWindow []api.Column) request {
	r := metrics(from, to, byWindow)
	r.Method, r.Rows = ofAgents, "agent"
	return r
}

func items(requests []request) []fetch.Item {
	list := make([]fetch.Item, len(requests))
	for i, r := range requests {
		list[i].Request = r.Request
	}
	return list
}

func get(ctx context.Context, f *fetch.Fetcher, c fetch.Caller, r request) (fetch.Result, error) {
	results, errs := f.All(ctx, c, items([]request{r}), nil)
	return results[0], errs[0]
}

func trendOf(ctx context.Context, f *fetch.Fetcher, c fetch.Caller, requests []request) ([]fetch.Result, []error) {
	return f.All(ctx, c, items(requests), nil)
}

type noObserver struct{}

func (noObserver) Found(fetch.Status, time.Duration) {}
func (noObserver) Pending()                          {}
func (noObserver) Failed()                           {}
func (noObserver) Stored(int, int64)                 {}

// closedBreaker is a limiter that holds nothing back.
type closedBreaker struct{}

func (closedBreaker) IsBlocked(string) bool { return false }

func newFetcher(source api.Source, observe fetch.Observer) *fetch.Fetcher {
	return fetch.New(source, closedBreaker{}, cache.NewMemory(1000, 1<<20), fetch.Options{
		Timeout: time.Minute, RefreshInterval: 30 * time.Second, MaxStale: 15 * time.Minute, MaxStaleForAlerts: time.Minute,
		Now: time.Now, Observe: observe,
	})
}

// run runs a test in virtual time, which begins at midnight and passes only while
// every goroutine waits.
func run(t *testing.T, test func(t *testing.T, a *account, f *fetch.Fetcher)) {
	synctest.Test(t, func(t *testing.T) {
		a := &account{takes: 100 * time.Millisecond}
		f := newFetcher(a, noObserver{})
		defer f.Dispose()
		test(t, a, f)
		f.Dispose()
		synctest.Wait()
	})
}

func metric(name string) []api.Column { return []api.Column{{Metric: name, Field: name}} }

// current requests current values, as panels do.
func current(name string) request {
	minute := time.Now().Truncate(time.Minute)
	return metrics(minute.Add(-time.Minute), minute, nil).With(nil, metric(name))
}

// window requests values of the last hours.
func window(name string, hours int) request {
	end := time.Now().Truncate(time.Minute).Add(time.Minute)
	return metrics(end.Add(-time.Duration(hours)*time.Hour), end, metric(name))
}

func ask(t *testing.T, f *fetch.Fetcher, r request) fetch.Result {
	t.Helper()
	result, err := get(context.Background(), f, fetch.Caller{}, r)
	require.NoError(t, err)
	return result
}

func TestConcurrentLookupsShareOneRequest(t *testing.T) {
	run(t, func(t *testing.T, a *account, f *fetch.Fetcher) {
		var viewers sync.WaitGroup
		for range 40 {
			viewers.Go(func() { ask(t, f, current("open")) })
		}
		viewers.Wait()
		require.Equal(t, 1, a.calls())
	})
}

func TestPanelsOfADashboardShareOneRequest(t *testing.T) {
	run(t, func(t *testing.T, a *account, f *fetch.Fetcher) {
		panels := []func() request{
			func() request { return current("open") },
			func() request { return current("assigned") },
			func() request { return window("closed", 23) },
			func() request { return window("csat", 23) },
		}
		for refresh := range 10 {
			var all sync.WaitGroup
			for _, panel := range panels {
				all.Go(func() { ask(t, f, panel()) })
			}
			all.Wait()
			require.Equal(t, refresh+1, a.calls(), "refresh %d", refresh)
			time.Sleep(time.Minute)
		}
	})
}

func TestPanelsInSequenceShareRequestsFromTheSecondRefresh(t *testing.T) {
	run(t, func(t *testing.T, a *account, f *fetch.Fetcher) {
		refresh := func() int {
			before := a.calls()
			for i := range 14 {
				ask(t, f, current(fmt.Sprint("kpi", i)))
			}
			ask(t, f, window("closed", 23))
			time.Sleep(time.Minute)
			return a.calls() - before
		}
		require.Equal(t, 15, refresh(), "what else will be requested is not known yet")
		require.Equal(t, 2, refresh(), "one for current values, one for the window")
		require.Equal(t, 2, refresh())
	})
}

func TestFreshness(t *testing.T) {
	bucket := func() request {
		end := time.Date(1999, 12, 31, 0, 0, 0, 0, time.UTC)
		return metrics(end.Add(-time.Hour), end, metric("closed"))
	}
	agents := func() request {
		end := time.Date(1999, 12, 31, 0, 0, 0, 0, time.UTC)
		return agentView(end.Add(-time.Hour), end, metric("closed"))
	}
	tests := map[string]struct {
		request func() request
		pause   time.Duration
		calls   int
	}{
		"values of now are known for half a minute": {func() request { return current("open") }, 29 * time.Second, 1},
		"and no longer":                   {func() request { return current("open") }, 31 * time.Second, 2},
		"a window until the minute ends":  {func() request { return window("closed", 3) }, 59 * time.Second, 1},
		"and no longer either":            {func() request { return window("closed", 3) }, 61 * time.Second, 2},
		"a window that is over for good":  {bucket, 30 * 24 * time.Hour, 1},
		"agents of a window that is over": {agents, 9 * time.Minute, 1},
		"until others may have come":      {agents, 11 * time.Minute, 2},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			run(t, func(t *testing.T, a *account, f *fetch.Fetcher) {
				ask(t, f, test.request())
				time.Sleep(test.pause)
				ask(t, f, test.request())
				require.Equal(t, test.calls, a.calls())
			})
		})
	}
}

func TestCancelLeavesTheBatchToOtherLookups(t *testing.T) {
	run(t, func(t *testing.T, a *account, f *fetch.Fetcher) {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
		defer cancel()
		var others sync.WaitGroup
		others.Go(func() { ask(t, f, current("open")) })
		_, err := get(ctx, f, fetch.Caller{}, current("open"))
		require.ErrorIs(t, err, context.DeadlineExceeded)
		others.Wait()
		require.Equal(t, 1, a.calls())
		require.Zero(t, a.canceled)
	})
}

func TestBatchWithoutLookupsIsCanceled(t *testing.T) {
	run(t, func(t *testing.T, a *account, f *fetch.Fetcher) {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
		defer cancel()
		_, err := get(ctx, f, fetch.Caller{}, current("open"))
		require.Error(t, err)
		synctest.Wait()
		require.Equal(t, 1, a.canceled)
		ask(t, f, current("open"))
		require.Equal(t, 2, a.calls())
	})
}

func TestStaleEntryIsReturnedWhileLivePersonFails(t *testing.T) {
	run(t, func(t *testing.T, a *account, f *fetch.Fetcher) {
		for _, request := range []func() request{
			func() request { return current("open") },
			func() request { return window("closed", 23) },
		} {
			a.fail(nil)
			ask(t, f, request())
			at := time.Now()
			a.fail(broken)
			time.Sleep(10 * time.Minute)
			result := ask(t, f, request())
			require.Equal(t, fetch.Stale, result.Status)
			require.Equal(t, broken, result.Failure)
			require.WithinDuration(t, at, result.At, time.Second)
			_, err := get(context.Background(), f, fetch.Caller{Alert: true}, request())
			require.ErrorIs(t, err, broken, "alert rules want to know sooner")
			time.Sleep(6 * time.Minute)
			_, err = get(context.Background(), f, fetch.Caller{}, request())
			require.ErrorIs(t, err, broken, "nothing stands in for ever")
			a.fail(nil)
			time.Sleep(10 * time.Second)
			require.Equal(t, fetch.Miss, ask(t, f, request()).Status)
		}
	})
}

func TestStaleEntryIsReturnedAfterTheStaleTimeout(t *testing.T) {
	run(t, func(t *testing.T, a *account, f *fetch.Fetcher) {
		ask(t, f, current("open"))
		time.Sleep(40 * time.Second)
		a.slow(20 * time.Second)
		before := time.Now()
		require.Equal(t, fetch.Stale, ask(t, f, current("open")).Status)
		require.Equal(t, 5*time.Second, time.Since(before))
		time.Sleep(16 * time.Second)
		require.Equal(t, fetch.Hit, ask(t, f, current("open")).Status, "the flight went on")
		require.Equal(t, 2, a.calls())
	})
}

func TestFailureIsCached(t *testing.T) {
	run(t, func(t *testing.T, a *account, f *fetch.Fetcher) {
		a.fail(broken)
		for range 50 {
			_, err := get(context.Background(), f, fetch.Caller{}, current("open"))
			require.ErrorIs(t, err, broken)
		}
		require.Equal(t, 1, a.calls())
	})
}

func TestRejectedMetricLeavesTheOthers(t *testing.T) {
	run(t, func(t *testing.T, a *account, f *fetch.Fetcher) {
		a.rejects = []string{"kpi5"}
		var all []api.Column
		for i := range 10 {
			all = append(all, metric(fmt.Sprint("kpi", i))...)
		}
		result := ask(t, f, current("kpi0").With(nil, all))
		require.Equal(t, map[string]error{"kpi5": rejection}, result.Unsupported)
		require.Contains(t, result.Fields, "kpi9")
		found := a.calls()
		time.Sleep(time.Minute)
		ask(t, f, current("kpi0").With(nil, all))
		require.Equal(t, found+1, a.calls(), "it is known")
		_, err := get(context.Background(), f, fetch.Caller{}, current("kpi5"))
		require.ErrorIs(t, err, rejection)
		require.Equal(t, found+1, a.calls())
	})
}

func TestRejectedRequestEndsTheSearch(t *testing.T) {
	run(t, func(t *testing.T, a *account, f *fetch.Fetcher) {
		a.fail(rejection)
		var all []api.Column
		for i := range 32 {
			all = append(all, metric(fmt.Sprint("kpi", i))...)
		}
		_, err := get(context.Background(), f, fetch.Caller{}, current("kpi0").With(nil, all))
		require.ErrorIs(t, err, rejection)
		require.LessOrEqual(t, a.calls(), 8)
	})
}
