package plugin_test

import (
	"context"
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// closedByDay closes 60 conversations of skills 1 and 2 in windows of today,
// and 20 of skill 1 alone in those of days before.
func closedByDay(w http.ResponseWriter, r *http.Request) {
	closedToday(w, r, func(w http.ResponseWriter) { writeClosed(w, 20, "1") })
}

// failingBefore fails for windows of days before.
func failingBefore(w http.ResponseWriter, r *http.Request) {
	closedToday(w, r, func(w http.ResponseWriter) { w.WriteHeader(http.StatusServiceUnavailable) })
}

func closedToday(w http.ResponseWriter, r *http.Request, before func(http.ResponseWriter)) {
	var body struct {
		Filters struct{ Time struct{ From int64 } } `json:"filters"`
	}
	_ = json.NewDecoder(r.Body).Decode(&body)
	if time.UnixMilli(body.Filters.Time.From).Before(time.Now().Add(-12 * time.Hour)) {
		before(w)
		return
	}
	writeClosed(w, 60, "1", "2")
}

// writeClosed responds with so many closed conversations of the account, and of each of
// the skills.
func writeClosed(w http.ResponseWriter, closed int, skills ...string) {
	metrics := map[string]any{"closedConversations": closed, "avgWaitTime": closed}
	groups := make([]any, len(skills))
	for i, id := range skills {
		groups[i] = map[string]any{"key": id, "keyDescription": "Skill " + id, "metrics": metrics}
	}
	_ = json.NewEncoder(w).Encode(map[string]any{
		"metadata": map[string]any{"count": len(skills)}, "all": metrics,
		"groupBy": map[string]any{"groupByField": "skillId", "groups": groups},
	})
}

// column is the values of a field by its name, nil for none.
func column(t *testing.T, f *data.Frame, name string) []any {
	t.Helper()
	field, _ := f.FieldByName(name)
	require.NotNil(t, field, name)
	values := make([]any, field.Len())
	for i := range values {
		if value, known := field.ConcreteAt(i); known {
			values[i] = value
		}
	}
	return values
}

func TestComparisonAddsTheValueBeforeAndTheChange(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, closedByDay)
		query := `{"rows": "skill", "kpis": ["closed_conversations", "open_conversations"], "compareWith": "week"}`
		response := v.panel(context.Background(), query)["A"]
		require.NoError(t, response.Error)
		f := response.Frames[0]
		require.Equal(t, []any{60.0, 60.0}, column(t, f, "closed_conversations"))
		require.Equal(t, []any{20.0, 0.0}, column(t, f, "closed_conversations_before"))
		require.Equal(t, []any{2.0, nil}, column(t, f, "closed_conversations_change"), "nothing is a share of 0")
		before, _ := f.FieldByName("closed_conversations_before")
		require.Equal(t, "Closed, a week before", before.Config.DisplayNameFromDS)
		require.Contains(t, notices(f), "LivePerson keeps no history of current values. These KPIs are not compared: Open.")
	})
}

// The level is that of the value of now, also where it is that of a skill.
func TestValuesBeforeHaveNoLevelInTheirNames(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, livepersontest.Respond(200, `{"metadata": {"count": 1}, "all": {"csat": 0.9},
			"groupBy": {"groupByField": "skillId", "groups": [{"key": "1", "keyDescription": "Skill 1", "metrics": {"csat": 0.2}}]}}`))
		response := v.panel(context.Background(), `{"kpis": ["csat"], "worstOf": "skill", "levelText": true, "compareWith": "week"}`)["A"]
		require.NoError(t, response.Error)
		fields := response.Frames[0].Fields
		require.Equal(t, "▲ CSAT: Skill 1", fields[0].Config.DisplayNameFromDS)
		require.Equal(t, "CSAT, a week before", fields[1].Config.DisplayNameFromDS)
		require.Equal(t, "CSAT, change", fields[2].Config.DisplayNameFromDS)
		require.Empty(t, fields[1].Labels)
	})
}

func TestComparedTrendHasASecondLine(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, closedByDay)
		query := `{"kpis": ["avg_wait_time"], "shape": "series", "interval": "15m", "durationUnit": "s", "compareWith": "day"}`
		response := v.panel(context.Background(), query)["A"]
		require.NoError(t, response.Error)
		f := response.Frames[0]
		now, before := column(t, f, "avg_wait_time"), column(t, f, "avg_wait_time_before")
		require.Equal(t, len(now), len(before))
		require.Equal(t, []any{0.06, 0.02}, []any{now[0], before[0]})
		require.Equal(t, "Response time, a day before", f.Fields[2].Config.DisplayNameFromDS)
	})
}

func TestRuleGetsTheChangeAlone(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, closedByDay)
		response := v.rule(`{"rows": "skill", "kpis": ["closed_conversations"], "compareWith": "day"}`)
		require.NoError(t, response.Error)
		f := response.Frames[0]
		require.Len(t, f.Fields, 2)
		require.Equal(t, data.Labels{"skillId": "1"}, f.Fields[0].Labels)
		require.Equal(t, 2.0, *f.Fields[0].At(0).(*float64))
		require.Nil(t, f.Fields[1].At(0))

		require.ErrorContains(t, v.rule(`{"kpis": ["open_conversations"], "compareWith": "day"}`).Error, "Open is a current value")
		require.ErrorContains(t, v.rule(`{"kpis": ["csat"], "severities": "state", "compareWith": "day"}`).Error, "both with levels and with those from a day before")
	})
}

func TestPanelWithoutValuesToCompareWithKeepsItsOwn(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, failingBefore)
		query := `{"kpis": ["closed_conversations"], "compareWith": "day"}`
		response := v.panel(context.Background(), query)["A"]
		require.NoError(t, response.Error)
		require.Equal(t, []any{60.0}, column(t, response.Frames[0], "closed_conversations"))
		require.Len(t, response.Frames[0].Fields, 1)
		require.Contains(t, warnings(response.Frames[0])[0], "There are no values from a day before to compare with.")
		require.ErrorContains(t, v.rule(query).Error, "There are no values from a day before to compare with.")
	})
}

func TestWhatLivePersonKeepsForADayIsNotCompared(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, contactCentre)
		time.Sleep(10 * time.Second)
		for _, shape := range []string{"", `, "shape": "series", "interval": "1h"`} {
			response := v.panel(context.Background(), `{"kpis": ["closed_conversations", "resolution_time"], "compareWith": "day"`+shape+`}`)["A"]
			require.NoError(t, response.Error)
			f := response.Frames[0]
			require.Contains(t, notices(f), "LivePerson keeps these KPIs for 24 hours, so they are not compared: Resolution time.")
			require.Empty(t, warnings(f))
			require.NotEmpty(t, column(t, f, "closed_conversations_before"))
			require.Contains(t, column(t, f, "resolution_time"), 1.0)
			before, _ := f.FieldByName("resolution_time_before")
			require.Nil(t, before)
		}
		alone := v.panel(context.Background(), `{"kpis": ["resolution_time"], "compareWith": "week"}`)["A"]
		require.NoError(t, alone.Error)
		require.Equal(t, []any{1.0}, column(t, alone.Frames[0], "resolution_time"))
		require.Equal(t, []string{"LivePerson keeps these KPIs for 24 hours, so they are not compared: Resolution time."}, notices(alone.Frames[0]))

		err := v.rule(`{"kpis": ["resolution_time"], "compareWith": "day"}`).Error
		require.EqualError(t, err, "LivePerson keeps these KPIs for 24 hours, so they are not compared: Resolution time. Select another KPI, or remove the comparison.")
	})
}
