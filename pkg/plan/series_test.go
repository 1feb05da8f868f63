package plan_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/plan"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

const day = 24 * time.Hour

func TestAWideWindowIsAskedInPiecesForWhatAddsUp(t *testing.T) {
	p, err := ask(t, `{"kpis": ["closed_conversations", "csat", "open_conversations"]}`, now.Add(-3*day), now)
	require.NoError(t, err)
	require.Len(t, p.Own, 8, "seven pieces of at most 12 hours, and the last day for the rest")
	end := now.Add(-3 * day).Truncate(time.Minute)
	for _, r := range p.Own[:7] {
		acceptable(t, r)
		from, to := r.Span()
		require.Equal(t, end, from, "no gap and no overlap")
		_, ofNow := r.Metrics()
		require.Empty(t, ofNow)
		require.Equal(t, []liveperson.Metric{{Name: "closed_conversations", Field: "closedConversations"}}, r.(liveperson.MetricsRequest).ByTime)
		end = to
	}
	require.Equal(t, now.Truncate(time.Minute).Add(time.Minute), end)
	last := p.Own[7].(liveperson.MetricsRequest)
	acceptable(t, last)
	require.Len(t, last.Now, 3)
	require.Len(t, last.ByTime, 1)
	require.Equal(t, []string{"LivePerson averages over 24 hours at most. These KPIs are for the last 24 hours of the window: CSAT."}, p.Notices)
}

func TestATrendAsksOncePerPoint(t *testing.T) {
	p, err := ask(t, `{"rows": "skill", "shape": "series", "interval": "1h", "kpis": ["csat"]}`, now.Add(-13*day), now)
	require.NoError(t, err)
	require.Len(t, p.Own, 13*24+1)
	require.Len(t, p.Points, len(p.Own))
	for i, r := range p.Own {
		acceptable(t, r)
		from, to := r.Span()
		require.Equal(t, p.Points[i], from)
		require.Equal(t, from.Truncate(time.Hour), from)
		require.LessOrEqual(t, to.Sub(from), time.Hour)
	}
	require.Empty(t, p.Notices)
}

func TestATrendThatTakesTooManyRequestsIsWidened(t *testing.T) {
	p, err := ask(t, `{"rows": "skill", "shape": "series", "interval": "5m", "kpis": ["csat"]}`, now.Add(-7*day), now)
	require.NoError(t, err)
	require.LessOrEqual(t, len(p.Own), 400)
	require.Equal(t, 30*time.Minute, p.Points[1].Sub(p.Points[0]))
	require.Contains(t, p.Notices[0], "A point stands for 30m instead of 5m")
}

func TestATrendStartsWhereLivePersonStillHasIt(t *testing.T) {
	p, err := ask(t, `{"shape": "series", "interval": "1h", "kpis": ["csat"]}`, now.Add(-40*day), now)
	require.NoError(t, err)
	require.Contains(t, p.Notices[0], "LivePerson keeps 14 days")
	for _, r := range p.Own {
		acceptable(t, r)
	}
}

func TestTheAccountsCountsComeFromItsHistory(t *testing.T) {
	p, err := ask(t, `{"shape": "series", "interval": "1h", "kpis": ["closed_conversations", "transfers"]}`, now.Add(-20*time.Hour), now)
	require.NoError(t, err)
	require.Equal(t, 20, p.History)
	require.Len(t, p.Points, 21)
	require.Len(t, p.Own, 2, "the history, and the point that is not over")
	require.IsType(t, liveperson.HistoricalRequest{}, p.Own[0])
	from, to := p.Own[0].Span()
	require.Equal(t, p.Points[0], from)
	require.Equal(t, p.Points[20], to)
}

// Where nobody chose an interval, a trend has no more points than people can
// read, and over more than two days each stands for an hour or more.
func TestATrendWithoutAnIntervalStaysLegible(t *testing.T) {
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
		p, err := plan.Build(kpis, q, now, plan.Limits{SeriesRequests: 400})
		require.NoError(t, err, name)
		require.LessOrEqual(t, len(p.Points), 100, name)
		require.Equal(t, test.want, p.Points[1].Sub(p.Points[0]), name)
		require.Empty(t, p.Warnings, name)
	}
}

func TestAnIntervalThatWasChosenStaysAsItIs(t *testing.T) {
	p, err := ask(t, `{"rows": "skill", "shape": "series", "interval": "30m", "kpis": ["csat"]}`, now.Add(-7*day), now)
	require.NoError(t, err)
	require.Equal(t, 30*time.Minute, p.Points[1].Sub(p.Points[0]))
	require.Len(t, p.Own, 7*48+1)
	require.Empty(t, p.Notices)
}
