package metrics

import (
	"sync"

	"github.com/prometheus/client_golang/prometheus"
)

// cacheSizes are the sizes of the caches of all open observers. A data source that
// replaces another is open beside it for a while, with the same organization and uid:
// the gauges are the sum of both, and go when the last one is closed.
type cacheSizes struct {
	entries, bytes *prometheus.GaugeVec

	mu   sync.Mutex
	open map[DataSource]map[*Observer]cacheSize
}

type cacheSize struct {
	entries int
	bytes   int64
}

func newCacheSizes() *cacheSizes {
	gauge := func(name, help string) *prometheus.GaugeVec {
		return prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: prefix + name, Help: help}, []string{orgLabel, uidLabel})
	}
	return &cacheSizes{
		entries: gauge("cache_entries", "Responses in the cache."),
		bytes:   gauge("cache_bytes", "Approximate size of the cache in bytes."),
		open:    map[DataSource]map[*Observer]cacheSize{},
	}
}

func (c *cacheSizes) add(o *Observer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open[o.source] == nil {
		c.open[o.source] = map[*Observer]cacheSize{}
	}
	c.open[o.source][o] = cacheSize{}
	c.show(o.source)
}

func (c *cacheSizes) set(o *Observer, size cacheSize) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.open[o.source][o] = size
	c.show(o.source)
}

// remove calls a function if the observer was the last one of its data source.
func (c *cacheSizes) remove(o *Observer, wasLast func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.open[o.source], o)
	c.show(o.source)
	if len(c.open[o.source]) == 0 {
		wasLast()
	}
}

func (c *cacheSizes) show(d DataSource) {
	if len(c.open[d]) == 0 {
		delete(c.open, d)
		c.entries.DeleteLabelValues(d.Org, d.UID)
		c.bytes.DeleteLabelValues(d.Org, d.UID)
		return
	}
	var total cacheSize
	for _, size := range c.open[d] {
		total.entries += size.entries
		total.bytes += size.bytes
	}
	c.entries.WithLabelValues(d.Org, d.UID).Set(float64(total.entries))
	c.bytes.WithLabelValues(d.Org, d.UID).Set(float64(total.bytes))
}
