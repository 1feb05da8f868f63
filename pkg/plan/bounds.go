package plan

import "time"

// retentionMargin is how much sooner than LivePerson forgets something it is no longer
// requested: a request takes its time.
const retentionMargin = time.Minute

// bounds are what methods can do. As for api.Capabilities, 0 is for any.
type bounds struct{ grain, retention, maxWindow time.Duration }

// boundsOf are the bounds of the methods of groups. Windows are aligned to minutes at
// least, so that everybody's "last 24 hours" in the same minute is the same request.
func boundsOf(groups []group) bounds {
	b := bounds{grain: time.Minute}
	for _, g := range groups {
		b.grain = max(b.grain, g.method.Grain)
		b.retention = stricter(b.retention, g.method.Retention)
		b.maxWindow = stricter(b.maxWindow, g.method.MaxWindow)
	}
	return b
}

func (g group) bounds() bounds { return boundsOf([]group{g}) }

func stricter(a, b time.Duration) time.Duration {
	if a == 0 || b > 0 && b < a {
		return b
	}
	return a
}

// oldest is the earliest time that LivePerson still has.
func (b bounds) oldest(now time.Time) time.Time {
	if b.retention == 0 {
		return time.Time{}
	}
	return now.Add(retentionMargin - b.retention)
}

// exceeds reports whether a window is too long for one request.
func (b bounds) exceeds(length time.Duration) bool {
	return b.maxWindow > 0 && length > b.maxWindow
}

// floor and ceil align a time to the grain.
func (b bounds) floor(t time.Time) time.Time { return t.Truncate(b.grain) }

func (b bounds) ceil(t time.Time) time.Time {
	if b.floor(t).Equal(t) {
		return t
	}
	return b.floor(t).Add(b.grain)
}
