package plugin_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// busy is a centre with 20,000 conversations a day.
var busy = livepersontest.Conversations{Every: 4320 * time.Millisecond, Open: 1243}

// inCentre runs a test on a centre with conversations, at half past an hour.
func inCentre(t *testing.T, c livepersontest.Conversations, test func(t *testing.T, v *virtual)) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		v.respond(150*time.Millisecond, c.Handler(livepersontest.ContactCentre(3, 2, 3)))
		time.Sleep(30*time.Minute + 10*time.Second)
		test(t, v)
	})
}

// frame is the frame of a query.
func (v *virtual) frame(t *testing.T, query string) *data.Frame {
	t.Helper()
	response := v.panel(context.Background(), query)["A"]
	require.NoError(t, response.Error)
	require.Len(t, response.Frames, 1)
	return response.Frames[0]
}

func number(t *testing.T, f *data.Frame, field string, row int) float64 {
	t.Helper()
	column, _ := f.FieldByName(field)
	require.NotNil(t, column, field)
	value, ok := column.ConcreteAt(row)
	require.True(t, ok, field)
	return value.(float64)
}

const openTimes = `{"rows": "account", "kpis": ["open_response_time", "open_wait_time", "open_mcs_positive", "open_sample_size", "open_sample_share"]}`

func TestOpenConversationsAreSampled(t *testing.T) {
	inCentre(t, busy, func(t *testing.T, v *virtual) {
		f := v.frame(t, openTimes)
		require.InDelta(t, 90_000, number(t, f, "open_response_time", 0), 1e-6, "the mean of two minutes and one")
		require.InDelta(t, 60_000, number(t, f, "open_wait_time", 0), 1e-6)
		require.Equal(t, 200.0, number(t, f, "open_sample_size", 0))
		require.InDelta(t, 200.0/1243, number(t, f, "open_sample_share", 0), 1e-9)
		require.InDelta(t, 1243.0/3, number(t, f, "open_mcs_positive", 0), 5, "a third of all, not of the sample")
		require.Equal(t, []string{"From a sample of 200 of 1,243 open conversations."}, notices(f))
		require.Equal(t, 2, v.Calls("search"))
	})
}

func TestWholeSamplesNeedNoNotice(t *testing.T) {
	inCentre(t, livepersontest.Conversations{Every: 10 * time.Minute, Open: 7}, func(t *testing.T, v *virtual) {
		f := v.frame(t, `{"rows": "account", "kpis": ["open_sample_size", "open_sample_share", "closed_sample_size", "closed_sample_share", "service_level"]}`)
		require.Empty(t, notices(f))
		require.Equal(t, 7.0, number(t, f, "open_sample_size", 0))
		require.Equal(t, 6.0, number(t, f, "closed_sample_size", 0))
		require.Equal(t, 1.0, number(t, f, "closed_sample_share", 0))
		require.Equal(t, 1.0, number(t, f, "service_level", 0), "two minutes are within two minutes")
	})
}

// lastDay asks for closed conversations as the dashboards do.
func (v *virtual) lastDay(t *testing.T, rows string) *data.Frame {
	return v.frame(t, fmt.Sprintf(`{"rows": %q, "kpis": ["closed_response_time", "closed_sample_size"], "window": {"kind": "last", "hours": 24}}`, rows))
}

// The calls that a day of 20,000 conversations costs: 49 for the first look, for 25 hours
// of which the first is halved, then one a minute.
func TestCallsOfABusyDay(t *testing.T) {
	inCentre(t, busy, func(t *testing.T, v *virtual) {
		v.lastDay(t, "account")
		first := v.Calls("search")
		require.Equal(t, 50, first, "25 hours of two pages each")
		for range 10 {
			time.Sleep(time.Minute)
			v.lastDay(t, "account")
		}
		require.Equal(t, first+10, v.Calls("search"), "one for what is new, each minute")
	})
}

func TestOneSampleServesAll(t *testing.T) {
	inCentre(t, busy, func(t *testing.T, v *virtual) {
		v.lastDay(t, "account")
		first := v.Calls("search")
		for _, rows := range []string{"account", "skill", "group", "agent"} {
			for range 50 {
				v.lastDay(t, rows)
			}
		}
		v.frame(t, `{"rows": "account", "kpis": ["closed_mcs"], "filter": {"skills": ["1"]}, "window": {"kind": "last", "hours": 12}, "sampleSize": 100}`)
		require.NoError(t, v.rule(`{"rows": "skill", "kpis": ["service_level"], "window": {"kind": "last", "hours": 3}, "serviceLevelSeconds": 60}`).Error)
		require.Equal(t, first, v.Calls("search"))
	})
}

func TestFiftyViewersAtOnceAreOne(t *testing.T) {
	queries := []string{
		openTimes, `{"rows": "skill", "kpis": ["open_mcs"]}`, `{"rows": "agent", "kpis": ["closed_response_time"], "window": {"kind": "last", "hours": 12}}`,
		`{"rows": "account", "kpis": ["service_level"], "window": {"kind": "last", "hours": 24}}`,
	}
	calls := map[int]int{}
	for _, viewers := range []int{1, 50} {
		inCentre(t, busy, func(t *testing.T, v *virtual) {
			for range 3 {
				v.refresh(t, viewers, queries)
				time.Sleep(time.Minute)
			}
			calls[viewers] = v.Calls("search")
		})
	}
	require.Equal(t, calls[1], calls[50])
}

func TestTenThousandConversationsAnHour(t *testing.T) {
	inCentre(t, livepersontest.Conversations{Every: 360 * time.Millisecond}, func(t *testing.T, v *virtual) {
		v.timeRange = 2 * time.Hour
		f := v.frame(t, `{"rows": "account", "kpis": ["closed_sample_size", "closed_mcs_positive", "closed_response_time"]}`)
		require.Equal(t, 6, v.Calls("search"))
		require.InDelta(t, 600, number(t, f, "closed_sample_size", 0), 3)
		require.InEpsilon(t, 20_000.0/3, number(t, f, "closed_mcs_positive", 0), 0.05)
		require.InDelta(t, 90_000, number(t, f, "closed_response_time", 0), 1e-6)
	})
}

func TestClosedHoursAreRequestedOnce(t *testing.T) {
	inCentre(t, busy, func(t *testing.T, v *virtual) {
		v.lastDay(t, "account")
		before := v.Calls("search")
		time.Sleep(time.Hour)
		v.lastDay(t, "account")
		require.LessOrEqual(t, v.Calls("search")-before, 4, "the hour that has ended meanwhile, and the new one")
	})
}

func TestWarmingUpIsSaid(t *testing.T) {
	inCentre(t, busy, func(t *testing.T, v *virtual) {
		const query = `{"rows": "account", "kpis": ["closed_response_time"], "window": {"kind": "last", "hours": 72}}`
		f := v.frame(t, query)
		require.Len(t, notices(f), 2)
		require.Regexp(t, `^Loaded 3\d of 73 hours so far; more on the next refresh\.$`, notices(f)[0])
		require.InDelta(t, 90_000, number(t, f, "closed_response_time", 0), 1e-6)
		require.ErrorContains(t, v.rule(query).Error, "The sample of closed conversations is not complete yet. Loaded 3")
		for range 3 {
			time.Sleep(time.Minute)
			f = v.frame(t, query)
		}
		require.Len(t, notices(f), 1)
		require.Regexp(t, `^From a sample of 14,\d\d\d of about (59|60),\d\d\d closed conversations\.$`, notices(f)[0])
		require.NoError(t, v.rule(query).Error)
	})
}

func TestTrendOfASample(t *testing.T) {
	inCentre(t, busy, func(t *testing.T, v *virtual) {
		v.timeRange = 12 * time.Hour
		f := v.frame(t, `{"rows": "account", "kpis": ["closed_response_time"], "shape": "series", "interval": "1h"}`)
		require.Equal(t, 13, f.Rows())
		for row := range f.Rows() {
			value, ok := f.Fields[1].ConcreteAt(row)
			require.True(t, ok, row)
			require.InDelta(t, 90_000, value, 1e-6)
		}
		require.Equal(t, 26, v.Calls("search"))
	})
}

func TestShortIntervalsOfASample(t *testing.T) {
	inCentre(t, busy, func(t *testing.T, v *virtual) {
		v.timeRange = 4 * time.Hour
		auto := v.frame(t, `{"rows": "account", "kpis": ["closed_response_time"], "shape": "series"}`)
		require.Equal(t, 5, auto.Rows(), "an hour each, where people choose none")
		f := v.frame(t, `{"rows": "account", "kpis": ["closed_response_time"], "shape": "series", "interval": "15m"}`)
		require.Equal(t, 17, f.Rows())
		with := 0
		for row := range f.Rows() {
			if value, ok := f.Fields[1].ConcreteAt(row); ok {
				with++
				require.InDelta(t, 90_000, value, 1e-6)
			}
		}
		require.Equal(t, 6, with, "the newest quarter of each hour, which is in two points where the hour is not over")
		require.Contains(t, strings.Join(notices(f), " "), "At 11 of 17 intervals, the sample has fewer than 10 conversations. Select a larger sample, or an interval of 1h or more.")
		require.Equal(t, 10, v.Calls("search"), "the same hours")
	})
}

func TestTrendOfTwoWeeksWarmsUp(t *testing.T) {
	inCentre(t, busy, func(t *testing.T, v *virtual) {
		v.timeRange = 14*24*time.Hour - 2*time.Hour
		const query = `{"rows": "account", "kpis": ["closed_mcs"], "shape": "series", "interval": "1h"}`
		require.Regexp(t, `Loaded 3\d of 335 intervals so far; more on the next refresh\.`, strings.Join(notices(v.frame(t, query)), " "))
		for range 15 {
			time.Sleep(time.Minute)
			v.frame(t, query)
		}
		f := v.frame(t, query)
		require.NotContains(t, strings.Join(notices(f), " "), "Loaded")
		for row := range f.Rows() {
			_, ok := f.Fields[1].ConcreteAt(row)
			require.True(t, ok, row)
		}
	})
}

func TestSampleThatIsTooLargeForItsWindow(t *testing.T) {
	inCentre(t, livepersontest.Conversations{Every: 10 * time.Minute}, func(t *testing.T, v *virtual) {
		f := v.frame(t, `{"rows": "account", "kpis": ["closed_sample_size"], "window": {"kind": "last", "hours": 48}, "sampleSize": 2000}`)
		require.Equal(t, []string{"A sample of 2000 conversations per hour goes back 33 hours. Conversations closed earlier are left out. Select a smaller sample size for a longer window."}, notices(f))
		require.Equal(t, 6.0*33+3, number(t, f, "closed_sample_size", 0))
	})
}

// What a sample does not reach is unknown, and not 0.
func TestPointsThatASampleDoesNotReachAreGaps(t *testing.T) {
	inCentre(t, livepersontest.Conversations{Every: 10 * time.Minute}, func(t *testing.T, v *virtual) {
		v.timeRange = 47 * time.Hour
		f := v.frame(t, `{"rows": "skill", "kpis": ["closed_sample_size"], "shape": "series", "interval": "1h", "sampleSize": 2000}`)
		known := 0
		for row := range f.Rows() {
			if _, ok := f.Fields[1].ConcreteAt(row); ok {
				known++
			}
		}
		require.Equal(t, 34, known)
		tooLong := `{"rows": "skill", "kpis": ["closed_sample_size"], "window": {"kind": "last", "hours": 48}, "sampleSize": 2000}`
		require.ErrorContains(t, v.rule(tooLong).Error, "goes back 33 hours")
	})
}

func TestRowsOfASample(t *testing.T) {
	inCentre(t, livepersontest.Conversations{Every: 10 * time.Minute}, func(t *testing.T, v *virtual) {
		for rows, expected := range map[string]struct{ all, sampled int }{"skill": {3, 2}, "group": {2, 1}, "agent": {3, 3}} {
			f := v.frame(t, fmt.Sprintf(`{"rows": %q, "kpis": ["closed_response_time", "closed_first_response_from_all_assignments"]}`, rows))
			require.Equal(t, expected.all, f.Rows(), rows)
			for row := range expected.sampled {
				require.Equal(t, 90_000.0, number(t, f, "closed_response_time", row))
				require.Equal(t, 60_000.0, number(t, f, "closed_first_response_from_all_assignments", row))
			}
			for row := expected.sampled; row < expected.all; row++ {
				require.Nil(t, column(t, f, "closed_response_time")[row], "no conversation of this one is in the sample")
			}
		}
	})
}

// failingHours makes searches for what was closed before a time fail, as long as it is not 0.
func (v *virtual) failingHours(before *atomic.Int64) {
	all := busy.Handler(livepersontest.ContactCentre(3, 2, 3))
	v.Handle(func(w http.ResponseWriter, r *http.Request) {
		raw, _ := io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(raw))
		var body struct{ End struct{ To int64 } }
		_ = json.Unmarshal(raw, &body)
		if to := body.End.To; to > 0 && to < before.Load() {
			livepersontest.Respond(http.StatusInternalServerError, ``)(w, r)
			return
		}
		all(w, r)
	})
}

func TestAnHourThatFailsIsLeftOutOfTheFirstLook(t *testing.T) {
	inCentre(t, busy, func(t *testing.T, v *virtual) {
		const query = `{"rows": "account", "kpis": ["closed_response_time"], "window": {"kind": "last", "hours": 5}}`
		var before atomic.Int64
		before.Store(time.Now().Add(-4 * time.Hour).Truncate(time.Hour).UnixMilli())
		v.failingHours(&before)
		f := v.frame(t, query)
		require.Contains(t, notices(f), "Loaded 5 of 6 hours so far; more on the next refresh.")
		require.Contains(t, strings.Join(notices(f), " "), "Some hours of the sample could not be loaded. LivePerson")
		require.InDelta(t, 90_000, number(t, f, "closed_response_time", 0), 1e-6)
		require.ErrorContains(t, v.rule(query).Error, "The sample of closed conversations is not complete yet.")
		before.Store(0)
		time.Sleep(2 * time.Minute)
		require.Len(t, notices(v.frame(t, query)), 1, "which says how large the sample is")
	})
}

// An earlier result with all hours is better than one without some.
func TestHoursThatFailLaterLeaveTheEarlierResult(t *testing.T) {
	inCentre(t, busy, func(t *testing.T, v *virtual) {
		v.lastDay(t, "account")
		var before atomic.Int64
		before.Store(time.Now().Add(time.Hour).UnixMilli())
		v.failingHours(&before)
		time.Sleep(time.Minute)
		notices := strings.Join(notices(v.lastDay(t, "account")), " ")
		require.Contains(t, notices, "Showing data from ")
		require.NotContains(t, notices, "so far")
	})
}

func TestASampleOutlivesItsViewer(t *testing.T) {
	inCentre(t, busy, func(t *testing.T, v *virtual) {
		ctx, leave := context.WithCancel(context.Background())
		go func() {
			time.Sleep(100 * time.Millisecond)
			leave()
		}()
		require.Error(t, v.panel(ctx, openTimes)["A"].Error)
		synctest.Wait()
		time.Sleep(time.Second)
		v.frame(t, openTimes)
		require.Equal(t, 2, v.Calls("search"), "those of the viewer who left")
	})
}

func TestLoadsEndWithTheDataSource(t *testing.T) {
	inCentre(t, busy, func(t *testing.T, v *virtual) {
		v.Delay(10 * time.Second)
		ctx, leave := context.WithCancel(context.Background())
		go func() {
			time.Sleep(time.Second)
			leave()
		}()
		require.Error(t, v.panel(ctx, openTimes)["A"].Error)
		v.Dispose()
		time.Sleep(time.Minute)
		require.Equal(t, 1, v.Calls("search"), "the second page is not requested any more")
	})
}

func TestAPIWithoutPermissionHurtsItsKPIsOnly(t *testing.T) {
	inCentre(t, busy, func(t *testing.T, v *virtual) {
		v.Fail("search", 403, 403, 403, 403, 403, 403, 403, 403)
		response := v.panel(context.Background(), `{"rows": "account", "kpis": ["open_conversations", "closed_mcs"], "window": {"kind": "last", "hours": 24}}`)["A"]
		require.NoError(t, response.Error)
		require.Equal(t, 1.0, number(t, response.Frames[0], "open_conversations", 0))
		require.Len(t, notices(response.Frames[0]), 1)
		require.Contains(t, notices(response.Frames[0])[0], "No values for MCS, closed: the credentials have no permission to use LivePerson's Messaging Interactions API")
		require.LessOrEqual(t, v.Calls("search"), 4)
	})
}

func TestSettingsOfSamples(t *testing.T) {
	settings := map[string]any{"sampleSize": "100", "openedWithin": 30, "serviceLevelSeconds": 60}
	inVirtualTimeWith(t, settings, func(t *testing.T, v *virtual) {
		v.respond(150*time.Millisecond, busy.Handler(livepersontest.ContactCentre(3, 2, 3)))
		time.Sleep(30 * time.Minute)
		f := v.frame(t, `{"rows": "account", "kpis": ["open_sample_size", "service_level", "closed_sample_size"]}`)
		require.Equal(t, 30.0, number(t, f, "open_sample_size", 0), "one a minute")
		require.Equal(t, 0.0, number(t, f, "service_level", 0), "two minutes are not within one")
		require.Equal(t, 3, v.Calls("search"), "the open ones, and two hours")
		f = v.frame(t, `{"rows": "account", "kpis": ["open_sample_size", "service_level"], "openedWithin": 0, "serviceLevelSeconds": 120}`)
		require.Equal(t, 100.0, number(t, f, "open_sample_size", 0))
		require.Equal(t, 1.0, number(t, f, "service_level", 0))
	})
}

// What may not be used is asked for once an hour, and what an account does not have every
// ten minutes, however many panels want it.
func TestAPIThatIsOffIsAskedOnceAnHour(t *testing.T) {
	for name, test := range map[string]struct {
		off    http.HandlerFunc
		trials int
	}{
		"not found": {livepersontest.Respond(http.StatusNotFound, `{"message": "no such account"}`), 5},
		"empty":     {livepersontest.Respond(http.StatusOK, ""), 5},
		"forbidden": {livepersontest.Respond(http.StatusForbidden, `{"message": "no privilege"}`), 1},
	} {
		t.Run(name, func(t *testing.T) {
			inCentre(t, busy, func(t *testing.T, v *virtual) {
				others := livepersontest.ContactCentre(3, 2, 3)
				v.Handle(func(w http.ResponseWriter, r *http.Request) {
					if strings.HasSuffix(r.URL.Path, "/search") {
						test.off(w, r)
						return
					}
					others(w, r)
				})
				for range 50 {
					f := v.frame(t, `{"rows": "account", "kpis": ["open_conversations", "open_mcs", "closed_mcs"], "window": {"kind": "last", "hours": 24}}`)
					require.Equal(t, 1.0, number(t, f, "open_conversations", 0))
					require.Contains(t, strings.Join(notices(f), " "), "Messaging Interactions API")
					time.Sleep(time.Minute)
				}
				require.LessOrEqual(t, v.Calls("search"), 5*test.trials, "one for open conversations, and hours that were requested at once")
			})
		})
	}
}
