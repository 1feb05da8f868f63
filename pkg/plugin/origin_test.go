package plugin

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/gather"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/plan"
)

var noon = time.Date(2000, 1, 1, 12, 0, 0, 0, time.UTC)

// aged is an answer about a window until noon, of so long ago.
func aged(source gather.Source, age time.Duration) gather.Answer {
	return gather.Answer{Source: source, To: noon, At: noon.Add(-age), Age: age, Failure: errDown}
}

func TestTheAgeOfAnAnswerIsThatOfItsOldestPartThatCanStillChange(t *testing.T) {
	settled := aged(gather.Memory, 3*time.Hour)
	settled.To = settled.At.Add(-time.Hour)
	answers := []gather.Answer{aged(gather.Asked, 0), settled, aged(gather.Memory, 20*time.Second), aged(gather.Shared, time.Second), {}}
	o := origin(plan.Plan{}, make([]liveperson.Request, len(answers)), answers)
	require.Equal(t, 20*time.Second, o.Age)
	require.Equal(t, 2, o.Known)
	require.Equal(t, 1, o.Shared)
	require.Empty(t, o.Warnings)
}

func TestTheAgeIsThatAtWhichAnAnswerWasGiven(t *testing.T) {
	answer := aged(gather.Memory, 20*time.Second)
	answer.Age = 5 * time.Second // and what else the query waited for took 15 more
	require.Equal(t, 5*time.Second, origin(plan.Plan{}, make([]liveperson.Request, 1), []gather.Answer{answer}).Age)
}

func TestWhatCanNotChangeAnyMoreIsNotNamedForItsAge(t *testing.T) {
	settled := aged(gather.Stale, 3*time.Hour)
	settled.To = settled.At.Add(-time.Hour)
	for _, answers := range [][]gather.Answer{{settled, aged(gather.Stale, time.Minute)}, {aged(gather.Stale, time.Minute), settled}} {
		o := origin(plan.Plan{}, make([]liveperson.Request, len(answers)), answers)
		require.Contains(t, o.Warnings[0], "11:59:00 UTC, 1m0s ago")
	}
}

func TestTheOldestOfTheAnswersThatStandInIsNamed(t *testing.T) {
	answers := []gather.Answer{aged(gather.Stale, time.Minute), aged(gather.Stale, 95*time.Second), aged(gather.Memory, time.Hour), aged(gather.Stale, 0)}
	o := origin(plan.Plan{}, make([]liveperson.Request, len(answers)), answers)
	require.Equal(t, []string{"These are the values of 11:58:25 UTC, 1m35s ago: LivePerson gives no newer ones. LivePerson is down."}, o.Warnings)
}
