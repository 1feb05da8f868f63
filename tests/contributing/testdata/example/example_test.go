package example_test

import (
	"fmt"
	"net/http"
	"path"
	"strconv"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
	"github.com/kmm/liveperson-datasource/tests/contributing/testdata/panel"
)

const waits = `[{"skillId": 2, "skillName": "No. 2", "longestWait": 42000}, {"skillId": 1, "skillName": "No. 1", "longestWait": 7000}]`

// respond is a LivePerson with three skills. The new API responds with a status, and
// rejects a window that it can't have.
func respond(status int) http.HandlerFunc {
	kmm := livepersontest.ContactCentre(3, 1, 1)
	return func(w http.ResponseWriter, r *http.Request) {
		if path.Base(r.URL.Path) != "queues" {
			kmm(w, r)
			return
		}
		from, to := timeIn(r, "from"), timeIn(r, "to")
		if to.Sub(from) > time.Hour || time.Since(to).Abs() > 2*time.Minute {
			status = http.StatusBadRequest
		}
		w.WriteHeader(status)
		fmt.Fprint(w, waits)
	}
}

func timeIn(r *http.Request, name string) time.Time {
	ms, _ := strconv.ParseInt(r.URL.Query().Get(name), 10, 64)
	return time.UnixMilli(ms)
}

func lastHours(n int) backend.TimeRange {
	now := time.Now()
	return backend.TimeRange{From: now.Add(-time.Duration(n) * time.Hour), To: now}
}

func TestItsKPIIsBesideOneOfKMM(t *testing.T) {
	response := panel.BySkill(t, respond(http.StatusOK), lastHours(1), "closed_conversations", "longest_wait")
	require.NoError(t, response.Error)
	require.Len(t, response.Frames, 1)
	f := response.Frames[0]
	require.Empty(t, f.Meta.Notices)
	require.Equal(t, map[string]any{"1": 1.0, "2": 1.0, "3": 1.0}, panel.Values(f, "closed_conversations"))
	require.Equal(t, map[string]any{"1": 7000.0, "2": 42000.0, "3": nil}, panel.Values(f, "longest_wait"))
	config := panel.Field(f, "longest_wait").Config
	require.Equal(t, "Longest wait", config.DisplayNameFromDS)
	require.Equal(t, "ms", config.Unit)
	require.Contains(t, f.Meta.ExecutedQueryString, "GET queues")
}

func TestARejectionTakesItsKPIOnly(t *testing.T) {
	response := panel.BySkill(t, respond(http.StatusForbidden), lastHours(1), "closed_conversations", "longest_wait")
	require.NoError(t, response.Error)
	f := response.Frames[0]
	require.Equal(t, map[string]any{"1": 1.0, "2": 1.0, "3": 1.0}, panel.Values(f, "closed_conversations"))
	require.Equal(t, map[string]any{"1": nil, "2": nil, "3": nil}, panel.Values(f, "longest_wait"))
	require.Len(t, f.Meta.Notices, 1)
	require.Contains(t, f.Meta.Notices[0].Text, "Longest wait has no values. The credentials have no permission to use LivePerson's Example API")
}

func TestWindowsAreWhatItCanDo(t *testing.T) {
	response := panel.BySkill(t, respond(http.StatusOK), lastHours(3), "closed_conversations", "longest_wait")
	require.NoError(t, response.Error)
	f := response.Frames[0]
	require.Equal(t, 42000.0, panel.Values(f, "longest_wait")["2"])
	require.Len(t, f.Meta.Notices, 1)
	require.Contains(t, f.Meta.Notices[0].Text, "cover the last 1h of the window: Longest wait")

	past := lastHours(5)
	past.To = past.From.Add(time.Hour)
	response = panel.BySkill(t, respond(http.StatusOK), past, "closed_conversations", "longest_wait")
	require.NoError(t, response.Error)
	f = response.Frames[0]
	require.Equal(t, map[string]any{"1": 1.0, "2": 1.0, "3": 1.0}, panel.Values(f, "closed_conversations"))
	require.Equal(t, map[string]any{"1": nil, "2": nil, "3": nil}, panel.Values(f, "longest_wait"))
	require.Len(t, f.Meta.Notices, 1)
	require.Contains(t, f.Meta.Notices[0].Text, "LivePerson's Example API gives values up to now only. Select a time range that ends now. These KPIs have no values: Longest wait.")
}
