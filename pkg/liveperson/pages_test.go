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
	mu    sync.Mutex
	ids   []int
	still bool
	calls int
}

func (m *moving) ask(_ context.Context, offset int) (page, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.calls++
	last := len(m.ids) - 1
	switch {
	case m.still:
	case m.calls%3 == 2: // the last becomes the first
		m.ids = slices.Insert(m.ids[:last], 0, m.ids[last])
	case m.calls%3 == 0: // one goes, others come
		m.ids = append(slices.Delete(m.ids, last/2, last/2+1), 1000+m.calls, 2000+m.calls)
	}
	p := page{rows: newRows(1, 0, pageSize), count: len(m.ids)}
	for _, id := range m.ids[min(offset, len(m.ids)):min(offset+pageSize, len(m.ids))] {
		row := p.begin()
		p.ids[row], p.numbers[0][row] = strconv.Itoa(id), float64(id)
	}
	p.trim()
	return p, nil
}

func TestRowsThatMoveBetweenPagesAreTakenOnce(t *testing.T) {
	for seed := range int64(50) {
		m := &moving{ids: rand.New(rand.NewSource(seed)).Perm(60 + 7*int(seed))}
		all, err := collect(context.Background(), mostGroups, m.ask)
		require.NoError(t, err)
		seen := map[string]bool{}
		for row, id := range all.ids {
			require.False(t, seen[id], "row %s twice, seed %d", id, seed)
			seen[id] = true
			require.Equal(t, id, strconv.Itoa(int(all.numbers[0][row])), "each id with its own value, seed %d", seed)
		}
		require.Len(t, all.numbers[0], len(all.ids))
	}
}

func TestRowsStayInTheOrderOfThePages(t *testing.T) {
	ids := rand.New(rand.NewSource(1)).Perm(430)
	m := &moving{ids: slices.Clone(ids), still: true}
	all, err := collect(context.Background(), mostGroups, m.ask)
	require.NoError(t, err)
	for row, id := range all.ids {
		require.Equal(t, strconv.Itoa(ids[row]), id)
	}
	require.Len(t, all.ids, len(ids))
}
