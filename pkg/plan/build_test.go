package plan_test

import (
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/plan"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

const day = 24 * time.Hour

var now = time.Date(2026, 3, 29, 12, 34, 56, 0, time.UTC)

var load = sync.OnceValues(catalogue.Load)

// build plans a query over a time range.
func build(t testing.TB, raw string, from, to time.Time, options ...query.Option) (plan.Plan, error) {
	t.Helper()
	return buildAt(t, raw, from, to, now, options...)
}

// buildAt plans a query over a time range at another time than now.
func buildAt(t testing.TB, raw string, from, to, now time.Time, options ...query.Option) (plan.Plan, error) {
	t.Helper()
	return planner(t, liveperson.OAuth2).Build(parse(t, raw, from, to, options...), now)
}

// buildWith plans a query over a time range for a sign-in.
func buildWith(t testing.TB, auth liveperson.AuthMethod, raw string, from, to time.Time) (plan.Plan, error) {
	t.Helper()
	return planner(t, auth).Build(parse(t, raw, from, to), now)
}

func parse(t testing.TB, raw string, from, to time.Time, options ...query.Option) query.Query {
	t.Helper()
	kpis, err := load()
	require.NoError(t, err)
	q, err := query.Parse(kpis, []byte(raw), query.Range{From: from, To: to}, options...)
	require.NoError(t, err)
	return q
}

func planner(t testing.TB, auth liveperson.AuthMethod) *plan.Planner {
	t.Helper()
	kpis, err := load()
	require.NoError(t, err)
	return plan.New(kpis, liveperson.Methods(auth), plan.Limits{MaxTrendRequests: 400})
}

// only is the request of a plan of one step.
func only(t *testing.T, p plan.Plan) api.Request {
	t.Helper()
	require.Len(t, p.Steps, 1)
	return p.Steps[0].Request
}

// requireAcceptable checks that LivePerson accepts a window.
func requireAcceptable(t *testing.T, r api.Request) {
	t.Helper()
	w := r.Window
	require.True(t, w.From.Equal(w.From.Truncate(time.Minute)))
	require.True(t, w.To.Equal(w.To.Truncate(time.Minute)))
	require.LessOrEqual(t, w.Length(), day)
	require.Positive(t, w.Length())
	require.False(t, w.From.Before(now.Add(-14*day)))
	require.False(t, w.To.After(now.Add(time.Minute)))
}
