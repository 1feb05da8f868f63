package plugin_test

import (
	"context"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

const openOfAccount = `{"rows": "account", "kpis": ["open_conversations"]}`

func TestTenQueriesInOnePanelTakeOneAnswersTime(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		var queries []string
		for _, skill := range "0123456789" {
			queries = append(queries, `{"rows": "account", "kpis": ["open_conversations"], "filter": {"skills": ["`+string(skill)+`"]}}`)
		}
		began := time.Now()
		for _, answer := range v.panel(context.Background(), queries...) {
			require.NoError(t, answer.Error)
		}
		require.Less(t, time.Since(began), 160*time.Millisecond)
		require.Equal(t, 10, v.asked())
	})
}

func TestAgesOfAnswers(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		for _, step := range []struct {
			pause time.Duration
			query string
			calls int
		}{
			{0, openOfAccount, 1},
			{29 * time.Second, openOfAccount, 1},
			{2 * time.Second, openOfAccount, 2},
			{0, `{"rows": "account", "kpis": ["closed_conversations"], "window": {"kind": "last", "hours": 3}}`, 3},
			{10 * time.Second, `{"rows": "account", "kpis": ["closed_conversations"], "window": {"kind": "last", "hours": 3}}`, 3},
			{time.Minute, `{"rows": "account", "kpis": ["closed_conversations"], "window": {"kind": "last", "hours": 3}}`, 4},
		} {
			time.Sleep(step.pause)
			require.NoError(t, v.panel(context.Background(), step.query)["A"].Error)
			require.Equal(t, step.calls, v.asked(), "%s after %s", step.query, step.pause)
		}
	})
}

func TestOneWhoLeavesReturnsAtOnceAndTakesNothingFromTheOthers(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		var other sync.WaitGroup
		other.Go(func() {
			if answer := v.panel(context.Background(), openOfAccount)["A"]; answer.Error != nil {
				t.Error(answer.Error)
			}
		})
		leaving, leave := context.WithTimeout(context.Background(), 20*time.Millisecond)
		defer leave()
		began := time.Now()
		answer := v.panel(leaving, openOfAccount)["A"]
		require.Equal(t, 20*time.Millisecond, time.Since(began))
		require.Equal(t, backend.StatusTimeout, answer.Status)
		other.Wait()
		require.Equal(t, 1, v.asked())
		require.Zero(t, v.dropped)
	})
}

func TestWhatNobodyWaitsForIsDropped(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		leaving, leave := context.WithTimeout(context.Background(), 20*time.Millisecond)
		defer leave()
		v.panel(leaving, openOfAccount)
		synctest.Wait()
		require.Equal(t, 1, v.dropped)
	})
}

func TestPagesComeAtTheSameTime(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		v.becomes(time.Second, livepersontest.Groups(240))
		began := time.Now()
		answer := v.panel(context.Background(), openBySkill)["A"]
		require.NoError(t, answer.Error)
		require.Equal(t, 240, answer.Frames[0].Rows())
		require.Equal(t, 5, v.asked())
		require.Less(t, time.Since(began), 2100*time.Millisecond, "the first, which says how many there are, and then the others")
	})
}

func TestAFailureKeepsValuesWithTheirAge(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		require.NoError(t, v.panel(context.Background(), openOfAccount)["A"].Error)
		v.becomes(time.Millisecond, livepersontest.Says(http.StatusServiceUnavailable, ""))
		time.Sleep(45 * time.Second)
		require.NoError(t, v.rule(openOfAccount).Error, "a rule takes it for a minute")
		time.Sleep(5 * time.Minute)
		answer := v.panel(context.Background(), openOfAccount)["A"]
		require.NoError(t, answer.Error)
		require.Equal(t, 1.0, *answer.Frames[0].Fields[0].At(0).(*float64))
		require.Contains(t, answer.Frames[0].Meta.Notices[0].Text, "These are the values of 00:00:00 UTC, 5m4")
		require.Error(t, v.rule(openOfAccount).Error)
		time.Sleep(10 * time.Minute)
		require.Error(t, v.panel(context.Background(), openOfAccount)["A"].Error, "nothing stands in for ever")
		v.becomes(time.Millisecond, everything())
		time.Sleep(time.Minute)
		answer = v.panel(context.Background(), openOfAccount)["A"]
		require.NoError(t, answer.Error)
		require.Empty(t, answer.Frames[0].Meta.Notices)
	})
}

func TestRetryAfterIsHonoured(t *testing.T) {
	for form, value := range map[string]func() string{
		"seconds": func() string { return "90" },
		"a date":  func() string { return time.Now().Add(90 * time.Second).UTC().Format(http.TimeFormat) },
	} {
		t.Run(form, func(t *testing.T) {
			inVirtualTime(t, func(t *testing.T, v *virtual) {
				v.becomes(time.Millisecond, func(w http.ResponseWriter, _ *http.Request) {
					w.Header().Set("Retry-After", value())
					w.WriteHeader(http.StatusTooManyRequests)
				})
				for range 8 {
					require.Error(t, v.panel(context.Background(), openOfAccount)["A"].Error)
					time.Sleep(10 * time.Second)
				}
				require.Equal(t, 1, v.asked())
				v.becomes(time.Millisecond, everything())
				time.Sleep(15 * time.Second)
				require.NoError(t, v.panel(context.Background(), openOfAccount)["A"].Error)
			})
		})
	}
}

func TestNobodyWaitsForTheEndOfAStormWhoHasValues(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		v.refresh(t, 1, panels)
		v.becomes(time.Millisecond, livepersontest.Says(http.StatusServiceUnavailable, ""))
		time.Sleep(time.Minute)
		v.refresh(t, 1, panels) // it fails, and fails again
		for range 5 {
			time.Sleep(30 * time.Second)
			began := time.Now()
			v.refresh(t, 10, panels)
			require.Less(t, time.Since(began), time.Second)
		}
		require.Less(t, v.asked(), 20)
	})
}
