package pipeline

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/frame"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

var noon = time.Date(2000, 1, 1, 12, 0, 0, 0, time.UTC)

// aged is a result about a window until noon, of so long ago.
func aged(status fetch.Status, age time.Duration) fetch.Result {
	return fetch.Result{Status: status, Window: api.Window{To: noon}, At: noon.Add(-age), Age: age, Failure: errDown}
}

// closed is a result about a window that can't change any more.
func closed(status fetch.Status, age time.Duration) fetch.Result {
	r := aged(status, age)
	r.Window.To = r.At.Add(-time.Hour)
	return r
}

func provenanceOf(results ...fetch.Result) (frame.Provenance, []string) {
	steps := make([]*compute.Step, len(results))
	for i, r := range results {
		steps[i] = &compute.Step{Result: r}
	}
	p := (&loader{Pipeline: &Pipeline{now: func() time.Time { return noon }}, query: query.Query{Location: time.UTC}}).provenance(nil, steps)
	return p, p.Notices.Warnings()
}

func TestAgeIsThatOfTheOldestResultThatCanStillChange(t *testing.T) {
	p, warnings := provenanceOf(aged(fetch.Miss, 0), closed(fetch.Hit, 3*time.Hour), aged(fetch.Hit, 20*time.Second), aged(fetch.Shared, time.Second))
	require.Equal(t, 20*time.Second, p.Age)
	require.Equal(t, 2, p.Hits)
	require.Equal(t, 1, p.Shared)
	require.Empty(t, warnings)
}

func TestAgeIsThatAtTheLookup(t *testing.T) {
	r := aged(fetch.Hit, 20*time.Second)
	r.Age = 5 * time.Second // and other results of the query took 15 more
	p, _ := provenanceOf(r)
	require.Equal(t, 5*time.Second, p.Age)
}

func TestAgeOfAStaleClosedWindowIsNotShown(t *testing.T) {
	settled, open := closed(fetch.Stale, 3*time.Hour), aged(fetch.Stale, time.Minute)
	for _, results := range [][]fetch.Result{{settled, open}, {open, settled}} {
		_, warnings := provenanceOf(results...)
		require.Contains(t, warnings[0], "11:59:00 UTC (1 min old)")
	}
}

func TestOldestStaleResultIsShown(t *testing.T) {
	_, warnings := provenanceOf(aged(fetch.Stale, time.Minute), aged(fetch.Stale, 95*time.Second), aged(fetch.Hit, time.Hour), aged(fetch.Stale, 0))
	require.Equal(t, []string{"Showing data from 11:58:25 UTC (1 min 35 s old). LivePerson is down."}, warnings)
}
