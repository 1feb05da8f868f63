package plugin_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// panels are queries of one dashboard that differ only in their KPIs.
var panels = []string{
	`{"rows": "account", "kpis": ["open_conversations"]}`,
	`{"rows": "account", "kpis": ["assigned_conversations"]}`,
	`{"rows": "account", "kpis": ["unassigned_conversations"]}`,
	`{"rows": "account", "kpis": ["closed_conversations"], "window": {"kind": "last", "hours": 3}}`,
	`{"rows": "account", "kpis": ["avg_wait_time"], "window": {"kind": "last", "hours": 3}}`,
}

// onesExcept responds with 1 for each of an account's metrics, and rejects some.
func onesExcept(rejected ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet { // the account's lists
			_, _ = w.Write([]byte("[]"))
			return
		}
		raw, _ := io.ReadAll(r.Body)
		for _, metric := range rejected {
			if bytes.Contains(raw, []byte(metric)) {
				http.Error(w, `{"message": "no such metric"}`, http.StatusBadRequest)
				return
			}
		}
		_, _ = w.Write([]byte(`{"all": {"openConversations": 1, "assignedConversations": 1, "unassignedConversations": 1, "closedConversations": 1, "avgWaitTime": 1}}`))
	}
}

func TestRejectedMetricHurtsOnlyItsKPI(t *testing.T) {
	ds := connect(t, livepersontest.New(t, onesExcept("avg_wait_time")))
	responses := queryData(ds, `{"rows": "account", "kpis": ["closed_conversations", "avg_wait_time"]}`, `{"rows": "account", "kpis": ["avg_wait_time"]}`)
	require.NoError(t, responses["A"].Error)
	require.Equal(t, 1.0, *responses["A"].Frames[0].Fields[0].At(0).(*float64))
	require.Nil(t, responses["A"].Frames[0].Fields[1].At(0))
	require.Contains(t, responses["A"].Frames[0].Meta.Notices[0].Text, "no such metric")
	require.ErrorContains(t, responses["B"].Error, "no such metric")
}

func TestAlertRuleHasAReservation(t *testing.T) {
	release := make(chan struct{})
	var waiting atomic.Int32
	server := livepersontest.New(t, func(w http.ResponseWriter, r *http.Request) {
		raw, _ := io.ReadAll(r.Body)
		if !bytes.Contains(raw, []byte(`"skillIds":["7"]`)) {
			waiting.Add(1)
			<-release
		}
		r.Body = io.NopCloser(bytes.NewReader(raw))
		onesExcept()(w, r)
	})
	ds := connect(t, server)
	var wall sync.WaitGroup
	defer wall.Wait()
	defer close(release)
	for skill := range 40 {
		wall.Go(func() {
			queryData(ds, fmt.Sprintf(`{"rows": "account", "kpis": ["open_conversations"], "filter": {"skills": ["%d"]}}`, 100+skill))
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

func TestRowsThatMoveBetweenPagesAreThereOnce(t *testing.T) {
	var calls atomic.Int32
	server := livepersontest.New(t, func(w http.ResponseWriter, r *http.Request) {
		var all []map[string]any
		for i := range 120 {
			all = append(all, map[string]any{"key": fmt.Sprint(i), "metrics": map[string]any{"openConversations": i}})
		}
		if calls.Add(1) == 2 { // seven that were first are last now, for one page
			all = slices.Concat(all[7:], all[:7])
		}
		var offset int
		_, _ = fmt.Sscan(r.URL.Query().Get("offset"), &offset)
		_ = json.NewEncoder(w).Encode(map[string]any{
			"metadata": map[string]any{"count": 120},
			"groupBy":  map[string]any{"groups": all[offset:min(120, offset+50)]},
		})
	})
	f := queryData(connect(t, server), openBySkill)["A"].Frames[0]
	seen := map[string]bool{}
	for i := range f.Rows() {
		id := f.Fields[1].At(i).(string)
		require.False(t, seen[id], "skill %s is there twice", id)
		seen[id] = true
	}
	require.Equal(t, 120, f.Rows())
}
