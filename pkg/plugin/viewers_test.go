package plugin_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// variable is a template variable in a filter; its value for all is *.
var variable = regexp.MustCompile(`"\$(skill|group|agent|channel|state)"`)

// otherVariables have the values with which the dashboards open.
var otherVariables = strings.NewReplacer("$hours", "24", "$sampleSize", "", "$openedWithin", "", "$chatServiceLevelSeconds", "")

// wall are the queries of all dashboards.
func wall(t testing.TB) (queries []string) {
	t.Helper()
	files, err := filepath.Glob("../../src/dashboards/*.json")
	require.NoError(t, err)
	for _, file := range files {
		raw, err := os.ReadFile(file)
		require.NoError(t, err)
		var dashboard struct{ Panels []panelJSON }
		require.NoError(t, json.Unmarshal([]byte(otherVariables.Replace(variable.ReplaceAllString(string(raw), `"*"`))), &dashboard))
		queries = append(queries, queriesOf(dashboard.Panels)...)
	}
	return queries
}

type panelJSON struct {
	Targets []json.RawMessage
	Panels  []panelJSON // of a row that is folded
}

func queriesOf(panels []panelJSON) (queries []string) {
	for _, panel := range panels {
		for _, target := range panel.Targets {
			var to struct{ Datasource struct{ Type string } }
			if json.Unmarshal(target, &to) == nil && to.Datasource.Type == "kmm-liveperson-datasource" {
				queries = append(queries, string(target))
			}
		}
		queries = append(queries, queriesOf(panel.Panels)...)
	}
	return queries
}

// tenRefreshes is how many calls ten refreshes of all dashboards take, a minute
// apart, at no more than 20 calls a second: the first one, and the others.
func tenRefreshes(t *testing.T, viewers int) (first, others int) {
	queries := wall(t)
	require.Greater(t, len(queries), 50)
	inVirtualTimeWith(t, map[string]any{"requestsPerSecond": 20}, func(t *testing.T, v *virtual) {
		v.timeRange = 24 * time.Hour
		v.respond(150*time.Millisecond, livepersontest.ContactCentre(12, 4, 60))
		time.Sleep(30*time.Minute + 10*time.Second) // so that the first refresh has all windows of the others
		for refresh := range 10 {
			v.refresh(t, viewers, queries)
			synctest.Wait() // for what is renewed in the background
			if refresh == 0 {
				first = v.Calls()
			}
			time.Sleep(61 * time.Second) // and not a minute, when lists are just being renewed or just not yet
		}
		others = v.Calls() - first
	})
	return first, others
}

func TestCallsAreConstantInViewers(t *testing.T) {
	first, others := tenRefreshes(t, 1)
	firstOfFifty, othersOfFifty := tenRefreshes(t, 50)
	require.Equal(t, others, othersOfFifty)
	// The first panels decide which requests are combined, until the recent columns are known.
	require.LessOrEqual(t, float64(firstOfFifty), 1.05*float64(first))
	const ofChat = 9 // the current queue, and of 24 hours by skill and agent, over time, and the service level
	require.Less(t, others, 9*(42+ofChat), "about forty requests of all APIs, and their pages, a minute, with all rows expanded, and those of chat")
}
