package gather

import (
	"context"
	"slices"
	"sync"

	"golang.org/x/sync/semaphore"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

// sieves let one flight at a time find out what LivePerson refuses of a method:
// the others, of a trend's many points for example, then know it.
type sieves struct {
	mu    sync.Mutex
	kinds map[string]*semaphore.Weighted
}

func (s *sieves) of(r liveperson.Request) *semaphore.Weighted {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kinds == nil {
		s.kinds = map[string]*semaphore.Weighted{}
	}
	if s.kinds[r.Kind()] == nil {
		s.kinds[r.Kind()] = semaphore.NewWeighted(1)
	}
	return s.kinds[r.Kind()]
}

// sifted is an answer without what LivePerson refuses, and what it answers.
type sifted struct {
	request liveperson.Request
	table   liveperson.Table
}

// sift asks, and if LivePerson refuses, finds out which metrics it means and
// asks for the others.
func (g *Gatherer) sift(ctx context.Context, r liveperson.Request) (sifted, error) {
	calls := 0
	ask := func(r liveperson.Request) (sifted, error) {
		table, err := g.upstream.Ask(ctx, r, g.lists)
		calls += table.Calls
		table.Calls = calls
		return sifted{r, table}, err
	}
	answer, err := ask(r)
	if !refuses(err) {
		return answer, err
	}
	turn := g.sieves.of(r)
	if err := turn.Acquire(ctx, 1); err != nil {
		return sifted{}, err
	}
	defer turn.Release(1)
	if err := g.refusalOf(r); err != nil {
		return sifted{}, err
	}
	if left, fewer := g.withoutRefused(r); fewer { // somebody was faster
		if answer, err = ask(left); !refuses(err) {
			return answer, err
		}
		r = left
	}
	s := sieve{request: r, ask: func(r liveperson.Request) error { _, err := ask(r); return err }}
	if !s.find(names(r), err) {
		return sifted{}, err
	}
	g.refuse(s.found)
	left, _ := g.withoutRefused(r)
	return ask(left)
}

// refusalOf is why LivePerson refuses whatever is asked like this, nil if it does
// not as far as anybody knows.
func (g *Gatherer) refusalOf(r liveperson.Request) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.failures.of(r, g.options.Now())
}

// refuse notes what LivePerson refuses.
func (g *Gatherer) refuse(found map[string]error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for key, err := range found {
		g.refusals[key] = refusal{err, g.options.Now().Add(refusedFor)}
	}
}

// withoutRefused leaves out what LivePerson refuses, and tells whether that is
// anything.
func (g *Gatherer) withoutRefused(r liveperson.Request) (left liveperson.Request, fewer bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	byTime, ofNow := r.Metrics()
	now := g.options.Now()
	goodByTime, goodNow := g.refusals.allowed(r, byTime, now), g.refusals.allowed(r, ofNow, now)
	left = r.With(goodByTime, goodNow)
	count := len(goodByTime) + len(goodNow)
	return left, count > 0 && count < len(byTime)+len(ofNow)
}

// names are the names of the metrics that a request asks for, each once. Fields
// that always come have none.
func names(r liveperson.Request) []string {
	byTime, now := r.Metrics()
	var list []string
	for _, m := range slices.Concat(byTime, now) {
		if m.Name != "" {
			list = append(list, m.Name)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// sieve finds the metrics that make LivePerson refuse a request, by halves.
type sieve struct {
	request liveperson.Request
	ask     func(liveperson.Request) error
	found   map[string]error // by refusalKey
	fine    int              // requests that were answered
}

// find tells whether it is single metrics, which it then has found. Where the
// first two are refused each on its own, and the others too, it is the request
// itself.
func (s *sieve) find(all []string, cause error) bool {
	s.found = map[string]error{}
	complete := false
	switch len(all) {
	case 0:
	case 1:
		s.found[refusalKey(s.request, all[0])] = cause
	default:
		complete = s.halves(all) && s.fine > 0
	}
	if !complete && !s.restIsFine(all) {
		return false
	}
	s.confirm(all)
	return true
}

func (s *sieve) halves(some []string) bool {
	return s.try(some[:len(some)/2]) && s.try(some[len(some)/2:])
}

// try notes those of the metrics that are refused; it is false if there is no
// use in going on.
func (s *sieve) try(some []string) bool {
	err := s.ask(s.only(some))
	switch {
	case err == nil:
		s.fine++
		return true
	case !refuses(err):
		return false
	case len(some) == 1:
		s.found[refusalKey(s.request, some[0])] = err
		return s.fine > 0 || len(s.found) < 2
	}
	return s.halves(some)
}

// restIsFine tells whether everything but what was found is answered.
func (s *sieve) restIsFine(all []string) bool {
	others := slices.DeleteFunc(slices.Clone(all), func(name string) bool { return s.found[refusalKey(s.request, name)] != nil })
	rest := s.only(others)
	byTime, now := rest.Metrics()
	return len(s.found) > 0 && len(byTime)+len(now) > 0 && s.ask(rest) == nil
}

// confirm asks once more for each that was refused, because a refusal is
// remembered for long and may have been a passing one.
func (s *sieve) confirm(all []string) {
	for _, name := range all {
		key := refusalKey(s.request, name)
		if s.found[key] != nil && s.ask(s.only([]string{name})) == nil {
			delete(s.found, key)
		}
	}
}

// only asks for these metrics alone, and for those that always come.
func (s *sieve) only(some []string) liveperson.Request {
	byTime, now := s.request.Metrics()
	others := func(m liveperson.Metric) bool { return m.Name != "" && !slices.Contains(some, m.Name) }
	return s.request.With(slices.DeleteFunc(slices.Clone(byTime), others), slices.DeleteFunc(slices.Clone(now), others))
}
