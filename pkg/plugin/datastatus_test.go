package plugin_test

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

const (
	dataStatus = `{"kpis": ["data_status", "data_age"], "timeZone": "Europe/Berlin"}`
	dataAge    = `{"kpis": ["data_age"]}`
)

// statusOf is what the data is said to be, and its age in ms as text.
func statusOf(t *testing.T, response backend.DataResponse) (status, age string) {
	t.Helper()
	require.NoError(t, response.Error)
	return cell(response.Frames[0], "data_status", 0), cell(response.Frames[0], "data_age", 0)
}

func TestDataStatusIsLiveWhileLivePersonResponds(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		v.panel(context.Background(), `{"kpis": ["open_conversations"]}`)
		calls := v.Calls("metrics")
		time.Sleep(10 * time.Second)
		status, age := statusOf(t, v.panel(context.Background(), dataStatus)["A"])
		require.Equal(t, "Live, as of 01:00:00", status, "in the dashboard's time zone")
		require.Equal(t, "10150", age, "since LivePerson was asked")
		require.Equal(t, calls, v.Calls("metrics"), "it is about what the dashboard has requested")
	})
}

func TestDataStatusSaysHowOldTheDataIsAndWhy(t *testing.T) {
	for name, test := range map[string]struct {
		begin func(v *virtual)
		why   string
	}{
		"no response":   {func(v *virtual) { v.respond(time.Hour, livepersontest.Respond(200, ``)) }, "LivePerson is slow"},
		"no connection": {func(v *virtual) { v.breakConnections(errors.New("refused")) }, "LivePerson is failing"},
		"an error":      {func(v *virtual) { v.respond(time.Millisecond, livepersontest.Respond(503, ``)) }, "LivePerson is failing"},
		"no permission": {func(v *virtual) { v.respond(time.Millisecond, livepersontest.Respond(401, ``)) }, "LivePerson rejected the sign-in"},
	} {
		t.Run(name, func(t *testing.T) {
			inVirtualTime(t, func(t *testing.T, v *virtual) {
				v.panel(context.Background(), dataStatus)
				test.begin(v)
				time.Sleep(3*time.Minute + time.Second)
				status, age := statusOf(t, v.panel(context.Background(), dataStatus)["A"])
				require.Regexp(t, `^Data 3 min \d s old: `+test.why+"$", status)
				require.Equal(t, age, cell(v.rule(dataAge).Frames[0], "data_age", 0), "a rule sees the same age")
			})
		})
	}
}

func TestDataStatusSaysWhyThereIsNoData(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, livepersontest.Respond(http.StatusForbidden, ``))
		status, age := statusOf(t, v.panel(context.Background(), dataStatus)["A"])
		require.Contains(t, status, "No data: The credentials have no permission to use LivePerson's Key Messaging Metrics API")
		require.Equal(t, "-", age)
		require.ErrorContains(t, v.rule(dataAge).Error, "have no permission to use LivePerson's Key Messaging Metrics API")

		v.breakConnections(errors.New("refused"))
		time.Sleep(time.Minute)
		response := v.panel(context.Background(), `{"kpis": ["data_status", "data_age", "closed_conversations"], "filter": {"skills": ["7"]}}`)["A"]
		status, _ = statusOf(t, response)
		require.Contains(t, status, "No data: LivePerson's Key Messaging Metrics API at liveperson.test can't be reached")
		require.Equal(t, "-", cell(response.Frames[0], "closed_conversations", 0), "a count that is not known is not 0")
	})
}

func TestDataStatusOfAWrongQueryIsAnError(t *testing.T) {
	response := queryData(connect(t, livepersontest.New(t, livepersontest.Groups(0))), `{"kpis": ["data_status"], "filter": {"skills": ["x"]}}`)["A"]
	require.ErrorContains(t, response.Error, "not an ID")
}

func TestDataStatusSaysThatNothingIsSelected(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		response := v.panel(context.Background(), `{"kpis": ["data_status"], "filter": {"skills": ["$skill"]}, "emptyVariables": ["$skill"]}`)["A"]
		require.NoError(t, response.Error)
		require.Equal(t, "No skill is selected in $skill. Select one, or All, in the dashboard.", cell(response.Frames[0], "data_status", 0))
		require.Zero(t, v.Calls("metrics"))
	})
}

func TestDataStatusSaysWhichFilterItsAPIDoesNotHave(t *testing.T) {
	lp := connect(t, livepersontest.New(t, livepersontest.Groups(0)))
	for _, kpis := range []string{`"chat_data_status"`, `"chat_data_status", "chat_handled"`} {
		response := queryData(lp, `{"kpis": [`+kpis+`], "filter": {"groups": ["7"]}}`)["A"]
		require.NoError(t, response.Error, kpis)
		require.Contains(t, cell(response.Frames[0], "chat_data_status", 0), "LivePerson's Operational Realtime API can't filter these KPIs by agent group. Remove the filter to see them.", kpis)
	}
}

func TestDataStatusOfAPastRange(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		end := time.Now().Add(-2 * time.Hour)
		response, err := v.QueryData(context.Background(), &backend.QueryDataRequest{Queries: []backend.DataQuery{{
			RefID: "A", JSON: []byte(dataStatus), TimeRange: backend.TimeRange{From: end.Add(-time.Hour), To: end},
		}}})
		require.NoError(t, err)
		status, _ := statusOf(t, response.Responses["A"])
		require.Equal(t, "The time range ends at 1999-12-31 23:00. Current values are as of 01:00:00", status)
		require.Empty(t, response.Responses["A"].Frames[0].Meta.Notices)
	})
}
