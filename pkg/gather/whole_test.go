package gather_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/gather"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

// busy is an account in which something happens between any two requests: all
// its numbers grow.
type busy struct {
	account
	bare    bool // it does not give the account along with its skills
	refused bool // it does not group
	skills  int  // how often it was asked by skill
}

func (b *busy) Ask(ctx context.Context, r liveperson.Request, lists liveperson.Lists) (liveperson.Table, error) {
	whole, err := b.account.Ask(ctx, r, lists)
	if r.Whole() == nil || err != nil {
		return b.number(whole, 2), err
	}
	if b.refused {
		return liveperson.Table{}, refusal
	}
	b.mu.Lock()
	b.skills++
	b.mu.Unlock()
	t := liveperson.Table{IDs: []string{"1", "2"}, Names: []string{"Sales", "Care"}, Fields: map[string][]float64{}, Calls: 1}
	for field := range whole.Fields {
		t.Fields[field] = []float64{float64(b.calls()), float64(b.calls())}
	}
	if whole = b.number(whole, 2); !b.bare {
		t.All = &whole
	}
	return t, nil
}

func (b *busy) number(t liveperson.Table, times int) liveperson.Table {
	for field := range t.Fields {
		t.Fields[field] = []float64{float64(b.calls() * times)}
	}
	return t
}

func withBusy(t *testing.T, b *busy, test func(t *testing.T, g *gather.Gatherer)) {
	synctest.Test(t, func(t *testing.T) {
		b.takes = 100 * time.Millisecond
		g := gather.New(b, gather.Options{
			Timeout: time.Minute, Fresh: 30 * time.Second, Stale: 15 * time.Minute, StaleForAlerts: time.Minute,
			Entries: 1000, Bytes: 1 << 20, Now: time.Now, Observe: deaf{},
		})
		test(t, g)
		g.Dispose()
		synctest.Wait()
	})
}

func bySkill(r liveperson.Request) liveperson.Request {
	m := r.(liveperson.MetricsRequest)
	m.GroupBy = liveperson.BySkill
	return m
}

// together asks all at the same moment, as panels of a dashboard do, and gives
// the sums of each answer's rows.
func together(t *testing.T, g *gather.Gatherer, field string, requests ...liveperson.Request) []float64 {
	t.Helper()
	sums := make([]float64, len(requests))
	var all sync.WaitGroup
	for i, r := range requests {
		all.Go(func() {
			answer, err := g.Ask(context.Background(), gather.Asker{}, r)
			if err != nil {
				t.Error(err)
			}
			for _, value := range answer.Fields[field] {
				sums[i] += value
			}
		})
	}
	all.Wait()
	return sums
}

func TestSkillsAddUpToTheAccountNextToThem(t *testing.T) {
	b := &busy{}
	withBusy(t, b, func(t *testing.T, g *gather.Gatherer) {
		for refresh := range 20 {
			before := b.calls()
			both := append(metric("open"), metric("other")...)
			table := window("closed", 23).With(metric("closed"), both)
			sums := together(t, g, "open", ofNow("open"), bySkill(ofNow("open")), bySkill(table), table)
			if refresh > 0 { // nobody can know what else the first will ask
				require.Equal(t, []float64{sums[0], sums[0], sums[0], sums[0]}, sums, "refresh %d", refresh)
				require.LessOrEqual(t, b.calls(), before+1)
			}
			time.Sleep(7 * time.Second)
			together(t, g, "open", bySkill(window("csat", 4).With(metric("csat"), metric("open"))), ofNow("open")) // a rule
			together(t, g, "wait", window("wait", 2))                                                              // and one on the account alone
			time.Sleep(10 * time.Second)
		}
	})
}

// A browser asks for some panels of a dashboard after others, and the question of
// one may have to be asked anew while those of others are known.
func TestPanelsNextToEachOtherMoveOnTogether(t *testing.T) {
	withBusy(t, &busy{}, func(t *testing.T, g *gather.Gatherer) {
		for hours := range 8 {
			account := together(t, g, "open", ofNow("open"))
			together(t, g, "csat", bySkill(window("csat", 1+hours)))
			mixed := window("wait", 1+hours).With(metric("wait"), metric("open"))
			skills := together(t, g, "open", bySkill(ofNow("open")), bySkill(mixed), mixed)
			if hours > 0 { // nobody can know what else the first will ask
				require.Equal(t, []float64{account[0], account[0], account[0]}, skills, "window of %d hours", 1+hours)
			}
			time.Sleep(47 * time.Second)
		}
	})
}

func TestValuesOfNowEndTogetherWheneverTheyWereAsked(t *testing.T) {
	withBusy(t, &busy{bare: true}, func(t *testing.T, g *gather.Gatherer) {
		ask(t, g, bySkill(ofNow("open")))
		time.Sleep(20 * time.Second)
		ask(t, g, ofNow("open"))
		for _, source := range []gather.Source{gather.Memory, gather.Asked} {
			require.Equal(t, source, ask(t, g, ofNow("open")).Source)
			require.Equal(t, source, ask(t, g, bySkill(ofNow("open"))).Source)
			time.Sleep(11 * time.Second)
		}
	})
}

func TestAWindowDoesNotBringValuesOfNowThatAreKnown(t *testing.T) {
	withBusy(t, &busy{}, func(t *testing.T, g *gather.Gatherer) {
		known := together(t, g, "open", ofNow("open"))
		require.Equal(t, known, together(t, g, "open", window("wait", 3).With(metric("wait"), metric("open"))))
		require.Equal(t, known, together(t, g, "open", ofNow("open")))
	})
}

func TestValuesOfNowStayWhereTheirWindowIsAskedAnew(t *testing.T) {
	withBusy(t, &busy{}, func(t *testing.T, g *gather.Gatherer) {
		known := together(t, g, "open", window("wait", 3).With(metric("wait"), metric("open")))
		together(t, g, "csat", window("csat", 3))
		require.Equal(t, known, together(t, g, "open", ofNow("open")))
	})
}

func TestTheAccountIsAskedAloneWhereNobodyAsksForItsSkills(t *testing.T) {
	b := &busy{}
	withBusy(t, b, func(t *testing.T, g *gather.Gatherer) {
		together(t, g, "open", bySkill(ofNow("open")))
		for range 20 {
			together(t, g, "open", ofNow("open"))
			time.Sleep(time.Minute)
		}
		require.LessOrEqual(t, b.skills, 7, "for five minutes, and then no more")
	})
}

func TestTheAccountNeedsNotComeAlong(t *testing.T) {
	for name, b := range map[string]*busy{"left out": {bare: true}, "refused": {refused: true}} {
		t.Run(name, func(t *testing.T) {
			withBusy(t, b, func(t *testing.T, g *gather.Gatherer) {
				for range 5 {
					_, _ = g.Ask(context.Background(), gather.Asker{}, bySkill(ofNow("open")))
					require.Len(t, ask(t, g, ofNow("open")).Fields["open"], 1)
					time.Sleep(time.Minute)
				}
			})
		})
	}
}

func TestAQuestionThatIsAskedAloneAfterAllIsCountedOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, told := &busy{refused: true, account: account{takes: 100 * time.Millisecond}}, &outcomes{}
		g := gather.New(b, gather.Options{Timeout: time.Minute, Fresh: 30 * time.Second, Entries: 10, Bytes: 1 << 20, Now: time.Now, Observe: told})
		go func() { _, _ = g.Ask(context.Background(), gather.Asker{}, bySkill(ofNow("open"))) }()
		time.Sleep(50 * time.Millisecond)
		b.mu.Lock()
		b.refuses = []string{"open"}
		b.mu.Unlock()
		_, err := g.Ask(context.Background(), gather.Asker{}, ofNow("open"))
		require.Error(t, err)
		g.Dispose()
		synctest.Wait()
		require.EqualValues(t, 2, told.failed.Load(), "that of the skills and that of the account")
	})
}

// outcomes counts questions that got no answer.
type outcomes struct {
	deaf
	failed atomic.Int32
}

func (o *outcomes) Failed() { o.failed.Add(1) }

func TestValuesOfNowAreTheSameWhateverTheWindow(t *testing.T) {
	b := &busy{}
	withBusy(t, b, func(t *testing.T, g *gather.Gatherer) {
		table := window("closed", 23).With(metric("closed"), metric("open"))
		ask(t, g, table)
		time.Sleep(10 * time.Second)
		newest := ask(t, g, window("csat", 4).With(metric("csat"), append(metric("waiting"), metric("open")...)))
		sums := together(t, g, "open", table, ofNow("open"))
		require.Equal(t, newest.Fields["open"][0], sums[0])
		require.Equal(t, newest.Fields["open"][0], sums[1])
		require.NotEqual(t, newest.Fields["open"][0], ask(t, g, table).Fields["closed"][0], "the window's own values stay")
		require.Equal(t, 2, b.calls())
	})
}
