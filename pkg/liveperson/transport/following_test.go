package transport

import (
	"context"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// says is what a LivePerson says on each of its pages.
type says func(p *Page[testRows], offset int)

// unlinked has no links, as pageOf.
func unlinked(*Page[testRows], int) {}

// linked links each page to the one after it.
func linked(rows int) says {
	return func(p *Page[testRows], offset int) {
		if p.Following = Last; offset+pageSize < rows {
			p.Following = Follows
		}
	}
}

func counts(n int) says { return func(p *Page[testRows], _ int) { p.Count = n } }

func ownCount(p *Page[testRows], _ int) { p.Count = p.size() }

func TestCollectWhateverTheCountSays(t *testing.T) {
	tests := map[string]struct {
		rows   int
		count  says
		links  says
		calls  int
		misses bool
	}{
		"no count, links":                     {77, counts(-1), linked(77), 2, false},
		"0, links":                            {77, counts(0), linked(77), 2, false},
		"the page's own, links":               {77, ownCount, linked(77), 2, false},
		"the page's own, links, full pages":   {150, ownCount, linked(150), 3, false},
		"too small a count, links":            {77, counts(3), linked(77), 2, false},
		"too large a count, links":            {77, counts(90), linked(77), 4, true},
		"less than there are, links":          {177, counts(60), linked(177), 4, false},
		"the count, links":                    {50, counts(50), linked(50), 1, false},
		"no count, no links":                  {77, counts(-1), unlinked, 2, false},
		"no count, no links, full pages":      {100, counts(-1), unlinked, 3, false},
		"the page's own, no links":            {77, ownCount, unlinked, 2, false},
		"the page's own, no links, full page": {50, ownCount, unlinked, 2, false},
		"the count, no links":                 {77, counts(77), unlinked, 2, false},
		"a small account":                     {20, ownCount, unlinked, 1, false},
		"a small account, no count":           {20, counts(-1), unlinked, 1, false},
		"no rows, no count":                   {0, counts(-1), unlinked, 1, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			calls := 0
			all, err := Collect(context.Background(), maxRows, func(_ context.Context, offset int) (Page[testRows], error) {
				calls++
				p := pageOf(upTo(test.rows), offset, 0)
				p.Limit = pageSize
				test.count(&p, offset)
				test.links(&p, offset)
				return p, nil
			})
			require.NoError(t, err)
			requireOnce(t, all, upTo(test.rows), name)
			require.Equal(t, test.calls, all.Calls)
			require.Equal(t, test.calls, calls)
			require.Equal(t, test.misses, all.Missing > 0)
			require.False(t, all.MayMiss)
		})
	}
}

func TestCollectEndsWhereThePagesDoNot(t *testing.T) {
	for name, test := range map[string]struct {
		links says
		rows  func(offset int) Page[testRows]
		given int
		calls int
	}{
		"the same page for ever":            {linked(1e9), func(int) Page[testRows] { return pageOf(upTo(50), 0, 0) }, 50, 2},
		"the same page, no links":           {unlinked, func(int) Page[testRows] { return pageOf(upTo(50), 0, 0) }, 50, 2},
		"other rows for ever":               {linked(1e9), func(offset int) Page[testRows] { return pageOf(upTo(1e5), offset, 0) }, 400, 8},
		"a page of nothing but broken ones": {linked(1e9), func(int) Page[testRows] { return Page[testRows]{Unclear: 50} }, 0, 2},
	} {
		t.Run(name, func(t *testing.T) {
			all, err := Collect(context.Background(), 400, func(_ context.Context, offset int) (Page[testRows], error) {
				p := test.rows(offset)
				p.Limit, p.Count = pageSize, -1
				test.links(&p, offset)
				return p, nil
			})
			require.NoError(t, err)
			require.Len(t, all.Rows.ids, test.given)
			require.Equal(t, test.calls, all.Calls)
			require.True(t, all.MayMiss, "nobody can say whether these are all")
		})
	}
}

func TestCollectTakesARefusalForTheEndWhereNoPageIsSaidToFollow(t *testing.T) {
	for _, follows := range []Following{NotSaid, Follows} {
		all, err := Collect(context.Background(), maxRows, func(_ context.Context, offset int) (Page[testRows], error) {
			if offset > 0 {
				return Page[testRows]{}, &api.Error{Status: http.StatusBadRequest}
			}
			p := pageOf(upTo(50), offset, 0)
			p.Limit, p.Count, p.Following = pageSize, -1, follows
			return p, nil
		})
		if follows == Follows {
			require.Error(t, err)
			continue
		}
		require.NoError(t, err)
		require.Len(t, all.Rows.ids, 50)
		require.True(t, all.MayMiss)
	}
}

func TestCollectCountsRowsThatAreLeftOut(t *testing.T) {
	all, err := Collect(context.Background(), maxRows, func(_ context.Context, offset int) (Page[testRows], error) {
		p := pageOf(upTo(77), offset, 0)
		if offset == 0 {
			p.Rows.ids, p.Rows.values, p.Unclear = p.Rows.ids[2:], p.Rows.values[2:], 2
		}
		return p, nil
	})
	require.NoError(t, err)
	require.Len(t, all.Rows.ids, 75)
	require.Equal(t, 2, all.Unclear)
	require.Equal(t, 2, all.Calls, "they are there, so nothing is missing")
	require.Zero(t, all.Missing)
}

func TestCollectLosesNoRowWhereAPageHasMoreThanWereRequested(t *testing.T) {
	all, err := Collect(context.Background(), maxRows, func(_ context.Context, offset int) (Page[testRows], error) {
		p := pageOf(upTo(177), offset, 0)
		p.Limit, p.Unclear = pageSize, 3
		return p, nil
	})
	require.NoError(t, err)
	requireOnce(t, all, upTo(177), "three more that are not understood on each page")
	require.Equal(t, 4, all.Calls)
}
