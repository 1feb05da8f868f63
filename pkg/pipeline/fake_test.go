package pipeline_test

import (
	"context"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/pipeline"
	"github.com/kmm/liveperson-datasource/pkg/plan"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

var (
	noon    = time.Date(2026, 3, 29, 12, 0, 0, 0, time.UTC)
	errDown = &api.Error{Status: http.StatusServiceUnavailable, Sentence: "LivePerson is down."}
)

// fake is a fetcher that gets each result from a function, and the lists of an account
// without skills.
type fake struct {
	api.Lists
	get   func(item fetch.Item) (fetch.Result, error)
	items []fetch.Item
}

func (f *fake) All(_ context.Context, _ fetch.Caller, items []fetch.Item, _ func()) ([]fetch.Result, []error) {
	f.items = append(f.items, items...)
	results, errs := make([]fetch.Result, len(items)), make([]error, len(items))
	for i, item := range items {
		results[i], errs[i] = f.get(item)
	}
	return results, errs
}

func (f *fake) Groups(context.Context) ([]api.Entity, error) {
	return []api.Entity{{ID: "1", Name: "Sales"}, {ID: "2", Name: "Night shift", Parent: "1"}}, nil
}

// load loads a query over the last hour before noon.
func (f *fake) load(t *testing.T, caller fetch.Caller, raw string) (pipeline.Result, error) {
	t.Helper()
	c, err := catalogue.Load()
	require.NoError(t, err)
	return f.loadWith(c, liveperson.Methods(liveperson.OAuth2), caller, raw)
}

func (f *fake) loadWith(c *catalogue.Catalogue, methods map[string]*api.Method, caller fetch.Caller, raw string) (pipeline.Result, error) {
	planner := plan.New(c, methods, plan.Limits{MaxTrendRequests: 400})
	p := pipeline.New(c, planner, f, f, pipeline.Settings{}, func() time.Time { return noon })
	return p.Load(context.Background(), caller, pipeline.Query{JSON: []byte(raw), Range: query.Range{From: noon.Add(-time.Hour), To: noon}})
}

// ones is a result with 1 in each column of a request, of one row.
func ones(item fetch.Item) (fetch.Result, error) {
	r := item.Request
	t := api.Table{IDs: []string{"1"}, Names: []string{"Sales"}, Fields: map[string][]float64{}, Calls: 1}
	for _, c := range r.Columns {
		t.Fields[c.Field] = []float64{1}
	}
	if r.Rows == "agent" {
		t.Agents = []api.Membership{{Group: "2", Skills: []string{"1"}}}
	}
	return fetch.Result{Table: t, Window: r.Window, At: noon, Status: fetch.Miss}, nil
}

// failing is ones, but for methods that fail.
func failing(err error, methods ...string) func(fetch.Item) (fetch.Result, error) {
	return func(item fetch.Item) (fetch.Result, error) {
		if slices.Contains(methods, item.Request.Method.Name) {
			return fetch.Result{}, err
		}
		return ones(item)
	}
}
