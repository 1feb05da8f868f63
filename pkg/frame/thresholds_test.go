package frame_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/frame"
	"github.com/kmm/liveperson-datasource/pkg/levels"
)

// colorAt is the color of a value in Grafana: that of the last step at or below it.
func colorAt(t *testing.T, entry levels.Entry, value float64) string {
	t.Helper()
	kpis, q, p := parse(t, `{"kpis": ["`+entry.KPI+`"]}`, 1)
	steps := []*compute.Step{{Step: p.Steps[0]}}
	steps[0].Result.Table = tableOf(q)
	all, ignored := levels.New(kpis, []levels.Entry{entry})
	require.Empty(t, ignored)
	f := frame.Value(q, compute.Value(kpis, q, steps, nil), frame.Levels{Fit: all.Fit(kpis, q, nil)}, now)
	var color string
	for _, step := range f.Fields[0].Config.Thresholds.Steps {
		if float64(step.Value) <= value {
			color = step.Color
		}
	}
	return color
}

func TestColorsAreThoseOfTheSeverity(t *testing.T) {
	colors := map[levels.Severity]string{levels.Normal: "green", levels.Warning: "orange", levels.Critical: "red"}
	low, high := 0.6, 0.75
	for kpi, order := range map[string][2]*float64{"open_conversations": {&low, &high}, "csat": {&high, &low}} {
		for _, set := range []catalogue.Levels{
			{Warning: order[0], Critical: order[1]}, {Warning: order[0]}, {Critical: order[1]}, {Warning: order[0], Critical: order[0]},
		} {
			for _, value := range []float64{-500, -1, 0, 0.59, 0.6, 0.61, 0.74, 0.75, 0.76, 1, 1e6} {
				entry := levels.Entry{KPI: kpi, Rows: "account", Warning: set.Warning, Critical: set.Critical}
				catalogued, err := catalogue.Load()
				require.NoError(t, err)
				want := colors[levels.SeverityOf(catalogued.Find(kpi), set, value)]
				require.Equal(t, want, colorAt(t, entry, value), "%s at %v", entry, value)
			}
		}
	}
	require.Equal(t, "text", colorAt(t, levels.Entry{KPI: "csat", Rows: "account"}, 0.1), "without levels")
}
