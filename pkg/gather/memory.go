package gather

import (
	"fmt"
	"slices"
	"time"

	lru "github.com/hashicorp/golang-lru/v2/simplelru"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

// snapshot is what LivePerson answered to a request, once.
type snapshot struct {
	from, to    time.Time
	byTime, now []liveperson.Metric
	settles     bool
	table       liveperson.Table
	at          time.Time // when it was asked
}

const (
	// settled is how long after its end a window can't change any more.
	settled = 5 * time.Minute
	// population is how long a window that is over serves whose rows are of the
	// moment it is asked: agents come and go.
	population = 10 * time.Minute
)

// keyOf is the same for requests that differ only in their metrics.
func keyOf(r liveperson.Request) string {
	from, to := r.Span()
	return windowKey(r.Topic(), from, to)
}

func windowKey(topic string, from, to time.Time) string {
	return fmt.Sprintf("%s %d %d", topic, from.UnixMilli(), to.UnixMilli())
}

// has tells whether a snapshot has all that is asked for.
func (s *snapshot) has(r liveperson.Request) bool {
	byTime, now := r.Metrics()
	return covers(s.byTime, byTime) && covers(s.now, now)
}

// over tells whether the window was over for good when it was asked about.
func (s *snapshot) over() bool { return s.to.Add(settled).Before(s.at) }

// serves tells whether a snapshot with what is asked for is young enough. Values
// of a window are until the minute ends: then it is another window.
func (s *snapshot) serves(r liveperson.Request, now time.Time, fresh time.Duration) bool {
	_, ofNow := r.Metrics()
	over := s.over()
	switch {
	case len(ofNow) > 0:
		return now.Sub(s.at) < fresh
	case over && s.settles:
		return true
	case over:
		return now.Sub(s.at) < population
	}
	return now.Truncate(time.Minute).Equal(s.at.Truncate(time.Minute))
}

// memory holds snapshots, those used least recently leave first.
type memory struct {
	snapshots   *lru.LRU[string, *snapshot]
	bytes, most int64
}

func newMemory(entries int, bytes int64) *memory {
	m := &memory{most: bytes}
	snapshots, err := lru.NewLRU(max(1, entries), func(key string, s *snapshot) { m.bytes -= sizeOf(key, s) })
	if err != nil {
		panic(err) // the size is above zero
	}
	m.snapshots = snapshots
	return m
}

// add keeps a snapshot. One that takes all the room is not kept.
func (m *memory) add(key string, s *snapshot) {
	m.snapshots.Remove(key)
	if sizeOf(key, s) > m.most {
		return
	}
	m.snapshots.Add(key, s)
	m.bytes += sizeOf(key, s)
	for m.bytes > m.most && m.snapshots.Len() > 0 {
		m.snapshots.RemoveOldest()
	}
}

// sizeOf is about how many bytes a snapshot takes.
func sizeOf(key string, s *snapshot) int64 {
	const header = 24 // of a slice, about that of a string
	size := len(key) + header*(len(s.byTime)+len(s.now)+8)
	t := s.table
	for i := range t.IDs {
		size += len(t.IDs[i]) + len(t.Names[i]) + 2*header
	}
	for _, column := range t.Fields {
		size += header + 8*len(column)
	}
	for _, column := range t.Texts {
		for _, text := range column {
			size += header + len(text)
		}
	}
	for _, place := range t.Agents {
		size += 2*header + len(place.Group) + header*len(place.Skills)
	}
	return int64(size)
}

// fresh finds a snapshot that answers a request: of the same window, or of any
// recent one if only values of this moment are asked. It is nil if there is none.
func (g *Gatherer) fresh(t *topic, r liveperson.Request, now time.Time) *snapshot {
	fits := func(s *snapshot) bool { return s.has(r) && s.serves(r, now, g.options.Fresh) }
	if s, known := g.memory.snapshots.Get(keyOf(r)); known && fits(s) {
		return s
	}
	if byTime, _ := r.Metrics(); len(byTime) > 0 || !r.Rides() {
		return nil
	}
	return g.newest(t, fits)
}

// newest is the latest of a topic's recent snapshots that fits, nil if none does.
func (g *Gatherer) newest(t *topic, fits func(*snapshot) bool) *snapshot {
	for _, keys := range [][]string{t.recent, t.past} {
		for _, key := range slices.Backward(keys) {
			if s, known := g.memory.snapshots.Get(key); known && fits(s) {
				return s
			}
		}
	}
	return nil
}

// old finds a snapshot that may stand in for a request: of the same moment, the
// same window, or one as long, or with the same start, that ended a while ago.
// It is nil if there is none.
func (g *Gatherer) old(t *topic, r liveperson.Request, who Asker, now time.Time) *snapshot {
	most := g.options.Stale
	if who.Alert {
		most = g.options.StaleForAlerts
	}
	fits := func(s *snapshot) bool { return s.has(r) && now.Sub(s.at) <= most && s.standsFor(r, now) }
	if s, known := g.memory.snapshots.Get(keyOf(r)); known && fits(s) {
		return s
	}
	return g.newest(t, fits)
}

// standsFor tells whether a snapshot is about what a request asks, but for the
// minutes that have passed since.
func (s *snapshot) standsFor(r liveperson.Request, now time.Time) bool {
	if byTime, _ := r.Metrics(); len(byTime) == 0 && r.Rides() {
		return true
	}
	from, to := r.Span()
	if !goesOn(to, now) { // a piece of a wider window, whose start moves on
		return to.Equal(s.to) && from.Sub(s.from).Abs() <= now.Sub(s.at)+time.Minute
	}
	longer := to.Sub(from) - s.to.Sub(s.from)
	return goesOn(s.to, s.at) && !to.Before(s.to) && (from.Equal(s.from) || longer.Abs() <= time.Minute)
}
