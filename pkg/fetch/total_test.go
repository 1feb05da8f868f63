package fetch_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// busy is an account in which something happens between any two requests: all
// its numbers grow.
type busy struct {
	account
	bare    bool // the account does not come along with its skills
	rejects bool // it does not group
	skills  int  // how many requests there were by skill
}

// Do implements api.Source.
func (b *busy) Do(ctx context.Context, r api.Request) (api.Table, error) {
	total, err := b.account.Do(ctx, r)
	if r.GroupBy == "" || err != nil {
		return b.number(total, 2), err
	}
	if b.rejects {
		return api.Table{}, rejection
	}
	b.mu.Lock()
	b.skills++
	b.mu.Unlock()
	t := api.Table{IDs: []string{"1", "2"}, Names: []string{"Sales", "Care"}, Fields: map[string][]float64{}, Calls: 1}
	for field := range total.Fields {
		t.Fields[field] = []float64{float64(b.calls()), float64(b.calls())}
	}
	if total = b.number(total, 2); !b.bare {
		t.Total = &total
	}
	return t, nil
}

func (b *busy) number(t api.Table, times int) api.Table {
	for field := range t.Fields {
		t.Fields[field] = []float64{float64(b.calls() * times)}
	}
	return t
}

func withBusy(t *testing.T, b *busy, test func(t *testing.T, f *fetch.Fetcher)) {
	synctest.Test(t, func(t *testing.T) {
		b.takes = 100 * time.Millisecond
		f := newFetcher(b, noObserver{})
		test(t, f)
		f.Dispose()
		synctest.Wait()
	})
}

func bySkill(r request) request {
	r.Rows, r.GroupBy = "skill", "skillId"
	return r
}

// together asks all at the same moment, as panels of a dashboard do, and gives
// the sums of each result's rows.
func together(t *testing.T, f *fetch.Fetcher, field string, requests ...request) []float64 {
	t.Helper()
	sums := make([]float64, len(requests))
	var all sync.WaitGroup
	for i, r := range requests {
		all.Go(func() {
			result, err := get(context.Background(), f, fetch.Caller{}, r)
			if err != nil {
				t.Error(err)
			}
			for _, value := range result.Fields[field] {
				sums[i] += value
			}
		})
	}
	all.Wait()
	return sums
}

func TestSkillsAddUpToTheAccount(t *testing.T) {
	b := &busy{}
	withBusy(t, b, func(t *testing.T, f *fetch.Fetcher) {
		for refresh := range 20 {
			before := b.calls()
			both := append(metric("open"), metric("other")...)
			table := window("closed", 23).With(metric("closed"), both)
			sums := together(t, f, "open", current("open"), bySkill(current("open")), bySkill(table), table)
			if refresh > 0 { // nobody can know what else the first will ask
				require.Equal(t, []float64{sums[0], sums[0], sums[0], sums[0]}, sums, "refresh %d", refresh)
				require.LessOrEqual(t, b.calls(), before+1)
			}
			time.Sleep(7 * time.Second)
			together(t, f, "open", bySkill(window("csat", 4).With(metric("csat"), metric("open"))), current("open")) // a rule
			together(t, f, "wait", window("wait", 2))                                                                // and one on the account alone
			time.Sleep(10 * time.Second)
		}
	})
}

// A browser asks for some panels of a dashboard after others, and the question of
// one may have to be asked anew while those of others are known.
func TestPanelsMoveOnTogether(t *testing.T) {
	withBusy(t, &busy{}, func(t *testing.T, f *fetch.Fetcher) {
		for hours := range 8 {
			account := together(t, f, "open", current("open"))
			together(t, f, "csat", bySkill(window("csat", 1+hours)))
			mixed := window("wait", 1+hours).With(metric("wait"), metric("open"))
			skills := together(t, f, "open", bySkill(current("open")), bySkill(mixed), mixed)
			if hours > 0 { // nobody can know what else the first will ask
				require.Equal(t, []float64{account[0], account[0], account[0]}, skills, "window of %d hours", 1+hours)
			}
			time.Sleep(47 * time.Second)
		}
	})
}

func TestCurrentValuesBecomeStaleTogether(t *testing.T) {
	withBusy(t, &busy{bare: true}, func(t *testing.T, f *fetch.Fetcher) {
		ask(t, f, bySkill(current("open")))
		time.Sleep(20 * time.Second)
		ask(t, f, current("open"))
		for _, source := range []fetch.Status{fetch.Hit, fetch.Miss} {
			require.Equal(t, source, ask(t, f, current("open")).Status)
			require.Equal(t, source, ask(t, f, bySkill(current("open"))).Status)
			time.Sleep(11 * time.Second)
		}
	})
}

func TestFreshCurrentValuesAreNotRequestedWithAWindow(t *testing.T) {
	withBusy(t, &busy{}, func(t *testing.T, f *fetch.Fetcher) {
		known := together(t, f, "open", current("open"))
		require.Equal(t, known, together(t, f, "open", window("wait", 3).With(metric("wait"), metric("open"))))
		require.Equal(t, known, together(t, f, "open", current("open")))
	})
}

func TestCurrentValuesStayWhereTheirWindowIsRequestedAgain(t *testing.T) {
	withBusy(t, &busy{}, func(t *testing.T, f *fetch.Fetcher) {
		known := together(t, f, "open", window("wait", 3).With(metric("wait"), metric("open")))
		together(t, f, "csat", window("csat", 3))
		require.Equal(t, known, together(t, f, "open", current("open")))
	})
}

func TestAccountIsRequestedAloneWithoutRecentSkills(t *testing.T) {
	b := &busy{}
	withBusy(t, b, func(t *testing.T, f *fetch.Fetcher) {
		together(t, f, "open", bySkill(current("open")))
		for range 20 {
			together(t, f, "open", current("open"))
			time.Sleep(time.Minute)
		}
		require.LessOrEqual(t, b.skills, 7, "for five minutes, and then no more")
	})
}

func TestAccountIsRequestedAloneWhereItDoesNotComeAlong(t *testing.T) {
	for name, b := range map[string]*busy{"left out": {bare: true}, "rejected": {rejects: true}} {
		t.Run(name, func(t *testing.T) {
			withBusy(t, b, func(t *testing.T, f *fetch.Fetcher) {
				for range 5 {
					_, _ = get(context.Background(), f, fetch.Caller{}, bySkill(current("open")))
					require.Len(t, ask(t, f, current("open")).Fields["open"], 1)
					time.Sleep(time.Minute)
				}
			})
		})
	}
}

func TestLookupThatIsRepeatedAloneIsCountedOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, told := &busy{rejects: true, account: account{takes: 100 * time.Millisecond}}, &outcomes{}
		f := newFetcher(b, told)
		go func() { _, _ = get(context.Background(), f, fetch.Caller{}, bySkill(current("open"))) }()
		time.Sleep(50 * time.Millisecond)
		b.mu.Lock()
		b.account.rejects = []string{"open"}
		b.mu.Unlock()
		_, err := get(context.Background(), f, fetch.Caller{}, current("open"))
		require.Error(t, err)
		f.Dispose()
		synctest.Wait()
		require.EqualValues(t, 2, told.failed.Load(), "that of the skills and that of the account")
	})
}

// outcomes counts questions that got no result.
type outcomes struct {
	noObserver
	failed atomic.Int32
}

func (o *outcomes) Failed() { o.failed.Add(1) }

func TestCurrentValuesAreTheSameBesideAnyWindow(t *testing.T) {
	b := &busy{}
	withBusy(t, b, func(t *testing.T, f *fetch.Fetcher) {
		table := window("closed", 23).With(metric("closed"), metric("open"))
		ask(t, f, table)
		time.Sleep(10 * time.Second)
		newest := ask(t, f, window("csat", 4).With(metric("csat"), append(metric("waiting"), metric("open")...)))
		sums := together(t, f, "open", table, current("open"))
		require.Equal(t, newest.Fields["open"][0], sums[0])
		require.Equal(t, newest.Fields["open"][0], sums[1])
		require.NotEqual(t, newest.Fields["open"][0], ask(t, f, table).Fields["closed"][0], "the window's own values stay")
		require.Equal(t, 2, b.calls())
	})
}

func TestAccountAddsUpRightAfterItsSkills(t *testing.T) {
	b := &busy{}
	withBusy(t, b, func(t *testing.T, f *fetch.Fetcher) {
		skills := together(t, f, "open", bySkill(current("open")))
		time.Sleep(time.Second)
		require.Equal(t, skills, together(t, f, "open", current("open")), "it came along, though it was not known yet")
		require.Equal(t, 1, b.calls())
	})
}

func byGroup(r request) request {
	r.Rows, r.GroupBy = "group", "agentGroupId"
	return r
}

// What a panel has shown must be there when LivePerson fails next.
func TestAccountIsKeptThoughItsCarrierChanges(t *testing.T) {
	b := &busy{}
	withBusy(t, b, func(t *testing.T, f *fetch.Fetcher) {
		go together(t, f, "open", byGroup(current("open")))
		time.Sleep(time.Millisecond)
		go func() {
			time.Sleep(50 * time.Millisecond) // while the request by group is in flight
			together(t, f, "closed", bySkill(window("closed", 3)))
		}()
		known := together(t, f, "open", current("open"))
		time.Sleep(time.Second)
		b.fail(broken)
		require.Equal(t, known, together(t, f, "open", current("open")))
	})
}

func TestAllRecentCurrentValuesComeWithAClosedWindow(t *testing.T) {
	b := &busy{}
	withBusy(t, b, func(t *testing.T, f *fetch.Fetcher) {
		go together(t, f, "load", byGroup(current("load")))
		time.Sleep(time.Millisecond)
		go together(t, f, "load", current("load"))
		time.Sleep(time.Millisecond)
		yesterday := time.Now().Add(-24 * time.Hour)
		go together(t, f, "closed", bySkill(metrics(yesterday.Add(-time.Hour), yesterday, metric("closed"))))
		time.Sleep(time.Millisecond)
		go together(t, f, "closed", bySkill(window("closed", 3))) // makes the skills the account's carrier
		time.Sleep(time.Millisecond)
		together(t, f, "open", current("open"))
		time.Sleep(time.Second)
		b.fail(broken)
		require.NotZero(t, together(t, f, "load", current("load"))[0])
	})
}
