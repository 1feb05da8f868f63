package liveperson

import (
	"context"
	"math/rand"
	"slices"
	"strconv"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// moving is a list of rows that come, go and change places between one request
// and the next.
type moving struct {
	mu       sync.Mutex
	ids      []int
	restless int // how many requests it takes until all stay where they are
	calls    int
}

func (m *moving) ask(_ context.Context, offset int) (page, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.calls++
	last := len(m.ids) - 1
	switch {
	case m.calls > m.restless:
	case m.calls%3 == 2: // the last becomes the first
		m.ids = slices.Insert(m.ids[:last], 0, m.ids[last])
	case m.calls%3 == 0: // one goes, others come
		m.ids = append(slices.Delete(m.ids, last/2, last/2+1), 1000+m.calls, 2000+m.calls)
	}
	return pageOf(m.ids, offset, 0), nil
}

// pageOf is a page of rows by their ids, each with its id as its value, and so
// much more.
func pageOf(ids []int, offset int, more float64) page {
	p := page{rows: newRows(1, 0, pageSize), count: len(ids)}
	for _, id := range ids[min(offset, len(ids)):min(offset+pageSize, len(ids))] {
		row := p.begin()
		p.ids[row], p.numbers[0][row] = strconv.Itoa(id), float64(id)+more
	}
	p.trim()
	return p
}

// requireOnce checks that all of these rows are there, and no row twice.
func requireOnce(t *testing.T, all collected, ids []int, about string) {
	t.Helper()
	seen := map[string]bool{}
	for row, id := range all.ids {
		require.False(t, seen[id], "row %s twice, %s", id, about)
		seen[id] = true
		require.Equal(t, id, strconv.Itoa(int(all.numbers[0][row])), "each id with its own value, %s", about)
	}
	require.Len(t, all.numbers[0], len(all.ids))
	for _, id := range ids {
		require.True(t, seen[strconv.Itoa(id)], "row %d is lost, %s", id, about)
	}
}

func TestRowsThatMoveBetweenPagesAreTakenOnce(t *testing.T) {
	for seed := range int64(50) {
		n := 60 + 7*int(seed)
		m := &moving{ids: rand.New(rand.NewSource(seed)).Perm(n), restless: (n + pageSize - 1) / pageSize}
		all, err := collect(context.Background(), mostGroups, m.ask)
		require.NoError(t, err)
		requireOnce(t, all, m.ids, "seed "+strconv.Itoa(int(seed)))
		require.Zero(t, all.missing)
		require.LessOrEqual(t, all.calls, 2*m.restless+1)
	}
}

func TestRowsThatKeepMovingAreTakenOnce(t *testing.T) {
	for seed := range int64(50) {
		m := &moving{ids: rand.New(rand.NewSource(seed)).Perm(60 + 7*int(seed)), restless: 1000}
		all, err := collect(context.Background(), mostGroups, m.ask)
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

func (v *vanishing) ask(_ context.Context, offset int) (page, error) {
	v.calls++
	p := pageOf(v.ids, offset, float64(v.calls)/1000)
	if offset == 0 && len(v.goes) > 0 {
		v.ids = slices.DeleteFunc(v.ids, func(id int) bool { return id == v.goes[0] })
		v.goes = v.goes[1:]
	}
	return p, nil
}

func TestARowIsNotLostWhereAnotherVanishes(t *testing.T) {
	for name, goes := range map[string][]int{"once": {10}, "both times": {10, 20}, "the same place again": {10, 11}} {
		t.Run(name, func(t *testing.T) {
			v := &vanishing{ids: upTo(100), goes: goes}
			all, err := collect(context.Background(), mostGroups, v.ask)
			require.NoError(t, err)
			requireOnce(t, all, v.ids, name)
			require.Zero(t, all.missing)
			require.Equal(t, 4, all.calls)
			require.InDelta(t, 30.003, all.numbers[0][slices.Index(all.ids, "30")], 1e-9, "as the later pages have it")
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

func TestRowsThatStayShortAreMissing(t *testing.T) {
	calls := 0
	all, err := collect(context.Background(), mostGroups, func(_ context.Context, offset int) (page, error) {
		calls++
		p := pageOf(upTo(90), offset, 0)
		p.count = 100
		if offset > 0 {
			p.count = 90 // the last page's count alone would say that all are there
		}
		return p, nil
	})
	require.NoError(t, err)
	require.Equal(t, 10, all.missing)
	require.Equal(t, 4, calls, "asked once more, and no more than that")
}

func TestRowsThatAppearAreTaken(t *testing.T) {
	ids := upTo(100)
	all, err := collect(context.Background(), mostGroups, func(_ context.Context, offset int) (page, error) {
		if offset == 50 && len(ids) == 100 {
			ids = slices.Insert(ids, 0, 1000, 1001)
		}
		return pageOf(ids, offset, 0), nil
	})
	require.NoError(t, err)
	requireOnce(t, all, ids, "two come first")
	require.Zero(t, all.missing)
}

func TestARowIsNotLostWhereOneVanishesAndAnotherComes(t *testing.T) {
	ids, second := upTo(150), make(chan struct{})
	var once sync.Once
	all, err := collect(context.Background(), mostGroups, func(_ context.Context, offset int) (page, error) {
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
	require.Zero(t, all.missing)
}

func TestRowsStayInTheOrderOfThePages(t *testing.T) {
	ids := rand.New(rand.NewSource(1)).Perm(430)
	m := &moving{ids: slices.Clone(ids)}
	all, err := collect(context.Background(), mostGroups, m.ask)
	require.NoError(t, err)
	for row, id := range all.ids {
		require.Equal(t, strconv.Itoa(ids[row]), id)
	}
	require.Len(t, all.ids, len(ids))
}
