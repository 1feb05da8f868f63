package compute_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

func TestChunksAddUp(t *testing.T) {
	p := planQuery(t, `{"rows": "skill", "kpis": ["closed_conversations", "csat"]}`, 36)
	require.Len(t, p.steps, 4, "three chunks, and the last day for the average")
	first := api.Table{IDs: []string{"1", "2"}, Names: []string{"A", "B"}, Fields: map[string][]float64{"closedConversations": {1, 2}}}
	p.steps[0].Result.Table = first
	p.steps[1].Result.Table = api.Table{IDs: []string{"2", "3"}, Names: []string{"B", "C"}, Fields: map[string][]float64{"closedConversations": {10, none}}}
	p.steps[3].Result.Table = api.Table{IDs: []string{"1"}, Names: []string{"A"}, Fields: map[string][]float64{"csat": {0.5}}}
	table := p.value(nil)
	require.Equal(t, []string{"1", "2", "3"}, table.IDs)
	require.Equal(t, []string{"A", "B", "C"}, table.Names)
	requireNumbers(t, []float64{1, 12, 0}, table.Numbers(p.query.KPIs[0], now))
	requireNumbers(t, []float64{0.5, none, none}, table.Numbers(p.query.KPIs[1], now))
	require.Equal(t, []float64{1, 2}, first.Fields["closedConversations"], "the tables stay as they are")
}

// A catalogue of two made-up APIs which call their fields alike.
const (
	mixedRows = `{"rows": [
		{"id": "team", "label": "Team", "noun": "team", "plural": "teams", "methods": [{"api": "near"}, {"api": "far"}]},
		{"id": "person", "label": "Person", "noun": "person", "plural": "people", "roster": true, "methods": [{"api": "near"}, {"api": "far"}]}
	]}`
	mixedKPIs = `{"kpis": [
		{"id": "calls", "label": "Calls", "measure": "count", "tense": "window", "rows": ["team", "person"], "sources": [{"api": "near", "field": "n"}]},
		{"id": "mood", "label": "Mood", "measure": "average", "tense": "window", "rows": ["team", "person"], "sources": [{"api": "far", "field": "n"}]},
		{"id": "both", "label": "Both", "measure": "average", "tense": "window", "rows": ["team", "person"], "formula": {"difference": ["mood", "calls"]}}
	]}`
)

func planMixed(t *testing.T, raw string) planned {
	t.Helper()
	c, err := catalogue.Read([]byte(mixedKPIs), []byte(mixedRows))
	require.NoError(t, err)
	methods := map[string]*api.Method{}
	for _, name := range []string{"near", "far"} {
		methods[name] = &api.Method{Name: name, Service: api.Service{Name: name}}
	}
	p := planWith(t, c, methods, raw, 1)
	p.step("near").Result.Table = api.Table{IDs: []string{"1", "2"}, Names: []string{"A", "B"}, Fields: map[string][]float64{"n": {10, 20}}}
	p.step("far").Result.Table = api.Table{IDs: []string{"3", "2"}, Names: []string{"C", "B"}, Fields: map[string][]float64{"n": {300, 200}}}
	return p
}

func TestTablesOfSeveralMethodsAreJoinedByRow(t *testing.T) {
	p := planMixed(t, `{"rows": "team", "kpis": ["calls", "mood", "both"]}`)
	table := p.value(nil)
	require.Equal(t, []string{"1", "2", "3"}, table.IDs)
	require.Equal(t, []string{"A", "B", "C"}, table.Names)
	requireNumbers(t, []float64{10, 20, 0}, table.Numbers(p.query.KPIs[0], now))
	requireNumbers(t, []float64{none, 200, 300}, table.Numbers(p.query.KPIs[1], now))
	requireNumbers(t, []float64{none, 180, 300}, table.Numbers(p.query.KPIs[2], now))
}

// A response that says nothing of other rows leaves their counts open.
func TestRowsThatAreUnknownHaveNoCounts(t *testing.T) {
	p := planMixed(t, `{"rows": "team", "kpis": ["calls", "mood"]}`)
	p.step("near").Result.RowsUnknown = true
	table := p.value(nil)
	require.Equal(t, []string{"1", "2", "3"}, table.IDs)
	requireNumbers(t, []float64{10, 20, none}, table.Numbers(p.query.KPIs[0], now))
	require.True(t, table.RowsUnknown(p.query.KPIs[0]))
	require.False(t, table.RowsUnknown(p.query.KPIs[1]))

	p.step("near").Result.Sampled = &api.Sampled{Facts: []string{"n"}}
	requireNumbers(t, []float64{10, 20, 0}, p.value(nil).Numbers(p.query.KPIs[0], now))
}

func TestFirstMethodSaysWhichAgentsThereAre(t *testing.T) {
	p := planMixed(t, `{"rows": "person", "kpis": ["calls", "mood"]}`)
	table := p.value(nil)
	require.Equal(t, []string{"1", "2"}, table.IDs)
	requireNumbers(t, []float64{none, 200}, table.Numbers(p.query.KPIs[1], now))
}

func TestRejectedStepHurtsOnlyWhatNeedsIt(t *testing.T) {
	p := planMixed(t, `{"rows": "team", "kpis": ["calls", "mood", "both"]}`)
	rejection := &api.Error{Sentence: "No.", Status: http.StatusForbidden, Service: "far"}
	p.step("far").Err = rejection
	require.True(t, p.step("far").IsRejected())
	table := p.value(nil)
	require.Equal(t, []string{"1", "2"}, table.IDs)
	require.NoError(t, table.Failure(p.query.KPIs[0]))
	require.Equal(t, rejection, table.Failure(p.query.KPIs[1]))
	require.Equal(t, rejection, table.Failure(p.query.KPIs[2]))
	requireNumbers(t, []float64{10, 20}, table.Numbers(p.query.KPIs[0], now))
	requireNumbers(t, []float64{none, none}, table.Numbers(p.query.KPIs[1], now))
}

// In a trend, rejected KPIs are not points that are missing.
func TestRejectedMethodOfATrend(t *testing.T) {
	p := planMixed(t, `{"rows": "team", "kpis": ["calls", "mood"], "shape": "series", "interval": "10m"}`)
	rejection := &api.Error{Sentence: "No.", Status: http.StatusForbidden, Service: "far"}
	for i := range p.steps {
		if p.steps[i].Request.Method.Name == "far" {
			p.steps[i].Err = rejection
		} else {
			p.steps[i].Result.Table = api.Table{IDs: []string{"1"}, Names: []string{"A"}, Fields: map[string][]float64{"n": {1}}}
		}
	}
	trend := p.trend()
	require.Equal(t, make([]error, 6), trend.Missing)
	require.Len(t, trend.Shown, 6)
	require.NoError(t, trend.Failure(p.query.KPIs[0]))
	require.Equal(t, rejection, trend.Failure(p.query.KPIs[1]))
	require.Equal(t, rejection, trend.Points[0].Failure(p.query.KPIs[1]))
	requireNumbers(t, []float64{1}, trend.Points[5].Numbers(p.query.KPIs[0], now))

	p.steps[len(p.steps)-1].Err = &api.Error{Sentence: "Down.", Status: http.StatusBadGateway, Service: "far"}
	require.NotEqual(t, make([]error, 6), p.trend().Missing, "not all are rejected: points are missing")
	require.NoError(t, p.trend().Failure(p.query.KPIs[1]))
}
