package telemetry_test

import (
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/gather"
	"github.com/kmm/liveperson-datasource/pkg/telemetry"
)

// shown are the series of a metric, each with its value.
func shown(t *testing.T, registry *prometheus.Registry, metric string) map[string]float64 {
	t.Helper()
	families, err := registry.Gather()
	require.NoError(t, err)
	series := map[string]float64{}
	for _, family := range families {
		if family.GetName() != "liveperson_kmm_"+metric {
			continue
		}
		for _, one := range family.GetMetric() {
			var labels []string
			for _, label := range one.GetLabel() {
				labels = append(labels, label.GetValue())
			}
			series[strings.Join(labels, " ")] = one.GetGauge().GetValue() + one.GetCounter().GetValue()
		}
	}
	return series
}

func TestWhatIsKeptIsThatOfTheLiving(t *testing.T) {
	registry := prometheus.NewRegistry()
	metrics := telemetry.New(registry)
	type is = map[string]float64
	entries := func() is { return shown(t, registry, "memory_entries") }

	old, other := metrics.Of("a"), metrics.Of("b")
	require.Equal(t, is{"a": 0, "b": 0}, entries(), "from the start")
	old.Kept(10, 1000)
	other.Kept(1, 100)
	require.Equal(t, is{"a": 10, "b": 1}, entries())

	changed := metrics.Of("a") // its settings changed: both live for a while
	changed.Kept(3, 300)
	require.Equal(t, is{"a": 13, "b": 1}, entries())
	require.Equal(t, is{"a": 1300, "b": 100}, shown(t, registry, "memory_bytes"))

	old.Close()
	old.Close()
	old.Kept(11, 1100) // an answer that came too late
	require.Equal(t, is{"a": 3, "b": 1}, entries())
	require.Equal(t, is{"a": 300, "b": 100}, shown(t, registry, "memory_bytes"))

	changed.Close()
	require.Equal(t, is{"b": 1}, entries())
	require.Equal(t, is{"b": 100}, shown(t, registry, "memory_bytes"))
}

func TestWhatWasCountedOutlivesItsSource(t *testing.T) {
	registry := prometheus.NewRegistry()
	metrics := telemetry.New(registry)
	for range 2 {
		s := metrics.Of("a")
		s.Answered(gather.Memory, time.Second)
		s.Late()
		s.Failed()
		s.Repeated("metrics")
		s.Close()
	}
	require.Equal(t, map[string]float64{"a failed": 2, "a late": 2, "a memory": 2}, shown(t, registry, "answers_total"))
	require.Equal(t, map[string]float64{"a metrics": 2}, shown(t, registry, "request_repeats_total"))
}
