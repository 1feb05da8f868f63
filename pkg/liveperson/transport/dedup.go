package transport

// Dedup are rows of many pages, each once: by id. Its zero value has none.
type Dedup[R Rows[R]] struct {
	Rows     R
	seen     map[string]bool
	expected int // how many rows there may be in the end
}

// Add adds the rows that are not there yet.
func (d *Dedup[R]) Add(more R) {
	if d.seen == nil {
		d.seen = map[string]bool{}
	}
	ids := more.IDs()
	added := make([]int, 0, len(ids))
	for i, id := range ids {
		if !d.seen[id] {
			d.seen[id] = true
			added = append(added, i)
		}
	}
	if len(d.seen) == len(ids) && len(added) == len(ids) {
		d.Rows = more // nothing to copy: most responses have one page
		return
	}
	d.Rows = d.Rows.Append(more, added, d.expected)
}
