package metrics

import (
	"sync"

	"github.com/prometheus/client_golang/prometheus"
)

// cacheSizes are the sizes of the caches of all open observers, by uid. A data source
// that replaces another is open beside it for a while, under the same uid: the gauges
// are the sum of both, and go when the last one is closed.
type cacheSizes struct {
	entries, bytes *prometheus.GaugeVec

	mu   sync.Mutex
	open map[string]map[*Observer]cacheSize
}

type cacheSize struct {
	entries int
	bytes   int64
}

func newCacheSizes() *cacheSizes {
	gauge := func(name, help string) *prometheus.GaugeVec {
		return prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: prefix + name, Help: help}, []string{"datasource"})
	}
	return &cacheSizes{
		entries: gauge("cache_entries", "Responses in the cache."),
		bytes:   gauge("cache_bytes", "About how many bytes the cache takes."),
		open:    map[string]map[*Observer]cacheSize{},
	}
}

func (c *cacheSizes) add(o *Observer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open[o.uid] == nil {
		c.open[o.uid] = map[*Observer]cacheSize{}
	}
	c.open[o.uid][o] = cacheSize{}
	c.show(o.uid)
}

// set ignores observers that are closed: a response may arrive after the end.
func (c *cacheSizes) set(o *Observer, size cacheSize) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, isOpen := c.open[o.uid][o]; !isOpen {
		return
	}
	c.open[o.uid][o] = size
	c.show(o.uid)
}

func (c *cacheSizes) remove(o *Observer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.open[o.uid], o)
	c.show(o.uid)
}

func (c *cacheSizes) show(uid string) {
	if len(c.open[uid]) == 0 {
		delete(c.open, uid)
		c.entries.DeleteLabelValues(uid)
		c.bytes.DeleteLabelValues(uid)
		return
	}
	var total cacheSize
	for _, size := range c.open[uid] {
		total.entries += size.entries
		total.bytes += size.bytes
	}
	c.entries.WithLabelValues(uid).Set(float64(total.entries))
	c.bytes.WithLabelValues(uid).Set(float64(total.bytes))
}
