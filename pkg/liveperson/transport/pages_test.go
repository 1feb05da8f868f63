package transport

import (
	"context"
	"math/rand"
	"slices"
	"strconv"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

const (
	pageSize = 50
	maxRows  = 20_000
)

// testRows are rows with a value each.
type testRows struct {
	ids    []string
	values []float64
}

func (r testRows) IDs() []string { return r.ids }

func (r testRows) Append(others testRows, indexes []int, _ int) testRows {
	for _, i := range indexes {
		r.ids, r.values = append(r.ids, others.ids[i]), append(r.values, others.values[i])
	}
	return r
}

// moving is a list of rows that come, go and change places between one request
// and the next.
type moving struct {
	mu    sync.Mutex
	ids   []int
	moves int // how many requests it takes until all stay where they are
	calls int
}

func (m *moving) fetch(_ context.Context, offset int) (Page[testRows], error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.calls++
	last := len(m.ids) - 1
	switch {
	case m.calls > m.moves:
	case m.calls%3 == 2: // the last becomes the first
		m.ids = slices.Insert(m.ids[:last], 0, m.ids[last])
	case m.calls%3 == 0: // one goes, others come
		m.ids = append(slices.Delete(m.ids, last/2, last/2+1), 1000+m.calls, 2000+m.calls)
	}
	return pageOf(m.ids, offset, 0), nil
}

// pageOf is a page of rows by their ids, each with its id as its value, and so much
// more.
func pageOf(ids []int, offset int, more float64) Page[testRows] {
	p := Page[testRows]{Count: len(ids)}
	for _, id := range ids[min(offset, len(ids)):min(offset+pageSize, len(ids))] {
		p.Rows.ids, p.Rows.values = append(p.Rows.ids, strconv.Itoa(id)), append(p.Rows.values, float64(id)+more)
	}
	return p
}

// requireOnce checks that all of these rows are there, and no row twice.
func requireOnce(t *testing.T, all Collected[testRows], ids []int, about string) {
	t.Helper()
	seen := map[string]bool{}
	for row, id := range all.Rows.ids {
		require.False(t, seen[id], "row %s twice, %s", id, about)
		seen[id] = true
		require.Equal(t, id, strconv.Itoa(int(all.Rows.values[row])), "each id with its own value, %s", about)
	}
	require.Len(t, all.Rows.values, len(all.Rows.ids))
	for _, id := range ids {
		require.True(t, seen[strconv.Itoa(id)], "row %d is lost, %s", id, about)
	}
}

func TestCollectTakesRowsThatMoveBetweenPagesOnce(t *testing.T) {
	for seed := range int64(50) {
		n := 60 + 7*int(seed)
		m := &moving{ids: rand.New(rand.NewSource(seed)).Perm(n), moves: (n + pageSize - 1) / pageSize}
		all, err := Collect(context.Background(), maxRows, m.fetch)
		require.NoError(t, err)
		requireOnce(t, all, m.ids, "seed "+strconv.Itoa(int(seed)))
		require.Zero(t, all.Missing)
		require.LessOrEqual(t, all.Calls, 2*m.moves+1)
	}
}

func TestCollectTakesRowsThatKeepMovingOnce(t *testing.T) {
	for seed := range int64(50) {
		m := &moving{ids: rand.New(rand.NewSource(seed)).Perm(60 + 7*int(seed)), moves: 1000}
		all, err := Collect(context.Background(), maxRows, m.fetch)
		require.NoError(t, err)
		requireOnce(t, all, nil, "seed "+strconv.Itoa(int(seed)))
	}
}

// vanishing is a list of a hundred rows of which one goes after each first page.
type vanishing struct {
	ids   []int
	goes  []int // which, in their order
	calls int
}

func (v *vanishing) fetch(_ context.Context, offset int) (Page[testRows], error) {
	v.calls++
	p := pageOf(v.ids, offset, float64(v.calls)/1000)
	if offset == 0 && len(v.goes) > 0 {
		v.ids = slices.DeleteFunc(v.ids, func(id int) bool { return id == v.goes[0] })
		v.goes = v.goes[1:]
	}
	return p, nil
}

func TestCollectLosesNoRowWhereAnotherVanishes(t *testing.T) {
	for name, goes := range map[string][]int{"once": {10}, "both times": {10, 20}, "the same place again": {10, 11}} {
		t.Run(name, func(t *testing.T) {
			v := &vanishing{ids: upTo(100), goes: goes}
			all, err := Collect(context.Background(), maxRows, v.fetch)
			require.NoError(t, err)
			requireOnce(t, all, v.ids, name)
			require.Zero(t, all.Missing)
			require.Equal(t, 4, all.Calls)
			require.InDelta(t, 30.003, all.Rows.values[slices.Index(all.Rows.ids, "30")], 1e-9, "as the later pages have it")
		})
	}
}

func upTo(n int) []int {
	ids := make([]int, n)
	for i := range ids {
		ids[i] = i
	}
	return ids
}

func TestCollectReportsMissingRows(t *testing.T) {
	calls := 0
	all, err := Collect(context.Background(), maxRows, func(_ context.Context, offset int) (Page[testRows], error) {
		calls++
		p := pageOf(upTo(90), offset, 0)
		p.Count = 100
		if offset > 0 {
			p.Count = 90 // the last page's count alone would say that all are there
		}
		return p, nil
	})
	require.NoError(t, err)
	require.Equal(t, 10, all.Missing)
	require.Equal(t, 4, calls, "requested once more, and no more than that")
}

func TestCollectTakesRowsThatAppear(t *testing.T) {
	ids := upTo(100)
	all, err := Collect(context.Background(), maxRows, func(_ context.Context, offset int) (Page[testRows], error) {
		if offset == 50 && len(ids) == 100 {
			ids = slices.Insert(ids, 0, 1000, 1001)
		}
		return pageOf(ids, offset, 0), nil
	})
	require.NoError(t, err)
	requireOnce(t, all, ids, "two come first")
	require.Zero(t, all.Missing)
}

func TestCollectLosesNoRowWhereOneVanishesAndAnotherAppears(t *testing.T) {
	ids, second := upTo(150), make(chan struct{})
	var once sync.Once
	all, err := Collect(context.Background(), maxRows, func(_ context.Context, offset int) (Page[testRows], error) {
		if offset == 100 {
			<-second // the third page comes after the second
		}
		p := pageOf(ids, offset, 0)
		switch {
		case offset == 0 && ids[10] == 10:
			ids = slices.Delete(ids, 10, 11)
		case offset == 50:
			once.Do(func() {
				ids = append(ids, 1000) // as many rows as before
				close(second)
			})
		}
		return p, nil
	})
	require.NoError(t, err)
	requireOnce(t, all, ids, "the counts differ")
	require.Zero(t, all.Missing)
}

func TestCollectKeepsTheOrderOfPages(t *testing.T) {
	ids := rand.New(rand.NewSource(1)).Perm(430)
	m := &moving{ids: slices.Clone(ids)}
	all, err := Collect(context.Background(), maxRows, m.fetch)
	require.NoError(t, err)
	for row, id := range all.Rows.ids {
		require.Equal(t, strconv.Itoa(ids[row]), id)
	}
	require.Len(t, all.Rows.ids, len(ids))
}
