//go:build e2e

package e2e

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/stretchr/testify/require"
)

func millis(t time.Time) string { return strconv.FormatInt(t.UnixMilli(), 10) }

// kmmCalls is how many requests the simulator got for metrics, and forgets them.
func kmmCalls(t *testing.T, address string) int {
	t.Helper()
	var calls map[string]int
	call(t, http.MethodGet, address+"/simulator/calls", nil, &calls)
	call(t, http.MethodDelete, address+"/simulator/calls", nil, nil)
	return calls["metrics"] + calls["historical"] + calls["agent_view"]
}

func TestATrendIsTheWindowCutUp(t *testing.T) {
	address := startSimulator(t)
	p := startPlugin(t).account(t, address, "oauth2")
	now := simulatedNow(t, address)
	day := backend.TimeRange{From: now.Add(-22 * time.Hour).Truncate(time.Hour), To: now}
	value := p.queryRange(t, []byte(`{"kpis": ["closed_conversations", "transfers", "closed_by_agent"]}`), day).Frames[0]

	for name, query := range map[string]string{
		"from its history": `{"shape": "series", "interval": "1h", "kpis": ["closed_conversations", "transfers"]}`,
		"point by point":   `{"shape": "series", "interval": "1h", "kpis": ["closed_conversations", "transfers", "closed_by_agent"]}`,
		"by skill":         `{"rows": "skill", "shape": "series", "interval": "1h", "kpis": ["closed_conversations"]}`,
	} {
		t.Run(name, func(t *testing.T) {
			answer := p.queryRange(t, []byte(query), day)
			require.NoError(t, answer.Error)
			f := answer.Frames[0]
			require.Equal(t, data.FrameTypeTimeSeriesWide, f.Meta.Type)
			sums := map[string]float64{}
			for _, field := range f.Fields[1:] {
				for i := range field.Len() {
					if at := field.At(i).(*float64); at != nil {
						sums[field.Name] += *at
					}
				}
			}
			for kpi, sum := range sums {
				require.Equal(t, *number(t, value, kpi, 0), sum, kpi)
			}
		})
	}
}

func TestAWideWindowAddsUp(t *testing.T) {
	address := startSimulator(t)
	p := startPlugin(t).account(t, address, "oauth2")
	now := simulatedNow(t, address)
	from := now.Add(-5 * 24 * time.Hour).Truncate(time.Minute)
	answer := p.queryRange(t, []byte(`{"kpis": ["closed_conversations", "csat"]}`), backend.TimeRange{From: from, To: now})
	require.NoError(t, answer.Error)
	f := answer.Frames[0]
	sum := 0.0
	for start := from; start.Before(now); start = start.Add(24 * time.Hour) {
		end := start.Add(24 * time.Hour)
		if end.After(now) {
			end = now
		}
		sum += *readBooks(t, address, start, end, "").Account["closed_conversations"]
	}
	require.Equal(t, sum, *number(t, f, "closed_conversations", 0))
	lastDay := readBooks(t, address, now.Truncate(time.Minute).Add(-24*time.Hour+time.Minute), now, "")
	require.Equal(t, *lastDay.Account["csat"], *number(t, f, "csat", 0))
	require.Contains(t, f.Meta.Notices[0].Text, "cover the last 24 hours of the window: CSAT")
}

func TestOldPointsAreAskedOnce(t *testing.T) {
	address := startSimulator(t)
	p := startPlugin(t).account(t, address, "oauth2")
	now := simulatedNow(t, address)
	fortnight := backend.TimeRange{From: now.Add(-14*24*time.Hour + time.Hour), To: now}
	trend := []byte(`{"rows": "skill", "shape": "series", "interval": "1h", "kpis": ["closed_conversations", "avg_wait_time"]}`)
	kmmCalls(t, address)
	calls := 0
	first := p.queryRange(t, trend, fortnight)
	for isLate(first) { // on a slow machine it comes in pieces
		calls += kmmCalls(t, address)
		first = p.queryRange(t, trend, fortnight)
	}
	require.NoError(t, first.Error)
	require.InDelta(t, 14*24, calls+kmmCalls(t, address), 2)
	second := p.queryRange(t, trend, fortnight)
	require.NoError(t, second.Error)
	require.LessOrEqual(t, kmmCalls(t, address), 2, "the point that is not over, and one that has just ended")
	require.Equal(t, first.Frames[0].Rows(), second.Frames[0].Rows())
}

// isLate tells whether a trend says that more of it comes with the next refresh.
func isLate(answer backend.DataResponse) bool {
	return len(answer.Frames) > 0 && slices.ContainsFunc(answer.Frames[0].Meta.Notices, func(n data.Notice) bool {
		return strings.Contains(n.Text, "have not arrived yet")
	})
}
