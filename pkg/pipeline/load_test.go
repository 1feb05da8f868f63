package pipeline_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/pipeline"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// value is that of a field in the first row, nil if there is none.
func value(t *testing.T, f *data.Frame, field string) *float64 {
	t.Helper()
	found, _ := f.FieldByName(field)
	require.NotNil(t, found, field)
	return found.At(0).(*float64)
}

func texts(f *data.Frame) (texts []string) {
	for _, n := range f.Meta.Notices {
		texts = append(texts, n.Text)
	}
	return texts
}

func TestResultIsRenderedAsOfATime(t *testing.T) {
	f := &fake{get: func(item fetch.Item) (fetch.Result, error) {
		r, err := ones(item)
		r.Fields["agentCurrentStatusStartTime"] = []float64{float64(noon.Add(-time.Minute).UnixMilli())}
		return r, err
	}}
	result, err := f.load(t, fetch.Caller{}, `{"rows": "agent", "kpis": ["status_time"]}`)
	require.NoError(t, err)
	require.Equal(t, 60_000.0, *value(t, pipeline.Render(result, noon), "status_time"))
	require.Equal(t, 61_000.0, *value(t, pipeline.Render(result, noon.Add(time.Second)), "status_time"))
	require.Len(t, f.items, 1)
}

func TestChunksAreMarked(t *testing.T) {
	f := &fake{get: ones}
	_, err := f.load(t, fetch.Caller{}, `{"kpis": ["closed_conversations"], "window": {"kind": "last", "hours": 36}}`)
	require.NoError(t, err)
	require.Len(t, f.items, 3)
	for i, item := range f.items {
		require.Equal(t, i == 0, item.Sliding)
		require.Equal(t, i > 0, item.Continues)
	}
}

func TestAlertRuleGetsNumbersOnly(t *testing.T) {
	f := &fake{get: ones}
	const agents = `{"rows": "agent", "kpis": ["agent_current_status", "agent_load"], "orderBy": {"kpi": "agent_current_status"}}`
	result, err := f.load(t, fetch.Caller{Alert: true}, agents)
	require.NoError(t, err)
	require.Len(t, pipeline.Render(result, noon).Fields, 1)
	require.Len(t, f.items[0].Request.Columns, 1)

	_, err = f.load(t, fetch.Caller{Alert: true}, `{"rows": "agent", "kpis": ["agent_current_status"]}`)
	require.ErrorContains(t, err, "needs a numeric KPI")
	require.ErrorAs(t, err, new(*query.Error))
}

func TestGroupsOfAgentsAreNamedWithAllBelow(t *testing.T) {
	f := &fake{get: ones}
	result, err := f.load(t, fetch.Caller{}, `{"rows": "group", "kpis": ["total_max_slots"], "filter": {"groups": ["1"], "includeSubGroups": true}}`)
	require.NoError(t, err)
	require.Equal(t, api.Filter{Groups: []string{"1"}, IncludeSubGroups: true}, f.items[0].Request.Filter)
	require.Equal(t, api.Filter{Groups: []string{"1", "2"}, UserTypes: []string{"HUMAN"}}, f.items[1].Request.Filter)
	require.Equal(t, 1.0, *value(t, pipeline.Render(result, noon), "total_max_slots"), "the agent of group 2 counts")
}

func TestRejectedStepHurtsOnlyTheKPIsThatNeedIt(t *testing.T) {
	rejection := &api.Error{Sentence: "No privilege.", Status: http.StatusForbidden, Service: liveperson.Methods(liveperson.OAuth2)["kmm.agent_view"].Service.Name}
	f := &fake{get: failing(rejection, "kmm.agent_view")}
	result, err := f.load(t, fetch.Caller{}, `{"rows": "skill", "kpis": ["open_conversations", "total_max_slots"]}`)
	require.NoError(t, err)
	frame := pipeline.Render(result, noon)
	require.Equal(t, 1.0, *value(t, frame, "open_conversations"))
	require.Nil(t, value(t, frame, "total_max_slots"))
	require.Equal(t, []string{"Max slots has no values. No privilege."}, texts(frame))

	_, err = f.load(t, fetch.Caller{}, `{"rows": "skill", "kpis": ["total_max_slots"]}`)
	require.ErrorIs(t, err, rejection, "no KPI is left")

	f.get = failing(rejection, "kmm.metrics")
	_, err = f.load(t, fetch.Caller{}, `{"rows": "skill", "kpis": ["open_conversations", "total_max_slots"]}`)
	require.ErrorIs(t, err, rejection, "no row is left")
}

func TestFailedStepFailsTheQuery(t *testing.T) {
	f := &fake{get: failing(errDown, "kmm.agent_view")}
	_, err := f.load(t, fetch.Caller{}, `{"rows": "skill", "kpis": ["open_conversations", "total_max_slots"]}`)
	require.ErrorIs(t, err, errDown)
}

// A catalogue of two made-up APIs.
const (
	mixedRows = `{"rows": [
		{"id": "team", "label": "Team", "noun": "team", "plural": "teams", "methods": [{"api": "near", "groupBy": "teamId"}, {"api": "far"}]},
		{"id": "person", "label": "Person", "noun": "person", "plural": "people", "roster": true, "methods": [{"api": "near"}]}
	]}`
	mixedKPIs = `{"kpis": [
		{"id": "calls", "label": "Calls", "measure": "count", "tense": "window", "rows": ["team"], "sources": [{"api": "near", "field": "n"}]},
		{"id": "mood", "label": "Mood", "measure": "average", "tense": "window", "rows": ["team"], "sources": [{"api": "far", "field": "n"}]}
	]}`
)

func TestQueryOfSeveralMethodsIsOneFrame(t *testing.T) {
	c, err := catalogue.Read([]byte(mixedKPIs), []byte(mixedRows))
	require.NoError(t, err)
	methods := map[string]*api.Method{
		"near": {Name: "near", Path: "near", Service: api.Service{Name: "Near API"}},
		"far":  {Name: "far", Path: "far", Service: api.Service{Name: "Far API"}},
	}
	rejection := &api.Error{Sentence: "Not licensed.", Status: http.StatusForbidden, Service: "Far API"}
	for _, shape := range []string{"value", "series"} {
		raw := `{"rows": "team", "kpis": ["calls", "mood"], "shape": "` + shape + `"}`
		f := &fake{get: ones}
		result, err := f.loadWith(c, methods, fetch.Caller{}, raw)
		require.NoError(t, err)
		frame := pipeline.Render(result, noon)
		require.Equal(t, 1.0, *value(t, frame, "calls"))
		require.Equal(t, 1.0, *value(t, frame, "mood"))
		require.Contains(t, frame.Meta.ExecutedQueryString, "GET near")

		f.get = failing(rejection, "far")
		result, err = f.loadWith(c, methods, fetch.Caller{}, raw)
		require.NoError(t, err)
		frame = pipeline.Render(result, noon)
		require.Equal(t, 1.0, *value(t, frame, "calls"))
		require.Nil(t, value(t, frame, "mood"))
		require.Equal(t, []string{"Mood has no values. Not licensed."}, texts(frame))
	}
}
