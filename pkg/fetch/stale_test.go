package fetch_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// chunks are a window of the last so many hours, cut at noon and midnight.
func chunks(hours int) []request {
	end := time.Now().Truncate(time.Minute).Add(time.Minute)
	var all []request
	for from := end.Add(-time.Duration(hours) * time.Hour); from.Before(end); {
		to := from.Truncate(12 * time.Hour).Add(12 * time.Hour)
		if to.After(end) {
			to = end
		}
		all = append(all, metrics(from, to, metric("closed")))
		from = to
	}
	return all
}

// all looks up the chunks of a wide window.
func all(ctx context.Context, f *fetch.Fetcher, c fetch.Caller, requests []request) ([]fetch.Result, error) {
	list := items(requests)
	for i := range list {
		list[i].Sliding, list[i].Continues = i == 0, i > 0
	}
	results, errs := f.All(ctx, c, list, nil)
	return results, errors.Join(errs...)
}

func TestStaleChunksOfAWideWindowAcrossAChunkBoundary(t *testing.T) {
	run(t, func(t *testing.T, a *account, f *fetch.Fetcher) {
		time.Sleep(11*time.Hour + 55*time.Minute)
		_, err := all(context.Background(), f, fetch.Caller{}, chunks(36))
		require.NoError(t, err)
		a.fail(broken)
		for range 14 {
			time.Sleep(time.Minute)
			results, err := all(context.Background(), f, fetch.Caller{}, chunks(36))
			require.NoError(t, err, "at %s", time.Now())
			var oldest time.Duration
			for _, result := range results {
				oldest = max(oldest, result.Age)
			}
			require.InDelta(t, time.Since(time.Date(2000, 1, 1, 11, 55, 0, 0, time.UTC)).Seconds(), oldest.Seconds(), 1)
		}
		time.Sleep(2 * time.Minute)
		_, err = all(context.Background(), f, fetch.Caller{}, chunks(36))
		require.ErrorIs(t, err, broken)
	})
}

func TestStaleWindowDoesNotStandInForAShorterOne(t *testing.T) {
	run(t, func(t *testing.T, a *account, f *fetch.Fetcher) {
		end := time.Now()
		time.Sleep(12 * time.Minute)
		over := func(length time.Duration) request {
			return metrics(end.Add(-length), end, metric("closed"))
		}
		ask(t, f, over(20*time.Minute))
		a.fail(broken)
		time.Sleep(11 * time.Minute)
		_, err := get(context.Background(), f, fetch.Caller{}, over(10*time.Minute))
		require.ErrorIs(t, err, broken)
	})
}

func TestStaleEntryIsWithinItsLimitWhenReturned(t *testing.T) {
	run(t, func(t *testing.T, a *account, f *fetch.Fetcher) {
		ask(t, f, current("open"))
		time.Sleep(58 * time.Second)
		a.fail(broken)
		a.slow(4 * time.Second)
		_, err := get(context.Background(), f, fetch.Caller{Alert: true}, current("open"))
		require.ErrorIs(t, err, broken, "by then it is 62 seconds old, and 60 are the limit")
	})
}

func TestTrendOfRejectedMetricsStops(t *testing.T) {
	for name, metrics := range map[string][]api.Column{"one": metric("bad"), "two": append(metric("bad"), metric("worse")...)} {
		t.Run(name, func(t *testing.T) {
			run(t, func(t *testing.T, a *account, f *fetch.Fetcher) {
				a.rejects = []string{"bad", "worse"}
				_, errs := trendOf(context.Background(), f, fetch.Caller{}, trend(400, metrics...))
				for _, err := range errs {
					require.ErrorIs(t, err, rejection)
				}
				require.LessOrEqual(t, a.calls(), 40)
				_, err := get(context.Background(), f, fetch.Caller{}, trend(1, metric("good")...)[0])
				require.NoError(t, err, "which says nothing about others")
			})
		})
	}
}

func TestRejectedWindowLeavesTheOthers(t *testing.T) {
	run(t, func(t *testing.T, a *account, f *fetch.Fetcher) {
		requests := trend(40, metric("closed")...)
		a.rejectsBefore = time.Date(1999, 12, 29, 10, 0, 0, 0, time.UTC) // two of the forty hours
		_, errs := trendOf(context.Background(), f, fetch.Caller{}, requests)
		refused := 0
		for _, err := range errs {
			if err != nil {
				refused++
			}
		}
		require.Equal(t, 2, refused)
	})
}

func TestDetachedBatchOutlivesItsLookups(t *testing.T) {
	run(t, func(t *testing.T, a *account, f *fetch.Fetcher) {
		ask(t, f, current("open"))
		time.Sleep(40 * time.Second)
		a.slow(20 * time.Second)
		ctx, cancel := context.WithTimeout(context.Background(), 3*time.Second)
		defer cancel()
		require.Equal(t, fetch.Stale, ask(t, f, current("open")).Status)
		_, _ = get(ctx, f, fetch.Caller{}, current("open"))
		synctest.Wait()
		require.Zero(t, a.canceled)
	})
}

func TestAgeIsThatOfTheStalePart(t *testing.T) {
	run(t, func(t *testing.T, a *account, f *fetch.Fetcher) {
		end := time.Now().Add(-time.Hour)
		closed := func() request { return metrics(end.Add(-time.Hour), end, metric("closed")) }
		ask(t, f, closed())
		time.Sleep(3 * time.Hour)
		both := closed().With(metric("closed"), metric("open"))
		ask(t, f, both)
		a.fail(broken)
		time.Sleep(time.Minute)
		result := ask(t, f, both)
		require.Equal(t, fetch.Stale, result.Status)
		require.InDelta(t, 60, result.Age.Seconds(), 1, "the closed window is not stale")
		require.InDelta(t, 60, time.Since(result.CurrentAt).Seconds(), 1)
		require.False(t, result.Closed())
	})
}

func TestFreshCurrentValuesBesideAStaleWindow(t *testing.T) {
	run(t, func(t *testing.T, a *account, f *fetch.Fetcher) {
		ask(t, f, window("closed", 3))
		time.Sleep(10 * time.Minute)
		ask(t, f, current("open"))
		a.fail(broken)
		result := ask(t, f, window("closed", 3).With(metric("closed"), metric("open")))
		require.Equal(t, fetch.Stale, result.Status)
		require.InDelta(t, 600, result.Age.Seconds(), 1)
		require.Zero(t, result.CurrentAt, "they are fresh")
	})
}

func TestSlowSearchForARejectedMetricFailsNoOther(t *testing.T) {
	run(t, func(t *testing.T, a *account, f *fetch.Fetcher) {
		a.rejects = []string{"bad"}
		a.slow(2 * time.Second)
		result := ask(t, f, window("good", 3).With(metric("good"), metric("bad")))
		require.Contains(t, result.Fields, "good")
		require.Contains(t, result.Unsupported, "bad")
	})
}
