package query

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// offsetForm is a time zone as an offset, which some browsers report: +05:30, UTC-3.
var offsetForm = regexp.MustCompile(`^(?:UTC|GMT)?([+-])(\d{1,2})(?::?([0-5]\d))?$`)

// ParseTimeZone reads a time zone: a name such as Europe/Berlin, or an offset such as
// +05:30. An empty one is nil, without an error.
func ParseTimeZone(text string) (*time.Location, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil, nil
	}
	if offset := offsetForm.FindStringSubmatch(text); offset != nil {
		hours, _ := strconv.Atoi(offset[2])
		minutes, _ := strconv.Atoi(offset[3])
		seconds := hours*3600 + minutes*60
		if offset[1] == "-" {
			seconds = -seconds
		}
		return time.FixedZone(fmt.Sprintf("UTC%s%02d:%02d", offset[1], hours, minutes), seconds), nil
	}
	location, err := time.LoadLocation(text)
	if err != nil || text == "Local" {
		return nil, Errorf("The time zone %q is unknown. "+advice(text, "Use a name such as Europe/Berlin."), text)
	}
	return location, nil
}

// parseLocation is the time zone that days of a query are in, nil if it has none. One
// that was typed has to be known. The dashboard's is what a browser reports: if that
// is not known, panels are of more use with a notice than without values.
func (q *Query) parseLocation(s stored) (err error) {
	if q.Window.Kind == WindowToday && strings.TrimSpace(s.Window.TimeZone) != "" {
		q.Location, err = ParseTimeZone(s.Window.TimeZone)
		return err
	}
	if q.Location, err = ParseTimeZone(s.TimeZone); err != nil {
		q.Notices.Warn("The dashboard's time zone %q is unknown. The time zone in the data source settings is used, or UTC.", truncate(s.TimeZone))
	}
	return nil
}

// InTimeZone is the time zone of queries that have none; nil is UTC, with a notice where
// that matters.
func InTimeZone(location *time.Location) Option {
	return func(q Query) (Query, error) {
		switch {
		case q.Location != nil:
		case location != nil:
			q.Location = location
		case q.Window.Kind == WindowToday && !q.Series:
			q.Notices.Info("The start time is in UTC, because neither the query nor the data source settings have a time zone.")
		}
		return q, nil
	}
}
