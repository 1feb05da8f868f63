// Package telemetry counts what a data source does, as Prometheus metrics.
// Grafana gives them at /metrics/plugins/kmm-liveperson-datasource; each has the
// data source's uid as its label "datasource". docs/health.md explains them.
package telemetry

import (
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/kmm/liveperson-datasource/pkg/budget"
	"github.com/kmm/liveperson-datasource/pkg/gather"
)

// Metrics are those of all data sources.
type Metrics struct {
	requests *prometheus.CounterVec
	took     *prometheus.HistogramVec
	held     *prometheus.HistogramVec
	repeated *prometheus.CounterVec
	answers  *prometheus.CounterVec
	age      *prometheus.HistogramVec
	memory   *memory
}

const (
	prefix = "liveperson_kmm_"
	// late and failed are the sources of answers to questions that have none.
	late   = "late"
	failed = "failed"
)

// New makes the metrics and registers them.
func New(registry prometheus.Registerer) *Metrics {
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Name: prefix + name, Help: help}, append([]string{"datasource"}, labels...))
	}
	histogram := func(name, help string, buckets []float64, label string) *prometheus.HistogramVec {
		return prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: prefix + name, Help: help, Buckets: buckets}, []string{"datasource", label})
	}
	short := []float64{.005, .025, .1, .25, .5, 1, 2.5, 5, 10, 30}
	m := &Metrics{
		requests: counter("requests_total", "Requests sent to LivePerson, by service and the status that came back.", "service", "status"),
		took:     histogram("request_duration_seconds", "How long LivePerson took to answer a request.", short, "service"),
		held:     histogram("request_wait_seconds", "How long a request waited for its turn within the budget.", short, "service"),
		repeated: counter("request_repeats_total", "Requests that were sent again after LivePerson failed.", "service"),
		answers:  counter("answers_total", "Questions of panels and alert rules, by where the answer came from: asked, shared, memory, stale, late if it is left to the next refresh of a trend, or failed if there was none.", "source"),
		age:      histogram("answer_age_seconds", "How old answers were when they were given.", []float64{1, 5, 15, 30, 60, 120, 300, 600, 900}, "source"),
		memory:   newMemory(),
	}
	registry.MustRegister(m.requests, m.took, m.held, m.repeated, m.answers, m.age, m.memory.entries, m.memory.bytes)
	return m
}

// Source counts for one data source. It is safe for concurrent use.
type Source struct {
	metrics *Metrics
	uid     string
}

var (
	_ budget.Observer = (*Source)(nil)
	_ gather.Observer = (*Source)(nil)
)

// Of counts for the data source with this uid, until it is closed. When its
// settings change there are two of it for a while.
func (m *Metrics) Of(uid string) *Source {
	s := &Source{m, uid}
	m.memory.open(s)
	return s
}

// Close takes back what the source keeps in memory. What it counted stays, as
// counters must.
func (s *Source) Close() { s.metrics.memory.close(s) }

// Sent implements budget.Observer.
func (s *Source) Sent(service string, status int, took time.Duration) {
	s.metrics.requests.WithLabelValues(s.uid, service, strconv.Itoa(status)).Inc()
	s.metrics.took.WithLabelValues(s.uid, service).Observe(took.Seconds())
}

// Held implements budget.Observer.
func (s *Source) Held(service string, waited time.Duration) {
	s.metrics.held.WithLabelValues(s.uid, service).Observe(waited.Seconds())
}

// Repeated implements budget.Observer.
func (s *Source) Repeated(service string) {
	s.metrics.repeated.WithLabelValues(s.uid, service).Inc()
}

// Answered implements gather.Observer.
func (s *Source) Answered(source gather.Source, age time.Duration) {
	s.metrics.answers.WithLabelValues(s.uid, string(source)).Inc()
	s.metrics.age.WithLabelValues(s.uid, string(source)).Observe(age.Seconds())
}

// Late implements gather.Observer.
func (s *Source) Late() { s.metrics.answers.WithLabelValues(s.uid, late).Inc() }

// Failed implements gather.Observer.
func (s *Source) Failed() { s.metrics.answers.WithLabelValues(s.uid, failed).Inc() }

// Kept implements gather.Observer.
func (s *Source) Kept(entries int, bytes int64) { s.metrics.memory.keep(s, kept{entries, bytes}) }
