// Package metrics counts what a data source does, as Prometheus metrics. Grafana
// serves them at /metrics/plugins/kmm-liveperson-datasource. One process has the data
// sources of all of Grafana's organizations, so each metric has the organization's id
// and the data source's uid as labels. docs/health.md explains them.
package metrics

import (
	"strconv"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/ratelimit"
)

// Metrics are those of all data sources.
type Metrics struct {
	requests *prometheus.CounterVec
	duration *prometheus.HistogramVec
	wait     *prometheus.HistogramVec
	retries  *prometheus.CounterVec
	lookups  *prometheus.CounterVec
	age      *prometheus.HistogramVec
	cache    *cacheSizes
}

const (
	prefix = "liveperson_kmm_"
	// orgLabel and uidLabel tell the data sources apart: two organizations may have
	// one with the same uid.
	orgLabel, uidLabel = "org", "datasource"
	// statusPending and statusError are the statuses of lookups without a result.
	statusPending = "pending"
	statusError   = "error"
)

// New makes the metrics and registers them.
func New(registry prometheus.Registerer) *Metrics {
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Name: prefix + name, Help: help}, append([]string{orgLabel, uidLabel}, labels...))
	}
	histogram := func(name, help string, buckets []float64, label string) *prometheus.HistogramVec {
		return prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: prefix + name, Help: help, Buckets: buckets}, []string{orgLabel, uidLabel, label})
	}
	durations := []float64{.005, .025, .1, .25, .5, 1, 2.5, 5, 10, 30}
	ages := []float64{1, 5, 15, 30, 60, 120, 300, 600, 900}
	m := &Metrics{
		requests: counter("requests_total", "Requests sent to LivePerson, by service and HTTP status of the response.", "service", "status"),
		duration: histogram("request_duration_seconds", "How long LivePerson took to respond to a request.", durations, "service"),
		wait:     histogram("rate_limit_wait_seconds", "How long a request waited because of the rate limit.", durations, "service"),
		retries:  counter("request_retries_total", "Requests that were retried after LivePerson failed.", "service"),
		lookups:  counter("lookups_total", "Lookups by panels and alert rules, by cache status: miss, shared, hit or stale; pending if a point of a trend is left to the next refresh, error if there was no result.", "status"),
		age:      histogram("result_age_seconds", "How old results were when they were returned.", ages, "status"),
		cache:    newCacheSizes(),
	}
	registry.MustRegister(m.requests, m.duration, m.wait, m.retries, m.lookups, m.age, m.cache.entries, m.cache.bytes)
	return m
}

// remove takes back all that was counted for a data source.
func (m *Metrics) remove(d DataSource) {
	for _, vec := range []interface {
		DeletePartialMatch(prometheus.Labels) int
	}{m.requests, m.duration, m.wait, m.retries, m.lookups, m.age} {
		vec.DeletePartialMatch(prometheus.Labels{orgLabel: d.Org, uidLabel: d.UID})
	}
}

// DataSource is what is observed.
type DataSource struct {
	Org, UID string // ids of the organization and of the data source
}

// Observer counts for one data source. It is safe for concurrent use.
type Observer struct {
	metrics *Metrics
	source  DataSource

	mu     sync.RWMutex
	closed bool
}

var (
	_ ratelimit.Observer = (*Observer)(nil)
	_ fetch.Observer     = (*Observer)(nil)
)

// Observe counts for a data source until the observer is closed. When its settings
// change there are two for a while.
func (m *Metrics) Observe(d DataSource) *Observer {
	o := &Observer{metrics: m, source: d}
	m.cache.add(o)
	return o
}

// Close ends the observer. With the last one of a data source, its metrics go, too.
func (o *Observer) Close() {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.closed {
		return
	}
	o.closed = true
	o.metrics.cache.remove(o, func() { o.metrics.remove(o.source) })
}

// count counts, unless the observer is closed: a response may arrive after the end.
func (o *Observer) count(count func(org, uid string)) {
	o.mu.RLock()
	defer o.mu.RUnlock()
	if !o.closed {
		count(o.source.Org, o.source.UID)
	}
}

// Sent implements ratelimit.Observer.
func (o *Observer) Sent(service string, status int, took time.Duration) {
	o.count(func(org, uid string) {
		o.metrics.requests.WithLabelValues(org, uid, service, strconv.Itoa(status)).Inc()
		o.metrics.duration.WithLabelValues(org, uid, service).Observe(took.Seconds())
	})
}

// Waited implements ratelimit.Observer.
func (o *Observer) Waited(service string, waited time.Duration) {
	o.count(func(org, uid string) { o.metrics.wait.WithLabelValues(org, uid, service).Observe(waited.Seconds()) })
}

// Retried implements ratelimit.Observer.
func (o *Observer) Retried(service string) {
	o.count(func(org, uid string) { o.metrics.retries.WithLabelValues(org, uid, service).Inc() })
}

// Found implements fetch.Observer.
func (o *Observer) Found(status fetch.Status, age time.Duration) {
	o.count(func(org, uid string) {
		o.metrics.lookups.WithLabelValues(org, uid, string(status)).Inc()
		o.metrics.age.WithLabelValues(org, uid, string(status)).Observe(age.Seconds())
	})
}

// Pending implements fetch.Observer.
func (o *Observer) Pending() { o.lookup(statusPending) }

// Failed implements fetch.Observer.
func (o *Observer) Failed() { o.lookup(statusError) }

func (o *Observer) lookup(status string) {
	o.count(func(org, uid string) { o.metrics.lookups.WithLabelValues(org, uid, status).Inc() })
}

// Stored implements fetch.Observer.
func (o *Observer) Stored(entries int, bytes int64) {
	o.count(func(_, _ string) {
		o.metrics.cache.set(o, cacheSize{entries, bytes})
	})
}
