package compute_test

import (
	"net/http"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/plan"
)

var errDown = &api.Error{Status: http.StatusServiceUnavailable, Sentence: "LivePerson is down."}

// hoursOf plans a trend by hour up to now.
func hoursOf(t *testing.T, kpi string, hours int) planned {
	t.Helper()
	return planQuery(t, `{"shape": "series", "interval": "1h", "kpis": ["`+kpi+`"]}`, hours)
}

// window sets what hours before now a result is about.
func window(r *fetch.Result, from, to int) {
	r.Window = api.Window{From: now.Add(time.Duration(-from) * time.Hour), To: now.Add(time.Duration(-to) * time.Hour)}
}

func TestStaleResultOfAnotherPointIsNotShown(t *testing.T) {
	p := hoursOf(t, "csat", 3)
	p.give(plan.Point, api.Table{IDs: []string{""}, Names: []string{""}, Fields: map[string][]float64{"csat": {0.5}}})
	for i := range p.steps {
		window(&p.steps[i].Result, 3-i, 2-i)
		p.steps[i].Result.Status, p.steps[i].Result.Failure = fetch.Stale, errDown
	}
	window(&p.steps[2].Result, 2, 1)
	trend := p.trend()
	require.Equal(t, []error{nil, nil, errDown}, trend.Missing)
	require.Len(t, trend.Shown, 2)
	requireNumbers(t, []float64{0.5}, trend.Points[1].Numbers(p.query.KPIs[0], now))
	require.Equal(t, errDown, trend.Points[2].Failure(p.query.KPIs[0]))
	require.NoError(t, trend.Failure(p.query.KPIs[0]), "other points have it")
}

// history plans a trend of a history, and the point after it, which is not over.
func history(t *testing.T) planned {
	t.Helper()
	p := planQuery(t, `{"shape": "series", "interval": "1h", "kpis": ["closed_conversations"]}`, 3)
	require.Len(t, p.steps, 1)
	require.Equal(t, plan.History, p.steps[0].Role)
	return p
}

// points is a history of the hours before now, each with its number as its value.
func points(from, to int) api.Table {
	t := api.Table{Fields: map[string][]float64{"closedConversations": nil}}
	for hour := from; hour > to; hour-- {
		t.IDs = append(t.IDs, strconv.FormatInt(now.Add(time.Duration(-hour)*time.Hour).UnixMilli(), 10))
		t.Names = append(t.Names, "")
		t.Fields["closedConversations"] = append(t.Fields["closedConversations"], float64(hour))
	}
	return t
}

func TestPointsBeyondAStaleHistoryAreMissing(t *testing.T) {
	p := history(t)
	p.steps[0].Result = fetch.Result{Table: points(4, 1), Status: fetch.Stale, Failure: errDown}
	window(&p.steps[0].Result, 4, 1)
	trend := p.trend()
	require.Equal(t, []error{nil, nil, errDown}, trend.Missing)
	requireNumbers(t, []float64{3}, trend.Points[0].Numbers(p.query.KPIs[0], now))
	requireNumbers(t, []float64{2}, trend.Points[1].Numbers(p.query.KPIs[0], now))
	require.Equal(t, p.steps, trend.Shown)
}

func TestPointThatAHistoryLeavesOutIsZero(t *testing.T) {
	p := history(t)
	p.steps[0].Result = fetch.Result{Table: points(3, 1)}
	window(&p.steps[0].Result, 3, 0)
	trend := p.trend()
	require.Equal(t, make([]error, 3), trend.Missing)
	requireNumbers(t, []float64{0}, trend.Points[2].Numbers(p.query.KPIs[0], now))
}

func TestHistoryOfOtherIntervalsIsNoPointOfATrend(t *testing.T) {
	p := history(t)
	p.steps[0].Result = fetch.Result{Table: points(3, 0)}
	window(&p.steps[0].Result, 3, 0)
	for i := range p.steps[0].Result.IDs {
		p.steps[0].Result.IDs[i] = strconv.FormatInt(now.Add(time.Duration(-3+i)*time.Hour+20*time.Minute).UnixMilli(), 10)
	}
	for _, err := range p.trend().Missing {
		require.ErrorContains(t, err, "other intervals than requested")
	}
}

func TestFailedHistoryMissesAllItsPoints(t *testing.T) {
	p := history(t)
	p.steps[0].Err = errDown
	trend := p.trend()
	require.Equal(t, []error{errDown, errDown, errDown}, trend.Missing)
	require.Empty(t, trend.Shown)
}
