package gather_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/gather"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

// pieces are a window of the last so many hours, cut at noon and midnight.
func pieces(hours int) []liveperson.Request {
	end := time.Now().Truncate(time.Minute).Add(time.Minute)
	var all []liveperson.Request
	for from := end.Add(-time.Duration(hours) * time.Hour); from.Before(end); {
		to := from.Truncate(12 * time.Hour).Add(12 * time.Hour)
		if to.After(end) {
			to = end
		}
		all = append(all, liveperson.MetricsRequest{From: from, To: to, ByTime: metric("closed")})
		from = to
	}
	return all
}

func TestAWideWindowKeepsItsValuesAcrossNoon(t *testing.T) {
	run(t, func(t *testing.T, a *account, g *gather.Gatherer) {
		time.Sleep(11*time.Hour + 55*time.Minute)
		_, err := g.All(context.Background(), gather.Asker{}, pieces(36))
		require.NoError(t, err)
		a.fail(broken)
		for range 14 {
			time.Sleep(time.Minute)
			answers, err := g.All(context.Background(), gather.Asker{}, pieces(36))
			require.NoError(t, err, "at %s", time.Now())
			var oldest time.Duration
			for _, answer := range answers {
				oldest = max(oldest, answer.Age)
			}
			require.InDelta(t, time.Since(time.Date(2000, 1, 1, 11, 55, 0, 0, time.UTC)).Seconds(), oldest.Seconds(), 1)
		}
		time.Sleep(2 * time.Minute)
		_, err = g.All(context.Background(), gather.Asker{}, pieces(36))
		require.ErrorIs(t, err, broken)
	})
}

func TestAWindowDoesNotStandInForAShorterOne(t *testing.T) {
	run(t, func(t *testing.T, a *account, g *gather.Gatherer) {
		end := time.Now()
		time.Sleep(12 * time.Minute)
		over := func(length time.Duration) liveperson.Request {
			return liveperson.MetricsRequest{From: end.Add(-length), To: end, ByTime: metric("closed")}
		}
		ask(t, g, over(20*time.Minute))
		a.fail(broken)
		time.Sleep(11 * time.Minute)
		_, err := g.Ask(context.Background(), gather.Asker{}, over(10*time.Minute))
		require.ErrorIs(t, err, broken)
	})
}

func TestAStandInIsYoungEnoughWhenItIsGiven(t *testing.T) {
	run(t, func(t *testing.T, a *account, g *gather.Gatherer) {
		ask(t, g, ofNow("open"))
		time.Sleep(58 * time.Second)
		a.fail(broken)
		a.slow(4 * time.Second)
		_, err := g.Ask(context.Background(), gather.Asker{Alert: true}, ofNow("open"))
		require.ErrorIs(t, err, broken, "by then it is 62 seconds old, and 60 are the limit")
	})
}

func TestWhoChecksHearsItFromLivePerson(t *testing.T) {
	run(t, func(t *testing.T, a *account, g *gather.Gatherer) {
		a.refuses = []string{"bad"}
		both := ofNow("bad").With(nil, append(metric("bad"), metric("good")...))
		require.Contains(t, ask(t, g, both).Refused, "bad")
		a.mu.Lock()
		a.refuses = nil
		a.mu.Unlock()
		answer, err := g.Ask(context.Background(), gather.Asker{Check: true}, both)
		require.NoError(t, err)
		require.Empty(t, answer.Refused)
	})
}

func TestATrendOfRefusedKPIsIsGivenUp(t *testing.T) {
	for name, metrics := range map[string][]liveperson.Metric{"one": metric("bad"), "two": append(metric("bad"), metric("worse")...)} {
		t.Run(name, func(t *testing.T) {
			run(t, func(t *testing.T, a *account, g *gather.Gatherer) {
				a.refuses = []string{"bad", "worse"}
				_, errs := g.Each(context.Background(), gather.Asker{}, trend(400, metrics...))
				for _, err := range errs {
					require.ErrorIs(t, err, refusal)
				}
				require.LessOrEqual(t, a.calls(), 40)
				_, err := g.Ask(context.Background(), gather.Asker{}, trend(1, metric("good")...)[0])
				require.NoError(t, err, "which says nothing about others")
			})
		})
	}
}

func TestOneWindowThatIsRefusedLeavesTheOthersAlone(t *testing.T) {
	run(t, func(t *testing.T, a *account, g *gather.Gatherer) {
		requests := trend(40, metric("closed")...)
		a.refusesBefore = time.Date(1999, 12, 29, 10, 0, 0, 0, time.UTC) // two of the forty hours
		_, errs := g.Each(context.Background(), gather.Asker{}, requests)
		refused := 0
		for _, err := range errs {
			if err != nil {
				refused++
			}
		}
		require.Equal(t, 2, refused)
	})
}

func TestWhoIsLateIsPromisedTheAnswer(t *testing.T) {
	run(t, func(t *testing.T, a *account, g *gather.Gatherer) {
		ask(t, g, ofNow("open"))
		time.Sleep(40 * time.Second)
		a.slow(20 * time.Second)
		leaving, leave := context.WithTimeout(context.Background(), 8*time.Second)
		defer leave()
		require.Equal(t, gather.Stale, ask(t, g, ofNow("open")).Source)
		_, _ = g.Ask(leaving, gather.Asker{Check: true}, ofNow("open"))
		synctest.Wait()
		require.Zero(t, a.given)
	})
}
