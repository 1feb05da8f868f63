package fetch_test

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

func TestCancelIsNotCachedAsFailure(t *testing.T) {
	run(t, func(t *testing.T, a *account, f *fetch.Fetcher) {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
		defer cancel()
		_, err := get(ctx, f, fetch.Caller{}, current("open"))
		require.Error(t, err)
		synctest.Wait()
		require.Equal(t, fetch.Miss, ask(t, f, current("open")).Status)
	})
}

func TestRejectedMetricIsReportedAfterItsTTL(t *testing.T) {
	run(t, func(t *testing.T, a *account, f *fetch.Fetcher) {
		a.rejects = []string{"bad"}
		end := time.Date(1999, 12, 31, 0, 0, 0, 0, time.UTC)
		bucket := metrics(end.Add(-time.Hour), end, append(metric("bad"), metric("good")...))
		require.Contains(t, ask(t, f, bucket).Unsupported, "bad")
		time.Sleep(2 * time.Hour)
		require.Contains(t, ask(t, f, bucket).Unsupported, "bad", "it is asked for anew, and refused anew")
	})
}

func TestTwoRejectedMetricsLeaveTheOthers(t *testing.T) {
	run(t, func(t *testing.T, a *account, f *fetch.Fetcher) {
		a.rejects = []string{"a1", "a2"}
		var all []api.Column
		for _, name := range []string{"a1", "a2", "b", "c", "d", "e", "f", "g"} {
			all = append(all, metric(name)...)
		}
		result := ask(t, f, current("a1").With(nil, all))
		require.Len(t, result.Unsupported, 2)
		require.Contains(t, result.Fields, "g")
	})
}

func TestRejectionOfOneMetricDoesNotHoldForOthers(t *testing.T) {
	run(t, func(t *testing.T, a *account, f *fetch.Fetcher) {
		a.rejects = []string{"bad"}
		_, err := get(context.Background(), f, fetch.Caller{}, window("bad", 3))
		require.ErrorIs(t, err, rejection)
		ask(t, f, window("good", 3))
	})
}

func TestFailureIsCachedForCurrentValuesBesideAWindow(t *testing.T) {
	run(t, func(t *testing.T, a *account, f *fetch.Fetcher) {
		ask(t, f, window("closed", 3))
		a.fail(broken)
		before := a.calls()
		for range 50 {
			_, err := get(context.Background(), f, fetch.Caller{}, current("open"))
			require.ErrorIs(t, err, broken)
		}
		require.Equal(t, before+1, a.calls())
	})
}

func TestStalePointDoesNotStandInForAnother(t *testing.T) {
	run(t, func(t *testing.T, a *account, f *fetch.Fetcher) {
		point := func() request {
			to := time.Now().Truncate(5 * time.Minute)
			return metrics(to.Add(-5*time.Minute), to, metric("closed"))
		}
		time.Sleep(time.Minute)
		ask(t, f, point())
		a.fail(broken)
		time.Sleep(5 * time.Minute)
		_, err := get(context.Background(), f, fetch.Caller{}, point())
		require.ErrorIs(t, err, broken)
	})
}

func TestSlowBatchDoesNotReplaceANewerEntry(t *testing.T) {
	run(t, func(t *testing.T, a *account, f *fetch.Fetcher) {
		a.slow(20 * time.Second)
		var slow sync.WaitGroup
		slow.Go(func() { ask(t, f, current("open")) })
		time.Sleep(time.Second)
		a.slow(time.Second)
		ask(t, f, current("open").With(nil, append(metric("assigned"), metric("open")...)))
		slow.Wait()
		require.Equal(t, fetch.Hit, ask(t, f, current("assigned")).Status)
	})
}

func TestRejectionOfCurrentValuesDoesNotHoldForAWindow(t *testing.T) {
	run(t, func(t *testing.T, a *account, f *fetch.Fetcher) {
		a.rejects = []string{"bad"}
		for range 3 {
			_, err := get(context.Background(), f, fetch.Caller{}, current("bad"))
			require.ErrorIs(t, err, rejection)
			require.Contains(t, ask(t, f, window("good", 3)).Fields, "good", "though the current value is requested along")
			time.Sleep(time.Minute)
		}
	})
}

func TestRejectionOfAWindowDoesNotHoldForCurrentValues(t *testing.T) {
	run(t, func(t *testing.T, a *account, f *fetch.Fetcher) {
		a.rejectsBefore = time.Now().Add(-24 * time.Hour)
		past := metrics(time.Now().Add(-48*time.Hour), time.Now().Add(-47*time.Hour), nil).With(metric("closed"), metric("open"))
		_, _ = get(context.Background(), f, fetch.Caller{}, past)
		require.Contains(t, ask(t, f, current("open")).Fields, "open")
	})
}

func TestSlowResponseIsNotStale(t *testing.T) {
	run(t, func(t *testing.T, a *account, f *fetch.Fetcher) {
		a.slow(6 * time.Second)
		require.Equal(t, fetch.Miss, ask(t, f, window("closed", 3).With(metric("closed"), metric("open"))).Status)
	})
}

// Another panel's window is no reason for current values to fail.
func TestCurrentValuesBesideARejectedWindow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := &account{takes: 100 * time.Millisecond, rejectsBefore: time.Now().Add(-24 * time.Hour)}
		f := newFetcher(a, noObserver{})
		go func() { _, _ = get(context.Background(), f, fetch.Caller{}, window("closed", 200)) }()
		time.Sleep(time.Millisecond)
		require.Equal(t, []float64{1}, ask(t, f, current("open")).Fields["open"])
		f.Dispose()
		synctest.Wait()
	})
}
