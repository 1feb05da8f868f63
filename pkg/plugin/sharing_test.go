package plugin_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
	"github.com/kmm/liveperson-datasource/pkg/plugin"
)

// panels are queries of one dashboard that differ only in their KPIs.
var panels = []string{
	`{"rows": "account", "kpis": ["open_conversations"]}`,
	`{"rows": "account", "kpis": ["assigned_conversations"]}`,
	`{"rows": "account", "kpis": ["unassigned_conversations"]}`,
	`{"rows": "account", "kpis": ["closed_conversations"], "window": {"kind": "last", "hours": 3}}`,
	`{"rows": "account", "kpis": ["avg_wait_time"], "window": {"kind": "last", "hours": 3}}`,
}

// everything answers an account's metrics with 1 for each, and refuses some.
func everything(refused ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		raw, _ := io.ReadAll(r.Body)
		for _, metric := range refused {
			if bytes.Contains(raw, []byte(metric)) {
				http.Error(w, `{"message": "no such metric"}`, http.StatusBadRequest)
				return
			}
		}
		_, _ = w.Write([]byte(`{"all": {"openConversations": 1, "assignedConversations": 1, "unassignedConversations": 1, "closedConversations": 1, "avgWaitTime": 1}}`))
	}
}

// dashboard asks each panel on its own, at the same time.
func dashboard(t *testing.T, ds *plugin.Datasource, viewers int) {
	t.Helper()
	var all sync.WaitGroup
	for range viewers {
		for _, panel := range panels {
			all.Go(func() {
				if answer := ask(ds, panel)["A"]; answer.Error != nil {
					t.Error(answer.Error)
				}
			})
		}
	}
	all.Wait()
}

func TestFiftyViewersAskWhatOneAsks(t *testing.T) {
	server := livepersontest.New(t, everything())
	ds := over(t, server)
	for range 10 {
		dashboard(t, ds, 50)
	}
	require.LessOrEqual(t, server.Calls("metrics"), 4, "one, or the next minute's too")
}

func TestARefusedKPISaysWhyAndLeavesItsNeighboursAlone(t *testing.T) {
	ds := over(t, livepersontest.New(t, everything("avg_wait_time")))
	answers := ask(ds, `{"rows": "account", "kpis": ["closed_conversations", "avg_wait_time"]}`, `{"rows": "account", "kpis": ["avg_wait_time"]}`)
	require.NoError(t, answers["A"].Error)
	require.Equal(t, 1.0, *answers["A"].Frames[0].Fields[0].At(0).(*float64))
	require.Nil(t, answers["A"].Frames[0].Fields[1].At(0))
	require.Contains(t, answers["A"].Frames[0].Meta.Notices[0].Text, "no such metric")
	require.ErrorContains(t, answers["B"].Error, "no such metric")
}

func TestAlertRulesAreNotHeldUpByAWall(t *testing.T) {
	release := make(chan struct{})
	var waiting atomic.Int32
	server := livepersontest.New(t, func(w http.ResponseWriter, r *http.Request) {
		raw, _ := io.ReadAll(r.Body)
		if !bytes.Contains(raw, []byte(`"skillIds":["7"]`)) {
			waiting.Add(1)
			<-release
		}
		r.Body = io.NopCloser(bytes.NewReader(raw))
		everything()(w, r)
	})
	ds := over(t, server)
	var wall sync.WaitGroup
	defer wall.Wait()
	defer close(release)
	for skill := range 40 {
		wall.Go(func() {
			ask(ds, fmt.Sprintf(`{"rows": "account", "kpis": ["open_conversations"], "filter": {"skills": ["%d"]}}`, 100+skill))
		})
	}
	require.Eventually(t, func() bool { return waiting.Load() == 12 }, 5*time.Second, time.Millisecond, "three quarters of sixteen at once")
	response, err := ds.QueryData(context.Background(), &backend.QueryDataRequest{
		Headers: map[string]string{backend.FromAlertHeaderName: "true"},
		Queries: []backend.DataQuery{{RefID: "A", JSON: []byte(`{"rows": "account", "kpis": ["open_conversations"], "filter": {"skills": ["7"]}}`)}},
	})
	require.NoError(t, err)
	require.NoError(t, response.Responses["A"].Error)
}

func TestGroupsThatMoveBetweenPagesAreNeitherLostNorDoubled(t *testing.T) {
	var calls atomic.Int32
	server := livepersontest.New(t, func(w http.ResponseWriter, r *http.Request) {
		var all []map[string]any
		for i := range 120 {
			all = append(all, map[string]any{"key": fmt.Sprint(i), "metrics": map[string]any{"openConversations": i}})
		}
		if calls.Add(1)%2 == 0 { // another order each time
			slices.Reverse(all)
		}
		var offset int
		_, _ = fmt.Sscan(r.URL.Query().Get("offset"), &offset)
		_ = json.NewEncoder(w).Encode(map[string]any{
			"metadata": map[string]any{"count": 120},
			"groupBy":  map[string]any{"groups": all[offset:min(120, offset+50)]},
		})
	})
	f := ask(over(t, server), openBySkill)["A"].Frames[0]
	seen := map[string]bool{}
	for i := range f.Rows() {
		id := f.Fields[1].At(i).(string)
		require.False(t, seen[id], "skill %s is there twice", id)
		seen[id] = true
	}
	if f.Rows() < 120 {
		require.Contains(t, f.Meta.Notices[0].Text, "more rows than it gives", "what is missing is said")
	}
}

func TestNothingIsLeftOfDisposedInstances(t *testing.T) {
	server := livepersontest.New(t, everything())
	use := func() {
		ds := over(t, server)
		dashboard(t, ds, 1)
		ds.Dispose()
	}
	use()
	count := func() (n int) {
		stacks := make([]byte, 4<<20)
		for _, stack := range strings.Split(string(stacks[:runtime.Stack(stacks, true)]), "\n\n") {
			if strings.Contains(stack, "liveperson-datasource/pkg/gather") || strings.Contains(stack, "pkg/budget") || strings.Contains(stack, "pkg/liveperson.") {
				n++
			}
		}
		return n
	}
	for range 100 {
		use()
	}
	require.Eventually(t, func() bool { return count() == 0 }, 10*time.Second, 50*time.Millisecond)
}
