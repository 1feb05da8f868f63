package gather

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

// remembered is how long a metric that LivePerson refuses is left out.
const remembered = time.Hour

// refusals are the metrics that LivePerson refuses this account, by method and
// name.
type refusals map[string]refusal

type refusal struct {
	err   error
	until time.Time
}

func refusalKey(r liveperson.Request, m liveperson.Metric) string { return r.Path() + " " + m.Name }

func (all refusals) of(r liveperson.Request, m liveperson.Metric, now time.Time) error {
	if one := all[refusalKey(r, m)]; now.Before(one.until) {
		return one.err
	}
	return nil
}

func (all refusals) add(more refusals) {
	for key, one := range more {
		all[key] = one
	}
}

// allowed are the metrics that are not refused.
func (all refusals) allowed(r liveperson.Request, metrics []liveperson.Metric, now time.Time) []liveperson.Metric {
	var list []liveperson.Metric
	for _, m := range metrics {
		if all.of(r, m, now) == nil {
			list = append(list, m)
		}
	}
	return list
}

// without leaves out of a request what LivePerson refuses, and says by field
// why. Where nothing is left, that is the error.
func (all refusals) without(r liveperson.Request, now time.Time) (liveperson.Request, map[string]error, error) {
	byTime, ofNow := r.Metrics()
	refused := map[string]error{}
	var last error
	for _, m := range slices.Concat(byTime, ofNow) {
		if err := all.of(r, m, now); err != nil {
			refused[m.Field], last = err, err
		}
	}
	switch len(refused) {
	case 0:
		return r, nil, nil
	case len(byTime) + len(ofNow):
		return r, nil, last
	}
	return r.With(all.allowed(r, byTime, now), all.allowed(r, ofNow, now)), refused, nil
}

// refuses tells whether an error may be about a metric that was asked for.
func refuses(err error) bool {
	known, ok := err.(*liveperson.Error)
	return ok && slices.Contains([]int{http.StatusBadRequest, http.StatusForbidden, http.StatusUnprocessableEntity}, known.Status)
}

// sift asks, and if LivePerson refuses, finds out which metrics it means and
// asks for the others.
func (g *Gatherer) sift(ctx context.Context, r liveperson.Request, refused refusals) (liveperson.Table, error) {
	table, err := g.upstream.Ask(ctx, r, g.lists)
	if !refuses(err) {
		return table, err
	}
	s := sieve{request: r, until: g.options.Now().Add(remembered), refused: refusals{}, ask: func(r liveperson.Request) error {
		part, err := g.upstream.Ask(ctx, r, g.lists)
		table.Calls += part.Calls
		return err
	}}
	if !s.find(names(r)) {
		return liveperson.Table{}, err
	}
	refused.add(s.refused)
	calls := table.Calls
	byTime, ofNow := r.Metrics()
	now := g.options.Now()
	table, err = g.upstream.Ask(ctx, r.With(s.refused.allowed(r, byTime, now), s.refused.allowed(r, ofNow, now)), g.lists)
	table.Calls += calls
	return table, err
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
	until   time.Time
	refused refusals
	fine    int // requests that were answered
}

// find tells whether it is single metrics, which it then has noted. Where the
// first two are refused each on its own, and the others too, it is the request
// itself.
func (s *sieve) find(all []string) bool {
	if len(all) < 2 {
		return false
	}
	if s.search(all[:len(all)/2]) && s.search(all[len(all)/2:]) {
		return s.fine > 0 && len(s.refused) > 0
	}
	others := slices.DeleteFunc(slices.Clone(all), func(name string) bool {
		_, refused := s.refused[refusalKey(s.request, liveperson.Metric{Name: name})]
		return refused
	})
	return len(s.refused) > 0 && len(others) > 0 && s.ask(s.only(others)) == nil
}

// search notes those of the metrics that are refused; it is false if there is
// no use in going on.
func (s *sieve) search(some []string) bool {
	err := s.ask(s.only(some))
	switch {
	case err == nil:
		s.fine++
		return true
	case !refuses(err):
		return false
	case len(some) == 1:
		s.refused[refusalKey(s.request, liveperson.Metric{Name: some[0]})] = refusal{err, s.until}
		return s.fine > 0 || len(s.refused) < 2
	}
	return s.search(some[:len(some)/2]) && s.search(some[len(some)/2:])
}

// only asks for these metrics alone.
func (s *sieve) only(some []string) liveperson.Request {
	byTime, now := s.request.Metrics()
	others := func(m liveperson.Metric) bool { return m.Name != "" && !slices.Contains(some, m.Name) }
	return s.request.With(slices.DeleteFunc(slices.Clone(byTime), others), slices.DeleteFunc(slices.Clone(now), others))
}
