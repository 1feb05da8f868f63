package gather

import lru "github.com/hashicorp/golang-lru/v2/simplelru"

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
