package main

import "time"

// survived is what the panels of one viewer show while LivePerson fails, as
// shares of those that have values before.
type survived struct {
	During float64 `json:"during"`
	After  float64 `json:"after"`
	// Calls is how many requests met the failure.
	Calls int `json:"calls"`
}

// outage lets one viewer refresh while every service answers 503, and once more
// after that.
func outage(o options, p *process, control simulator) (any, error) {
	dashboards, err := chosen(o)
	if err != nil {
		return nil, err
	}
	before, err := one(dashboards, o.days, 0, p, control)
	if err != nil {
		return nil, err
	}
	if err := control.fail(map[string]any{"status": 503}); err != nil {
		return nil, err
	}
	var s survived
	filled, refreshes := 0, 0
	for began := time.Now(); time.Since(began) < o.lasting; time.Sleep(o.every) {
		r, err := one(dashboards, o.days, 0, p, control)
		if err != nil {
			return nil, err
		}
		filled += r.Filled
		s.Calls += r.Calls
		refreshes++
	}
	if err := control.slow(0); err != nil {
		return nil, err
	}
	time.Sleep(o.every)
	after, err := one(dashboards, o.days, 0, p, control)
	share := func(n, times int) float64 { return float64(n) / float64(max(1, before.Filled*times)) }
	s.During, s.After = share(filled, refreshes), share(after.Filled, 1)
	return s, err
}
