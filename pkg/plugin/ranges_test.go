package plugin_test

import (
	"context"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// over runs a query over a time range.
func (v *virtual) over(from, to time.Time, query string) backend.DataResponse {
	response, err := v.QueryData(context.Background(), &backend.QueryDataRequest{Queries: []backend.DataQuery{{
		RefID: "A", JSON: []byte(query), Interval: 15 * time.Second, TimeRange: backend.TimeRange{From: from, To: to},
	}}})
	if err != nil {
		panic(err)
	}
	return response.Responses["A"]
}

func TestDashboardsHaveNoErrorsInAnyRange(t *testing.T) {
	inVirtualTimeWith(t, map[string]any{"requestsPerSecond": 1000}, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, livepersontest.ContactCentre(3, 2, 5))
		time.Sleep(10*time.Minute + 10*time.Second)
		for _, hours := range []time.Duration{0, 1, 3, 6, 12, 24, 2 * 24, 7 * 24, 14 * 24, 30 * 24, 90 * 24} {
			for _, query := range wall(t) {
				length := max(15*time.Minute, hours*time.Hour)
				response := v.over(time.Now().Add(-length), time.Now(), query)
				require.NoError(t, response.Error, "%s: %s", length, query)
				require.NotEmpty(t, response.Frames[0].Fields, "%s: %s", length, query)
			}
		}
	})
}

func TestPointThatIsLongerThanTheRangeIsDrawnInIt(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, livepersontest.ContactCentre(1, 1, 1))
		time.Sleep(50 * time.Minute)
		from := time.Now().Add(-15 * time.Minute)
		response := v.over(from, time.Now(), closedTrend)
		require.NoError(t, response.Error)
		f := response.Frames[0]
		require.Equal(t, 1, f.Rows())
		require.True(t, from.Equal(f.Fields[0].At(0).(time.Time)), "where the range starts")
		require.Equal(t, 1.0, *f.Fields[1].At(0).(*float64))
		require.Equal(t, []string{
			"The point shown covers 2000-01-01 00:00 UTC to 2000-01-01 00:50 UTC, more than the time range. Select a longer time range or a shorter interval.",
			"The last interval, from 2000-01-01 00:00 UTC, is not complete yet.",
		}, notices(f))
	})
}

func TestRangeThatHasNotStartedIsNoError(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, livepersontest.ContactCentre(1, 1, 1))
		nine := time.Now().Add(9 * time.Hour)
		for _, query := range []string{closedTrend, `{"rows": "skill", "kpis": ["csat"]}`, `{"kpis": ["csat"]}`} {
			response := v.over(nine, time.Now(), query)
			require.NoError(t, response.Error)
			require.Empty(t, response.Frames[0].Fields)
			require.Equal(t, []string{"The time range has not started yet: it starts at 2000-01-01 09:00 UTC."}, notices(response.Frames[0]))
		}
		require.Equal(t, "1", cell(v.over(nine, time.Now(), `{"kpis": ["csat", "open_conversations"]}`).Frames[0], "open_conversations", 0))
	})
}
