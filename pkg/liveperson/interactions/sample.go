package interactions

import (
	"cmp"
	"slices"
	"time"
)

// sample collects the digests of pages, each conversation once.
type sample struct {
	by   order
	list []digest
	ids  map[string]bool
}

func newSample(by order) *sample { return &sample{by: by, ids: map[string]bool{}} }

// add adds digests of conversations that are not there yet.
func (s *sample) add(digests []digest) {
	for _, d := range digests {
		if !s.ids[d.id] {
			s.ids[d.id] = true
			s.list = append(s.list, d)
		}
	}
}

// searchDelay is how long after its end LivePerson may find a conversation, and a bit.
const searchDelay = 2 * time.Minute

// addClosed adds those of a page that were closed in an hour. It reports whether the page
// reaches those that are known, so that all that follow are known, too: by LivePerson's
// own clock, which may be another one.
func (s *sample) addClosed(p page, in, known *hour) (reached bool) {
	var newestKnown int64
	if known != nil && len(known.digests) > 0 {
		newestKnown = known.digests[0].end
	}
	for _, d := range p.digests {
		if in.contains(d) {
			s.add([]digest{d})
			reached = reached || d.end < newestKnown-searchDelay.Milliseconds() && known.has(d)
		}
	}
	return reached
}

// has reports whether a conversation is in the sample.
func (h *hour) has(d digest) bool {
	return slices.ContainsFunc(h.digests, func(known digest) bool { return known.id == d.id })
}

// newest are the newest digests, up to a limit.
func (s *sample) newest(limit int) []digest {
	at := func(d digest) int64 {
		if s.by == byEnd {
			return d.end
		}
		return d.start
	}
	slices.SortFunc(s.list, func(a, b digest) int { return cmp.Or(cmp.Compare(at(b), at(a)), cmp.Compare(a.id, b.id)) })
	return slices.Clone(s.list[:min(limit, len(s.list))])
}
