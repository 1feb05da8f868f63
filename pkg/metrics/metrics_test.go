package metrics_test

import (
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/metrics"
)

// series are the values of a metric, by their labels.
func series(t *testing.T, registry *prometheus.Registry, metric string) map[string]float64 {
	t.Helper()
	families, err := registry.Gather()
	require.NoError(t, err)
	values := map[string]float64{}
	for _, family := range families {
		if family.GetName() != "liveperson_kmm_"+metric {
			continue
		}
		for _, one := range family.GetMetric() {
			var labels []string
			for _, label := range one.GetLabel() {
				labels = append(labels, label.GetValue())
			}
			values[strings.Join(labels, " ")] = one.GetGauge().GetValue() + one.GetCounter().GetValue()
		}
	}
	return values
}

func TestCacheSizeIsThatOfOpenObservers(t *testing.T) {
	registry := prometheus.NewRegistry()
	all := metrics.New(registry)
	type sizes = map[string]float64
	entries := func() sizes { return series(t, registry, "cache_entries") }

	old, other := all.Observe("a"), all.Observe("b")
	require.Equal(t, sizes{"a": 0, "b": 0}, entries(), "from the start")
	old.Stored(10, 1000)
	other.Stored(1, 100)
	require.Equal(t, sizes{"a": 10, "b": 1}, entries())

	changed := all.Observe("a") // its settings changed: both are open for a while
	changed.Stored(3, 300)
	require.Equal(t, sizes{"a": 13, "b": 1}, entries())
	require.Equal(t, sizes{"a": 1300, "b": 100}, series(t, registry, "cache_bytes"))

	old.Close()
	old.Close()
	old.Stored(11, 1100) // a response that arrived too late
	require.Equal(t, sizes{"a": 3, "b": 1}, entries())
	require.Equal(t, sizes{"a": 300, "b": 100}, series(t, registry, "cache_bytes"))

	changed.Close()
	require.Equal(t, sizes{"b": 1}, entries())
	require.Equal(t, sizes{"b": 100}, series(t, registry, "cache_bytes"))
}

func TestCountersOutliveTheirObserver(t *testing.T) {
	registry := prometheus.NewRegistry()
	all := metrics.New(registry)
	for range 2 {
		o := all.Observe("a")
		o.Found(fetch.Hit, time.Second)
		o.Pending()
		o.Failed()
		o.Retried("metrics")
		o.Sent("metrics", 503, time.Second)
		o.Close()
	}
	require.Equal(t, map[string]float64{"a error": 2, "a hit": 2, "a pending": 2}, series(t, registry, "lookups_total"))
	require.Equal(t, map[string]float64{"a metrics": 2}, series(t, registry, "request_retries_total"))
	require.Equal(t, map[string]float64{"a metrics 503": 2}, series(t, registry, "requests_total"))
}
