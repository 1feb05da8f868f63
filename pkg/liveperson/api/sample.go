package api

import "time"

// Sample says which conversations values are estimated from.
type Sample struct {
	// Size is how many conversations there are at most: of all open ones, and of those
	// that were closed in each hour.
	Size int
	// OpenedWithin leaves out what was opened longer ago, of open conversations; 0 leaves
	// out none.
	OpenedWithin time.Duration
	// ServiceLevel is how soon a first response has to be.
	ServiceLevel time.Duration
}

// MinSample is how many conversations a value has to be from at least: one of fewer says
// little, so it has no level.
const MinSample = 10

// Sampled is what a table is estimated from.
type Sampled struct {
	// Of is what conversations are called that are in the sample, such as "open
	// conversations".
	Of string
	// Size is how many are in the sample, Total how many there are in all.
	Size, Total int
	// Estimated reports that the total is estimated.
	Estimated bool
	// Hours is how many hours the window has, Loaded how many of them have been loaded so
	// far. Both are 0 of open conversations.
	Hours, Loaded int
	// Unknown reports that nothing is known of the window: none of its hours is loaded, or
	// all are too long ago.
	Unknown bool
	// Partial is how many conversations LivePerson gave only a part of.
	Partial int
	// Few are the ids of the rows that have fewer conversations than MinSample.
	Few []string
	// Facts are the fields that are about the sample itself, and not estimated from it.
	Facts []string
}
