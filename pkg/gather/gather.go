// Package gather is the only place that decides whether to ask upstream. It
// sees questions, not panels: the same question is one flight, however many
// panels, viewers and alert rules wait for it.
package gather

import (
	"context"
	"fmt"
	"time"

	"golang.org/x/sync/singleflight"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

// Upstream is what gather asks.
type Upstream interface {
	Metrics(ctx context.Context, r liveperson.MetricsRequest) (liveperson.Table, error)
	Skills(ctx context.Context) ([]liveperson.Named, error)
	Groups(ctx context.Context) ([]liveperson.Named, error)
}

// Gatherer asks one account for all who ask it.
type Gatherer struct {
	upstream Upstream
	timeout  time.Duration
	life     context.Context
	stop     context.CancelFunc
	flights  singleflight.Group
}

// New makes a gatherer. A flight may take as long as the timeout; Dispose ends
// those under way.
func New(upstream Upstream, timeout time.Duration) *Gatherer {
	life, stop := context.WithCancel(context.Background())
	return &Gatherer{upstream: upstream, timeout: timeout, life: life, stop: stop}
}

// Dispose gives up whatever is under way.
func (g *Gatherer) Dispose() { g.stop() }

// Metrics answers a question about metrics.
func (g *Gatherer) Metrics(ctx context.Context, r liveperson.MetricsRequest) (liveperson.Table, error) {
	return share(ctx, g, r.Key(), func(ctx context.Context) (liveperson.Table, error) {
		return g.upstream.Metrics(ctx, r)
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
			err = fmt.Errorf("a fault in this data source while asking LivePerson: %v", r)
		}
	}()
	return ask(ctx)
}
