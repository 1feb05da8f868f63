package compute_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/plan"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

var (
	now  = time.Date(2026, 3, 29, 12, 0, 0, 0, time.UTC)
	none = math.NaN()
)

// planned is a query of the real catalogue over so many hours, with its steps.
type planned struct {
	catalogue *catalogue.Catalogue
	query     query.Query
	points    []time.Time
	steps     []*compute.Step
}

func planQuery(t testing.TB, raw string, hours int) planned {
	t.Helper()
	c, err := catalogue.Load()
	require.NoError(t, err)
	return planWith(t, c, liveperson.Methods(liveperson.OAuth2), raw, hours)
}

func planWith(t testing.TB, c *catalogue.Catalogue, methods map[string]*api.Method, raw string, hours int) planned {
	t.Helper()
	q, err := query.Parse(c, []byte(raw), query.Range{From: now.Add(-time.Duration(hours) * time.Hour), To: now})
	require.NoError(t, err)
	built, err := plan.New(c, methods, plan.Limits{MaxTrendRequests: 400}).Build(q, now)
	require.NoError(t, err)
	p := planned{catalogue: c, query: q, points: built.Points}
	for _, s := range built.Steps {
		p.steps = append(p.steps, &compute.Step{Step: s})
	}
	return p
}

// give sets the table of all steps of a role.
func (p planned) give(role plan.Role, t api.Table) {
	for i := range p.steps {
		if p.steps[i].Role == role {
			p.steps[i].Result.Table = t
		}
	}
}

func (p planned) value(isDescendant func(group, of string) bool) compute.Table {
	return compute.Value(p.catalogue, p.query, p.steps, isDescendant)
}

// numbers are the values of the query's only KPI.
func (p planned) numbers() []float64 {
	return p.value(nil).Numbers(p.query.KPIs[0], now)
}

func requireNumbers(t *testing.T, want, got []float64) {
	t.Helper()
	require.Len(t, got, len(want))
	for i := range want {
		if math.IsNaN(want[i]) {
			require.True(t, math.IsNaN(got[i]), "row %d: %v", i, got[i])
		} else {
			require.InDelta(t, want[i], got[i], 1e-9, "row %d", i)
		}
	}
}

func (p planned) trend() compute.Trend {
	return compute.TrendOf(p.catalogue, p.query, p.points, p.steps)
}

// step is the first step of a method.
func (p planned) step(method string) *compute.Step {
	for i := range p.steps {
		if p.steps[i].Request.Method.Name == method {
			return p.steps[i]
		}
	}
	panic("no step of " + method)
}
