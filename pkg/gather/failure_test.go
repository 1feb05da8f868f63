package gather_test

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/gather"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

func TestOneWhoGivesUpIsNoFailureForTheNext(t *testing.T) {
	run(t, func(t *testing.T, a *account, g *gather.Gatherer) {
		leaving, leave := context.WithTimeout(context.Background(), 20*time.Millisecond)
		defer leave()
		_, err := g.Ask(leaving, gather.Asker{}, ofNow("open"))
		require.Error(t, err)
		synctest.Wait()
		require.Equal(t, gather.Asked, ask(t, g, ofNow("open")).Source)
	})
}

func TestARefusedKPIIsNotTakenForZeroLater(t *testing.T) {
	run(t, func(t *testing.T, a *account, g *gather.Gatherer) {
		a.refuses = []string{"bad"}
		end := time.Date(1999, 12, 31, 0, 0, 0, 0, time.UTC)
		bucket := liveperson.MetricsRequest{From: end.Add(-time.Hour), To: end, ByTime: append(metric("bad"), metric("good")...)}
		require.Contains(t, ask(t, g, bucket).Refused, "bad")
		time.Sleep(2 * time.Hour)
		require.Contains(t, ask(t, g, bucket).Refused, "bad", "it is asked for anew, and refused anew")
	})
}

func TestTwoRefusedKPIsLeaveTheOthersAlone(t *testing.T) {
	run(t, func(t *testing.T, a *account, g *gather.Gatherer) {
		a.refuses = []string{"a1", "a2"}
		var all []liveperson.Metric
		for _, name := range []string{"a1", "a2", "b", "c", "d", "e", "f", "g"} {
			all = append(all, metric(name)...)
		}
		answer := ask(t, g, ofNow("a1").With(nil, all))
		require.Len(t, answer.Refused, 2)
		require.Contains(t, answer.Fields, "g")
	})
}

func TestARefusedKPIOnItsOwnSaysNothingAboutOthers(t *testing.T) {
	run(t, func(t *testing.T, a *account, g *gather.Gatherer) {
		a.refuses = []string{"bad"}
		_, err := g.Ask(context.Background(), gather.Asker{}, window("bad", 3))
		require.ErrorIs(t, err, refusal)
		ask(t, g, window("good", 3))
	})
}

func TestFailuresAnswerForThoseWhoRideToo(t *testing.T) {
	run(t, func(t *testing.T, a *account, g *gather.Gatherer) {
		ask(t, g, window("closed", 3))
		a.fail(broken)
		before := a.calls()
		for range 50 {
			_, err := g.Ask(context.Background(), gather.Asker{}, ofNow("open"))
			require.ErrorIs(t, err, broken)
		}
		require.Equal(t, before+1, a.calls())
	})
}

func TestAPointDoesNotStandInForAnother(t *testing.T) {
	run(t, func(t *testing.T, a *account, g *gather.Gatherer) {
		point := func() liveperson.Request {
			to := time.Now().Truncate(5 * time.Minute)
			return liveperson.MetricsRequest{From: to.Add(-5 * time.Minute), To: to, ByTime: metric("closed")}
		}
		time.Sleep(time.Minute)
		ask(t, g, point())
		a.fail(broken)
		time.Sleep(5 * time.Minute)
		_, err := g.Ask(context.Background(), gather.Asker{}, point())
		require.ErrorIs(t, err, broken)
	})
}

func TestASlowFlightDoesNotUndoANewerOne(t *testing.T) {
	run(t, func(t *testing.T, a *account, g *gather.Gatherer) {
		a.slow(20 * time.Second)
		var slow sync.WaitGroup
		slow.Go(func() { ask(t, g, ofNow("open")) })
		time.Sleep(time.Second)
		a.slow(time.Second)
		ask(t, g, ofNow("open").With(nil, append(metric("assigned"), metric("open")...)))
		slow.Wait()
		require.Equal(t, gather.Memory, ask(t, g, ofNow("assigned")).Source)
	})
}
