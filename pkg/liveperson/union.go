package liveperson

import "slices"

// union are rows of many pages, each once: by id.
type union struct {
	rows
	seen map[string]bool
	room int // how many rows are expected
}

// add takes the rows that are not there yet.
func (u *union) add(more rows) {
	fresh := make([]int, 0, len(more.ids))
	for i, id := range more.ids {
		if !u.seen[id] {
			u.seen[id] = true
			fresh = append(fresh, i)
		}
	}
	if len(u.ids) == 0 && len(fresh) == len(more.ids) {
		u.rows = more // nothing to copy: most answers have one page
		return
	}
	u.ids, u.names = take(u, u.ids, more.ids, fresh), take(u, u.names, more.names, fresh)
	u.places, u.away = take(u, u.places, more.places, fresh), take(u, u.away, more.away, fresh)
	u.numbers, u.texts = takeAll(u, u.numbers, more.numbers, fresh), takeAll(u, u.texts, more.texts, fresh)
}

func takeAll[T any](u *union, to, from [][]T, fresh []int) [][]T {
	if to == nil {
		to = make([][]T, len(from))
	}
	for i, column := range from {
		to[i] = take(u, to[i], column, fresh)
	}
	return to
}

// take appends a page's column, or those of it that are fresh.
func take[T any](u *union, to, from []T, fresh []int) []T {
	if from == nil {
		return to
	}
	if room := u.room - len(to); room > len(fresh) && cap(to) < u.room {
		to = slices.Grow(to, room)
	}
	if len(fresh) == len(from) {
		return append(to, from...)
	}
	for _, i := range fresh {
		to = append(to, from[i])
	}
	return to
}
