package main

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

func TestEveryPanelOfTheDashboardsIsAskedAsTheBrowserAsks(t *testing.T) {
	kpis, err := catalogue.Load()
	require.NoError(t, err)
	dashboards, err := readDashboards("../../src/dashboards")
	require.NoError(t, err)
	for _, panels := range dashboards {
		require.NotEmpty(t, panels)
		for _, shown := range panels {
			for _, raw := range shown.queries {
				q, err := query.Parse(kpis, raw, query.Range{})
				require.NoError(t, err)
				require.Empty(t, q.Filter.Skills, "variables stand on All")
			}
		}
	}
}

func TestAsManyPanelsAsAreWanted(t *testing.T) {
	for _, wanted := range []int{1, 40, 300} {
		dashboards, err := chosen(options{dashboards: "../../src/dashboards", panels: wanted})
		require.NoError(t, err)
		require.Len(t, dashboards, 1)
		require.Len(t, dashboards[0], wanted)
	}
}

func TestSummary(t *testing.T) {
	took := func(ms int, answered, filled bool) asked {
		return asked{time.Duration(ms) * time.Millisecond, answered, filled}
	}
	r := summary([][]asked{
		{took(1, true, true), took(9, true, false), took(3, false, true)},
		{took(4, true, true)},
	})
	require.Equal(t, refresh{Panels: 4, Answered: 3, Filled: 2, P50: 3, P95: 9, Dashboard: 4}, r)
}

func TestPercentileIsNearestRank(t *testing.T) {
	var times []time.Duration
	for ms := 20; ms > 0; ms-- {
		times = append(times, time.Duration(ms)*time.Millisecond)
	}
	require.Equal(t, 10.0, percentile(times, 50))
	require.Equal(t, 19.0, percentile(times, 95))
	require.Equal(t, 20.0, percentile(times, 100))
	require.Zero(t, percentile(nil, 50))
}
