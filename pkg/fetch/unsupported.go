package fetch

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// unsupportedTTL is how long a metric that LivePerson rejects is left out.
const unsupportedTTL = time.Hour

// unsupported are the metrics that LivePerson rejects for this account, by kind of
// request and name. The fetcher guards it.
type unsupported map[string]rejection

type rejection struct {
	err   error
	until time.Time
}

func metricKey(r api.Request, metric string) string { return r.Kind() + " " + metric }

// split parts the columns of a request: those that are supported, and by field why
// the others are not.
func (u unsupported) split(r api.Request, now time.Time) (supported []api.Column, rejected map[string]error) {
	rejected = map[string]error{}
	for _, c := range r.Columns {
		if one := u[metricKey(r, c.Metric)]; now.Before(one.until) {
			rejected[c.Field] = one.err
		} else {
			supported = append(supported, c)
		}
	}
	return supported, rejected
}

// response is the response to a request, which may be for fewer columns.
type response struct {
	request api.Request
	table   api.Table
}

// send sends a request. If LivePerson rejects it, the metrics that it means are searched
// for and left out, one search at a time: the next ones then know what it has found.
func (f *Fetcher) send(ctx context.Context, r api.Request) (response, error) {
	calls := 0
	do := func(columns []api.Column) (response, error) {
		table, err := f.source.Do(ctx, r.With(columns))
		calls += table.Calls
		table.Calls = calls
		return response{r.With(columns), table}, err
	}
	if len(r.Columns) == 0 { // all were found to be unsupported meanwhile
		return response{request: r}, nil
	}
	rejects := r.Method.Service.Rejects
	got, err := do(r.Columns)
	if !rejects(err) || r.Method.FixedColumns {
		return got, err
	}
	if err := f.searching.Acquire(ctx, 1); err != nil {
		return response{}, err
	}
	defer f.searching.Release(1)
	columns, failed := f.afterSearch(r)
	switch {
	case failed != nil:
		return response{}, failed
	case len(columns) > 0 && len(columns) < len(r.Columns): // found meanwhile
		if got, err = do(columns); !rejects(err) {
			return got, err
		}
	default:
		columns = r.Columns
	}
	found := findRejected(api.Metrics(columns), err, rejects, func(metrics []string) error {
		_, err := do(slices.DeleteFunc(slices.Clone(columns), func(c api.Column) bool {
			return c.Metric != "" && !slices.Contains(metrics, c.Metric) // those without one always come
		}))
		return err
	})
	left := slices.DeleteFunc(slices.Clone(columns), func(c api.Column) bool { return found[c.Metric] != nil })
	if len(left) == 0 || len(api.Metrics(columns)) == 0 {
		return response{}, err
	}
	if got, err = do(left); err == nil {
		f.addUnsupported(r, found)
	}
	return got, err
}

// findRejected searches by halves for the metrics that are the cause of an error, and
// returns why each of them is rejected, each tried twice: a rejection is remembered for
// long. It stops at the second one as long as none is accepted: then the request is bad.
func findRejected(metrics []string, cause error, rejects func(error) bool, try func(metrics []string) error) map[string]error {
	found, accepted := map[string]error{}, false
	var search func(some []string, cause error) bool
	search = func(some []string, cause error) bool {
		if len(some) == 1 {
			found[some[0]] = cause
			return accepted || len(found) < 2
		}
		for _, half := range [][]string{some[:len(some)/2], some[len(some)/2:]} {
			err := try(half)
			accepted = accepted || err == nil
			if err != nil && (!rejects(err) || !search(half, err)) {
				return false
			}
		}
		return true
	}
	if len(metrics) > 0 {
		search(metrics, cause)
	}
	maps.DeleteFunc(found, func(metric string, _ error) bool { return accepted && try([]string{metric}) == nil })
	return found
}

// afterSearch is what other searches have found of a request: the columns that are
// supported, or why all of its parts are rejected.
func (f *Fetcher) afterSearch(r api.Request) (supported []api.Column, failed error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	now := f.options.Load().Now()
	supported, _ = f.unsupported.split(r, now)
	for _, p := range partsOf(r) {
		if failed = f.negative.get(p, now); !r.Method.Service.Rejects(failed) {
			return supported, nil
		}
	}
	return supported, failed
}

func (f *Fetcher) addUnsupported(r api.Request, found map[string]error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for metric, err := range found {
		f.unsupported[metricKey(r, metric)] = rejection{err, f.options.Load().Now().Add(unsupportedTTL)}
	}
}
