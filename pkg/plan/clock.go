package plan

import (
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// clockTime is when clocks show so much after midnight on a day, in the day's time zone:
// the earlier time where clocks show it twice, and where they skip it the time to which
// they are put forward.
func clockTime(day time.Time, clock time.Duration) time.Time {
	location := day.Location()
	t := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, int(clock.Seconds()), 0, location)
	wanted := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, int(clock.Seconds()), 0, time.UTC)
	begin, end := t.ZoneBounds() // of the offset from UTC that clocks have then
	switch shown := shownAt(t); {
	case shown.After(wanted):
		return begin.In(location)
	case shown.Before(wanted):
		return end.In(location)
	}
	if !begin.IsZero() {
		_, offset := t.Zone()
		_, before := begin.Add(-time.Second).Zone()
		putBack := time.Duration(before-offset) * time.Second
		if first := t.Add(-putBack); putBack > 0 && first.Before(begin) {
			return first
		}
	}
	return t
}

// shownAt is what clocks show at a time, as a time in UTC.
func shownAt(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
}

func midnight(day time.Time) time.Time { return clockTime(day, 0) }

func nextMidnight(day time.Time) time.Time { return midnight(otherDay(day, 1)) }

// otherDay is some days later, at noon: clocks may skip the same time of that day.
func otherDay(day time.Time, later int) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day()+later, 12, 0, 0, 0, day.Location())
}

// period is a length of time between two fixed times of day, in a time zone: an hour, a
// day. Those of an hour or less have their length; longer ones are longer or shorter on
// the days on which clocks change.
type period struct{ from, to time.Time }

// periodAt is the period of a length that a time is in. The length divides a day.
func periodAt(t time.Time, length time.Duration, location *time.Location) period {
	local := t.In(location)
	if length <= time.Hour {
		first, next := midnight(local), nextMidnight(local)
		from := first.Add(t.Sub(first).Truncate(length))
		return period{from, api.Earlier(from.Add(length), next)}
	}
	p := period{from: midnight(local), to: nextMidnight(local)}
	for clock := length; clock < day; clock += length {
		switch at := clockTime(local, clock); {
		case at.After(t):
			p.to = api.Earlier(p.to, at)
		case at.After(p.from):
			p.from = at
		}
	}
	return p
}
