package transport

import (
	"context"

	"golang.org/x/sync/errgroup"
)

// maxPagesInFlight bounds how many pages are requested at the same time.
const maxPagesInFlight = 4

// Rows are rows of pages, in whatever form an API has them.
type Rows[R any] interface {
	// IDs are the rows' ids.
	IDs() []string
	// Append adds rows of others, by their indexes there. Expected is how many rows
	// there may be in the end.
	Append(others R, indexes []int, expected int) R
}

// Page is a part of the rows, and how many there are in all.
type Page[R Rows[R]] struct {
	Rows  R
	Count int
}

// FetchPage requests the page at an offset.
type FetchPage[R Rows[R]] func(ctx context.Context, offset int) (Page[R], error)

// Collected are the rows of all pages, each once.
type Collected[R Rows[R]] struct {
	Rows  R
	Calls int
	// Missing is how many rows LivePerson counts but does not give.
	Missing int
}

// Collect requests all pages, up to so many rows. Rows that come or go meanwhile
// move others from page to page, and off those that are requested. Whatever page a
// row is on it is taken once; where rows are short of the count, or the count
// changes, the pages are requested once more.
func Collect[R Rows[R]](ctx context.Context, maxRows int, fetch FetchPage[R]) (Collected[R], error) {
	var c Collected[R]
	for range 2 {
		pages, err := fetchPages(ctx, maxRows, fetch)
		if err != nil {
			return c, err
		}
		count, consistent := maxCount(pages)
		complete := c.add(pages, min(count, maxRows)) && consistent
		c.Calls += len(pages)
		c.Missing = max(0, count-len(c.Rows.IDs()))
		if complete {
			break
		}
	}
	return c, nil
}

// add takes the rows of pages before those of earlier ones, which may have gone or
// may have been missed. It reports whether the pages alone have so many rows.
func (c *Collected[R]) add(pages []Page[R], expected int) bool {
	earlier := len(c.Rows.IDs())
	all := Dedup[R]{expected: earlier}
	for _, p := range pages {
		all.expected += len(p.Rows.IDs())
	}
	for _, p := range pages {
		all.Add(p.Rows)
	}
	complete := len(all.Rows.IDs()) >= expected
	if earlier > 0 {
		all.Add(c.Rows)
	}
	c.Rows = all.Rows
	return complete
}

// maxCount is the largest count of pages, and whether it is that of each.
func maxCount[R Rows[R]](pages []Page[R]) (count int, consistent bool) {
	least := pages[0].Count
	for _, p := range pages {
		count, least = max(count, p.Count), min(least, p.Count)
	}
	return count, least == count
}

// fetchPages requests the first page and then all that follow it.
func fetchPages[R Rows[R]](ctx context.Context, maxRows int, fetch FetchPage[R]) ([]Page[R], error) {
	first, err := fetch(ctx, 0)
	step := len(first.Rows.IDs()) // a full page, whatever LivePerson takes that to be
	if err != nil || step == 0 {
		return []Page[R]{first}, err
	}
	pages := []Page[R]{first}
	for offset := step; offset < min(first.Count, maxRows); offset += step {
		pages = append(pages, Page[R]{})
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(maxPagesInFlight)
	for i := 1; i < len(pages); i++ {
		group.Go(func() (err error) {
			pages[i], err = fetch(ctx, i*step)
			return err
		})
	}
	return pages, group.Wait()
}
