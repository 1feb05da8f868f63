package plugin_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

var withHistory = map[string]any{"historyOfNow": true}

const (
	queueTrend   = `{"rows": "account", "kpis": ["unassigned_conversations"], "shape": "series", "interval": "1m"}`
	queueBySkill = `{"rows": "skill", "kpis": ["unassigned_conversations"]}`
	queueByGroup = `{"rows": "group", "kpis": ["unassigned_conversations"]}`
)

// values are those of a trend's only line by minute of the hour; gaps are left out.
func values(f *data.Frame) map[int]float64 {
	found := map[int]float64{}
	for i := range f.Fields[0].Len() {
		if value := f.Fields[1].At(i).(*float64); value != nil {
			found[f.Fields[0].At(i).(time.Time).Minute()] = *value
		}
	}
	return found
}

func namesOf(f *data.Frame) (names []string) {
	for _, field := range f.Fields {
		names = append(names, field.Name)
	}
	return names
}

func TestHistoryTakesTwoRequestsAMinuteWhereNobodyAsks(t *testing.T) {
	inVirtualTimeWith(t, withHistory, func(t *testing.T, v *virtual) {
		v.respond(150*time.Millisecond, contactCentre)
		time.Sleep(30 * time.Minute)
		require.Equal(t, 60, v.Calls(), "one by skill and one by group a minute, the account's come along")
		require.Equal(t, 60, v.Calls("metrics"))
	})
}

func TestNothingIsRequestedWithoutHistory(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		time.Sleep(time.Hour)
		require.Zero(t, v.Calls())
		response := v.panel(context.Background(), queueTrend)["A"]
		require.ErrorContains(t, response.Error, `"Unassigned" is a current value, so it has no trend. Turn on "History of current values" in the data source settings, or write the values to a database with recording rules.`)
		require.Zero(t, v.Calls())
	})
}

func TestHistoryTakesNoMoreRequestsWhereSomebodyAsks(t *testing.T) {
	for name, every := range map[string]time.Duration{"each 30 s": 30 * time.Second, "each minute": time.Minute} {
		t.Run(name, func(t *testing.T) {
			calls := func(settings map[string]any) (n int) {
				inVirtualTimeWith(t, settings, func(t *testing.T, v *virtual) {
					v.respond(150*time.Millisecond, contactCentre)
					time.Sleep(10 * time.Second)
					for range 30 * int(time.Minute/every) {
						v.refresh(t, 3, []string{queueBySkill, queueByGroup})
						time.Sleep(every)
					}
					n = v.Calls()
				})
				return n
			}
			require.LessOrEqual(t, calls(withHistory), calls(nil)+2, "only in the first minute: the panels' request has one of the KPIs then")
		})
	}
}

func TestTenMinutesOfFailureAreAGap(t *testing.T) {
	inVirtualTimeWith(t, withHistory, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, waiting(3))
		time.Sleep(20 * time.Minute)
		v.respond(time.Millisecond, livepersontest.Respond(http.StatusServiceUnavailable, ""))
		for range 10 { // panels get stale values meanwhile
			v.panel(context.Background(), `{"rows": "account", "kpis": ["unassigned_conversations"]}`)
			time.Sleep(time.Minute)
		}
		v.respond(time.Millisecond, waiting(7))
		time.Sleep(10 * time.Minute)
		response := v.panel(context.Background(), queueTrend)["A"]
		require.NoError(t, response.Error)
		found := values(response.Frames[0])
		for minute := range 20 {
			require.InDelta(t, 3, found[minute], 0, minute)
		}
		for minute := 20; minute < 30; minute++ {
			require.NotContains(t, found, minute, "nothing is known of it")
		}
		for minute := 32; minute < 40; minute++ { // the rate limiter holds requests back for a moment
			require.InDelta(t, 7, found[minute], 0, minute)
		}
		for minute := 41; minute < 60; minute++ {
			require.NotContains(t, found, minute, "of the hour before")
		}
		all := strings.Join(notices(response.Frames[0]), "\n")
		require.Contains(t, all, "The history of current values began at 2000-01-01 00:00 UTC. There are no values of the time before.")
		require.Regexp(t, `1\d of 61 intervals are gaps: LivePerson returned no current values then`, all)
	})
}

func TestGapHasNoValueOfAnyKPI(t *testing.T) {
	c, err := catalogue.Load()
	require.NoError(t, err)
	inVirtualTimeWith(t, withHistory, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, contactCentre)
		time.Sleep(10 * time.Minute)
		v.respond(time.Millisecond, livepersontest.Respond(http.StatusServiceUnavailable, ""))
		time.Sleep(10 * time.Minute)
		for _, rows := range c.RowKinds() {
			for _, kpi := range c.All() {
				if !kpi.Recorded(rows) {
					continue
				}
				query := fmt.Sprintf(`{"rows": %q, "kpis": [%q], "shape": "series", "interval": "1m"}`, rows.ID, kpi.ID)
				response := v.panel(context.Background(), query)["A"]
				require.NoError(t, response.Error, query)
				found := values(response.Frames[0])
				require.NotEmpty(t, found, query)
				for minute := 10; minute < 60; minute++ {
					require.NotContains(t, found, minute, query)
				}
			}
		}
	})
}

func TestHistoryOfASkill(t *testing.T) {
	inVirtualTimeWith(t, withHistory, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, contactCentre)
		time.Sleep(5 * time.Minute)
		before := v.Calls()
		for query, lines := range map[string]int{
			`{"rows": "skill", "kpis": ["open_conversations"], "shape": "series"}`:                                            3,
			`{"rows": "skill", "kpis": ["open_conversations", "agent_load"], "shape": "series", "filter": {"skills": ["2"]}}`: 2,
			`{"rows": "account", "kpis": ["open_conversations"], "shape": "series", "filter": {"skills": ["2"]}}`:             1,
			`{"rows": "account", "kpis": ["online_agents"], "shape": "series", "filter": {"groups": ["1"]}}`:                  1,
			`{"rows": "group", "kpis": ["queue_wait_time_90th_percentile"], "shape": "series"}`:                               2,
		} {
			response := v.panel(context.Background(), query)["A"]
			require.NoError(t, response.Error, query)
			require.Len(t, response.Frames[0].Fields, 1+lines, query)
			require.NotEmpty(t, values(response.Frames[0]), query)
		}
		require.Equal(t, before, v.Calls(), "trends of current values take no requests")
	})
}

func TestHistoryHasNoOtherFilters(t *testing.T) {
	inVirtualTimeWith(t, withHistory, func(t *testing.T, v *virtual) {
		const sentence = "The history of current values is only available for the account, for each skill and for each agent group, without other filters."
		for _, filter := range []string{`{"agents": ["1"]}`, `{"userTypes": ["HUMAN"]}`, `{"groups": ["1"]}`, `{"skills": ["1"], "groups": ["1"]}`} {
			query := `{"rows": "skill", "kpis": ["open_conversations"], "shape": "series", "filter": ` + filter + `}`
			require.Contains(t, strings.Join(notices(v.panel(context.Background(), query)["A"].Frames[0]), "\n"), sentence, filter)
			require.ErrorContains(t, v.rule(query).Error, sentence, filter)
		}
		response := v.panel(context.Background(), `{"rows": "agent", "kpis": ["agent_load"], "shape": "series"}`)["A"]
		require.ErrorContains(t, response.Error, "is a current value, so it has no trend")
	})
}

func TestTrendOfCurrentValuesBesideOthers(t *testing.T) {
	inVirtualTimeWith(t, withHistory, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, contactCentre)
		time.Sleep(10*time.Minute + 55*time.Second)
		response := v.panel(context.Background(), `{"rows": "account", "kpis": ["unassigned_conversations", "closed_conversations"], "shape": "series", "interval": "5m", "openPoint": "separate"}`)["A"]
		require.NoError(t, response.Error)
		f := response.Frames[0]
		require.Equal(t, []string{"time", "unassigned_conversations", "closed_conversations", "closed_conversations"}, namesOf(f), "a current value is that of a moment, and complete")
		require.Len(t, values(f), 3)
		require.NotNil(t, f.Fields[2].At(0), "LivePerson keeps these for longer")
	})
}

func TestAlertRuleOverHistory(t *testing.T) {
	inVirtualTimeWith(t, withHistory, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, waiting(3))
		require.ErrorContains(t, v.rule(queueTrend).Error, "The history of current values, which began at 2000-01-01 00:00 UTC, has no value of the last interval.")
		time.Sleep(5 * time.Minute)
		response := v.rule(queueTrend)
		require.NoError(t, response.Error)
		require.Len(t, values(response.Frames[0]), 5)
		require.Equal(t, 5, response.Frames[0].Fields[0].Len(), "without the time that nothing is known of")
		v.respond(time.Millisecond, livepersontest.Respond(http.StatusServiceUnavailable, ""))
		time.Sleep(2 * time.Minute)
		require.ErrorContains(t, v.rule(queueTrend).Error, "has no value of the last interval")
	})
}

func TestHistoryEndsWithItsConnection(t *testing.T) {
	whileSaved(t, func(t *testing.T, s *saved) {
		s.save(t, withHistory)
		time.Sleep(5 * time.Minute)
		s.save(t, map[string]any{"staleFor": 600})
		time.Sleep(time.Minute)
		require.Len(t, values(s.ask(queueTrend).Frames[0]), 6, "other settings leave it as it is")

		s.save(t, map[string]any{"historyOfNow": false})
		before := s.Calls("metrics")
		time.Sleep(10 * time.Minute)
		require.Equal(t, before, s.Calls("metrics"))
		s.save(t, withHistory)
		time.Sleep(time.Minute)
		require.Len(t, values(s.ask(queueTrend).Frames[0]), 1, "it has forgotten everything")

		s.Dispose()
		before = s.Calls("metrics")
		time.Sleep(10 * time.Minute)
		require.Equal(t, before, s.Calls("metrics"))
	})
}

func TestHistoryCoversTheLastDay(t *testing.T) {
	inVirtualTimeWith(t, withHistory, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, waiting(3))
		time.Sleep(26 * time.Hour)
		v.timeRange = 26 * time.Hour
		response := v.panel(context.Background(), `{"rows": "account", "kpis": ["unassigned_conversations"], "shape": "series", "interval": "1h"}`)["A"]
		require.NoError(t, response.Error)
		f := response.Frames[0]
		points := 0
		for i := range f.Fields[1].Len() {
			if f.Fields[1].At(i).(*float64) != nil {
				points++
			}
		}
		require.Equal(t, 24, points)
	})
}
