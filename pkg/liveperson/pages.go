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
type page struct {
	rows
	count int
	all   rows // the account's, empty if it does not come along
}

// asking asks for the page at an offset.
type asking func(ctx context.Context, offset int) (page, error)

// collected are the rows of all pages, each once.
type collected struct {
	rows
	all     rows // the account's, of the first page
	calls   int
	missing int // rows that LivePerson counts but does not give
}

// collect asks for all pages, up to as many rows as LivePerson turns pages for.
// Rows that come or go meanwhile move others from page to page, and off those
// that are asked for. Whatever page a row is on it is taken once; where rows are
// short of the count, or the count changes, the pages are asked for once more.
func collect(ctx context.Context, most int, ask asking) (collected, error) {
	var c collected
	for range 2 {
		pages, err := askPages(ctx, most, ask)
		if err != nil {
			return c, err
		}
		count, steady := counted(pages)
		whole := c.add(pages, min(count, most)) && steady
		c.calls += len(pages)
		c.missing = max(0, count-len(c.ids))
		if whole {
			break
		}
	}
	return c, nil
}

// add takes the rows of pages before those of earlier ones, which may have gone
// or may have been missed. It tells whether the pages alone have so many rows.
func (c *collected) add(pages []page, expected int) bool {
	all := union{seen: map[string]bool{}, room: len(c.ids)}
	for _, p := range pages {
		all.room += len(p.ids)
	}
	for _, p := range pages {
		all.add(p.rows)
	}
	whole := len(all.ids) >= expected
	if len(c.ids) > 0 {
		all.add(c.rows)
	}
	c.rows, c.all = all.rows, pages[0].all
	return whole
}

// counted is the largest count of pages, and whether it is that of each.
func counted(pages []page) (count int, steady bool) {
	least := pages[0].count
	for _, p := range pages {
		count, least = max(count, p.count), min(least, p.count)
	}
	return count, least == count
}

// askPages asks for the first page and then for all that follow it.
func askPages(ctx context.Context, most int, ask asking) ([]page, error) {
	first, err := ask(ctx, 0)
	if err != nil || len(first.ids) == 0 {
		return []page{first}, err
	}
	step := len(first.ids) // a full page, whatever LivePerson takes that to be
	pages := []page{first}
	for offset := step; offset < min(first.count, most); offset += step {
		pages = append(pages, page{})
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
