package telemetry

import (
	"sync"

	"github.com/prometheus/client_golang/prometheus"
)

// memory is what the living sources keep, by uid. A source that replaces another
// lives for a while beside it, under the same uid: the gauges are the sum of
// both, and go when the last one does.
type memory struct {
	entries, bytes *prometheus.GaugeVec

	mu     sync.Mutex
	living map[string]map[*Source]kept
}

// kept is what one source keeps.
type kept struct {
	entries int
	bytes   int64
}

func newMemory() *memory {
	gauge := func(name, help string) *prometheus.GaugeVec {
		return prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: prefix + name, Help: help}, []string{"datasource"})
	}
	return &memory{
		entries: gauge("memory_entries", "Answers that are kept."),
		bytes:   gauge("memory_bytes", "About how many bytes the kept answers take."),
		living:  map[string]map[*Source]kept{},
	}
}

func (m *memory) open(s *Source) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.living[s.uid] == nil {
		m.living[s.uid] = map[*Source]kept{}
	}
	m.living[s.uid][s] = kept{}
	m.show(s.uid)
}

// keep ignores sources that are closed: an answer may come after the end.
func (m *memory) keep(s *Source, k kept) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, lives := m.living[s.uid][s]; !lives {
		return
	}
	m.living[s.uid][s] = k
	m.show(s.uid)
}

func (m *memory) close(s *Source) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.living[s.uid], s)
	m.show(s.uid)
}

func (m *memory) show(uid string) {
	if len(m.living[uid]) == 0 {
		delete(m.living, uid)
		m.entries.DeleteLabelValues(uid)
		m.bytes.DeleteLabelValues(uid)
		return
	}
	var all kept
	for _, k := range m.living[uid] {
		all.entries += k.entries
		all.bytes += k.bytes
	}
	m.entries.WithLabelValues(uid).Set(float64(all.entries))
	m.bytes.WithLabelValues(uid).Set(float64(all.bytes))
}
