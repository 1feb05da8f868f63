package plan_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/plan"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

func TestWindows(t *testing.T) {
	at := func(text string) time.Time {
		parsed, err := time.Parse("2006-01-02 15:04", text)
		require.NoError(t, err)
		return parsed
	}
	tests := map[string]struct {
		window   string
		from, to time.Time
	}{
		"the range, whole minutes":        {`{"kind": "range"}`, at("2026-03-29 11:34"), at("2026-03-29 12:35")},
		"the last 3 hours":                {`{"kind": "last", "hours": 3}`, at("2026-03-29 09:35"), at("2026-03-29 12:35")},
		"24 hours":                        {`{"kind": "last", "hours": 24}`, at("2026-03-28 12:35"), at("2026-03-29 12:35")},
		"today from 9":                    {`{"kind": "today", "from": "09:00"}`, at("2026-03-29 09:00"), at("2026-03-29 12:35")},
		"today from an hour yet to come":  {`{"kind": "today", "from": "18:30"}`, at("2026-03-28 18:30"), at("2026-03-29 12:35")},
		"today as the clocks go forward":  {`{"kind": "today", "from": "00:00", "timeZone": "Europe/Berlin"}`, at("2026-03-28 23:00"), at("2026-03-29 12:35")},
		"today where it is still morning": {`{"kind": "today", "from": "07:00", "timeZone": "America/New_York"}`, at("2026-03-29 11:00"), at("2026-03-29 12:35")},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			p, err := build(t, `{"kpis": ["csat"], "window": `+test.window+`}`, now.Add(-time.Hour), now)
			require.NoError(t, err)
			require.Equal(t, test.from, only(t, p).Window.From.UTC())
			require.Equal(t, test.to, only(t, p).Window.To.UTC())
		})
	}
}

func TestInvalidWindowsAreExplained(t *testing.T) {
	tests := map[string]struct {
		window   string
		from, to time.Duration
		says     string
	}{
		"too old": {"{}", -20 * day, -20*day + time.Hour, "LivePerson keeps data for 14 days"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := build(t, `{"kpis": ["csat"], "window": `+test.window+`}`, now.Add(test.from), now.Add(test.to))
			var sentence *query.Error
			require.ErrorAs(t, err, &sentence)
			require.Contains(t, sentence.Sentence, test.says)
		})
	}
}

// A range such as "today from 9:00" is no mistake of a panel's until then.
func TestRangeThatHasNotStartedIsEmpty(t *testing.T) {
	for name, test := range map[string]struct {
		query string
		to    time.Duration
		says  []string
	}{
		"a value":              {`{"kpis": ["csat"]}`, 2 * time.Hour, []string{"The time range has not started yet: it starts at 2026-03-29 13:34 UTC."}},
		"a trend":              {`{"kpis": ["csat"], "shape": "series"}`, 2 * time.Hour, []string{"The time range has not started yet: it starts at 2026-03-29 13:34 UTC."}},
		"that ends now":        {`{"kpis": ["csat"]}`, 0, []string{"The time range has not started yet: it starts at 2026-03-29 13:34 UTC."}},
		"beside a current KPI": {`{"kpis": ["csat", "online_agents"]}`, 0, []string{"The time range has not started yet: it starts at 2026-03-29 13:34 UTC. These KPIs have no values: CSAT."}},
	} {
		p, err := build(t, test.query, now.Add(time.Hour), now.Add(test.to))
		require.NoError(t, err, name)
		require.Equal(t, test.says, p.Notices.Warnings(), name)
		require.Equal(t, len(p.Steps) == 0, p.Empty, name)
	}
	_, err := build(t, `{"kpis": ["csat"]}`, now.Add(time.Hour), now, query.ForAlert)
	require.ErrorContains(t, err, "has not started yet")
	p, err := build(t, `{"kpis": ["csat"]}`, now.Add(-time.Hour), now.Add(-2*time.Hour))
	require.NoError(t, err)
	require.Equal(t, []string{"The time range ends before it starts at 2026-03-29 11:34 UTC. Select an end after the start."}, p.Notices.Warnings())
}

// What LivePerson no longer has is cut off, of values as of trends, and said.
func TestWindowThatStartsTooEarlyIsCut(t *testing.T) {
	for name, window := range map[string]string{"the range": `{}`, "the last hours": `{"kind": "last", "hours": 400}`} {
		raw := `{"kpis": ["closed_conversations", "open_conversations"], "window": ` + window + `}`
		p, err := build(t, raw, now.Add(-20*day), now)
		require.NoError(t, err, name)
		require.Equal(t, []string{"LivePerson keeps data for 14 days, so the window starts at 2026-03-15 12:36 UTC."}, p.Notices.Warnings(), name)
		for _, s := range p.Steps {
			requireAcceptable(t, s.Request)
		}
		rule := `{"kpis": ["closed_conversations"], "window": ` + window + `}`
		_, err = build(t, rule, now.Add(-20*day), now, query.ForAlert)
		require.ErrorContains(t, err, "LivePerson keeps data for 14 days. Select a later start", name)
	}
}

func TestCurrentValuesStayWhereTheWindowIsTooOld(t *testing.T) {
	raw := `{"kpis": ["closed_conversations", "open_conversations", "csat"]}`
	p, err := build(t, raw, now.Add(-30*day), now.Add(-29*day))
	require.NoError(t, err)
	require.Len(t, p.Notices.Warnings(), 1)
	require.Contains(t, p.Notices.Warnings()[0], "These KPIs have no values: Closed, CSAT.")
	for _, c := range only(t, p).Columns {
		require.True(t, c.Current)
	}
	sums := `{"rows": "skill", "kpis": ["closed_conversations", "total_max_slots"]}` // over agents, who are there now
	p, err = build(t, sums, now.Add(-30*day), now.Add(-29*day))
	require.NoError(t, err)
	require.Equal(t, []plan.Role{plan.Rows, plan.Agents}, []plan.Role{p.Steps[0].Role, p.Steps[1].Role})
	_, err = build(t, `{"kpis": ["csat"]}`, now.Add(-30*day), now.Add(-29*day), query.ForAlert)
	require.ErrorContains(t, err, "LivePerson keeps data for 14 days")
}

func TestYesterdaysHourIsExplained(t *testing.T) {
	p, err := build(t, `{"kpis": ["csat"], "window": {"kind": "today", "from": "18:30"}}`, now.Add(-time.Hour), now)
	require.NoError(t, err)
	require.Equal(t, []string{"It is not 18:30 yet: the window starts yesterday at that time."}, p.Notices.Infos())
}

// Whatever the range, LivePerson accepts the requests, or the error says why not.
func TestEveryRangeHasAcceptableRequests(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		from := now.Add(-time.Duration(random.Int64N(int64(16 * day))))
		to := from.Add(time.Duration(random.Int64N(int64(10 * day))))
		p, err := build(t, `{"kpis": ["csat"]}`, from, to)
		if err != nil {
			require.True(t, errors.As(err, new(*query.Error)))
			continue
		}
		for _, s := range p.Steps {
			requireAcceptable(t, s.Request)
		}
	}
}

// Whatever the time zone and the time, clocks going forward or back, today begins at
// its hour, at most a day before the end, and the chunks have neither gap nor overlap.
func TestTodayBeginsAtItsHourInEveryTimeZone(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	year := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, zone := range []string{"", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia", "Africa/Cairo"} {
		location, err := time.LoadLocation(zone)
		require.NoError(t, err)
		for range 1500 {
			end := year.Add(time.Duration(random.Int64N(int64(365 * day))))
			from := fmt.Sprintf("%02d:%02d", random.IntN(24), random.IntN(60))
			about := fmt.Sprintf("from %s in %q until %s", from, zone, end)
			raw := fmt.Sprintf(`{"kpis": ["closed_conversations"], "window": {"kind": "today", "from": %q, "timeZone": %q}}`, from, zone)
			p, err := buildAt(t, raw, end.Add(-time.Hour), end, end)
			require.NoError(t, err, about)
			start := p.Steps[0].Request.Window.From
			at := start
			for _, s := range p.Steps {
				require.True(t, at.Equal(s.Request.Window.From), about)
				at = s.Request.Window.To
			}
			require.False(t, at.Before(end), about)
			require.LessOrEqual(t, at.Sub(start), 25*time.Hour+time.Minute, about)
			isDay := at.Sub(start) == day // a day is one request, without its first minute or two
			if clock := start.In(location).Format("15:04"); clock != from && !isDay {
				requireJump(t, start, location, about)
			}
		}
	}
}

// requireJump checks that clocks go forward around a time, so that an hour of the day
// is not there.
func requireJump(t *testing.T, start time.Time, location *time.Location, about string) {
	t.Helper()
	_, before := start.Add(-3 * time.Hour).In(location).Zone()
	_, after := start.Add(3 * time.Hour).In(location).Zone()
	require.Greater(t, after, before, "%s begins at %s", about, start.In(location))
}
