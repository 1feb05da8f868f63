package plan_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/plan"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

func TestTrendHasARequestForEachPoint(t *testing.T) {
	p, err := build(t, `{"rows": "skill", "shape": "series", "interval": "1h", "kpis": ["csat"]}`, now.Add(-13*day), now)
	require.NoError(t, err)
	require.Len(t, p.Steps, 13*24+1)
	require.Len(t, p.Points, len(p.Steps))
	for i, s := range p.Steps {
		requireAcceptable(t, s.Request)
		require.Equal(t, plan.Point, s.Role)
		require.Equal(t, []time.Time{p.Points[i]}, s.Points)
		w := s.Request.Window
		require.Equal(t, p.Points[i], w.From)
		require.Equal(t, w.From.Truncate(time.Hour), w.From)
		require.LessOrEqual(t, w.Length(), time.Hour)
	}
	require.Empty(t, p.Notices)
	require.Equal(t, "The last interval, from 2026-03-29 12:00 UTC, is not complete yet.", p.OpenPoint)
}

func TestTrendOfAnAlertRuleHasPointsThatAreOver(t *testing.T) {
	for name, test := range map[string]struct {
		raw    string
		span   time.Duration
		first  string
		points int
	}{
		"an hour each":          {`"rows": "skill", "interval": "1h", "kpis": ["csat"]`, 6 * time.Hour, "06:00", 6},
		"less than a point":     {`"rows": "skill", "interval": "1h", "kpis": ["csat"]`, 10 * time.Minute, "11:00", 1},
		"a minute each":         {`"rows": "skill", "interval": "1m", "kpis": ["csat"]`, 5 * time.Minute, "12:29", 5},
		"a day each":            {`"rows": "skill", "interval": "1d", "kpis": ["csat"]`, time.Hour, "00:00", 1},
		"the account's history": {`"interval": "1h", "kpis": ["closed_conversations"]`, 6 * time.Hour, "06:00", 6},
	} {
		p, err := build(t, `{"shape": "series", `+test.raw+`}`, now.Add(-test.span), now, query.ForAlert)
		require.NoError(t, err, name)
		require.Len(t, p.Points, test.points, name)
		require.Equal(t, test.first, p.Points[0].Format("15:04"), name)
		for _, s := range p.Steps {
			require.False(t, s.Request.Window.To.After(now), name)
		}
		require.Empty(t, p.Notices, name)
		require.Empty(t, p.OpenPoint, name)
	}
}

func TestTrendOfTooManyRequestsHasLongerPoints(t *testing.T) {
	p, err := build(t, `{"rows": "skill", "shape": "series", "interval": "5m", "kpis": ["csat"]}`, now.Add(-7*day), now)
	require.NoError(t, err)
	require.LessOrEqual(t, len(p.Steps), 400)
	require.Equal(t, 30*time.Minute, p.Points[1].Sub(p.Points[0]))
	require.Contains(t, p.Notices.Infos()[0], "The interval is 30m instead of 5m")
}

func TestTrendStartsWhereLivePersonStillHasIt(t *testing.T) {
	p, err := build(t, `{"shape": "series", "interval": "1h", "kpis": ["csat"]}`, now.Add(-40*day), now)
	require.NoError(t, err)
	require.Contains(t, p.Notices.Warnings()[0], "LivePerson keeps data for 14 days, so the trend starts at")
	for _, s := range p.Steps {
		requireAcceptable(t, s.Request)
	}
}

// The last 24 hours of an API that keeps 24 hours are always too long by the same moment,
// whatever the hour's minutes: only steps of five minutes make its trend start later.
func TestTrendOverAllThatLivePersonKeeps(t *testing.T) {
	for after := time.Duration(0); after < 15*time.Minute; after += 20 * time.Second {
		at := now.Add(after)
		const trend = `{"shape": "series", "interval": "1h", "kpis": ["chat_entered_queue"]}`
		p, err := buildAt(t, trend, at.Add(-day), at, at)
		require.NoError(t, err, after)
		require.Empty(t, p.Notices.Warnings(), after)
		require.Contains(t, p.Notices.Infos()[0], "LivePerson keeps data for 24 hours, so the trend starts at", after)
		for _, raw := range []string{trend, `{"kpis": ["chat_entered_queue"]}`} {
			_, err = buildAt(t, raw, at.Add(-day), at, at, query.ForAlert)
			require.NoError(t, err, "%s %v", raw, after)
		}
	}
}

func TestTrendOfTheAccountComesFromItsHistory(t *testing.T) {
	p, err := build(t, `{"shape": "series", "interval": "1h", "kpis": ["closed_conversations", "transfers"]}`, now.Add(-20*time.Hour), now)
	require.NoError(t, err)
	require.Len(t, p.Points, 21)
	require.Len(t, p.Steps, 2, "the history, and the point that is not over")
	require.Equal(t, plan.History, p.Steps[0].Role)
	require.Equal(t, "kmm.historical", p.Steps[0].Request.Method.Name)
	require.Equal(t, time.Hour, p.Steps[0].Request.Step)
	require.Equal(t, p.Points[:20], p.Steps[0].Points)
	require.Equal(t, p.Points[0], p.Steps[0].Request.Window.From)
	require.Equal(t, p.Points[20], p.Steps[0].Request.Window.To)
	require.Equal(t, plan.Point, p.Steps[1].Role)
}

func TestTrendWithoutAHistory(t *testing.T) {
	for name, test := range map[string]struct {
		raw  string
		span time.Duration
	}{
		"another KPI":       {`{"shape": "series", "interval": "1h", "kpis": ["closed_conversations", "csat"]}`, 20 * time.Hour},
		"by skill":          {`{"rows": "skill", "shape": "series", "interval": "1h", "kpis": ["closed_conversations"]}`, 20 * time.Hour},
		"with sub-groups":   {`{"shape": "series", "interval": "1h", "kpis": ["closed_conversations"], "filter": {"groups": ["1"], "includeSubGroups": true}}`, 20 * time.Hour},
		"too long ago":      {`{"shape": "series", "interval": "1h", "kpis": ["closed_conversations"]}`, 30 * time.Hour},
		"too many points":   {`{"shape": "series", "interval": "5m", "kpis": ["closed_conversations"]}`, 9 * time.Hour},
		"a single one over": {`{"shape": "series", "interval": "1h", "kpis": ["closed_conversations"]}`, time.Hour},
	} {
		p, err := build(t, test.raw, now.Add(-test.span), now)
		require.NoError(t, err, name)
		require.Len(t, p.Steps, len(p.Points), name)
	}
}

// Without an interval, a trend has no more points than people can
// read, and over more than two days each stands for an hour or more.
func TestAutoInterval(t *testing.T) {
	kpis, err := load()
	require.NoError(t, err)
	q, err := query.Parse(kpis, []byte(`{"rows": "skill", "shape": "series", "kpis": ["csat"]}`), query.Range{})
	require.NoError(t, err)
	for name, test := range map[string]struct{ span, room, want time.Duration }{
		"an hour":                      {time.Hour, time.Second, time.Minute},
		"a day":                        {day, time.Minute, 15 * time.Minute},
		"two days":                     {2 * day, time.Minute, 30 * time.Minute},
		"just over two days":           {2*day + time.Minute, time.Minute, time.Hour},
		"a week":                       {7 * day, 10 * time.Minute, 2 * time.Hour},
		"all there is":                 {14 * day, time.Minute, 6 * time.Hour},
		"a panel with room for little": {day, 3 * time.Hour, 3 * time.Hour},
	} {
		q.Range = query.Range{From: now.Add(-test.span), To: now, Interval: test.room}
		p, err := plan.New(kpis, liveperson.Methods(liveperson.OAuth2), plan.Limits{MaxTrendRequests: 400}).Build(q, now)
		require.NoError(t, err, name)
		require.LessOrEqual(t, len(p.Points), 100, name)
		require.Equal(t, test.want, p.Points[1].Sub(p.Points[0]), name)
		require.Empty(t, p.Notices.Warnings(), name)
	}
}

func TestChosenIntervalStaysAsItIs(t *testing.T) {
	for text, interval := range map[string]time.Duration{"30m": 30 * time.Minute, "1d": day} {
		p, err := build(t, `{"rows": "skill", "shape": "series", "interval": "`+text+`", "kpis": ["csat"]}`, now.Add(-7*day), now)
		require.NoError(t, err)
		require.Equal(t, interval, p.Points[1].Sub(p.Points[0]))
		require.Len(t, p.Steps, int(7*day/interval)+1)
		require.Empty(t, p.Notices)
	}
}

// With a bearer token, LivePerson takes the bounds of a window, so each point of a trend of
// the queue is a window of its own, and one in the past is as good as one that ends now.
func TestTrendOfTheQueueHasARequestForEachPoint(t *testing.T) {
	const raw = `{"rows": "skill", "shape": "series", "interval": "1h", "kpis": ["queue_wait_new"]}`
	p, err := build(t, raw, now.Add(-8*time.Hour), now.Add(-2*time.Hour))
	require.NoError(t, err)
	require.Len(t, p.Points, 7)
	for i, s := range p.Steps {
		require.Equal(t, plan.Point, s.Role)
		require.Equal(t, "operations.msgqueuehealth", s.Request.Method.Name)
		require.Equal(t, api.Window{From: p.Points[i], To: p.Points[i].Add(time.Hour)}, s.Request.Window)
	}
	_, err = buildWith(t, liveperson.AppKey, raw, now.Add(-8*time.Hour), now)
	require.EqualError(t, err, "LivePerson's Messaging Operations API has no trend of these KPIs by skill. Select \"One value\" instead of \"Trend\".")
}

func TestTrendHasOnlyWhatEachMethodStillHas(t *testing.T) {
	p, err := build(t, `{"rows": "skill", "shape": "series", "interval": "6h", "kpis": ["csat", "queue_wait_new"]}`, now.Add(-3*day), now)
	require.NoError(t, err)
	require.Len(t, p.Points, 13)
	var queue []api.Window
	for _, s := range p.Steps {
		if s.Request.Method.Name == "operations.msgqueuehealth" {
			queue = append(queue, s.Request.Window)
		}
	}
	require.Len(t, queue, 4, "since 18:00 of the day before")
	require.Equal(t, p.Points[9], queue[0].From)
	require.Contains(t, p.Notices.Infos()[0], "Messaging Operations API keeps data for 24 hours. The trend of these KPIs starts at 2026-03-28 18:00 UTC: Queue wait, new.")
}
