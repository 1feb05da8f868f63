package plugin_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/stretchr/testify/require"
)

const (
	// refreshInterval is how often panels refresh. Rules run ruleDelay after every
	// other refresh, which is when a minute begins.
	refreshInterval = 30 * time.Second
	ruleDelay       = 10 * time.Second
	// refreshes is how many of them fall into an outage of ten minutes.
	refreshes = 20
	// maxStaleForAlerts is how old a stale result of an alert rule may be.
	maxStaleForAlerts = 75 * time.Second
)

// outage is an outage of LivePerson, as many panels and an alert rule for each see it.
type outage struct {
	*virtual
	t       *testing.T
	queries []string
	empty   []int     // how many values of each query are not there, while LivePerson responds
	good    time.Time // when LivePerson responded last
	at      time.Time // of the refresh
	rules   sync.WaitGroup
}

// runOutage begins some minutes before noon, so that an hour, and a chunk of a wide
// window, end while LivePerson fails.
func runOutage(t *testing.T, v *virtual, queries []string, f failure) {
	v.timeRange = 20 * time.Hour
	o := &outage{virtual: v, t: t, queries: queries, empty: make([]int, len(queries)), at: time.Date(2000, 1, 1, 11, 20, 20, 0, time.UTC)}
	o.next(o.checkUp)
	o.at = time.Date(2000, 1, 1, 11, 55, 20, 0, time.UTC)
	o.next(o.checkUp)
	calls, signIns := v.apiCalls(), v.Calls("token")
	f.begin(v)
	for refresh := range refreshes {
		o.next(func() { o.checkDown(refresh) })
	}
	o.rules.Wait()
	require.LessOrEqual(t, v.apiCalls()-calls, maxCalls, "calls of APIs during the outage")
	require.LessOrEqual(t, v.Calls("token")-signIns, maxCalls, "sign-ins during the outage")
	f.end(v)
	for range f.recovers/refreshInterval - 1 {
		o.next(o.refresh)
	}
	o.next(o.checkUp)
}

// apiCalls are those that are not sign-ins.
func (v *virtual) apiCalls() int { return v.Calls() - v.Calls("token") }

// next waits for the next refresh.
func (o *outage) next(do func()) {
	time.Sleep(time.Until(o.at))
	do()
	o.at = o.at.Add(refreshInterval)
}

// each refreshes all panels at once.
func (o *outage) each(look func(i int, response backend.DataResponse)) {
	var all sync.WaitGroup
	for i, query := range o.queries {
		all.Go(func() { look(i, o.panel(context.Background(), query)["A"]) })
	}
	all.Wait()
}

func (o *outage) refresh() { o.each(func(int, backend.DataResponse) {}) }

// checkUp checks panels and rules while LivePerson responds.
func (o *outage) checkUp() {
	o.good = time.Now()
	o.each(func(i int, response backend.DataResponse) {
		if o.hasValues(i, response) {
			o.empty[i] = empty(response.Frames[0])
			if says := warnings(response.Frames[0]); len(says) > 0 {
				o.t.Errorf("%s: %s says %q", o.clock(), o.queries[i], says)
			}
		}
		if response := o.rule(ofLastKPI(o.queries[i])); response.Error != nil {
			o.t.Errorf("%s: the rule of %s fails: %s", o.clock(), o.queries[i], response.Error)
		}
	})
}

// checkDown checks panels and rules while LivePerson fails.
func (o *outage) checkDown(refresh int) {
	if refresh%2 == 0 {
		for _, query := range o.queries {
			o.rules.Go(func() { o.checkRule(query) })
		}
	}
	o.each(func(i int, response backend.DataResponse) {
		if !o.hasValues(i, response) {
			return
		}
		f := response.Frames[0]
		says := warnings(f)
		if refresh > 0 && !slices.ContainsFunc(says, saysAge) { // until then current values are fresh
			o.t.Errorf("%s: %s does not say how old it is: %q", o.clock(), o.queries[i], says)
		}
		if n := empty(f); n > o.empty[i]+o.gaps(f) {
			o.t.Errorf("%s: %s lost %d values", o.clock(), o.queries[i], n-o.empty[i])
		}
	})
}

// gaps is how many points a trend may lack: in each line the hour that began at
// noon, and where a history gives complete hours the one that ended then, which
// counts as complete in its last minute.
func (o *outage) gaps(f *data.Frame) int {
	if f.Fields[0].Name != "time" || o.at.Hour() < 12 && o.at.Minute() < 59 {
		return 0
	}
	return 2 * (len(f.Fields) - 1)
}

func (o *outage) hasValues(i int, response backend.DataResponse) bool {
	if response.Error != nil {
		o.t.Errorf("%s: the panel of %s fails: %s", o.clock(), o.queries[i], response.Error)
	}
	return response.Error == nil
}

// checkRule checks that a rule gets stale values for some time, and then an error. Points
// of a trend that are over are known: until noon, when the next one is.
func (o *outage) checkRule(query string) {
	time.Sleep(ruleDelay)
	age := time.Since(o.good)
	isKnown := strings.Contains(query, "series") && time.Now().UTC().Hour() < 12
	clock, response := o.clock(), o.rule(ofLastKPI(query))
	switch {
	case age < maxStaleForAlerts && response.Error != nil:
		o.t.Errorf("%s: the rule of %s fails: %s", clock, query, response.Error)
	case isKnown && response.Error != nil:
		o.t.Errorf("%s: the rule of %s fails though its points are over: %s", clock, query, response.Error)
	case !isKnown && age > maxStaleForAlerts && response.Error == nil:
		o.t.Errorf("%s: the rule of %s has values: %q", clock, query, warnings(response.Frames[0]))
	}
}

func (o *outage) clock() string { return time.Now().UTC().Format("15:04:05") }
