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

	old, other := all.Observe(metrics.DataSource{Org: "1", UID: "a"}), all.Observe(metrics.DataSource{Org: "1", UID: "b"})
	require.Equal(t, sizes{"a 1": 0, "b 1": 0}, entries(), "from the start")
	old.Stored(10, 1000)
	other.Stored(1, 100)
	require.Equal(t, sizes{"a 1": 10, "b 1": 1}, entries())

	changed := all.Observe(metrics.DataSource{Org: "1", UID: "a"}) // its settings changed: both are open for a while
	changed.Stored(3, 300)
	require.Equal(t, sizes{"a 1": 13, "b 1": 1}, entries())
	require.Equal(t, sizes{"a 1": 1300, "b 1": 100}, series(t, registry, "cache_bytes"))

	old.Close()
	old.Close()
	old.Stored(11, 1100) // a response that arrived too late
	require.Equal(t, sizes{"a 1": 3, "b 1": 1}, entries())
	require.Equal(t, sizes{"a 1": 300, "b 1": 100}, series(t, registry, "cache_bytes"))

	changed.Close()
	require.Equal(t, sizes{"b 1": 1}, entries())
	require.Equal(t, sizes{"b 1": 100}, series(t, registry, "cache_bytes"))
}

func TestDataSourcesOfTwoOrganizationsAreToldApart(t *testing.T) {
	registry := prometheus.NewRegistry()
	all := metrics.New(registry)
	count := func(o *metrics.Observer, n int) {
		for range n {
			o.Found(fetch.Hit, time.Second)
			o.Pending()
			o.Failed()
			o.Retried("metrics")
			o.Waited("metrics", time.Second)
			o.Sent("metrics", 503, time.Second)
		}
		o.Stored(n, int64(n))
	}
	of := func(org string) *metrics.Observer { return all.Observe(metrics.DataSource{Org: org, UID: "kmm"}) }
	one, two := of("1"), of("2")
	count(one, 1)
	count(two, 2)
	require.Equal(t, map[string]float64{"kmm 1 error": 1, "kmm 1 hit": 1, "kmm 1 pending": 1, "kmm 2 error": 2, "kmm 2 hit": 2, "kmm 2 pending": 2},
		series(t, registry, "lookups_total"))
	require.Equal(t, map[string]float64{"kmm 1 metrics": 1, "kmm 2 metrics": 2}, series(t, registry, "request_retries_total"))
	require.Equal(t, map[string]float64{"kmm 1 metrics 503": 1, "kmm 2 metrics 503": 2}, series(t, registry, "requests_total"))
	require.Equal(t, map[string]float64{"kmm 1": 1, "kmm 2": 2}, series(t, registry, "cache_entries"))

	changed := of("1") // its settings changed
	one.Close()
	count(one, 5) // responses that arrived too late
	count(changed, 1)
	require.Equal(t, map[string]float64{"kmm 1 metrics": 2, "kmm 2 metrics": 2}, series(t, registry, "request_retries_total"), "counters go on")

	changed.Close()
	count(changed, 1)
	families, err := registry.Gather()
	require.NoError(t, err)
	require.Len(t, families, 8)
	for _, family := range families {
		for _, one := range family.GetMetric() {
			require.Equal(t, "2", one.GetLabel()[1].GetValue(), "nothing is left of a data source that is gone: %s", family.GetName())
		}
	}
}
