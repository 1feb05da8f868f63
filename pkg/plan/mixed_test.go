package plan_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/plan"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// Made-up APIs: "near" has a short memory and short windows; "far" remembers for longer,
// "live" only gives windows that end now, and "steps" the points of what only "live" gives.
const (
	mixedRows = `{"rows": [
		{"id": "team", "label": "Team", "noun": "team", "plural": "teams",
			"methods": [{"api": "near", "groupBy": "teamId"}, {"api": "far", "groupBy": "TEAM"}, {"api": "live"}, {"api": "steps", "groupBy": "team"}]},
		{"id": "person", "label": "Person", "noun": "person", "plural": "people", "roster": true, "methods": [{"api": "near"}]}
	]}`
	mixedKPIs = `{"kpis": [
		{"id": "calls", "label": "Calls", "measure": "count", "tense": "window", "rows": ["team"], "sources": [{"api": "near", "metric": "calls", "field": "count"}, {"api": "far", "metric": "c", "field": "c"}]},
		{"id": "mood", "label": "Mood", "measure": "ratio", "tense": "window", "rows": ["team"], "sources": [{"api": "far", "metric": "mood", "field": "count"}]},
		{"id": "pace", "label": "Pace", "measure": "count", "tense": "window", "rows": ["team"], "sources": [{"api": "live", "field": "pace"}]},
		{"id": "steps", "label": "Steps", "measure": "count", "tense": "window", "rows": ["team"], "sources": [{"api": "live", "field": "steps"}, {"api": "steps", "field": "steps"}]},
		{"id": "paths", "label": "Paths", "measure": "count", "tense": "window", "rows": ["team"], "sources": [{"api": "far", "field": "paths"}, {"api": "steps", "field": "steps"}]},
		{"id": "both", "label": "Both", "measure": "ratio", "tense": "window", "rows": ["team"], "formula": {"difference": ["calls", "mood"]}}
	]}`
)

func buildMixed(t *testing.T, raw string, from, to time.Time) (plan.Plan, error) {
	t.Helper()
	c, err := catalogue.Read([]byte(mixedKPIs), []byte(mixedRows))
	require.NoError(t, err)
	q, err := query.Parse(c, []byte(raw), query.Range{From: from, To: to})
	require.NoError(t, err)
	return plan.New(c, map[string]*api.Method{
		"near":  {Name: "near", Capabilities: api.Capabilities{MaxWindow: 2 * time.Hour, Retention: 2 * day, Grain: 5 * time.Minute}},
		"far":   {Name: "far", Capabilities: api.Capabilities{Retention: 100 * day}},
		"live":  {Name: "live", Service: api.Service{Name: "Live API"}, Capabilities: api.Capabilities{EndsNow: true, MaxWindow: 3 * time.Hour}},
		"steps": {Name: "steps", Capabilities: api.Capabilities{MaxPoints: 100, AnyStart: true, Grain: time.Minute, OfWindowsToNow: true}},
	}, plan.Limits{MaxTrendRequests: 400}).Build(q, now)
}

func methodsOf(p plan.Plan) (names []string) {
	for _, s := range p.Steps {
		names = append(names, s.Request.Method.Name)
	}
	return names
}

func TestKPIsOfSeveralMethodsHaveAStepForEach(t *testing.T) {
	p, err := buildMixed(t, `{"rows": "team", "kpis": ["both", "pace"]}`, now.Add(-time.Hour), now)
	require.NoError(t, err)
	require.Equal(t, []string{"near", "far", "live"}, methodsOf(p))
	require.Equal(t, []api.Column{{Metric: "calls", Field: "count"}}, p.Steps[0].Request.Columns)
	require.Equal(t, "teamId", p.Steps[0].Request.GroupBy)
	require.Equal(t, []api.Column{{Metric: "mood", Field: "count"}}, p.Steps[1].Request.Columns)
	require.Equal(t, "TEAM", p.Steps[1].Request.GroupBy)
	for _, s := range p.Steps {
		require.Equal(t, plan.Value, s.Role)
		require.Equal(t, time.Date(2026, 3, 29, 12, 35, 0, 0, time.UTC), s.Request.Window.To)
	}
}

func TestEachMethodHasItsOwnMaxWindow(t *testing.T) {
	p, err := buildMixed(t, `{"rows": "team", "kpis": ["calls", "mood"]}`, now.Add(-5*time.Hour), now)
	require.NoError(t, err)
	require.Equal(t, []string{"near", "near", "near", "near", "far"}, methodsOf(p))
	for _, s := range p.Steps[:4] {
		require.Equal(t, plan.Chunk, s.Role)
		require.LessOrEqual(t, s.Request.Window.Length(), 2*time.Hour)
	}
	require.Equal(t, 5*time.Hour+time.Minute, p.Steps[4].Request.Window.Length(), "whole minutes, though the other has whole 5 minutes")
	require.Empty(t, p.Notices, "the average is one of the method without a maximum")
}

func TestSourceThatReachesBackFarEnoughIsChosen(t *testing.T) {
	p, err := buildMixed(t, `{"rows": "team", "kpis": ["calls"]}`, now.Add(-10*day), now.Add(-9*day))
	require.NoError(t, err)
	require.Equal(t, []string{"far"}, methodsOf(p))

	_, err = buildMixed(t, `{"rows": "team", "kpis": ["calls"]}`, now.Add(-200*day), now.Add(-199*day))
	require.ErrorContains(t, err, "LivePerson keeps data for 100 days")
}

func TestSourceThatEndsNowGivesNoPast(t *testing.T) {
	_, err := buildMixed(t, `{"rows": "team", "kpis": ["pace"]}`, now.Add(-2*time.Hour), now.Add(-time.Hour))
	require.EqualError(t, err, "The time range ends at 2026-03-29 11:34 UTC. LivePerson's Live API gives values up to now only. Select a time range that ends now.")
	_, err = buildMixed(t, `{"rows": "team", "shape": "series", "kpis": ["pace"]}`, now.Add(-2*time.Hour), now)
	require.EqualError(t, err, "LivePerson's Live API has no trend of these KPIs by team. Select \"One value\" instead of \"Trend\".")
}

func TestPointsOfWhatEndsNowComeFromAHistory(t *testing.T) {
	p, err := buildMixed(t, `{"rows": "team", "shape": "series", "interval": "1h", "kpis": ["steps"]}`, now.Add(-5*time.Hour), now)
	require.NoError(t, err)
	require.Equal(t, []string{"steps", "steps"}, methodsOf(p))
	require.Len(t, p.Steps[0].Points, 5, "which are over and stay what they are")
	require.Equal(t, p.Points[5:], p.Steps[1].Points, "the one that is not over")
	require.Equal(t, p.Points[5], p.Steps[1].Request.Window.From.In(p.Points[5].Location()))

	p, err = buildMixed(t, `{"rows": "team", "shape": "series", "interval": "1h", "kpis": ["paths"]}`, now.Add(-5*time.Hour), now)
	require.NoError(t, err)
	require.Len(t, p.Steps, 6)
	require.NotContains(t, methodsOf(p), "steps", "far gives each point by itself")
}

func TestPeopleAndBotsThatAreNotToldApartAreSaid(t *testing.T) {
	p, err := build(t, `{"kpis": ["closed_conversations", "resolution_time"], "filter": {"userTypes": ["HUMAN"]}}`, now.Add(-time.Hour), now)
	require.NoError(t, err)
	require.Equal(t, []string{"LivePerson does not tell people from bots here. These KPIs include both: Resolution time."}, p.Notices.Infos())
}

func TestMethodThatEndsNowIsNotRequestedInChunks(t *testing.T) {
	p, err := buildMixed(t, `{"rows": "team", "kpis": ["pace"]}`, now.Add(-5*time.Hour), now)
	require.NoError(t, err)
	require.Equal(t, []string{"live"}, methodsOf(p))
	require.Equal(t, 3*time.Hour, p.Steps[0].Request.Window.Length())
	require.Len(t, p.Notices.Infos(), 1)
	require.Contains(t, p.Notices.Infos()[0], "looks back at most 3 hours")
}

func TestTrendOfSeveralMethodsSharesTheRequestLimit(t *testing.T) {
	p, err := buildMixed(t, `{"rows": "team", "shape": "series", "interval": "5m", "kpis": ["both"]}`, now.Add(-24*time.Hour), now)
	require.NoError(t, err)
	require.LessOrEqual(t, len(p.Steps), 400)
	require.Len(t, p.Steps, 2*len(p.Points))
	require.Equal(t, p.Points[0], p.Steps[len(p.Points)].Points[0])
}
