//go:build e2e

package e2e

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
)

// originalKPIs are those that show LivePerson's own dashboard.
func originalKPIs(t *testing.T, kpis *catalogue.Catalogue) (all []*catalogue.KPI) {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(root, "catalogue", "original.json"))
	require.NoError(t, err)
	var original struct {
		Sections []struct {
			Mode string
			Rows []struct{ KPIs []string }
		}
	}
	require.NoError(t, json.Unmarshal(content, &original))
	for _, section := range original.Sections {
		if section.Mode == "chat" {
			continue // its API has windows and filters of its own: another test compares it
		}
		for _, row := range section.Rows {
			for _, id := range row.KPIs {
				kpi := kpis.Find(id)
				require.NotNil(t, kpi, id)
				if !slices.Contains(all, kpi) {
					all = append(all, kpi)
				}
			}
		}
	}
	require.NotEmpty(t, all)
	return all
}

// originalWindows are the lengths of windows that end now.
var originalWindows = []time.Duration{time.Hour, 6 * time.Hour, 23 * time.Hour}

// originalFilters are filters by what they name, of a skill, a group, and two agents.
func originalFilters(skill, group string, agents []string) map[string]map[string][]string {
	return map[string]map[string][]string{
		"none":         {},
		"skill":        {"skills": {skill}},
		"group":        {"groups": {group}},
		"skill, group": {"skills": {skill}, "groups": {group}},
		"agents":       {"agents": agents},
		"humans":       {"userTypes": {"HUMAN"}},
	}
}

// Every KPI that LivePerson's own dashboard has, of every kind of row that has it, for each
// filter and window, is what the books say: texts and numbers, of one query for all of them.
func TestEveryKPIOfLivePersonsDashboardMatchesTheBooks(t *testing.T) {
	kpis, err := catalogue.Load()
	require.NoError(t, err)
	c := &comparison{kpis: kpis, original: originalKPIs(t, kpis), compared: map[string]int{}, values: map[string]int{}}
	for _, name := range slices.Sorted(maps.Keys(originalFilters("", "", nil))) {
		for _, window := range originalWindows {
			c.keepUp(t)
			for _, rows := range kpis.RowKinds() {
				if rows.Transient {
					continue
				}
				c.compare(t, rows, name, window)
			}
		}
	}
	c.requireComplete(t)
}

// cannotFilter is what LivePerson's APIs can't filter a KPI by: it has no value, and a
// sentence says so.
var cannotFilter = map[string][]string{"queue_wait_new": {"groups", "agents"}}

func hasNoValue(kpi string, filter map[string][]string) bool {
	return slices.ContainsFunc(cannotFilter[kpi], func(kind string) bool { return len(filter[kind]) > 0 })
}

// comparedAt names what is compared: a KPI of a kind of row, with a filter and over a window.
func comparedAt(kpi *catalogue.KPI, rows *catalogue.RowKind, filter string, window time.Duration) string {
	return strings.Join([]string{kpi.ID, "by", rows.ID, "with filter", filter, "over", window.String()}, " ")
}

// requireComplete fails if a KPI was not compared for a kind of row, filter or window, or
// never had a value in its rows.
func (c *comparison) requireComplete(t *testing.T) {
	t.Helper()
	for _, kpi := range c.original {
		for _, rows := range kpi.Rows {
			values := 0
			for name, filter := range c.filters {
				for _, window := range originalWindows {
					at := comparedAt(kpi, rows, name, window)
					values += c.values[at]
					require.True(t, c.compared[at] > 0 || hasNoValue(kpi.ID, filter), "%s was not compared", at)
				}
			}
			require.Positive(t, values, "%s by %s never had a value", kpi.ID, rows.ID)
		}
	}
	t.Logf("%d KPIs, %d cells, %d of them with values", len(c.original), len(c.compared), len(c.values))
}
