package cache

import (
	"slices"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2/simplelru"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// Entry is what is kept of a response: plain data, so that a store may also keep it
// outside of this process. It is shared and must not be changed.
type Entry struct {
	Window  api.Window
	Columns []api.Column
	Table   api.Table
	// At is when LivePerson was asked.
	At time.Time
	// FreshUntil is when the entry becomes stale; zero for never.
	FreshUntil time.Time
}

// Has reports whether an entry has all of the columns.
func (e *Entry) Has(columns []api.Column) bool {
	return e != nil && api.ContainsAll(e.Columns, columns)
}

// IsFresh reports whether an entry is not stale yet.
func (e *Entry) IsFresh(now time.Time) bool {
	return e != nil && (e.FreshUntil.IsZero() || now.Before(e.FreshUntil))
}

// Merge is the entry with the columns that only the other one has.
func (e *Entry) Merge(other *Entry) *Entry {
	more := slices.DeleteFunc(slices.Clone(other.Columns), func(c api.Column) bool { return slices.Contains(e.Columns, c) })
	if len(more) == 0 {
		return e
	}
	merged := *e
	merged.Table = api.Join(e.Table, other.Table.Project(more))
	merged.Columns = api.Union(e.Columns, more)
	return &merged
}

// Store keeps entries by their keys. It is safe for concurrent use.
type Store interface {
	// Get is the entry with a key, fresh or stale, nil if there is none.
	Get(key string) *Entry
	// Set stores an entry in place of the one with the same key.
	Set(key string, e *Entry)
	// Size is how many entries there are and about how many bytes they take.
	Size() (entries int, bytes int64)
}

// Memory is a Store in this process. The entries used least recently leave first.
type Memory struct {
	mu       sync.Mutex
	entries  *lru.LRU[string, *Entry]
	bytes    int64
	maxBytes int64
}

var _ Store = (*Memory)(nil)

// NewMemory makes a store in this process, bounded by entries and bytes.
func NewMemory(maxEntries int, maxBytes int64) *Memory {
	m := &Memory{maxBytes: maxBytes}
	m.entries = NewLRU(maxEntries, func(key string, e *Entry) { m.bytes -= sizeOf(key, e) })
	return m
}

// NewLRU makes a cache of at least one entry. The function, if any, is called for
// each entry that leaves.
func NewLRU[T any](maxEntries int, evicted func(key string, value T)) *lru.LRU[string, T] {
	l, err := lru.NewLRU(max(1, maxEntries), evicted)
	if err != nil {
		panic(err) // the size is above zero
	}
	return l
}

// Get implements Store.
func (m *Memory) Get(key string) *Entry {
	m.mu.Lock()
	defer m.mu.Unlock()
	e, _ := m.entries.Get(key)
	return e
}

// Set implements Store. An entry that is larger than the whole store is not kept.
func (m *Memory) Set(key string, e *Entry) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.entries.Remove(key)
	size := sizeOf(key, e)
	if size > m.maxBytes {
		return
	}
	m.entries.Add(key, e)
	m.bytes += size
	m.evict()
}

// SetMaxBytes replaces the bound of bytes.
func (m *Memory) SetMaxBytes(maxBytes int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.maxBytes = maxBytes
	m.evict()
}

func (m *Memory) evict() {
	for m.bytes > m.maxBytes && m.entries.Len() > 0 {
		m.entries.RemoveOldest()
	}
}

// Expire makes all entries stale that are not fresh for ever.
func (m *Memory) Expire(now time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, key := range m.entries.Keys() { // the one used least recently first: the order stays
		e, _ := m.entries.Peek(key)
		if !e.FreshUntil.IsZero() && e.IsFresh(now) {
			expired := *e // which others may be reading
			expired.FreshUntil = now
			e = &expired
		}
		m.entries.Add(key, e)
	}
}

// Size implements Store.
func (m *Memory) Size() (entries int, bytes int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.entries.Len(), m.bytes
}

// sizeOf is about how many bytes an entry takes.
func sizeOf(key string, e *Entry) int64 {
	const header = 24 // of a slice, about that of a string
	size := len(key) + header*(len(e.Columns)+8)
	t := e.Table
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
	for _, membership := range t.Agents {
		size += 2*header + len(membership.Group) + header*len(membership.Skills)
	}
	return int64(size)
}
