package fetch

import "slices"

// State is what a fetcher knows, for support.
type State struct {
	Entries     int      `json:"cacheEntries"`
	Bytes       int64    `json:"cacheBytes"`
	InFlight    int      `json:"requestsInFlight"`
	Unsupported []string `json:"unsupportedMetrics"`
}

// State returns what is known now.
func (f *Fetcher) State() State {
	s := State{Unsupported: []string{}}
	s.Entries, s.Bytes = f.store.Size()
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, fam := range f.families.Values() {
		s.InFlight += len(fam.batches)
	}
	for key, one := range f.unsupported {
		if f.options.Now().Before(one.until) {
			s.Unsupported = append(s.Unsupported, key)
		}
	}
	slices.Sort(s.Unsupported)
	return s
}
