package fetch

import (
	"fmt"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/cache"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

const (
	// settleTime is how long after its end a window may still change.
	settleTime = 5 * time.Minute
	// agentsTTL is how long a closed window is fresh if its method is not immutable, as
	// for rows by agent.
	agentsTTL = 10 * time.Minute
)

// part is what one entry of the cache has of a request: its current values, which
// are the same beside any window, or those of its window.
type part struct {
	api.Request
	key     string
	current bool
}

// partsOf splits a request into its parts. Where current values depend on the window,
// too, as with agents who are offline, everything is one part, that of the window.
func partsOf(r api.Request) []part {
	current, byWindow := r.Split()
	if r.DependsOnWindow() {
		return []part{windowPart(r)}
	}
	var parts []part
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

// entry is what the cache keeps for the part of a response to a request sent at this
// time. The account's total has entries of its own.
func (p part) entry(t api.Table, at time.Time, refresh time.Time) *cache.Entry {
	t.Total = nil
	return &cache.Entry{Window: p.Window, Columns: p.Columns, Table: t.Project(p.Columns), At: at, FreshUntil: p.freshUntil(at, refresh)}
}

// freshUntil is until when a response is fresh, zero for ever: current values until the
// next refresh, closed windows for ever, or for agentsTTL where rows come and go, and
// others, open or still settling, until the minute ends.
func (p part) freshUntil(at, refresh time.Time) time.Time {
	switch closed := isClosed(p.Window, at); {
	case p.HasCurrent():
		return refresh
	case closed && p.Method.Immutable:
		return time.Time{}
	case closed:
		return at.Add(agentsTTL)
	}
	return at.Truncate(time.Minute).Add(time.Minute)
}

// isOpen reports whether a window is open at a time. It is until the minute in which it
// ends is over, because a query takes a moment to get here. Then it settles.
func isOpen(w api.Window, at time.Time) bool { return !w.To.Before(at.Truncate(time.Minute)) }

// isClosed reports whether a window has settled: it can't change any more.
func isClosed(w api.Window, at time.Time) bool { return w.To.Add(settleTime).Before(at) }
