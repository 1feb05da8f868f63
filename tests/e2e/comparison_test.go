//go:build e2e

package e2e

import (
	"cmp"
	"encoding/json"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
)

// comparison holds what panels show against the books, and notes what it has compared.
type comparison struct {
	kpis     *catalogue.Catalogue
	original []*catalogue.KPI
	address  string
	plugin   *pluginProcess
	now      time.Time
	read     map[string]allBooks
	filters  map[string]map[string][]string
	// compared are the rows by what was compared in them, and values those of them that
	// had a value.
	compared, values map[string]int
}

// keepUp starts anew when the simulator's clock, which stands still, is behind: LivePerson
// may be one minute behind, and no more.
func (c *comparison) keepUp(t *testing.T) {
	t.Helper()
	if time.Since(c.now) < 45*time.Second {
		return
	}
	for seed := 1; seed == 1 || !c.hasBackSoon(t) && seed <= 4; seed++ {
		c.address = startSimulator(t, "--days", "2", "--seed", strconv.Itoa(seed))
		c.now = simulatedNow(t, c.address)
	}
	c.plugin = startPlugin(t).account(t, c.address, "appKey") // windows of all APIs end now
	c.read = map[string]allBooks{}
	people := c.people(t, "")
	skill := most(people.Skills)
	c.filters = originalFilters(skill, most(c.people(t, "&skillIds="+skill).Groups), busiest(t, people))
}

// hasBackSoon reports whether somebody is back soon, without whom a load of those who are
// away would be the load of all others.
func (c *comparison) hasBackSoon(t *testing.T) bool {
	t.Helper()
	return *c.people(t, "").Account["back_soon_agents"] > 0
}

// people are the books of all that people do, and no bots.
func (c *comparison) people(t *testing.T, filter string) books {
	t.Helper()
	return readBooks(t, c.address, c.now.Add(-time.Hour), c.now, "userTypes=HUMAN"+filter)
}

// most is the row with most agents who are online.
func most(rows map[string]map[string]*float64) string {
	return slices.MaxFunc(slices.Sorted(maps.Keys(rows)), func(a, b string) int {
		return cmp.Compare(*rows[a]["online_agents"], *rows[b]["online_agents"])
	})
}

// busiest are the two people with most conversations of those who are logged in.
func busiest(t *testing.T, people books) []string {
	t.Helper()
	agents := maps.Clone(people.Agents)
	maps.DeleteFunc(agents, func(_ string, values map[string]any) bool { return values["agent_current_status"] == "OFFLINE" })
	open := func(id string) float64 { return agents[id]["assigned_conversations"].(float64) }
	ids := slices.SortedFunc(maps.Keys(agents), func(a, b string) int { return cmp.Compare(open(b), open(a)) })
	require.Greater(t, len(ids), 2)
	return ids[:2]
}

func (c *comparison) compare(t *testing.T, rows *catalogue.RowKind, name string, window time.Duration) {
	t.Helper()
	filter, from := c.filters[name], c.now.Add(-window)
	f, asked := c.frame(t, rows, filter, from)
	truth := c.truth(t, rows, filter, from, asked[1])
	shown := map[string]bool{}
	for row := range f.Rows() {
		id := ""
		if !rows.Single {
			id = text(t, f, rows.ID+"Id", row)
		}
		shown[id] = true
		for _, kpi := range c.of(rows) {
			at := comparedAt(kpi, rows, name, window)
			values, known := truth(kpi)[id]
			switch {
			case hasNoValue(kpi.ID, filter):
				requireNoValue(t, f, kpi.ID, row)
			case !known: // the books have the agents of a filter only, not those who had its conversations once
				require.Equal(t, "agent", rows.ID, at)
				require.NotEmpty(t, filter, at)
			default:
				c.compared[at]++
				if same(t, kpi, values, f, row, asked, id+": "+at) {
					c.values[at]++
				}
			}
		}
	}
	c.requireAll(t, rows, name, truth, shown)
}

// requireNoValue holds that a KPI has no value, and that a sentence says why.
func requireNoValue(t *testing.T, f *data.Frame, kpi string, row int) {
	t.Helper()
	require.Nil(t, number(t, f, kpi, row))
	require.True(t, slices.ContainsFunc(f.Meta.Notices, func(n data.Notice) bool {
		return strings.Contains(n.Text, "can't filter these KPIs by")
	}), kpi)
}

// of are the KPIs of a kind of row.
func (c *comparison) of(rows *catalogue.RowKind) []*catalogue.KPI {
	return slices.DeleteFunc(slices.Clone(c.original), func(kpi *catalogue.KPI) bool { return !kpi.AvailableFor(rows) })
}

// frame is what a panel with all KPIs of these rows shows, and when it was asked for.
func (c *comparison) frame(t *testing.T, rows *catalogue.RowKind, filter map[string][]string, from time.Time) (*data.Frame, [2]time.Time) {
	t.Helper()
	var ids []string
	for _, kpi := range c.of(rows) {
		ids = append(ids, kpi.ID)
	}
	if rows.ID == "agent" && len(filter["userTypes"]) == 0 {
		filter = maps.Clone(filter) // rows by agent are people unless a query asks for bots
		filter["userTypes"] = []string{"HUMAN", "BOT"}
	}
	raw, err := json.Marshal(map[string]any{"rows": rows.ID, "kpis": ids, "filter": filter, "sampleSize": wholeSample})
	require.NoError(t, err)
	whenLoaded(t, c.plugin, raw, backend.TimeRange{From: from, To: c.now})
	for {
		before := time.Now()
		answer := c.plugin.queryRange(t, raw, backend.TimeRange{From: from, To: c.now})
		require.NoError(t, answer.Error)
		after := time.Now()
		const cached = 2 * time.Second
		if minutesUntil(from, before.Add(-cached)) == minutesUntil(from, after) {
			return answer.Frames[0], [2]time.Time{before, after}
		}
		time.Sleep(cached)
	}
}

// same compares a cell of a table with the books, and reports whether it has a value.
func same(t *testing.T, kpi *catalogue.KPI, books map[string]any, f *data.Frame, row int, asked [2]time.Time, where string) bool {
	t.Helper()
	switch {
	case kpi.ValueKind == catalogue.Text:
		want, _ := books[kpi.ID].(string)
		require.Equal(t, want, text(t, f, kpi.ID, row), where)
		return want != ""
	case kpi.Formula != nil && kpi.Formula.Since != "":
		since, got := time.UnixMilli(int64(books[kpi.Formula.Since].(float64))), *number(t, f, kpi.ID, row)
		require.GreaterOrEqual(t, got, float64(asked[0].Sub(since).Milliseconds()), where)
		require.LessOrEqual(t, got, float64(asked[1].Sub(since).Milliseconds()), where)
		return true
	}
	want, got := expected(kpi, numbersOf(books)), number(t, f, kpi.ID, row)
	require.Equal(t, want == nil, got == nil, where)
	if want == nil {
		return false
	}
	within := 1e-9 * math.Max(1, math.Abs(*want))
	if isOfOperations(kpi) {
		within = math.Max(within, tolerance(*want))
	}
	require.InDelta(t, *want, *got, within, where)
	return true
}

// requireAll fails if the books have a row that is not shown. Agents who are not logged in
// are shown only if a query asks for them.
func (c *comparison) requireAll(t *testing.T, rows *catalogue.RowKind, name string, truth func(*catalogue.KPI) map[string]map[string]any, shown map[string]bool) {
	t.Helper()
	for _, kpi := range c.of(rows) {
		for id, values := range truth(kpi) {
			isOffline := values["agent_current_status"] == "OFFLINE"
			value, isNumber := values[kpi.ID].(float64)
			require.True(t, shown[id] || isOffline || !isNumber || value == 0 || hasNoValue(kpi.ID, c.filters[name]),
				"%s %q with filter %q is in the books with %s, and not shown", rows.ID, id, name, kpi.ID)
		}
	}
}
