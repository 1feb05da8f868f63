package plugin_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

func TestStaleResultOnFailure(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		require.NoError(t, v.panel(context.Background(), openOfAccount)["A"].Error)
		v.respond(time.Millisecond, livepersontest.Respond(http.StatusServiceUnavailable, ""))
		time.Sleep(45 * time.Second)
		require.NoError(t, v.rule(openOfAccount).Error, "a rule takes it for a minute")
		time.Sleep(5 * time.Minute)
		response := v.panel(context.Background(), openOfAccount)["A"]
		require.NoError(t, response.Error)
		require.Equal(t, 1.0, *response.Frames[0].Fields[0].At(0).(*float64))
		require.Contains(t, response.Frames[0].Meta.Notices[0].Text, "Showing data from 00:00:00 UTC (5 min 4")
		require.Error(t, v.rule(openOfAccount).Error)
		time.Sleep(10 * time.Minute)
		require.Error(t, v.panel(context.Background(), openOfAccount)["A"].Error, "nothing stands in for ever")
		v.respond(time.Millisecond, onesExcept())
		time.Sleep(time.Minute)
		response = v.panel(context.Background(), openOfAccount)["A"]
		require.NoError(t, response.Error)
		require.Empty(t, response.Frames[0].Meta.Notices)
	})
}

// TestTilesThatFailKeepTheirNames: never with a number, and rules have the error alone.
func TestTilesThatFailKeepTheirNames(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, livepersontest.Respond(http.StatusServiceUnavailable, ""))
		response := v.panel(context.Background(), `{"rows": "account", "kpis": ["open_conversations", "csat"]}`)["A"]
		require.ErrorContains(t, response.Error, "failing (503)")
		require.Len(t, response.Frames, 1)
		var names []string
		for _, field := range response.Frames[0].Fields {
			names = append(names, field.Config.DisplayNameFromDS)
			require.Equal(t, 1, field.Len())
			require.True(t, field.NilAt(0))
		}
		require.Equal(t, []string{"Open", "CSAT"}, names)
		require.Error(t, v.rule(openOfAccount).Error)
		require.Empty(t, v.rule(openOfAccount).Frames)
		for _, nameless := range []string{
			openBySkill,
			`{"rows": "skill", "kpis": ["open_conversations"], "layout": "fields"}`,
			`{"rows": "account", "kpis": ["closed_conversations"], "shape": "series", "interval": "30m"}`,
			`{"rows": "account", "kpis": ["no_such_kpi"]}`,
		} {
			response := v.panel(context.Background(), nameless)["A"]
			require.Error(t, response.Error)
			require.Empty(t, response.Frames, nameless)
		}
	})
}

func TestRetryAfter(t *testing.T) {
	for form, value := range map[string]func() string{
		"seconds": func() string { return "90" },
		"a date":  func() string { return time.Now().Add(90 * time.Second).UTC().Format(http.TimeFormat) },
	} {
		t.Run(form, func(t *testing.T) {
			inVirtualTime(t, func(t *testing.T, v *virtual) {
				v.respond(time.Millisecond, func(w http.ResponseWriter, _ *http.Request) {
					w.Header().Set("Retry-After", value())
					w.WriteHeader(http.StatusTooManyRequests)
				})
				for range 8 {
					require.Error(t, v.panel(context.Background(), openOfAccount)["A"].Error)
					time.Sleep(10 * time.Second)
				}
				require.Equal(t, 1, v.Calls())
				v.respond(time.Millisecond, onesExcept())
				time.Sleep(15 * time.Second)
				require.NoError(t, v.panel(context.Background(), openOfAccount)["A"].Error)
			})
		})
	}
}

func TestStaleResultWhileTheBreakerIsOpen(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		v.refresh(t, 1, panels)
		v.respond(time.Millisecond, livepersontest.Respond(http.StatusServiceUnavailable, ""))
		time.Sleep(time.Minute)
		v.refresh(t, 1, panels) // it fails, and fails again
		for range 5 {
			time.Sleep(30 * time.Second)
			began := time.Now()
			v.refresh(t, 10, panels)
			require.Less(t, time.Since(began), time.Second)
		}
		require.Less(t, v.Calls(), 20)
	})
}
