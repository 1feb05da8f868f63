package api

import "time"

// Look is how the open conversations of an account are listed: the same for all requests.
type Look struct {
	// Names reports that consumers have their names, not only their ids.
	Names bool
	// Max is how many conversations are listed at most.
	Max int
	// Interval is how often they are listed anew: all requests up to the next multiple of it
	// share one list.
	Interval time.Duration
}

// The states of conversations that are open, as filters have them.
const (
	Queued = "QUEUED"
	Active = "ACTIVE"
)
