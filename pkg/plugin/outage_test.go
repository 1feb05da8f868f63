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
	// everyRefresh is how often panels refresh. Rules ask 10 seconds after every
	// other refresh, which is when a minute begins.
	everyRefresh = 30 * time.Second
	toRules      = 10 * time.Second
	// refreshes is how many of them fall into an outage of ten minutes.
	refreshes = 20
	// forAlerts is how old what stands in for an alert rule may be.
	forAlerts = 75 * time.Second
)

// outage is what a wall of panels, and an alert rule for each, see of a
// LivePerson that fails for a while.
type outage struct {
	*virtual
	t       *testing.T
	queries []string
	empty   []int     // how many values of each query are not there, while LivePerson answers
	good    time.Time // when LivePerson answered last
	at      time.Time // of the refresh
	rules   sync.WaitGroup
}

// goThrough begins some minutes before noon, so that an hour, and the half of a
// day by which windows are cut, end while LivePerson fails.
func goThrough(t *testing.T, v *virtual, queries []string, f failure) {
	v.shown = 20 * time.Hour
	o := &outage{virtual: v, t: t, queries: queries, empty: make([]int, len(queries)), at: time.Date(2000, 1, 1, 11, 20, 20, 0, time.UTC)}
	o.next(o.answers)
	o.at = time.Date(2000, 1, 1, 11, 55, 20, 0, time.UTC)
	o.next(o.answers)
	before := v.asked()
	f.begin(v)
	for refresh := range refreshes {
		o.next(func() { o.fails(refresh) })
	}
	o.rules.Wait()
	require.LessOrEqual(t, v.asked()-before, mostAsked, "requests during the outage")
	f.end(v)
	for range f.recovers/everyRefresh - 1 {
		o.next(o.refresh)
	}
	o.next(o.answers)
}

// next waits for the next refresh.
func (o *outage) next(do func()) {
	time.Sleep(time.Until(o.at))
	do()
	o.at = o.at.Add(everyRefresh)
}

// each refreshes all panels at once.
func (o *outage) each(look func(i int, answer backend.DataResponse)) {
	var all sync.WaitGroup
	for i, query := range o.queries {
		all.Go(func() { look(i, o.panel(context.Background(), query)["A"]) })
	}
	all.Wait()
}

func (o *outage) refresh() { o.each(func(int, backend.DataResponse) {}) }

// answers looks at panels and rules while LivePerson answers.
func (o *outage) answers() {
	o.good = time.Now()
	o.each(func(i int, answer backend.DataResponse) {
		if o.hasValues(i, answer) {
			o.empty[i] = empty(answer.Frames[0])
			if says := warnings(answer.Frames[0]); len(says) > 0 {
				o.t.Errorf("%s: %s says %q", o.clock(), o.queries[i], says)
			}
		}
		if answer := o.rule(o.queries[i]); answer.Error != nil {
			o.t.Errorf("%s: the rule of %s fails: %s", o.clock(), o.queries[i], answer.Error)
		}
	})
}

// fails looks at panels and rules while LivePerson fails.
func (o *outage) fails(refresh int) {
	if refresh%2 == 0 {
		for _, query := range o.queries {
			o.rules.Go(func() { o.standsInForARule(query) })
		}
	}
	o.each(func(i int, answer backend.DataResponse) {
		if !o.hasValues(i, answer) {
			return
		}
		f := answer.Frames[0]
		says := warnings(f)
		if refresh > 0 && !slices.ContainsFunc(says, saysAge) { // until then values of now are fresh
			o.t.Errorf("%s: %s does not say how old it is: %q", o.clock(), o.queries[i], says)
		}
		if n := empty(f); n > o.empty[i]+o.gaps(f) {
			o.t.Errorf("%s: %s lost %d values", o.clock(), o.queries[i], n-o.empty[i])
		}
	})
}

// gaps is how many points a trend may lack: in each line the hour that began at
// noon, and where a history gives whole hours the one that ended then, which
// counts as whole in its last minute.
func (o *outage) gaps(f *data.Frame) int {
	if f.Fields[0].Name != "time" || o.at.Hour() < 12 && o.at.Minute() < 59 {
		return 0
	}
	return 2 * (len(f.Fields) - 1)
}

func (o *outage) hasValues(i int, answer backend.DataResponse) bool {
	if answer.Error != nil {
		o.t.Errorf("%s: the panel of %s fails: %s", o.clock(), o.queries[i], answer.Error)
	}
	return answer.Error == nil
}

// standsInForARule checks that a rule gets values as long as they are young
// enough, and then an error.
func (o *outage) standsInForARule(query string) {
	time.Sleep(toRules)
	age := time.Since(o.good)
	clock, answer := o.clock(), o.rule(query)
	switch {
	case age < forAlerts && answer.Error != nil:
		o.t.Errorf("%s: the rule of %s fails: %s", clock, query, answer.Error)
	case age > forAlerts && answer.Error == nil:
		o.t.Errorf("%s: the rule of %s has values: %q", clock, query, warnings(answer.Frames[0]))
	}
}

func (o *outage) clock() string { return time.Now().UTC().Format("15:04:05") }

// warnings are a frame's notices about what is wrong with it.
func warnings(f *data.Frame) (texts []string) {
	for _, notice := range f.Meta.Notices {
		if notice.Severity == data.NoticeSeverityWarning {
			texts = append(texts, notice.Text)
		}
	}
	return texts
}

func saysAge(text string) bool {
	return strings.HasPrefix(text, "These are the values of ") && strings.Contains(text, " ago: ")
}

// empty is how many cells of a frame have no value.
func empty(f *data.Frame) (n int) {
	for _, field := range f.Fields {
		for row := range field.Len() {
			if field.NilAt(row) {
				n++
			}
		}
	}
	return n
}
