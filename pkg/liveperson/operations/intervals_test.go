package operations

import (
	"net/http"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/reporting"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// trendOfAnHour is a request for one point over an hour, and the interval in it with metrics.
func trendOfAnHour(groupBy, metrics string) (r api.Request, interval string) {
	from := time.Now().Truncate(reporting.Bucket).Add(-time.Hour)
	r = requestTo("operations.msgconversation.interval", groupBy, total)
	r.Window, r.Step = api.Window{From: from, To: from.Add(time.Hour)}, time.Hour
	return r, `{"timestamp": ` + strconv.FormatInt(from.Add(reporting.Bucket).UnixMilli(), 10) + `, "metricsData": ` + metrics + `}`
}

// pointOf is the value of the trend's point.
func pointOf(r api.Request, id, value string) map[string]string {
	return map[string]string{api.PointID(r.Window.From, id): value}
}

func TestIntervalsAreReadWhereverTheyAre(t *testing.T) {
	r, interval := trendOfAnHour("", `{"metricsTotals": `+two+`}`)
	list := `{"metricsByIntervals": [` + interval + `]}`
	for _, response := range []string{
		list,
		`{"metricsTotals": ` + one + `, "metricsByIntervals": [` + interval + `], "metricsTotals": ` + one + `}`,
		`{"meta": {"responseCode": 200}, "body": ` + list + `}`,
		`{"body": ` + list + `, "meta": {"responseCode": 200}}`,
		`{"metricsData": ` + list + `}`,
		`{"meta": {"responseCode": 200}, "body": {"timeframeSummary": ` + list + `}}`,
	} {
		source, _ := handled(t, livepersontest.Respond(200, response))
		table, err := source.Do(t.Context(), r)
		require.NoError(t, err, response)
		require.Equal(t, pointOf(r, "", "2"), livepersontest.Values(table, total), response)
		require.Zero(t, table.Unclear, response)
	}
}

func TestIntervalsThatAreNotUnderstoodAreCounted(t *testing.T) {
	r, interval := trendOfAnHour("", `{"metricsTotals": `+two+`}`)
	for response, value := range map[string]string{
		`{"metricsByIntervals": {"1774785600000": ` + interval + `}}`: "gap",
		`{"metricsByIntervals": "none"}`:                              "gap",
		`{"metricsByIntervals": [` + interval + `, "text"]}`:          "2",
		`{"metricsByIntervals": [null, ` + interval + `]}`:            "2",
	} {
		source, _ := handled(t, livepersontest.Respond(200, response))
		table, err := source.Do(t.Context(), r)
		require.NoError(t, err, response)
		require.Equal(t, pointOf(r, "", value), livepersontest.Values(table, total), response)
		require.Equal(t, 1, table.Unclear, response)
	}
}

// What came of a response that broke off does not count a second time.
func TestIntervalsOfAResponseThatBreaksOff(t *testing.T) {
	r, interval := trendOfAnHour("", `{"metricsTotals": `+two+`}`)
	whole := `{"metricsByIntervals": [` + interval + `]}`
	for _, broken := range []string{whole[:len(whole)-2], whole[:len(whole)-20], `<html>503</html>`, whole + ` and more`} {
		var calls atomic.Int32
		source, _ := handled(t, func(w http.ResponseWriter, request *http.Request) {
			response := whole
			if calls.Add(1) == 1 {
				response = broken
			}
			livepersontest.Respond(200, response)(w, request)
		})
		table, err := source.Do(t.Context(), r)
		if err != nil {
			require.NotContains(t, err.Error(), "jsontext", broken)
			table, err = source.Do(t.Context(), r)
		}
		require.NoError(t, err, broken)
		require.EqualValues(t, 2, calls.Load(), broken)
		require.Equal(t, pointOf(r, "", "2"), livepersontest.Values(table, total), broken)
	}
}

// A skill whose conversations other agents had has a line, too.
func TestTrendOfASkillWithoutTheAgentsOfTheFilter(t *testing.T) {
	r, interval := trendOfAnHour(api.BySkill, `{"skillsMetricsPerAgent": {"metricsPerSkill": {"3": {"metricsPerAgent": {"77": `+two+`}, "metricsTotals": `+two+`}}}}`)
	r.Filter = api.Filter{Agents: []string{"11"}}
	source, _ := handled(t, livepersontest.Respond(200, `{"metricsByIntervals": [`+interval+`]}`))
	table, err := source.Do(t.Context(), r)
	require.NoError(t, err)
	require.Equal(t, pointOf(r, "3", "left out"), livepersontest.Values(table, total), "which of a count is 0")
}
