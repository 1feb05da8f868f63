//go:build e2e

package e2e

import (
	"encoding/json"
	"math"
	"net/http"
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

// sampledKPIs are the KPIs that are estimated from conversations, by account, skill, group
// and agent.
func sampledKPIs(t *testing.T) (ids []string, kpis *catalogue.Catalogue) {
	t.Helper()
	kpis, err := catalogue.Load()
	require.NoError(t, err)
	for _, kpi := range kpis.All() {
		if len(kpi.Sources) > 0 && strings.HasPrefix(kpi.Sources[0].API, "interactions.") && !isMonitored(kpi) && kpi.AvailableFor(kpis.Roster()) {
			ids = append(ids, kpi.ID)
		}
	}
	return append(ids, "open_wait_time", "closed_wait_time"), kpis
}

// sampled asks for KPIs of a sample.
func sampled(t *testing.T, p *pluginProcess, query map[string]any, from, to time.Time) *data.Frame {
	t.Helper()
	raw, err := json.Marshal(query)
	require.NoError(t, err)
	return whenLoaded(t, p, raw, backend.TimeRange{From: from, To: to})
}

// whenLoaded refreshes until all hours of a sample are loaded: on a busy machine, the first
// result has some of them.
func whenLoaded(t *testing.T, p *pluginProcess, raw []byte, over backend.TimeRange) *data.Frame {
	t.Helper()
	for range 60 {
		answer := p.queryRange(t, raw, over)
		require.NoError(t, answer.Error)
		f := answer.Frames[0]
		if !slices.ContainsFunc(f.Meta.Notices, func(n data.Notice) bool { return strings.Contains(n.Text, "so far; more on the next refresh") }) {
			return f
		}
		time.Sleep(2 * time.Second)
	}
	require.Fail(t, "the sample does not get loaded")
	return nil
}

// searches is how many requests for conversations the simulator got.
func searches(t *testing.T, address string) int {
	t.Helper()
	var calls map[string]int
	call(t, http.MethodGet, address+"/simulator/calls", nil, &calls)
	return calls["interactions"]
}

// A sample that has all conversations is as exact as the books, for each agent too.
func TestWholeSamplesOfAgentsMatchTheBooks(t *testing.T) {
	address := startSimulator(t)
	p := startPlugin(t).account(t, address, "oauth2")
	now := simulatedNow(t, address)
	ids, kpis := sampledKPIs(t)
	someSkill := anyOf(p.list(t, "skills"))
	for books, filter := range map[string]map[string]any{
		"": nil, "skillIds=" + someSkill: {"skills": []string{someSkill}},
	} {
		from := now.Add(-23 * time.Hour)
		truth := readAgentSamples(t, address, from.Truncate(time.Minute), now, books)
		f := sampled(t, p, map[string]any{"rows": "agent", "kpis": ids, "filter": filter, "sampleSize": wholeSample}, from, now)
		require.Greater(t, f.Rows(), 5)
		for row := range f.Rows() {
			id := text(t, f, "agentId", row)
			if _, known := truth[id]; !known { // the books have the agents of a skill only, not those who had it once
				require.NotNil(t, filter, "the books do not know agent %s", id)
				continue
			}
			for _, kpi := range ids {
				require.Equal(t, expected(kpis.Find(kpi), truth[id]), number(t, f, kpi, row), "%s of agent %s", kpi, id)
			}
		}
	}
}

// readAgentSamples are the books of agents, of which other values are no numbers.
func readAgentSamples(t *testing.T, address string, from, to time.Time, filter string) map[string]map[string]*float64 {
	t.Helper()
	var b struct{ Agents map[string]map[string]any }
	call(t, http.MethodGet, address+"/simulator/books?from="+millis(from)+"&to="+millis(to)+"&"+filter, nil, &b)
	agents := map[string]map[string]*float64{}
	for id, values := range b.Agents {
		agents[id] = numbersOf(values)
	}
	return agents
}

// Options of the query restrict what is counted, and not what is requested.
func TestSamplesWithOptionsMatchTheBooks(t *testing.T) {
	address := startSimulator(t)
	p := startPlugin(t).account(t, address, "oauth2")
	now := simulatedNow(t, address)
	from := now.Add(-5 * time.Hour)
	kpis := []string{"service_level", "open_response_time", "open_sample_size"}
	ask := func(more map[string]any, books string) {
		query := map[string]any{"kpis": kpis, "sampleSize": wholeSample}
		for name, value := range more {
			query[name] = value
		}
		f, b := sampled(t, p, query, from, now), readBooks(t, address, from.Truncate(time.Minute), now, books)
		for _, kpi := range kpis {
			require.Equal(t, b.Account[kpi], number(t, f, kpi, 0), "%s with %v", kpi, more)
		}
	}
	ask(nil, "")
	requested := searches(t, address)
	ask(map[string]any{"serviceLevelSeconds": 30}, "serviceLevelSeconds=30")
	ask(map[string]any{"serviceLevelSeconds": "600"}, "serviceLevelSeconds=600")
	require.Equal(t, requested, searches(t, address))
}

// A sample of conversations that were opened lately is what the books say of every kind of
// row.
func TestSamplesOfLatelyOpenedMatchTheBooks(t *testing.T) {
	address := startSimulator(t)
	p := startPlugin(t).account(t, address, "oauth2")
	now := simulatedNow(t, address)
	from := now.Add(-time.Hour)
	ids, kpis := sampledKPIs(t)
	ids = slices.DeleteFunc(ids, func(id string) bool { return !strings.HasPrefix(id, "open_") })
	all := *readBooks(t, address, from, now, "").Account["open_sample_size"]
	for i, minutes := range quietMinutes(t, address, now, 10, 25, 50) {
		within := strconv.Itoa(minutes)
		b := readBooks(t, address, from, now, "openedWithin="+within)
		size := *b.Account["open_sample_size"]
		require.Positive(t, size)
		require.True(t, size < all || i > 0, "the shortest leaves some out")
		for _, rows := range kpis.RowKinds() {
			if rows.Transient {
				continue
			}
			f := sampled(t, p, map[string]any{"rows": rows.ID, "kpis": ids, "sampleSize": wholeSample, "openedWithin": within}, from, now)
			require.NotZero(t, f.Rows())
			for row := range f.Rows() {
				id := ""
				if !rows.Single {
					id = text(t, f, rows.ID+"Id", row)
				}
				for _, kpi := range ids {
					require.Equal(t, expected(kpis.Find(kpi), rowsOf(b, rows.ID)[id]), number(t, f, kpi, row), "%s of %s %q within %s minutes", kpi, rows.ID, id, within)
				}
			}
		}
	}
}

// quietMinutes are some numbers of minutes ago, at least so many each, at which no open
// conversation started: the plugin's clock goes on, the simulator's stands still.
func quietMinutes(t *testing.T, address string, now time.Time, atLeast ...int) []int {
	t.Helper()
	size := func(minutes int) float64 {
		b := readBooks(t, address, now.Add(-time.Minute), now, "openedWithin="+strconv.Itoa(minutes))
		return *b.Account["open_sample_size"]
	}
	for i := range atLeast {
		for size(atLeast[i]) != size(atLeast[i]-1) {
			atLeast[i]++
		}
	}
	return atLeast
}

// A smaller sample is close to the books: its means are off by no more than four standard
// errors, and its counts by no more than these of a share.
func TestSmallSamplesAreCloseToTheBooks(t *testing.T) {
	address := startSimulator(t, "--agents", "200")
	p := startPlugin(t).account(t, address, "oauth2")
	now := simulatedNow(t, address)
	from := now.Add(-23 * time.Hour).Truncate(time.Hour)
	b := readBooks(t, address, from, now, "")
	f := sampled(t, p, map[string]any{"sampleSize": 25, "kpis": []string{
		"closed_mcs", "closed_mcs_positive", "closed_mcs_negative", "closed_response_time", "closed_first_response_time", "closed_sample_size", "closed_sample_share", "service_level",
	}}, from, now)
	n, all := *number(t, f, "closed_sample_size", 0), *b.Account["closed_sample_size"]
	require.Less(t, n, all/2)
	require.InDelta(t, n/all, *number(t, f, "closed_sample_share", 0), 0.01)

	const scoreDeviation = 58.0 // of any number from -100 to 100
	require.InDelta(t, *b.Account["closed_mcs"], *number(t, f, "closed_mcs", 0), 4*scoreDeviation/math.Sqrt(n))
	ofShare := 4 * 0.5 / math.Sqrt(n)
	require.InDelta(t, *b.Account["service_level"], *number(t, f, "service_level", 0), ofShare)
	for _, kpi := range []string{"closed_mcs_positive", "closed_mcs_negative"} {
		require.InDelta(t, *b.Account[kpi], *number(t, f, kpi, 0), all*ofShare, kpi)
	}
	for _, kpi := range []string{"closed_response_time", "closed_first_response_time"} {
		// Waits spread about as much as they are long.
		require.InEpsilon(t, *b.Account[kpi], *number(t, f, kpi, 0), 4/math.Sqrt(n), kpi)
	}
}
