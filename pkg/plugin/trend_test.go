package plugin

import (
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/gather"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/plan"
)

// hours is a plan of a trend: so many hours up to noon, the first of them in one
// answer.
func hours(points, history int) plan.Plan {
	p := plan.Plan{History: history}
	for i := range points {
		from := noon.Add(-time.Duration(points-i) * time.Hour)
		p.Points = append(p.Points, from)
		if i > 0 && i < history {
			continue
		}
		p.Own = append(p.Own, liveperson.MetricsRequest{From: from, To: from.Add(time.Hour)})
	}
	return p
}

// about is an answer about some hours before noon.
func about(source gather.Source, from, to int) gather.Answer {
	a := gather.Answer{Source: source, From: noon.Add(time.Duration(-from) * time.Hour), To: noon.Add(time.Duration(-to) * time.Hour), At: noon}
	if source == gather.Stale {
		a.Failure = errDown
	}
	return a
}

func TestWhatStandsInForAnotherPointIsNotShown(t *testing.T) {
	answers := []gather.Answer{about(gather.Memory, 3, 2), about(gather.Stale, 2, 1), about(gather.Stale, 2, 1)}
	trend := trendOf(hours(3, 0), answers, make([]error, 3))
	require.Equal(t, []error{nil, nil, errDown}, trend.missing)
	require.False(t, trend.points[1].Gap, "it is of the same hour")
	require.True(t, trend.points[2].Gap)
	require.Equal(t, []gather.Answer{answers[0], answers[1], {}}, trend.shown)
}

func TestWhatAnOlderHistoryDoesNotReachIsMissing(t *testing.T) {
	history := about(gather.Stale, 5, 2)
	history.Fields = map[string][]float64{"closedConversations": nil}
	for hour := 5; hour > 2; hour-- {
		history.IDs = append(history.IDs, strconv.FormatInt(noon.Add(time.Duration(-hour)*time.Hour).UnixMilli(), 10))
		history.Fields["closedConversations"] = append(history.Fields["closedConversations"], float64(hour))
	}
	trend := trendOf(hours(4, 3), []gather.Answer{history, about(gather.Asked, 1, 0)}, make([]error, 2))
	require.Equal(t, []error{nil, nil, errDown, nil}, trend.missing)
	require.Equal(t, []float64{4}, trend.points[0].Table.Fields["closedConversations"])
	require.Equal(t, []float64{3}, trend.points[1].Table.Fields["closedConversations"])
	require.Equal(t, []gather.Answer{history, about(gather.Asked, 1, 0)}, trend.shown)
}

func TestAHistoryThatFailsMissesAllItsPoints(t *testing.T) {
	trend := trendOf(hours(4, 3), []gather.Answer{{}, about(gather.Asked, 1, 0)}, []error{errDown, nil})
	require.Equal(t, []error{errDown, errDown, errDown, nil}, trend.missing)
}
