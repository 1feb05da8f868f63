package plugin_test

import (
	"context"
	"net/http"
	"path"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// mixed asks the Key Messaging Metrics API and two methods of the Messaging Operations
// API.
const mixed = `{"rows": "skill", "kpis": ["closed_conversations", "resolution_time", "csat_answers", "csat_mean"]}`

// operationsFail is a LivePerson whose Messaging Operations API responds otherwise.
func operationsFail(instead http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if kind := path.Base(r.URL.Path); kind == "msgconversation" || kind == "msgcsatdistribution" {
			instead(w, r)
			return
		}
		contactCentre(w, r)
	}
}

// valuesOf are the numbers of a KPI's field, nil for none.
func valuesOf(f *data.Frame, kpi string) (values []any) {
	field, _ := f.FieldByName(kpi)
	for i := range field.Len() {
		value, there := field.ConcreteAt(i)
		if !there {
			value = nil
		}
		values = append(values, value)
	}
	return values
}

func TestKPIsOfSeveralAPIsAreInOneTable(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, contactCentre)
		time.Sleep(10 * time.Second)
		response := v.panel(context.Background(), mixed)["A"]
		require.NoError(t, response.Error)
		f := response.Frames[0]
		require.Empty(t, f.Meta.Notices)
		require.NotEmpty(t, valuesOf(f, "skill"))
		for kpi, expected := range map[string]any{"closed_conversations": 1.0, "resolution_time": 1.0, "csat_answers": 1.0, "csat_mean": 3.0} {
			for _, value := range valuesOf(f, kpi) {
				require.Equal(t, expected, value, kpi)
			}
		}
		require.Equal(t, 1, v.Calls("msgconversation"))
		require.Equal(t, 1, v.Calls("msgcsatdistribution"))
		require.NoError(t, v.panel(context.Background(), mixed)["A"].Error)
		require.Equal(t, 1, v.Calls("msgconversation"), "the cache has it")
	})
}

// Rows have the names and the agents that the Key Messaging Metrics API gives.
func TestRowsOfAnAPIWithoutNamesHaveNames(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, contactCentre)
		time.Sleep(10 * time.Second)
		for rows, name := range map[string]string{"skill": "No. 1", "group": "No. 1", "agent": "Agent 1"} {
			response := v.panel(context.Background(), `{"rows": "`+rows+`", "kpis": ["resolution_time"]}`)["A"]
			require.NoError(t, response.Error, rows)
			require.Equal(t, name, valuesOf(response.Frames[0], rows)[0], rows)
			require.Empty(t, response.Frames[0].Meta.Notices, rows)
		}
	})
}

// What the sign-in may not use is asked for once an hour, what the account does not have
// every ten minutes, and they take their own KPIs only.
func TestADeniedAPITakesItsOwnKPIsAndIsNotAskedAgain(t *testing.T) {
	for name, test := range map[string]struct {
		instead http.HandlerFunc
		says    string
		calls   int
	}{
		"forbidden":    {livepersontest.Respond(403, `{"message": "no scope"}`), "the credentials have no permission to use LivePerson's Messaging Operations API", 1},
		"switched off": {livepersontest.Respond(404, ``), "LivePerson's Messaging Operations API has no msg", 5},
		"empty":        {livepersontest.Respond(200, ``), "LivePerson's Messaging Operations API has no msg", 5},
	} {
		t.Run(name, func(t *testing.T) {
			inVirtualTime(t, func(t *testing.T, v *virtual) {
				v.respond(time.Millisecond, operationsFail(test.instead))
				for range 50 {
					for _, query := range []string{mixed, `{"kpis": ["closed_conversations", "resolution_time"]}`, `{"rows": "agent", "kpis": ["closed_conversations", "csat_mean"]}`} {
						response := v.panel(context.Background(), query)["A"]
						require.NoError(t, response.Error)
						require.NotContains(t, valuesOf(response.Frames[0], "closed_conversations"), nil)
						require.LessOrEqual(t, len(warnings(response.Frames[0])), 2)
						require.Contains(t, warnings(response.Frames[0])[0], test.says)
					}
					time.Sleep(time.Minute)
				}
				require.Equal(t, test.calls, v.Calls("msgconversation"))
				require.Equal(t, test.calls, v.Calls("msgcsatdistribution"))
				require.ErrorContains(t, v.rule(`{"kpis": ["resolution_time"]}`).Error, "Messaging Operations API", "a rule would be about nothing")
				for _, query := range []string{
					`{"kpis": ["resolution_time"]}`, `{"rows": "skill", "kpis": ["csat_mean"], "layout": "fields"}`, `{"rows": "group", "kpis": ["csat_mean"]}`,
					`{"rows": "agent", "kpis": ["resolution_time", "resolution_time_closed_by_agent"]}`, `{"rows": "skill", "shape": "series", "kpis": ["resolution_time"]}`,
				} {
					response := v.panel(context.Background(), query)["A"]
					require.NoError(t, response.Error, "nothing is broken where nothing else is left")
					require.Len(t, notices(response.Frames[0]), 1, query)
					require.Regexp(t, `^No values for [^:]*: [^.]*`+test.says+`[^.]*\.$`, warnings(response.Frames[0])[0], "in one sentence")
				}
				require.Equal(t, []any{nil}, valuesOf(v.panel(context.Background(), `{"kpis": ["resolution_time"]}`)["A"].Frames[0], "resolution_time"))
				v.respond(time.Millisecond, contactCentre)
				time.Sleep(time.Hour)
				require.Empty(t, v.panel(context.Background(), mixed)["A"].Frames[0].Meta.Notices)
			})
		})
	}
}

// A sign-in that one API rejects and the others accept is not renewed again and again.
func TestASignInThatOneAPIRejectsIsGoodForTheOthers(t *testing.T) {
	for auth, signIns := range map[string]int{"oauth2": 2, "login": 1, "appKey": 0} {
		t.Run(auth, func(t *testing.T) {
			inVirtualTimeWith(t, map[string]any{"auth": auth, "username": livepersontest.Username}, func(t *testing.T, v *virtual) {
				v.respond(time.Millisecond, operationsFail(livepersontest.Respond(401, ``)))
				require.NoError(t, v.panel(context.Background(), `{"kpis": ["open_conversations"]}`)["A"].Error)
				for range 50 {
					response := v.panel(context.Background(), mixed, `{"kpis": ["resolution_time"]}`, `{"rows": "agent", "kpis": ["closed_conversations", "csat_mean"]}`)
					require.NoError(t, response["A"].Error)
					require.Contains(t, warnings(response["A"].Frames[0])[0],
						"CSAT mean: the credentials have no permission to use LivePerson's Messaging Operations API (401).")
					require.NoError(t, response["B"].Error)
					require.ErrorContains(t, v.rule(`{"kpis": ["resolution_time"]}`).Error, "(401), but are accepted otherwise.")
					time.Sleep(time.Minute)
				}
				require.Equal(t, signIns, v.Calls("token", "login"), "another token is tried once, and no login ends a session that works")
				require.LessOrEqual(t, v.Calls("msgconversation"), 2)
				require.LessOrEqual(t, v.Calls("msgcsatdistribution"), 2)
			})
		})
	}
}

func TestAnAPIThatFailsTakesItsOwnKPIs(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, operationsFail(livepersontest.Respond(503, ``)))
		response := v.panel(context.Background(), mixed)["A"]
		require.NoError(t, response.Error)
		require.NotContains(t, valuesOf(response.Frames[0], "closed_conversations"), nil)
		require.Equal(t, []string{"These KPIs have no values: Resolution time, CSAT answers, CSAT mean. LivePerson's Messaging Operations API is failing (503). Try again later."}, warnings(response.Frames[0]))
		require.Error(t, v.rule(`{"kpis": ["resolution_time"]}`).Error)
	})
}

func TestWindowThatOneAPICannotServeHurtsNoOther(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, contactCentre)
		week := func(end time.Duration) backend.DataResponse {
			request := &backend.QueryDataRequest{Queries: []backend.DataQuery{{RefID: "A", JSON: []byte(`{"kpis": ["closed_conversations", "resolution_time"]}`),
				TimeRange: backend.TimeRange{From: time.Now().Add(-7 * 24 * time.Hour), To: time.Now().Add(-end)}}}}
			response, err := v.QueryData(context.Background(), request)
			require.NoError(t, err)
			return response.Responses["A"]
		}
		response := week(0)
		require.NoError(t, response.Error)
		require.Equal(t, []any{14.0}, valuesOf(response.Frames[0], "closed_conversations"), "of fourteen half days")
		require.Equal(t, []any{1.0}, valuesOf(response.Frames[0], "resolution_time"))
		require.Equal(t, []string{"LivePerson looks back at most 24 hours. These KPIs cover the last 24 hours of the window: Resolution time."}, notices(response.Frames[0]))

		response = week(24 * time.Hour)
		require.NoError(t, response.Error)
		require.Equal(t, []any{13.0}, valuesOf(response.Frames[0], "closed_conversations"))
		require.Equal(t, []any{nil}, valuesOf(response.Frames[0], "resolution_time"))
		require.Len(t, notices(response.Frames[0]), 1)
		require.Contains(t, notices(response.Frames[0])[0], "LivePerson's Messaging Operations API gives values up to now only. Select a time range that ends now. These KPIs have no values: Resolution time.")
	})
}

func TestTrendOfAMethodThatEndsNowIsOneCallARefresh(t *testing.T) {
	for _, rows := range []string{"account", "skill", "group", "agent"} {
		inVirtualTime(t, func(t *testing.T, v *virtual) {
			v.respond(time.Millisecond, contactCentre)
			time.Sleep(12*time.Hour + 7*time.Minute)
			v.timeRange = 6 * time.Hour
			trend := `{"rows": "` + rows + `", "shape": "series", "interval": "1h", "kpis": ["resolution_time"]}`
			response := v.panel(context.Background(), trend)["A"]
			require.NoError(t, response.Error, rows)
			f := response.Frames[0]
			require.Equal(t, 7, f.Fields[0].Len(), "six hours and the one that is not over")
			for _, line := range f.Fields[1:] {
				for i := range line.Len() {
					value, there := line.ConcreteAt(i)
					require.True(t, there, "%s at %d", rows, i)
					require.InDelta(t, 1.0, value, 1e-9)
				}
			}
			require.Equal(t, 2, v.Calls("msgconversation"), "the hours that are over, and the one that is not")
			for minute := range 3 {
				time.Sleep(time.Minute)
				require.NoError(t, v.panel(context.Background(), trend)["A"].Error)
				require.Equal(t, 3+minute, v.Calls("msgconversation"), "the hour that is not over")
			}
			require.NotEmpty(t, f.Fields[1:])
			if rows == "skill" || rows == "group" {
				require.Equal(t, "No. 1", f.Fields[1].Labels[rows])
			}
			require.Equal(t, []string{"The last interval, from 2000-01-01 12:00 UTC, is not complete yet."}, notices(f))
		})
	}
}

func TestTrendOfAMethodThatRemembersLessIsShorter(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, contactCentre)
		time.Sleep(4*24*time.Hour + 7*time.Minute)
		v.timeRange = 48 * time.Hour
		both := `{"shape": "series", "interval": "1h", "kpis": ["closed_conversations", "resolution_time"]}`
		response := v.panel(context.Background(), both)["A"]
		require.NoError(t, response.Error)
		closed, resolution := valuesOf(response.Frames[0], "closed_conversations"), valuesOf(response.Frames[0], "resolution_time")
		require.Len(t, closed, 49)
		require.NotContains(t, closed, nil)
		require.Equal(t, nil, resolution[24])
		require.NotContains(t, resolution[25:], nil)
		require.Contains(t, notices(response.Frames[0])[0], "LivePerson's Messaging Operations API keeps data for 24 hours. The trend of these KPIs starts at 2000-01-04 01:00 UTC: Resolution time.")
		require.ErrorContains(t, v.rule(`{"shape": "series", "interval": "1h", "kpis": ["resolution_time"]}`).Error, "keeps data for 24 hours")

		response = v.panel(context.Background(), `{"shape": "series", "interval": "1h", "kpis": ["closed_conversations", "csat_answers"]}`)["A"]
		require.NoError(t, response.Error)
		require.NotContains(t, valuesOf(response.Frames[0], "closed_conversations"), nil)
		require.Contains(t, notices(response.Frames[0])[0], "LivePerson's Messaging Operations API has no trend of these KPIs by account. Select \"One value\" instead of \"Trend\". These KPIs have no values: CSAT answers.")
	})
}

func TestAFilterThatAnAPILacksIsExplained(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, contactCentre)
		response := v.panel(context.Background(), `{"kpis": ["open_conversations", "actionable_conversations", "queue_wait_new"], "filter": {"groups": ["1"]}}`)["A"]
		require.NoError(t, response.Error)
		f := response.Frames[0]
		require.Equal(t, []any{1.0}, valuesOf(f, "open_conversations"))
		require.Equal(t, []any{nil}, valuesOf(f, "actionable_conversations"))
		require.Equal(t, []any{nil}, valuesOf(f, "queue_wait_new"))
		require.Equal(t, []string{"LivePerson's Messaging Operations API can't filter these KPIs by agent group. Remove the filter to see them. These KPIs have no values: Actionable, Queue wait, new."}, warnings(f))
		require.Zero(t, v.Calls("msgqueuehealth", "current"))
		require.Error(t, v.rule(`{"kpis": ["queue_wait_new"], "filter": {"groups": ["1"]}}`).Error)
	})
}

// Not an error: where a dashboard is filtered by group, all else in it has values.
func TestAPanelOfAFilterThatAnAPILacksSaysSo(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, contactCentre)
		for _, query := range []string{
			`{"kpis": ["actionable_conversations"], "filter": {"groups": ["1"]}}`,
			`{"kpis": ["queue_wait_new", "actionable_conversations"], "filter": {"groups": ["1"]}}`,
			`{"rows": "skill", "kpis": ["actionable_conversations"], "filter": {"groups": ["1"]}}`,
			`{"kpis": ["queue_wait_new"], "shape": "series", "interval": "1h", "filter": {"groups": ["1"]}}`,
		} {
			response := v.panel(context.Background(), query)["A"]
			require.NoError(t, response.Error, query)
			require.Equal(t, []string{"LivePerson's Messaging Operations API can't filter these KPIs by agent group. Remove the filter to see them."}, warnings(response.Frames[0]))
			require.Error(t, v.rule(query).Error, query)
		}
		require.Zero(t, v.Calls("msgqueuehealth"))
	})
}

// LivePerson leaves out a skill that nobody waited for: on average, none were in its queue,
// and waits have no value. Where it does not say which skills there are, nothing is known.
func TestQueuesThatNobodyWasIn(t *testing.T) {
	for content, average := range map[string]any{
		`{"skillsMetrics": {}, "metricsTotal": {}}`:   0.0,
		`{"skillsMetrics": null, "metricsTotal": {}}`: nil,
		`{"metricsTotal": {}}`:                        nil,
	} {
		inVirtualTime(t, func(t *testing.T, v *virtual) {
			v.respond(time.Millisecond, func(w http.ResponseWriter, r *http.Request) {
				if path.Base(r.URL.Path) == "msgqueuehealth" {
					livepersontest.Respond(http.StatusOK, content)(w, r)
					return
				}
				contactCentre(w, r)
			})
			time.Sleep(12 * time.Hour)
			query := `{"rows": "skill", "kpis": ["open_conversations", "avg_unassigned_conversations", "queue_wait_new"]}`
			f := v.panel(context.Background(), query)["A"].Frames[0]
			require.NotZero(t, f.Rows(), content)
			for _, value := range valuesOf(f, "avg_unassigned_conversations") {
				require.Equal(t, average, value, content)
			}
			for _, value := range valuesOf(f, "queue_wait_new") {
				require.Nil(t, value, content)
			}
		})
	}
}
