package gather_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/gather"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

// account is an upstream that takes its time, remembers what it was asked, and
// fails when told to.
type account struct {
	liveperson.Lists
	takes time.Duration

	mu            sync.Mutex
	asked         []liveperson.Request
	given         int // requests that ended because nobody waited any more
	failure       error
	refuses       []string  // metrics
	refusesBefore time.Time // windows
}

func (a *account) Ask(ctx context.Context, r liveperson.Request, _ liveperson.Lists) (liveperson.Table, error) {
	a.mu.Lock()
	a.asked = append(a.asked, r)
	failure, refuses, takes := a.failure, a.refuses, a.takes
	a.mu.Unlock()
	select {
	case <-time.After(takes):
	case <-ctx.Done():
		a.mu.Lock()
		defer a.mu.Unlock()
		a.given++
		return liveperson.Table{}, &liveperson.Error{Status: 504, Sentence: "The request was given up."} // as the client says it
	}
	if from, _ := r.Span(); from.Before(a.refusesBefore) {
		return liveperson.Table{}, refusal
	}
	byTime, now := r.Metrics()
	for _, m := range slices.Concat(byTime, now) {
		if slices.Contains(refuses, m.Name) {
			return liveperson.Table{}, refusal
		}
	}
	t := liveperson.Table{IDs: []string{""}, Names: []string{""}, Fields: map[string][]float64{}, Calls: 1}
	for _, m := range slices.Concat(byTime, now) {
		t.Fields[m.Field] = []float64{1}
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
	return len(a.asked)
}

func (a *account) slow(takes time.Duration) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.takes = takes
}

var (
	broken  = &liveperson.Error{Status: 503, Sentence: "LivePerson has a fault."}
	refusal = &liveperson.Error{Status: 400, Sentence: "LivePerson does not accept the request."}
)

type deaf struct{}

func (deaf) Answered(gather.Source, time.Duration) {}
func (deaf) Late()                                 {}
func (deaf) Failed()                               {}
func (deaf) Kept(int, int64)                       {}

// run runs a test in a time of its own, which starts at midnight and passes only
// while everybody waits.
func run(t *testing.T, test func(t *testing.T, a *account, g *gather.Gatherer)) {
	synctest.Test(t, func(t *testing.T) {
		a := &account{takes: 100 * time.Millisecond}
		g := gather.New(a, gather.Options{
			Timeout: time.Minute, Fresh: 30 * time.Second, Stale: 15 * time.Minute, StaleForAlerts: time.Minute,
			Entries: 1000, Bytes: 1 << 20, Now: time.Now, Observe: deaf{},
		})
		defer g.Dispose()
		test(t, a, g)
		g.Dispose()
		synctest.Wait()
	})
}

func metric(name string) []liveperson.Metric { return []liveperson.Metric{{Name: name, Field: name}} }

// ofNow asks for values of this moment, as panels do.
func ofNow(name string) liveperson.Request {
	minute := time.Now().Truncate(time.Minute)
	return liveperson.MetricsRequest{From: minute.Add(-time.Minute), To: minute, Now: metric(name)}
}

// window asks for values of the last hours.
func window(name string, hours int) liveperson.Request {
	end := time.Now().Truncate(time.Minute).Add(time.Minute)
	return liveperson.MetricsRequest{From: end.Add(-time.Duration(hours) * time.Hour), To: end, ByTime: metric(name)}
}

func ask(t *testing.T, g *gather.Gatherer, r liveperson.Request) gather.Answer {
	t.Helper()
	answer, err := g.Ask(context.Background(), gather.Asker{}, r)
	require.NoError(t, err)
	return answer
}

func TestFortyViewersAreOneRequest(t *testing.T) {
	run(t, func(t *testing.T, a *account, g *gather.Gatherer) {
		var viewers sync.WaitGroup
		for range 40 {
			viewers.Go(func() { ask(t, g, ofNow("open")) })
		}
		viewers.Wait()
		require.Equal(t, 1, a.calls())
	})
}

func TestPanelsOfADashboardAreOneRequest(t *testing.T) {
	run(t, func(t *testing.T, a *account, g *gather.Gatherer) {
		panels := []func() liveperson.Request{
			func() liveperson.Request { return ofNow("open") },
			func() liveperson.Request { return ofNow("assigned") },
			func() liveperson.Request { return window("closed", 23) },
			func() liveperson.Request { return window("csat", 23) },
		}
		for refresh := range 10 {
			var all sync.WaitGroup
			for _, panel := range panels {
				all.Go(func() { ask(t, g, panel()) })
			}
			all.Wait()
			require.Equal(t, refresh+1, a.calls(), "refresh %d", refresh)
			time.Sleep(time.Minute)
		}
	})
}

func TestPanelsThatComeOneByOneAreOneRequestFromTheSecondRefreshOn(t *testing.T) {
	run(t, func(t *testing.T, a *account, g *gather.Gatherer) {
		refresh := func() int {
			before := a.calls()
			for i := range 14 {
				ask(t, g, ofNow(fmt.Sprint("kpi", i)))
			}
			ask(t, g, window("closed", 23))
			time.Sleep(time.Minute)
			return a.calls() - before
		}
		require.Equal(t, 15, refresh(), "nobody can know yet")
		require.Equal(t, 1, refresh())
		require.Equal(t, 1, refresh())
	})
}

func TestAges(t *testing.T) {
	bucket := func() liveperson.Request {
		end := time.Date(1999, 12, 31, 0, 0, 0, 0, time.UTC)
		return liveperson.MetricsRequest{From: end.Add(-time.Hour), To: end, ByTime: metric("closed")}
	}
	agents := func() liveperson.Request {
		end := time.Date(1999, 12, 31, 0, 0, 0, 0, time.UTC)
		return liveperson.AgentViewRequest{From: end.Add(-time.Hour), To: end, ByTime: metric("closed")}
	}
	tests := map[string]struct {
		request func() liveperson.Request
		pause   time.Duration
		calls   int
	}{
		"values of now are known for half a minute": {func() liveperson.Request { return ofNow("open") }, 29 * time.Second, 1},
		"and no longer":                   {func() liveperson.Request { return ofNow("open") }, 31 * time.Second, 2},
		"a window until the minute ends":  {func() liveperson.Request { return window("closed", 3) }, 59 * time.Second, 1},
		"and no longer either":            {func() liveperson.Request { return window("closed", 3) }, 61 * time.Second, 2},
		"a window that is over for good":  {bucket, 30 * 24 * time.Hour, 1},
		"agents of a window that is over": {agents, 9 * time.Minute, 1},
		"until others may have come":      {agents, 11 * time.Minute, 2},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			run(t, func(t *testing.T, a *account, g *gather.Gatherer) {
				ask(t, g, test.request())
				time.Sleep(test.pause)
				ask(t, g, test.request())
				require.Equal(t, test.calls, a.calls())
			})
		})
	}
}

func TestOneWhoLeavesTakesNothingFromTheOthers(t *testing.T) {
	run(t, func(t *testing.T, a *account, g *gather.Gatherer) {
		leaving, leave := context.WithTimeout(context.Background(), 20*time.Millisecond)
		defer leave()
		var others sync.WaitGroup
		others.Go(func() { ask(t, g, ofNow("open")) })
		_, err := g.Ask(leaving, gather.Asker{}, ofNow("open"))
		require.ErrorIs(t, err, context.DeadlineExceeded)
		others.Wait()
		require.Equal(t, 1, a.calls())
		require.Zero(t, a.given)
	})
}

func TestAFlightThatNobodyWaitsForIsDropped(t *testing.T) {
	run(t, func(t *testing.T, a *account, g *gather.Gatherer) {
		leaving, leave := context.WithTimeout(context.Background(), 20*time.Millisecond)
		defer leave()
		_, err := g.Ask(leaving, gather.Asker{}, ofNow("open"))
		require.Error(t, err)
		synctest.Wait()
		require.Equal(t, 1, a.given)
		ask(t, g, ofNow("open"))
		require.Equal(t, 2, a.calls())
	})
}

func TestStaleRatherThanRed(t *testing.T) {
	run(t, func(t *testing.T, a *account, g *gather.Gatherer) {
		for _, request := range []func() liveperson.Request{
			func() liveperson.Request { return ofNow("open") },
			func() liveperson.Request { return window("closed", 23) },
		} {
			a.fail(nil)
			ask(t, g, request())
			at := time.Now()
			a.fail(broken)
			time.Sleep(10 * time.Minute)
			answer := ask(t, g, request())
			require.Equal(t, gather.Stale, answer.Source)
			require.Equal(t, broken, answer.Failure)
			require.WithinDuration(t, at, answer.At, time.Second)
			_, err := g.Ask(context.Background(), gather.Asker{Alert: true}, request())
			require.ErrorIs(t, err, broken, "alert rules want to know sooner")
			time.Sleep(6 * time.Minute)
			_, err = g.Ask(context.Background(), gather.Asker{}, request())
			require.ErrorIs(t, err, broken, "nothing stands in for ever")
			a.fail(nil)
			time.Sleep(10 * time.Second)
			require.Equal(t, gather.Asked, ask(t, g, request()).Source)
		}
	})
}

func TestWhoHasAnOlderAnswerDoesNotWaitForASlowOne(t *testing.T) {
	run(t, func(t *testing.T, a *account, g *gather.Gatherer) {
		ask(t, g, ofNow("open"))
		time.Sleep(40 * time.Second)
		a.slow(20 * time.Second)
		before := time.Now()
		require.Equal(t, gather.Stale, ask(t, g, ofNow("open")).Source)
		require.Equal(t, 5*time.Second, time.Since(before))
		time.Sleep(16 * time.Second)
		require.Equal(t, gather.Memory, ask(t, g, ofNow("open")).Source, "the flight went on")
		require.Equal(t, 2, a.calls())
	})
}

func TestAFailureIsNotTriedAgainByEachPanel(t *testing.T) {
	run(t, func(t *testing.T, a *account, g *gather.Gatherer) {
		a.fail(broken)
		for range 50 {
			_, err := g.Ask(context.Background(), gather.Asker{}, ofNow("open"))
			require.ErrorIs(t, err, broken)
		}
		require.Equal(t, 1, a.calls())
	})
}

func TestAKPIThatIsRefusedLeavesItsNeighboursAlone(t *testing.T) {
	run(t, func(t *testing.T, a *account, g *gather.Gatherer) {
		a.refuses = []string{"kpi5"}
		var all []liveperson.Metric
		for i := range 10 {
			all = append(all, metric(fmt.Sprint("kpi", i))...)
		}
		answer := ask(t, g, ofNow("kpi0").With(nil, all))
		require.Equal(t, map[string]error{"kpi5": refusal}, answer.Refused)
		require.Contains(t, answer.Fields, "kpi9")
		found := a.calls()
		time.Sleep(time.Minute)
		ask(t, g, ofNow("kpi0").With(nil, all))
		require.Equal(t, found+1, a.calls(), "it is known")
		_, err := g.Ask(context.Background(), gather.Asker{}, ofNow("kpi5"))
		require.ErrorIs(t, err, refusal)
		require.Equal(t, found+1, a.calls())
	})
}

func TestARequestThatIsRefusedIsNotTakenApart(t *testing.T) {
	run(t, func(t *testing.T, a *account, g *gather.Gatherer) {
		a.fail(refusal)
		var all []liveperson.Metric
		for i := range 32 {
			all = append(all, metric(fmt.Sprint("kpi", i))...)
		}
		_, err := g.Ask(context.Background(), gather.Asker{}, ofNow("kpi0").With(nil, all))
		require.ErrorIs(t, err, refusal)
		require.LessOrEqual(t, a.calls(), 8)
	})
}

func TestMemoryIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := &account{}
		kept := 0
		g := gather.New(a, gather.Options{
			Timeout: time.Minute, Fresh: time.Minute, Entries: 10, Bytes: 1 << 20, Now: time.Now,
			Observe: counting{func(entries int, _ int64) { kept = entries }},
		})
		defer g.Dispose()
		for hours := range 100 {
			ask(t, g, window("closed", hours+1))
		}
		require.LessOrEqual(t, kept, 10)
		g.Dispose()
		synctest.Wait()
	})
}

type counting struct{ kept func(int, int64) }

func (counting) Answered(gather.Source, time.Duration)              {}
func (counting) Late()                                              {}
func (counting) Failed()                                            {}
func (c counting) Kept(entries int, bytes int64)                    { c.kept(entries, bytes) }
func (a *account) Users(context.Context) ([]liveperson.User, error) { return nil, errors.New("none") }
