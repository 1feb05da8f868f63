package plan_test

import (
	"errors"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/plan"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

var now = time.Date(2026, 3, 29, 12, 34, 56, 0, time.UTC)

var load = sync.OnceValues(catalogue.Load)

func ask(t *testing.T, raw string, from, to time.Time) (plan.Plan, error) {
	t.Helper()
	kpis, err := load()
	require.NoError(t, err)
	q, err := query.Parse(kpis, []byte(raw), query.Range{From: from, To: to})
	require.NoError(t, err)
	return plan.Build(kpis, q, now, plan.Limits{SeriesRequests: 400})
}

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
		"24 hours less a minute":          {`{"kind": "last", "hours": 24}`, at("2026-03-28 12:36"), at("2026-03-29 12:35")},
		"today from 9":                    {`{"kind": "today", "from": "09:00"}`, at("2026-03-29 09:00"), at("2026-03-29 12:35")},
		"today from an hour yet to come":  {`{"kind": "today", "from": "18:30"}`, at("2026-03-28 18:30"), at("2026-03-29 12:35")},
		"today as the clocks go forward":  {`{"kind": "today", "from": "00:00", "timeZone": "Europe/Berlin"}`, at("2026-03-28 23:00"), at("2026-03-29 12:35")},
		"today where it is still morning": {`{"kind": "today", "from": "07:00", "timeZone": "America/New_York"}`, at("2026-03-29 11:00"), at("2026-03-29 12:35")},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			p, err := ask(t, `{"kpis": ["csat"], "window": `+test.window+`}`, now.Add(-time.Hour), now)
			require.NoError(t, err)
			require.Equal(t, test.from, only(t, p).From.UTC())
			require.Equal(t, test.to, only(t, p).To.UTC())
		})
	}
}

func TestWindowsThatAreNotPossible(t *testing.T) {
	day := 24 * time.Hour
	tests := map[string]struct {
		from, to time.Duration
		says     string
	}{
		"too old": {-20 * day, -20*day + time.Hour, "LivePerson keeps 14 days"},
		"to come": {time.Hour, 2 * time.Hour, "has not come yet"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := ask(t, `{"kpis": ["csat"]}`, now.Add(test.from), now.Add(test.to))
			var sentence *query.Error
			require.ErrorAs(t, err, &sentence)
			require.Contains(t, sentence.Sentence, test.says)
		})
	}
}

func TestValuesOfNowAreTheSameQuestionForEveryRange(t *testing.T) {
	short, err := ask(t, `{"kpis": ["open_conversations"]}`, now.Add(-time.Hour), now)
	require.NoError(t, err)
	long, err := ask(t, `{"kpis": ["open_conversations"]}`, now.Add(-300*24*time.Hour), now)
	require.NoError(t, err)
	require.Equal(t, only(t, short), only(t, long))
}

func TestValuesOfNowInAPastRangeAreSaidToBe(t *testing.T) {
	p, err := ask(t, `{"kpis": ["open_conversations", "csat"]}`, now.Add(-5*time.Hour), now.Add(-4*time.Hour))
	require.NoError(t, err)
	require.Len(t, p.Notices, 1)
	require.Contains(t, p.Notices[0], "only as of now")
	require.Contains(t, p.Notices[0], "Open")
	require.NotContains(t, p.Notices[0], "CSAT")
}

func TestTheQuestion(t *testing.T) {
	p, err := ask(t, `{"rows": "group", "kpis": ["wait_time", "online_agents"], "filter": {"skills": ["2"], "groups": ["1"], "includeSubGroups": true}}`, now.Add(-time.Hour), now)
	require.NoError(t, err)
	r := only(t, p)
	require.Equal(t, liveperson.ByGroup, r.GroupBy)
	require.Equal(t, liveperson.Filter{Skills: []string{"2"}, Groups: []string{"1"}, IncludeSubGroups: true}, r.Filter)
	require.Len(t, r.ByTime, 2)
	require.Equal(t, []liveperson.Metric{{Name: "online_agents", Field: "onlineAgents"}}, r.Now)
}

func TestTheSameKPIsInAnotherOrderAreTheSameQuestion(t *testing.T) {
	one, err := ask(t, `{"kpis": ["csat", "closed_conversations", "open_conversations", "online_agents"]}`, now.Add(-time.Hour), now)
	require.NoError(t, err)
	other, err := ask(t, `{"kpis": ["online_agents", "open_conversations", "closed_conversations", "csat"]}`, now.Add(-time.Hour), now)
	require.NoError(t, err)
	require.Equal(t, only(t, one), only(t, other))
}

// only is the one metrics request of a plan.
func only(t *testing.T, p plan.Plan) liveperson.MetricsRequest {
	t.Helper()
	require.Len(t, p.Own, 1)
	return p.Own[0].(liveperson.MetricsRequest)
}

// acceptable is what LivePerson accepts of a window.
func acceptable(t *testing.T, r liveperson.Request) {
	t.Helper()
	from, to := r.Span()
	require.True(t, from.Equal(from.Truncate(time.Minute)))
	require.True(t, to.Equal(to.Truncate(time.Minute)))
	require.LessOrEqual(t, to.Sub(from), 24*time.Hour)
	require.Positive(t, to.Sub(from))
	require.False(t, from.Before(now.Add(-14*24*time.Hour)))
	require.False(t, to.After(now.Add(time.Minute)))
}

// Whatever the range, what is asked is what LivePerson accepts, or the person
// is told why not.
func TestEveryPlanIsOneThatLivePersonAccepts(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		from := now.Add(-time.Duration(random.Int64N(int64(16 * 24 * time.Hour))))
		to := from.Add(time.Duration(random.Int64N(int64(10 * 24 * time.Hour))))
		p, err := ask(t, `{"kpis": ["csat"]}`, from, to)
		if err != nil {
			require.True(t, errors.As(err, new(*query.Error)))
			continue
		}
		for _, r := range p.Own {
			acceptable(t, r)
		}
	}
}
