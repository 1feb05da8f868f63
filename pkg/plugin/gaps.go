package plugin

import (
	"errors"
	"fmt"

	"github.com/kmm/liveperson-datasource/pkg/gather"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

// gapsOf says how many points of a trend are not there: because LivePerson fails
// to give them, or because it takes long. A few failures leave gaps; most, or any
// where an alert rule asks, fail the trend, as does one of which nothing is
// there.
func gapsOf(who gather.Asker, errs []error) ([]string, error) {
	var last error
	failed, late := 0, 0
	for _, err := range errs {
		switch {
		case errors.Is(err, gather.ErrLate):
			late++
		case err != nil:
			failed++
			last = err
		}
	}
	var upstream *liveperson.Error
	switch {
	case last != nil && (who.Alert || 2*failed > len(errs) || !errors.As(last, &upstream)):
		return nil, last
	case late == len(errs):
		return nil, gather.ErrLate
	}
	var warnings []string
	if last != nil {
		warnings = append(warnings, fmt.Sprintf("%d of the trend's %d requests failed and leave gaps. %s", failed, len(errs), last))
	}
	if late > 0 {
		warnings = append(warnings, fmt.Sprintf("%d of the trend's %d requests are not answered yet and leave gaps. %s", late, len(errs), gather.ErrLate))
	}
	return warnings, nil
}
