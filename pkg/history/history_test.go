package history_test

import (
	"context"
	"math"
	"runtime"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/history"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/plan"
)

// source responds with tables that a test sets.
type source struct{ table api.Table }

func (s *source) Do(context.Context, api.Request) (api.Table, error) { return s.table, nil }

// idle is a fetcher without results.
type idle struct{}

func (idle) All(context.Context, fetch.Caller, []fetch.Item, func()) ([]fetch.Result, []error) {
	return make([]fetch.Result, 1), []error{context.Canceled}
}

func recorded(t *testing.T) []api.Request {
	t.Helper()
	c, err := catalogue.Load()
	require.NoError(t, err)
	return plan.New(c, liveperson.Methods(liveperson.OAuth2), plan.Limits{}).Recorded()
}

// rowsOf is a response with the same value everywhere, of so many rows.
func rowsOf(r api.Request, n int, value float64) api.Table {
	t := api.Table{Fields: map[string][]float64{}}
	for i := range n {
		t.IDs, t.Names = append(t.IDs, strconv.Itoa(i)), append(t.Names, "No. "+strconv.Itoa(i))
	}
	for _, c := range r.Columns {
		for range n {
			t.Fields[c.Field] = append(t.Fields[c.Field], value)
		}
	}
	return t
}

// inHistory runs a test on a history in the test's own time.
func inHistory(t *testing.T, test func(t *testing.T, h *history.History, s *source, requests []api.Request)) {
	synctest.Test(t, func(t *testing.T) {
		s := &source{}
		h := history.New(s, time.Now)
		requests := recorded(t)
		h.Keep(requests, idle{})
		defer h.Keep(nil, nil)
		test(t, h, s, requests)
	})
}

func respond(t *testing.T, h *history.History, s *source, r api.Request, response api.Table) {
	t.Helper()
	s.table = response
	_, err := h.Do(t.Context(), r)
	require.NoError(t, err)
}

// valuesOf are a column's values of a row by point, NaN in gaps.
func valuesOf(h *history.History, r api.Request, id string, starts []time.Time, end time.Time) (values []float64) {
	for _, table := range h.Samples(r, starts, end).Points {
		value := math.NaN()
		for i := 0; table != nil && i < len(table.IDs); i++ {
			if table.IDs[i] == id {
				value = table.Fields[r.Columns[0].Field][i]
			}
		}
		values = append(values, value)
	}
	return values
}

func TestPointIsTheFirstSampleOfItsInterval(t *testing.T) {
	inHistory(t, func(t *testing.T, h *history.History, s *source, requests []api.Request) {
		r, began := requests[0], time.Now()
		for n := range 10 { // two in each minute
			respond(t, h, s, r, rowsOf(r, 1, float64(n)))
			time.Sleep(30 * time.Second)
		}
		one := r.With(r.Columns[:1])
		byMinute := []time.Time{began, began.Add(time.Minute), began.Add(2 * time.Minute)}
		require.Equal(t, []float64{0, 2, 4}, valuesOf(h, one, "0", byMinute, began.Add(3*time.Minute)))
		require.Equal(t, []float64{2, 6}, valuesOf(h, one, "0", []time.Time{began.Add(time.Minute), began.Add(3 * time.Minute)}, began.Add(5*time.Minute)))
	})
}

func TestRowThatIsLeftOutIsNotAGap(t *testing.T) {
	inHistory(t, func(t *testing.T, h *history.History, s *source, requests []api.Request) {
		r, began := requests[0], time.Now()
		one := r.With(r.Columns[:1])
		respond(t, h, s, r, rowsOf(r, 1, 5))
		time.Sleep(time.Minute)
		respond(t, h, s, r, rowsOf(r, 2, 6)) // "1" begins
		time.Sleep(time.Minute)
		part := rowsOf(r, 1, 7)
		part.Missing = 1
		respond(t, h, s, r, part)
		time.Sleep(2 * time.Minute)
		starts := []time.Time{began, began.Add(time.Minute), began.Add(2 * time.Minute), began.Add(3 * time.Minute)}
		points := h.Samples(one, starts, began.Add(4*time.Minute)).Points
		require.True(t, api.IsLeftOut(points[0].Fields[one.Columns[0].Field][1]), "which is 0 of a count")
		require.False(t, api.IsLeftOut(points[2].Fields[one.Columns[0].Field][1]), "the row is one of those that are missing")
		require.Nil(t, points[3], "nothing is known")
	})
}

// A row that was not in a response which lacks rows may have had any value.
func TestRowThatWasMissingBeforeItBegan(t *testing.T) {
	inHistory(t, func(t *testing.T, h *history.History, s *source, requests []api.Request) {
		r, began := requests[0], time.Now()
		one := r.With(r.Columns[:1])
		part := rowsOf(r, 1, 5)
		part.Missing = 1
		respond(t, h, s, r, part)
		time.Sleep(time.Minute)
		respond(t, h, s, r, rowsOf(r, 1, 6))
		time.Sleep(time.Minute)
		respond(t, h, s, r, rowsOf(r, 2, 7)) // "1" begins
		points := h.Samples(one, []time.Time{began, began.Add(time.Minute), began.Add(2 * time.Minute)}, began.Add(3*time.Minute)).Points
		valueOf := func(point int) float64 { return points[point].Fields[one.Columns[0].Field][1] }
		require.False(t, api.IsLeftOut(valueOf(0)), "it is not 0 of a count, since nothing is known")
		require.True(t, math.IsNaN(valueOf(0)))
		require.True(t, api.IsLeftOut(valueOf(1)))
		require.Equal(t, 7.0, valueOf(2))
	})
}

func TestFilteredResponsesAreNotKept(t *testing.T) {
	inHistory(t, func(t *testing.T, h *history.History, s *source, requests []api.Request) {
		r, began := requests[0], time.Now()
		filtered := r
		filtered.Filter.UserTypes = []string{"HUMAN"}
		respond(t, h, s, filtered, rowsOf(r, 1, 5))
		require.Nil(t, h.Samples(r.With(r.Columns[:1]), []time.Time{began}, began.Add(time.Minute)).Points[0])
	})
}

// heap is how many bytes are in use.
func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func TestMemoryOfADay(t *testing.T) {
	inHistory(t, func(t *testing.T, h *history.History, s *source, requests []api.Request) {
		before := heap()
		kpis := 0
		rows := map[string]int{api.BySkill: 100, api.ByGroup: 20, "": 1}
		for _, r := range requests {
			kpis = max(kpis, len(r.Columns))
			respond(t, h, s, r, rowsOf(r, rows[r.GroupBy], 1))
		}
		used := heap() - before
		t.Logf("%d bytes for an account with 100 skills and 20 groups, %d KPIs each", used, kpis)
		require.Less(t, used, int64(13<<20))
		runtime.KeepAlive(h)
	})
}

func TestMemoryIsBounded(t *testing.T) {
	inHistory(t, func(t *testing.T, h *history.History, s *source, requests []api.Request) {
		before := heap()
		r, began := requests[0], time.Now()
		one := r.With(r.Columns[:1])
		respond(t, h, s, r, rowsOf(r, 5000, 1))
		require.Less(t, heap()-before, int64(40<<20))
		samples := h.Samples(one, []time.Time{began}, began.Add(time.Minute))
		require.True(t, samples.Full)
		require.Less(t, len(samples.Points[0].IDs), 5000)
		runtime.KeepAlive(h)
	})
}
