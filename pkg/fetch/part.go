package fetch

import (
	"fmt"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/cache"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

const (
	// settleTime is how long after its end a window may still change: it is open, then it
	// settles, then it is closed.
	settleTime = 5 * time.Minute
	// mutableTTL is how long a closed window is fresh if its method is not immutable, as
	// of agents, who come and go.
	mutableTTL = 10 * time.Minute
)

// part is what one entry of the cache has of a request: its current values, which
// are the same beside any window, or those of its window.
type part struct {
	api.Request
	key     string
	current bool // has current values only; a window's part may have some, too
}

// partsOf splits a request into its parts, none if it has no columns. Where which rows
// there are depends on the window, as with agents who are offline, everything is one
// part, that of the window.
func partsOf(r api.Request) (parts []part) {
	if len(r.Columns) > 0 && r.DependsOnWindow() {
		return []part{windowPart(r)}
	}
	current, byWindow := r.Split()
	if len(current) > 0 {
		parts = append(parts, currentPart(r.With(current)))
	}
	if len(byWindow) > 0 {
		parts = append(parts, windowPart(r.With(byWindow)))
	}
	return parts
}

func currentKey(r api.Request) string { return r.Family() + " current" }

func currentPart(r api.Request) part { return part{Request: r, key: currentKey(r), current: true} }

func windowPart(r api.Request) part {
	return part{Request: r, key: fmt.Sprintf("%s %d %d", r.Family(), r.Window.From.UnixMilli(), r.Window.To.UnixMilli())}
}

// newEntry is what the cache keeps for the part of a response to a request sent at this
// time. The account's total has entries of its own.
func (p part) newEntry(t api.Table, sentAt, nextRefresh time.Time) *cache.Entry {
	t.Total = nil
	return &cache.Entry{Window: p.Window, Columns: p.Columns, Table: t.Project(p.Columns), At: t.RightAt(sentAt), FreshUntil: p.freshUntil(t, sentAt, nextRefresh)}
}

// freshUntil is until when a response is fresh, zero for ever: current values and what is
// incomplete until the next refresh, closed windows for ever, or for mutableTTL where rows come and go, and
// others, open or still settling, until the minute ends.
func (p part) freshUntil(t api.Table, sentAt, nextRefresh time.Time) time.Time {
	switch closed := isClosed(p.Window, sentAt); {
	case p.HasCurrent(), t.Incomplete:
		return nextRefresh
	case closed && p.Method.Immutable:
		return time.Time{}
	case closed:
		return sentAt.Add(mutableTTL)
	}
	return sentAt.Truncate(time.Minute).Add(time.Minute)
}

// isOpen reports whether a window is open at a time: until the minute in which it ends
// is over, since a query that ends now arrives a moment later.
func isOpen(w api.Window, at time.Time) bool { return !w.To.Before(at.Truncate(time.Minute)) }

// isClosed reports whether a window has settled: its values can't change any more.
func isClosed(w api.Window, at time.Time) bool { return w.To.Add(settleTime).Before(at) }
