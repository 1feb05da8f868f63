package interactions

import (
	"fmt"
	"slices"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// maxScores is how many conversations whose score fell below 0 are remembered.
const maxScores = 1000

// scoreLog remembers when scores fell below 0, as far as lists of open conversations show.
type scoreLog struct {
	since time.Time // when the first list was loaded
	fell  []happening
}

// note compares a list with the one before. When between them a score fell is not known: it
// is a moment where they are close.
func (s *scoreLog) note(before, now *look) {
	if before == nil {
		s.since = now.at
		return
	}
	known := make(map[string]openConversation, len(before.all))
	for _, c := range before.all {
		known[c.id] = c
	}
	for _, c := range now.all {
		earlier, was := known[c.id]
		began := c.start >= before.at.UnixMilli()
		if c.mcs < 0 && (was && !(earlier.mcs < 0) || !was && began) { // NaN is no score
			from, to := max(before.at.UnixMilli(), c.start), max(now.at.UnixMilli(), c.start)
			if to-from <= time.Minute.Milliseconds() {
				from = to
			}
			h := c.happening(api.MCSNegative, from, to)
			h.detail = fmt.Sprintf("MCS %v", c.mcs)
			s.fell = append(s.fell, h)
		}
	}
	s.fell = slices.Delete(s.fell, 0, max(0, len(s.fell)-maxScores))
}

// negativeScores are the scores that fell below 0, and since when they are known.
func (o *openList) negativeScores() (fell []happening, since time.Time) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return slices.Clone(o.scores.fell), o.scores.since
}
