package liveperson

import (
	"context"
	"net/url"
	"strconv"

	"golang.org/x/sync/errgroup"
)

const (
	// pageSize is the most rows that LivePerson answers at once.
	pageSize = 50
	// pagesAtOnce bounds how many pages are asked for at the same time.
	pagesAtOnce = 4
	// mostGroups bounds what a wrong count can make us ask.
	mostGroups = 20_000
)

func pageQuery(offset int) url.Values {
	return url.Values{"offset": {strconv.Itoa(offset)}, "limit": {strconv.Itoa(pageSize)}}
}

// page is a part of the rows, and how many there are in all.
type page[T any] struct {
	rows  []T
	count int
	key   func(T) string
}

// collected are the rows of all pages, each once.
type collected[T any] struct {
	rows    []T
	missing int // rows that LivePerson counts but does not give
}

// collect asks for all pages, up to as many rows as LivePerson turns pages for.
// Rows that come or go meanwhile move others from
// page to page: whatever page a row is on it is taken once, and where rows are
// short of the count the pages are asked for once more.
func collect[T any](ctx context.Context, most int, ask func(ctx context.Context, offset int) (page[T], error)) (collected[T], int, error) {
	seen, calls := map[string]bool{}, 0
	var all collected[T]
	for range 2 {
		pages, err := askPages(ctx, most, ask)
		if err != nil {
			return all, calls, err
		}
		calls += len(pages)
		for _, p := range pages {
			for _, row := range p.rows {
				if key := p.key(row); !seen[key] {
					seen[key] = true
					all.rows = append(all.rows, row)
				}
			}
		}
		count := pages[len(pages)-1].count
		all.missing = max(0, count-len(all.rows))
		if len(all.rows) >= min(count, most) {
			break
		}
	}
	return all, calls, nil
}

// askPages asks for the first page and then for all that follow it.
func askPages[T any](ctx context.Context, most int, ask func(ctx context.Context, offset int) (page[T], error)) ([]page[T], error) {
	first, err := ask(ctx, 0)
	if err != nil || len(first.rows) == 0 {
		return []page[T]{first}, err
	}
	step := len(first.rows) // a full page, whatever LivePerson takes that to be
	pages := []page[T]{first}
	for offset := step; offset < min(first.count, most); offset += step {
		pages = append(pages, page[T]{})
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(pagesAtOnce)
	for i := 1; i < len(pages); i++ {
		group.Go(func() (err error) {
			pages[i], err = ask(ctx, i*step)
			return err
		})
	}
	return pages, group.Wait()
}
