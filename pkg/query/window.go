package query

import (
	"strings"
	"time"
)

// maxHours keeps the hours of a window in what a time.Duration can hold. How far
// back LivePerson has values is checked where the methods are known: in the plan.
const maxHours = 1e6

func parseWindow(s storedWindow) (Window, error) {
	switch WindowKind(strings.TrimSpace(s.Kind)) {
	case "", WindowRange:
		return Window{Kind: WindowRange}, nil
	case WindowLast:
		return parseLast(s.Hours)
	case WindowToday:
		return parseToday(s.From)
	}
	return Window{}, Errorf("The window %q is not supported. Allowed: range, last, today.", s.Kind)
}

func parseLast(hours number) (Window, error) {
	const use = "Use a number such as 3 or 24; the minimum is one minute."
	if hours.text != "" {
		return Window{}, Errorf("The window of the last %q hours is invalid. "+advice(hours.text, use), hours.text)
	}
	last := time.Duration(hours.value * float64(time.Hour))
	if hours.value > maxHours || last < time.Minute {
		return Window{}, Errorf("The window of the last %v hours is invalid. "+use, hours.value)
	}
	return Window{Kind: WindowLast, Last: last}, nil
}

func parseToday(from string) (Window, error) {
	clock, err := time.Parse("15:04", strings.TrimSpace(from))
	if err != nil {
		return Window{}, Errorf("The start time %q is invalid. "+advice(from, "Use hh:mm, such as 09:00."), from)
	}
	since := time.Duration(clock.Hour())*time.Hour + time.Duration(clock.Minute())*time.Minute
	return Window{Kind: WindowToday, From: since}, nil
}
