package plugin

import (
	"strconv"
	"time"
)

// mostEntries bounds how many answers are kept, whatever their size.
const mostEntries = 10_000

// parseNumbers reads the settings that are numbers. Each has a default that
// hardly anybody needs to touch.
func (s *settings) parseNumbers(o options) error {
	var timeout, perSecond, fresh, stale, staleForAlerts, memory int
	for _, n := range []struct {
		name      string
		text      lenient
		least     int
		byDefault int
		into      *int
	}{
		{"timeout", o.Timeout, 1, 30, &timeout},
		{"most requests for one trend", o.MaxSeriesRequests, 1, 400, &s.limits.SeriesRequests},
		{"requests a second", o.RequestsPerSecond, 1, 40, &perSecond},
		{"requests at once", o.RequestsAtOnce, 2, 16, &s.budget.AtOnce},
		{"age of current values", o.FreshFor, 1, 30, &fresh},
		{"age of stand-ins", o.StaleFor, 1, 900, &stale},
		{"age of stand-ins for alert rules", o.StaleForAlerts, 1, 75, &staleForAlerts},
		{"memory", o.Memory, 1, 64, &memory},
	} {
		value, err := wholeNumber(n.name, n.text, n.least, n.byDefault)
		if err != nil {
			return err
		}
		*n.into = value
	}
	s.timeout = seconds(timeout)
	s.budget.PerSecond = float64(perSecond)
	s.gather.Fresh, s.gather.Stale, s.gather.StaleForAlerts = seconds(fresh), seconds(stale), seconds(staleForAlerts)
	s.gather.Entries, s.gather.Bytes = mostEntries, int64(memory)<<20
	return nil
}

func seconds(n int) time.Duration { return time.Duration(n) * time.Second }

// wholeNumber reads a number; empty and 0 mean the default.
func wholeNumber(name string, text lenient, least, byDefault int) (int, error) {
	if text.trimmed() == "" || text.trimmed() == "0" {
		return byDefault, nil
	}
	n, err := strconv.Atoi(text.trimmed())
	if err != nil || n < least {
		return 0, unusablef("The setting %q is %q, which is not a whole number from %d on. Mend it in the data source's settings, or leave it empty for %d.", name, text, least, byDefault)
	}
	return n, nil
}
