package fetch_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// trend asks for so many hours that are over, oldest first.
func trend(points int, columns ...api.Column) []request {
	end := time.Date(1999, 12, 31, 0, 0, 0, 0, time.UTC)
	requests := make([]request, points)
	for i := range requests {
		from := end.Add(-time.Duration(points-i) * time.Hour)
		requests[i] = metrics(from, from.Add(time.Hour), columns)
	}
	return requests
}

func pending(errs []error) (n int) {
	for _, err := range errs {
		if errors.Is(err, fetch.ErrPending) {
			n++
		}
	}
	return n
}

func TestPendingItemsAreLeftToTheNextRefresh(t *testing.T) {
	run(t, func(t *testing.T, a *account, f *fetch.Fetcher) {
		requests := trend(100, metric("closed")...)
		trendOf(t.Context(), f, fetch.Caller{}, requests[:20])
		a.slow(30 * time.Second)
		ctx, cancel := context.WithCancelCause(t.Context())
		time.AfterFunc(time.Second, func() { cancel(fetch.ErrPending) })
		began := time.Now()
		results, errs := trendOf(ctx, f, fetch.Caller{}, requests)
		require.Equal(t, time.Second, time.Since(began))
		require.Equal(t, 80, pending(errs))
		require.Equal(t, fetch.Hit, results[0].Status, "what is in the cache is returned all the same")
		require.Equal(t, 36, a.calls(), "nothing more is requested")
		time.Sleep(30 * time.Second)
		results, _ = trendOf(t.Context(), f, fetch.Caller{}, requests[84:])
		require.Equal(t, fetch.Hit, results[0].Status, "what was in flight has arrived")
		require.Equal(t, 36, a.calls())
	})
}

func TestTrendSearchesRejectedMetricsOnce(t *testing.T) {
	run(t, func(t *testing.T, a *account, f *fetch.Fetcher) {
		a.rejects = []string{"bad"}
		metrics := slices.Concat(metric("bad"), metric("b"), metric("c"), metric("d"))
		results, errs := trendOf(context.Background(), f, fetch.Caller{}, trend(48, metrics...))
		for i, result := range results {
			require.NoError(t, errs[i])
			require.Contains(t, result.Unsupported, "bad")
			require.Contains(t, result.Fields, "d")
		}
		require.LessOrEqual(t, a.calls(), 48+16+8, "each point, those that were under way once more, and the search")
	})
}

func TestPassingRejectionIsNotRemembered(t *testing.T) {
	run(t, func(t *testing.T, a *account, f *fetch.Fetcher) {
		a.rejects = []string{"bad"}
		time.AfterFunc(250*time.Millisecond, func() { // when it has been found, before it is confirmed
			a.mu.Lock()
			defer a.mu.Unlock()
			a.rejects = nil
		})
		result := ask(t, f, current("bad").With(nil, slices.Concat(metric("bad"), metric("good"))))
		require.Empty(t, result.Unsupported)
		require.Contains(t, result.Fields, "bad")
	})
}

func TestRejectedMetricBesideFieldsThatAlwaysComeIsFound(t *testing.T) {
	run(t, func(t *testing.T, a *account, f *fetch.Fetcher) {
		a.rejects = []string{"bad"}
		always := api.Column{Field: "status"}
		result := ask(t, f, current("bad").With(nil, append(metric("bad"), always)))
		require.Contains(t, result.Unsupported, "bad")
		require.Contains(t, result.Fields, "status")
	})
}

func TestErrorOfAnotherServiceIsNotARejection(t *testing.T) {
	run(t, func(t *testing.T, a *account, f *fetch.Fetcher) {
		a.fail(&api.Error{Status: 403, Sentence: "The application may not read the users.", Service: "lists"})
		_, err := get(context.Background(), f, fetch.Caller{}, current("open").With(nil, append(metric("open"), metric("closed")...)))
		require.ErrorContains(t, err, "may not read the users")
		require.Equal(t, 1, a.calls())
	})
}
