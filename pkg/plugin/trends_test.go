package plugin_test

import (
	"context"
	"net/http"
	"path"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

const trendByMinute = `{"rows": "account", "kpis": ["avg_wait_time"], "shape": "series", "interval": "1m"}`

// midnight is when virtual time begins.
var midnight = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// newest is the last value of a trend's only line, nil if there is none.
func newest(f *data.Frame) *float64 {
	line := f.Fields[1]
	return line.At(line.Len() - 1).(*float64)
}

func TestAlertRuleFailsWithoutTheNewestPoint(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		v.respond(150*time.Millisecond, contactCentre)
		time.Sleep(10 * time.Second)
		response := v.rule(trendByMinute)
		require.NoError(t, response.Error)
		require.NotNil(t, newest(response.Frames[0]))
		v.respond(time.Millisecond, livepersontest.Respond(http.StatusServiceUnavailable, ""))
		time.Sleep(time.Until(midnight.Add(65 * time.Second)))
		require.Error(t, v.rule(trendByMinute).Error)
	})
}

func TestTrendWithoutTheNewestPointIsExplained(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		v.respond(150*time.Millisecond, contactCentre)
		time.Sleep(10 * time.Second)
		require.NoError(t, v.panel(context.Background(), trendByMinute)["A"].Error)
		v.respond(time.Millisecond, livepersontest.Respond(http.StatusServiceUnavailable, ""))
		time.Sleep(time.Until(midnight.Add(65 * time.Second)))
		response := v.panel(context.Background(), trendByMinute)["A"]
		require.NoError(t, response.Error)
		require.Nil(t, newest(response.Frames[0]))
		says := warnings(response.Frames[0])
		require.Len(t, says, 2)
		require.Contains(t, says[0], "1 of 61 intervals failed and are shown as gaps. ")
		require.Contains(t, says[1], "Showing data from 00:00:10 UTC (5", "the minutes that are shown and may still change")
	})
}

func TestTimeInStatusStandsStillWhileStale(t *testing.T) {
	const agents = `{"rows": "agent", "kpis": ["status_time"]}`
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, contactCentre)
		time.Sleep(time.Minute) // online since midnight
		since := func() float64 {
			response := v.panel(context.Background(), agents)["A"]
			require.NoError(t, response.Error)
			return *response.Frames[0].Fields[2].At(0).(*float64)
		}
		require.InDelta(t, 60_000, since(), 1000)
		time.Sleep(20 * time.Second)
		require.InDelta(t, 80_000, since(), 1000, "fresh values go on")
		v.respond(time.Millisecond, livepersontest.Respond(http.StatusServiceUnavailable, ""))
		time.Sleep(5 * time.Minute)
		require.InDelta(t, 60_000, since(), 1000, "what has become of them since is not known")
	})
}

// A list for a panel takes the only permit that panels have.
func TestListOfAnAlertRuleIsNotHeldBack(t *testing.T) {
	settings := map[string]any{"requestsAtOnce": 2}
	inVirtualTimeWith(t, settings, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, func(w http.ResponseWriter, r *http.Request) {
			switch path.Base(r.URL.Path) {
			case "metrics":
				livepersontest.Groups(0)(w, r)
			case "skills":
				time.Sleep(20 * time.Second)
				fallthrough
			default:
				contactCentre(w, r)
			}
		})
		go v.panel(context.Background(), `{"rows": "skill", "kpis": ["csat"], "filter": {"skills": ["9"]}}`) // has nothing: the list tells why
		time.Sleep(time.Second)
		began := time.Now()
		response := v.rule(`{"rows": "account", "kpis": ["load_other"], "filter": {"groups": ["1"], "includeSubGroups": true}}`)
		require.NoError(t, response.Error)
		require.Less(t, time.Since(began), time.Second)
		time.Sleep(30 * time.Second)
	})
}
