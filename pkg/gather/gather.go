// Package gather is the only place that decides whether to ask upstream. It
// sees questions, not panels: what is being asked is asked once, however many
// panels, viewers and alert rules wait for it; questions that differ only in
// their KPIs become one; what is known and young enough is not asked again; and
// where LivePerson fails, what it said last stands in for a while.
package gather

import (
	"context"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2/simplelru"
	"golang.org/x/sync/errgroup"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

const (
	// atOnce is how many questions of one query are asked at the same time.
	atOnce = 16
	// mostTopics is how many topics are known at a time.
	mostTopics = 2000
	// mostFailures is how many failures are remembered.
	mostFailures = 500
)

// Upstream is what gather asks.
type Upstream interface {
	Ask(ctx context.Context, r liveperson.Request, lists liveperson.Lists) (liveperson.Table, error)
	liveperson.Lists
}

// Options are how a gatherer works.
type Options struct {
	// Timeout is how long a question may take, all its pages included.
	Timeout time.Duration
	// Fresh is how long values of this moment count as such.
	Fresh time.Duration
	// Stale and StaleForAlerts are how old an answer may be that stands in for
	// one that LivePerson fails to give.
	Stale, StaleForAlerts time.Duration
	// Entries and Bytes bound what is remembered.
	Entries int
	Bytes   int64
	Now     func() time.Time
	Observe Observer
}

// Observer is told what happens, for metrics.
type Observer interface {
	// Answered is one question that got an answer of this age.
	Answered(source Source, age time.Duration)
	// Kept is what is remembered now.
	Kept(entries int, bytes int64)
}

// Gatherer asks one account for all who ask it. It is safe for concurrent use.
type Gatherer struct {
	upstream Upstream
	options  Options
	life     context.Context
	stop     context.CancelFunc
	lists    *lists

	mu       sync.Mutex
	topics   *lru.LRU[string, *topic]
	memory   *memory
	failures *lru.LRU[string, failed]
	refusals refusals
}

// New makes a gatherer. Dispose ends what it has under way.
func New(upstream Upstream, options Options) *Gatherer {
	life, stop := context.WithCancel(context.Background())
	g := &Gatherer{upstream: upstream, options: options, life: life, stop: stop, refusals: refusals{}}
	g.memory = newMemory(options.Entries, options.Bytes)
	g.topics = newLRU[*topic](mostTopics)
	g.failures = newLRU[failed](mostFailures)
	g.lists = newLists(upstream, options, life)
	return g
}

func newLRU[T any](size int) *lru.LRU[string, T] {
	l, err := lru.NewLRU[string, T](size, nil)
	if err != nil {
		panic(err) // the size is a constant above zero
	}
	return l
}

// Dispose gives up whatever is under way.
func (g *Gatherer) Dispose() { g.stop() }

// Lists are the account's lists, shared and kept like answers.
func (g *Gatherer) Lists() liveperson.Lists { return g.lists }

// Asker is who asks.
type Asker struct {
	// Alert tells that it is an alert rule.
	Alert bool
	// Check tells that it is somebody who wants to know whether LivePerson
	// answers: nothing known serves.
	Check bool
}

// All answers questions, in their order. Its answers may serve others too and
// must not be changed. The first error ends it.
func (g *Gatherer) All(ctx context.Context, who Asker, requests []liveperson.Request) ([]Answer, error) {
	answers := make([]Answer, len(requests))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for i, r := range requests {
		group.Go(func() (err error) {
			answers[i], err = g.Ask(ctx, who, r)
			return err
		})
	}
	return answers, group.Wait()
}

// Each answers questions like All, but one that fails leaves the others alone:
// an answer is there where its error is nil.
func (g *Gatherer) Each(ctx context.Context, who Asker, requests []liveperson.Request) ([]Answer, []error) {
	answers, errs := make([]Answer, len(requests)), make([]error, len(requests))
	var group errgroup.Group
	group.SetLimit(atOnce)
	for i, r := range requests {
		group.Go(func() error {
			answers[i], errs[i] = g.Ask(ctx, who, r)
			return nil
		})
	}
	_ = group.Wait() // each has its own error
	return answers, errs
}

// Ask answers one question: from memory, by a flight that somebody else began,
// by one of its own, or by an older answer if LivePerson fails. Its errors are
// LivePerson's, the context's, or a *Fault.
func (g *Gatherer) Ask(ctx context.Context, who Asker, asked liveperson.Request) (Answer, error) {
	if err := ctx.Err(); err != nil {
		return Answer{}, err
	}
	g.mu.Lock()
	now := g.options.Now()
	r, refused, err := g.refusals.without(asked, now)
	if err != nil {
		g.mu.Unlock()
		return Answer{}, err
	}
	t := g.topic(r)
	t.note(r, now)
	var old *snapshot
	if !who.Check {
		if s := g.fresh(t, r, now); s != nil {
			g.mu.Unlock()
			return g.answer(r, s, Memory, refused, now), nil
		}
		old = g.old(t, r, who, now)
	}
	riding := r.Over(t.ride(r, now))
	if f, failed := g.failures.Get(keyOf(riding)); failed && !who.Check && f.answers(r, now) {
		g.mu.Unlock()
		return g.standIn(r, old, f.err, refused, now)
	}
	f, source := g.board(ctx, t, r, riding, now)
	f.waiters++
	if who.Alert {
		f.priority.Raise()
	}
	g.mu.Unlock()
	return g.wait(ctx, t, f, waiting{asked, source, old})
}

// topic finds what is known about a request's topic.
func (g *Gatherer) topic(r liveperson.Request) *topic {
	t, known := g.topics.Get(r.Topic())
	if !known {
		t = newTopic()
		g.topics.Add(r.Topic(), t)
	}
	return t
}
