package plan_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
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
