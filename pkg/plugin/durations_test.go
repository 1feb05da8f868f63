package plugin_test

import (
	"context"
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// waited is a contact centre whose account has waited so many milliseconds, and CSAT 1.
func waited(ms int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		_, _ = fmt.Fprintf(w, `{"metadata": {"count": 0}, "all": {"avgWaitTime": %d, "csat": 1}}`, ms)
	}
}

func TestDurationsOfATrendHaveTheUnitOfTheQuery(t *testing.T) {
	const trend = `{"kpis": ["csat", "avg_wait_time"], "shape": "series", "interval": "15m"%s}`
	for _, one := range []struct {
		option, unit    string
		waited          int
		value, critical float64
	}{
		{``, "ms", 90_000, 90_000, 300_000},
		{`, "durationUnit": "auto"`, "s", 45_000, 45, 300},
		{`, "durationUnit": "auto"`, "s", 90_000, 90, 300},
		{`, "durationUnit": "auto"`, "m", 150_000, 2.5, 5},
		{`, "durationUnit": "auto"`, "m", 5_400_000, 90, 5},
		{`, "durationUnit": "auto"`, "h", 9_000_000, 2.5, 1. / 12},
		{`, "durationUnit": "s"`, "s", 90_000, 90, 300},
		{`, "durationUnit": "m"`, "m", 45_000, 0.75, 5},
		{`, "durationUnit": "h"`, "h", 900_000, 0.25, 1. / 12},
	} {
		inVirtualTime(t, func(t *testing.T, v *virtual) {
			v.respond(time.Millisecond, waited(one.waited))
			response := v.panel(context.Background(), fmt.Sprintf(trend, one.option))["A"]
			require.NoError(t, response.Error)
			csat, wait := response.Frames[0].Fields[1], response.Frames[0].Fields[2]
			require.Equal(t, one.unit, wait.Config.Unit)
			require.InDelta(t, one.value, *wait.At(0).(*float64), 1e-9)
			require.InDelta(t, one.critical, float64(wait.Config.Thresholds.Steps[2].Value), 1e-9)
			require.Equal(t, "percentunit", csat.Config.Unit)
			require.InDelta(t, 1, *csat.At(0).(*float64), 0)
		})
	}
}

func TestDurationsElsewhereAreInMilliseconds(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, waited(90_000))
		rule := v.rule(`{"kpis": ["avg_wait_time"], "shape": "series", "interval": "15m", "durationUnit": "m"}`)
		require.NoError(t, rule.Error)
		require.InDelta(t, 90_000, *newest(rule.Frames[0]), 0)
		value := v.panel(context.Background(), `{"kpis": ["avg_wait_time"], "durationUnit": "m"}`)["A"]
		require.Equal(t, "ms", value.Frames[0].Fields[0].Config.Unit)
		wrong := v.panel(context.Background(), `{"kpis": ["avg_wait_time"], "durationUnit": "d"}`)["A"]
		require.ErrorContains(t, wrong.Error, `The query's "durationUnit" is "d". Allowed: auto, s, m, h; leave it out for milliseconds.`)
	})
}
