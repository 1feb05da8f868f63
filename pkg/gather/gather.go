// Package gather is the only place that decides whether to ask upstream. It
// sees questions, not panels: the same question is one flight, however many
// panels, viewers and alert rules wait for it, and what can't change any more is
// asked once.
package gather

import (
	"context"
	"fmt"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/singleflight"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

const (
	// atOnce is how many questions of one query are asked at the same time.
	atOnce = 8
	// remembered is how many answers are kept.
	remembered = 4000
	// settled is how long after its end a window can't change any more.
	settled = 5 * time.Minute
)

// Upstream is what gather asks.
type Upstream interface {
	Ask(ctx context.Context, r liveperson.Request) (liveperson.Table, error)
	Skills(ctx context.Context) ([]liveperson.Named, error)
	Groups(ctx context.Context) ([]liveperson.Named, error)
	Agents(ctx context.Context) ([]liveperson.Named, error)
}

// Gatherer asks one account for all who ask it.
type Gatherer struct {
	upstream Upstream
	timeout  time.Duration
	now      func() time.Time
	life     context.Context
	stop     context.CancelFunc
	flights  singleflight.Group
	memory   *lru.Cache[string, liveperson.Table]
}

// New makes a gatherer. A flight, all its pages included, may take as long as
// the timeout; Dispose ends those under way.
func New(upstream Upstream, timeout time.Duration, now func() time.Time) *Gatherer {
	life, stop := context.WithCancel(context.Background())
	memory, err := lru.New[string, liveperson.Table](remembered)
	if err != nil {
		panic(err) // the size is a constant above zero
	}
	return &Gatherer{upstream: upstream, timeout: timeout, now: now, life: life, stop: stop, memory: memory}
}

// Dispose gives up whatever is under way.
func (g *Gatherer) Dispose() { g.stop() }

// Tables answers questions, in their order. The tables of one answer may serve
// others too and must not be changed.
func (g *Gatherer) Tables(ctx context.Context, requests []liveperson.Request) ([]liveperson.Table, error) {
	tables := make([]liveperson.Table, len(requests))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for i, r := range requests {
		group.Go(func() (err error) {
			tables[i], err = g.Table(ctx, r)
			return err
		})
	}
	return tables, group.Wait()
}

// Table answers one question: from memory if its window is over and nothing of
// now is asked, and then with 0 calls.
func (g *Gatherer) Table(ctx context.Context, r liveperson.Request) (liveperson.Table, error) {
	key := r.Key()
	if known, ok := g.memory.Get(key); ok {
		known.Calls = 0
		return known, nil
	}
	return share(ctx, g, key, func(ctx context.Context) (liveperson.Table, error) {
		asked := g.now()
		t, err := g.upstream.Ask(ctx, r)
		if _, to := r.Span(); err == nil && !r.Current() && to.Add(settled).Before(asked) {
			g.memory.Add(key, t)
		}
		return t, err
	})
}

// Skills lists the account's skills.
func (g *Gatherer) Skills(ctx context.Context) ([]liveperson.Named, error) {
	return share(ctx, g, "skills", g.upstream.Skills)
}

// Groups lists the account's agent groups.
func (g *Gatherer) Groups(ctx context.Context) ([]liveperson.Named, error) {
	return share(ctx, g, "groups", g.upstream.Groups)
}

// Agents lists the account's agents.
func (g *Gatherer) Agents(ctx context.Context) ([]liveperson.Named, error) {
	return share(ctx, g, "agents", g.upstream.Agents)
}

// share joins the flight for the key or starts it. A caller who leaves returns
// at once and takes nothing from those who stay, so the flight keeps the first
// caller's values, tracing among them, but not its cancellation.
func share[T any](ctx context.Context, g *Gatherer, key string, ask func(context.Context) (T, error)) (T, error) {
	flight := g.flights.DoChan(key, func() (any, error) {
		asking, cancel := context.WithTimeout(context.WithoutCancel(ctx), g.timeout)
		defer cancel()
		defer context.AfterFunc(g.life, cancel)()
		return guard(asking, ask)
	})
	var none T
	select {
	case result := <-flight:
		if result.Err != nil {
			return none, result.Err
		}
		return result.Val.(T), nil
	case <-ctx.Done():
		return none, ctx.Err()
	}
}

// guard turns a panic into an error: a flight has no caller above it that would
// catch one, and it would end the whole program.
func guard[T any](ctx context.Context, ask func(context.Context) (T, error)) (answer T, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &Fault{Cause: fmt.Sprint(r)}
		}
	}()
	return ask(ctx)
}

// Fault is a mistake in this program, with its cause for the log.
type Fault struct{ Cause string }

func (*Fault) Error() string {
	return "The data source has a fault: it could not read LivePerson's answer. Please report this with the query."
}
