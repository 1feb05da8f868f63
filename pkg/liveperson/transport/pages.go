package transport

import (
	"context"
	"net/http"

	"golang.org/x/sync/errgroup"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
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

// Following is what a page's links say about a page after it.
type Following int

// What links say.
const (
	NotSaid Following = iota // there are no links
	Last
	Follows
)

// Page is a part of the rows, and what LivePerson says about the others.
type Page[R Rows[R]] struct {
	Rows R
	// Unclear is how many rows are left out because they are not understood.
	Unclear int
	// Count is how many rows there are in all, as LivePerson says: below 0 if it does
	// not.
	Count int
	// Following is what its links say.
	Following Following
	// Limit is how many rows were requested.
	Limit int
}

// size is how many rows LivePerson gave.
func (p Page[R]) size() int { return len(p.Rows.IDs()) + p.Unclear }

// step is how far the next page is: by as many rows as there are, whatever LivePerson
// takes a full page to be, but no more than were requested.
func (p Page[R]) step() int {
	if p.Limit > 0 {
		return min(p.size(), p.Limit)
	}
	return p.size()
}

// isFull reports whether there are as many rows as were requested.
func (p Page[R]) isFull() bool { return p.Limit > 0 && p.size() >= p.Limit }

// isTotal reports whether a page's count is that of the rows of all pages. One that is
// no larger than the page may be the page's own, and says nothing if a page follows.
func (p Page[R]) isTotal() bool { return p.Count > p.size() }

// FetchPage requests the page at an offset.
type FetchPage[R Rows[R]] func(ctx context.Context, offset int) (Page[R], error)

// Collected are the rows of all pages, each once.
type Collected[R Rows[R]] struct {
	Rows  R
	Calls int
	// Missing is how many rows LivePerson counts but does not give.
	Missing int
	// MayMiss reports that rows may be missing: LivePerson does not say how many there
	// are, or there are more than may be requested.
	MayMiss bool
	// Unclear is how many rows are left out because they are not understood.
	Unclear int
}

// Collect requests all pages, up to so many rows. Rows that come or go meanwhile
// move others from page to page, and off those that are requested. Whatever page a
// row is on it is taken once; where rows are short of the count, or the count
// changes, the pages are requested once more.
func Collect[R Rows[R]](ctx context.Context, maxRows int, fetch FetchPage[R]) (Collected[R], error) {
	var c Collected[R]
	for range 2 {
		pages := pages[R]{maxRows: maxRows, fetch: fetch}
		if err := pages.request(ctx); err != nil {
			return c, err
		}
		count, counted, consistent := pages.count()
		c.Calls += len(pages.list)
		c.Unclear = pages.unclear()
		complete := c.add(pages.list, min(count, maxRows)-c.Unclear) && consistent
		c.Missing = max(0, count-c.Unclear-len(c.Rows.IDs()))
		c.MayMiss = pages.open && !counted
		if complete || !counted {
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

// pages are those of one pass.
type pages[R Rows[R]] struct {
	maxRows int
	fetch   FetchPage[R]
	list    []Page[R]
	// open reports that the last page is not known to be the last one.
	open bool
}

// request requests the first page, those that its count says there are, and then any
// that LivePerson says follow.
func (p *pages[R]) request(ctx context.Context) error {
	first, err := p.fetch(ctx, 0)
	p.list = []Page[R]{first}
	if err != nil || first.size() == 0 {
		return err
	}
	if first.isTotal() {
		if err := p.counted(ctx); err != nil {
			return err
		}
	}
	return p.following(ctx)
}

// counted requests the pages after the first, at once.
func (p *pages[R]) counted(ctx context.Context) error {
	first := p.list[0]
	step := first.step()
	for offset := step; offset < min(first.Count, p.maxRows); offset += step {
		p.list = append(p.list, Page[R]{})
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(maxPagesInFlight)
	for i := 1; i < len(p.list); i++ {
		group.Go(func() (err error) {
			p.list[i], err = p.fetch(ctx, i*step)
			return err
		})
	}
	return group.Wait()
}

// following requests one page after the other, as long as one more is said to follow,
// or none is said not to, and each has rows that are new.
func (p *pages[R]) following(ctx context.Context) error {
	if !p.continues() {
		return nil
	}
	var known Dedup[R]
	offset := 0
	for _, page := range p.list {
		known.Add(page.Rows)
		offset += page.step()
	}
	for p.continues() {
		if p.open = offset >= p.maxRows; p.open {
			return nil
		}
		page, err := p.fetch(ctx, offset)
		if p.open = isRefusal(err) && !p.isSaidToFollow(); p.open { // there may be nothing to give
			return nil
		}
		if err != nil {
			return err
		}
		before := len(known.Rows.IDs())
		known.Add(page.Rows)
		p.list = append(p.list, page)
		offset += page.step()
		if len(known.Rows.IDs()) == before {
			p.open = page.size() > 0
			return nil
		}
	}
	return nil
}

// continues reports whether a page may follow the last one.
func (p *pages[R]) continues() bool {
	last := p.list[len(p.list)-1]
	return p.isSaidToFollow() || last.Following == NotSaid && last.isFull() && !p.list[0].isTotal()
}

func (p *pages[R]) isSaidToFollow() bool { return p.list[len(p.list)-1].Following == Follows }

func isRefusal(err error) bool {
	status := api.StatusOf(err)
	return status == http.StatusBadRequest || status == http.StatusNotFound || status == http.StatusUnprocessableEntity
}

// count is how many rows there are in all, whether LivePerson says so, and whether all
// pages say the same.
func (p *pages[R]) count() (count int, counted, consistent bool) {
	least := -1
	for _, page := range p.list {
		counted = counted || page.isTotal() || len(p.list) == 1 && page.Count == page.size() && page.Following != Follows
		if count = max(count, page.Count); page.Count >= 0 && (least < 0 || page.Count < least) {
			least = page.Count
		}
	}
	if !counted {
		return 0, false, true
	}
	return count, true, least == count
}

func (p *pages[R]) unclear() (n int) {
	for _, page := range p.list {
		n += page.Unclear
	}
	return n
}
