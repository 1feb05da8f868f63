package pipeline_test

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/cache"
	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/pipeline"
	"github.com/kmm/liveperson-datasource/pkg/plan"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// slow is an account that takes its time.
type slow struct {
	api.Lists
	mu     sync.Mutex
	delay  time.Duration
	jitter time.Duration // of each seventh call so many times
	calls  int
}

func (s *slow) Do(ctx context.Context, r api.Request) (api.Table, error) {
	s.mu.Lock()
	s.calls++
	delay := s.delay + time.Duration(s.calls%7)*s.jitter
	s.mu.Unlock()
	select {
	case <-time.After(delay):
	case <-ctx.Done():
		return api.Table{}, ctx.Err()
	}
	t := api.Table{IDs: []string{""}, Names: []string{""}, Fields: map[string][]float64{}, Calls: 1}
	for _, c := range r.Columns {
		t.Fields[c.Field] = []float64{1}
	}
	return t, nil
}

func (s *slow) IsBlocked(string) bool { return false }

func (s *slow) take(delay time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.delay = delay
}

type noObserver struct{}

func (noObserver) Found(fetch.Status, time.Duration) {}
func (noObserver) Pending()                          {}
func (noObserver) Failed()                           {}
func (noObserver) Stored(int, int64)                 {}

// trends runs a test in virtual time with a function that loads an hourly trend by
// skill over so many days.
func trends(t *testing.T, test func(t *testing.T, s *slow, load func(caller fetch.Caller, days int) (*data.Frame, error))) {
	synctest.Test(t, func(t *testing.T) {
		c, err := catalogue.Load()
		require.NoError(t, err)
		s := &slow{delay: time.Second}
		f := fetch.New(s, s, cache.NewMemory(1000, 1<<20), fetch.Options{
			Timeout: time.Minute, RefreshInterval: 30 * time.Second, MaxStale: 15 * time.Minute, MaxStaleForAlerts: time.Minute,
			Now: time.Now, Observe: noObserver{},
		})
		p := pipeline.New(c, plan.New(c, liveperson.Methods(liveperson.OAuth2), plan.Limits{MaxTrendRequests: 400}), f, s, pipeline.Settings{}, time.Now)
		end := time.Now() // midnight
		test(t, s, func(caller fetch.Caller, days int) (*data.Frame, error) {
			result, err := p.Load(t.Context(), caller, pipeline.Query{
				JSON:  []byte(`{"rows": "skill", "kpis": ["closed_conversations"], "shape": "series", "interval": "1h"}`),
				Range: query.Range{From: end.AddDate(0, 0, -days), To: end.Add(-time.Hour)},
			})
			if err != nil {
				return nil, err
			}
			return pipeline.Render(result, time.Now()), nil
		})
		f.Dispose()
		synctest.Wait()
	})
}

// gaps is how many points of a trend are missing.
func gaps(f *data.Frame) (n int) {
	for i := range f.Fields[1].Len() {
		if f.Fields[1].NilAt(i) {
			n++
		}
	}
	return n
}

func TestLongTrendIsCompletedByLaterRefreshes(t *testing.T) {
	trends(t, func(t *testing.T, s *slow, load func(fetch.Caller, int) (*data.Frame, error)) {
		s.take(1500 * time.Millisecond)
		began := time.Now()
		f, err := load(fetch.Caller{}, 13)
		require.NoError(t, err)
		require.LessOrEqual(t, time.Since(began), 22*time.Second)
		first := gaps(f)
		require.Greater(t, first, 50)
		require.False(t, f.Fields[1].NilAt(f.Rows()-1), "the newest points come first")
		calls := f.Rows()
		f, err = load(fetch.Caller{}, 13)
		require.NoError(t, err)
		require.Zero(t, gaps(f))
		require.Equal(t, calls, s.calls, "each point is requested once")
	})
}

func TestTrendEndsBeforeGrafanaGivesUp(t *testing.T) {
	trends(t, func(t *testing.T, s *slow, load func(fetch.Caller, int) (*data.Frame, error)) {
		s.jitter = 200 * time.Millisecond // so that points come one by one, without end
		began := time.Now()
		_, err := load(fetch.Caller{}, 13)
		require.NoError(t, err)
		require.LessOrEqual(t, time.Since(began), 21*time.Second)
	})
}

func TestTrendDoesNotWaitForOneSlowPoint(t *testing.T) {
	trends(t, func(t *testing.T, s *slow, load func(fetch.Caller, int) (*data.Frame, error)) {
		_, err := load(fetch.Caller{}, 1)
		require.NoError(t, err)
		s.take(50 * time.Second)
		began := time.Now()
		f, err := load(fetch.Caller{}, 2)
		require.NoError(t, err)
		require.Equal(t, 5*time.Second, time.Since(began))
		require.NotZero(t, gaps(f))
		require.NotEmpty(t, f.Meta.Notices)
	})
}

func TestTrendWithoutAnyPointWaits(t *testing.T) {
	trends(t, func(t *testing.T, s *slow, load func(fetch.Caller, int) (*data.Frame, error)) {
		s.take(25 * time.Second)
		f, err := load(fetch.Caller{}, 1)
		require.NoError(t, err)
		require.Less(t, gaps(f), f.Rows())
	})
}

func TestAlertRuleWaitsForAllPoints(t *testing.T) {
	trends(t, func(t *testing.T, s *slow, load func(fetch.Caller, int) (*data.Frame, error)) {
		s.take(10 * time.Second)
		f, err := load(fetch.Caller{Alert: true}, 3)
		require.NoError(t, err)
		require.Zero(t, gaps(f))
	})
}
