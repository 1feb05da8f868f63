package gather_test

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/gather"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

// trend asks for so many hours that are over, oldest first.
func trend(points int, metrics ...liveperson.Metric) []liveperson.Request {
	end := time.Date(1999, 12, 31, 0, 0, 0, 0, time.UTC)
	requests := make([]liveperson.Request, points)
	for i := range requests {
		from := end.Add(-time.Duration(points-i) * time.Hour)
		requests[i] = liveperson.MetricsRequest{From: from, To: from.Add(time.Hour), ByTime: metrics}
	}
	return requests
}

func late(errs []error) (n int) {
	for _, err := range errs {
		if err == gather.ErrLate {
			n++
		}
	}
	return n
}

func TestALongTrendComesPieceByPieceAndNothingOfItTwice(t *testing.T) {
	run(t, func(t *testing.T, a *account, g *gather.Gatherer) {
		a.slow(time.Second)
		requests := trend(480, metric("closed")...)
		began := time.Now()
		_, errs := g.Each(context.Background(), gather.Asker{}, requests)
		require.LessOrEqual(t, time.Since(began), 21*time.Second)
		first := late(errs)
		require.Greater(t, first, 100)
		require.Less(t, first, 480-200)
		require.NoError(t, errs[479], "the latest come first")
		time.Sleep(time.Minute)
		_, errs = g.Each(context.Background(), gather.Asker{}, requests)
		require.Zero(t, late(errs))
		require.Equal(t, 480, a.calls())
	})
}

func TestATrendIsNotHeldUpByTheOnePointThatIsNotKnown(t *testing.T) {
	run(t, func(t *testing.T, a *account, g *gather.Gatherer) {
		requests := trend(25, metric("closed")...)
		g.Each(context.Background(), gather.Asker{}, requests[:24])
		a.slow(50 * time.Second)
		began := time.Now()
		answers, errs := g.Each(context.Background(), gather.Asker{}, requests)
		require.Equal(t, 5*time.Second, time.Since(began))
		require.Equal(t, 1, late(errs))
		require.Equal(t, gather.ErrLate, errs[24])
		require.Equal(t, gather.Memory, answers[0].Source)
		time.Sleep(46 * time.Second)
		_, errs = g.Each(context.Background(), gather.Asker{}, requests)
		require.Zero(t, late(errs), "its flight went on")
		require.Equal(t, 25, a.calls())
	})
}

func TestATrendOfWhichNothingIsThereWaits(t *testing.T) {
	run(t, func(t *testing.T, a *account, g *gather.Gatherer) {
		a.slow(25 * time.Second)
		_, errs := g.Each(context.Background(), gather.Asker{}, trend(10, metric("closed")...))
		require.Zero(t, late(errs))
	})
}

func TestAnAlertRuleWaitsForAllOfATrend(t *testing.T) {
	run(t, func(t *testing.T, a *account, g *gather.Gatherer) {
		a.slow(10 * time.Second)
		_, errs := g.Each(context.Background(), gather.Asker{Alert: true}, trend(64, metric("closed")...))
		require.Zero(t, late(errs))
	})
}

func TestATrendFindsOutOnceWhatIsRefused(t *testing.T) {
	run(t, func(t *testing.T, a *account, g *gather.Gatherer) {
		a.refuses = []string{"bad"}
		metrics := slices.Concat(metric("bad"), metric("b"), metric("c"), metric("d"))
		answers, errs := g.Each(context.Background(), gather.Asker{}, trend(48, metrics...))
		for i, answer := range answers {
			require.NoError(t, errs[i])
			require.Contains(t, answer.Refused, "bad")
			require.Contains(t, answer.Fields, "d")
		}
		require.LessOrEqual(t, a.calls(), 48+16+8, "each point, those that were under way once more, and the search")
	})
}

func TestARefusalThatPassesIsNotRemembered(t *testing.T) {
	run(t, func(t *testing.T, a *account, g *gather.Gatherer) {
		a.refuses = []string{"bad"}
		time.AfterFunc(250*time.Millisecond, func() { // when it has been found, before it is confirmed
			a.mu.Lock()
			defer a.mu.Unlock()
			a.refuses = nil
		})
		answer := ask(t, g, ofNow("bad").With(nil, slices.Concat(metric("bad"), metric("good"))))
		require.Empty(t, answer.Refused)
		require.Contains(t, answer.Fields, "bad")
	})
}

func TestTheOnlyMetricBesidesThoseThatAlwaysComeIsFound(t *testing.T) {
	run(t, func(t *testing.T, a *account, g *gather.Gatherer) {
		a.refuses = []string{"bad"}
		always := liveperson.Metric{Field: "status"}
		answer := ask(t, g, ofNow("bad").With(nil, append(metric("bad"), always)))
		require.Contains(t, answer.Refused, "bad")
		require.Contains(t, answer.Fields, "status")
	})
}

func TestAListThatIsForbiddenIsNoRefusedMetric(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := &forbidden{account{takes: time.Second}}
		g := gather.New(a, gather.Options{Timeout: time.Minute, Entries: 10, Bytes: 1 << 20, Now: time.Now, Observe: deaf{}})
		_, err := g.Ask(context.Background(), gather.Asker{}, ofNow("open").With(nil, append(metric("open"), metric("closed")...)))
		require.ErrorContains(t, err, "may not read the users")
		require.Equal(t, 1, a.calls())
		g.Dispose()
		synctest.Wait()
	})
}

// forbidden is an account whose users may not be read, and that needs them.
type forbidden struct{ account }

func (f *forbidden) Ask(ctx context.Context, r liveperson.Request, lists liveperson.Lists) (liveperson.Table, error) {
	if _, err := lists.Users(ctx); err != nil {
		_, _ = f.account.Ask(ctx, r, lists)
		return liveperson.Table{}, err
	}
	return f.account.Ask(ctx, r, lists)
}

func (f *forbidden) Users(context.Context) ([]liveperson.User, error) {
	return nil, &liveperson.Error{Status: 403, Sentence: "The application may not read the users."}
}
