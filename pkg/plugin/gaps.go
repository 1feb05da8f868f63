package plugin

import (
	"errors"
	"fmt"

	"github.com/kmm/liveperson-datasource/pkg/gather"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

// gapsOf says how many points of a trend are missing: because LivePerson fails to
// give them, or because it takes long. A few failures leave gaps; most of them
// fail the trend, as does any gap where an alert rule asks, or where there is
// nothing else.
func gapsOf(who gather.Asker, missing []error) ([]string, error) {
	var failure error
	failed, late := 0, 0
	for _, err := range missing {
		switch {
		case errors.Is(err, gather.ErrLate):
			late++
		case err != nil:
			failed++
			failure = err
		}
	}
	var upstream *liveperson.Error
	switch {
	case failure != nil && (who.Alert || 2*failed > len(missing) || failed+late == len(missing) || !errors.As(failure, &upstream)):
		return nil, failure
	case late > 0 && (who.Alert || late == len(missing)):
		return nil, gather.ErrLate
	}
	var warnings []string
	if failed > 0 {
		warnings = append(warnings, fmt.Sprintf("%d of the trend's %d points failed and are gaps. %s", failed, len(missing), failure))
	}
	if late > 0 {
		warnings = append(warnings, fmt.Sprintf("%d of the trend's %d points are not answered yet and are gaps. %s", late, len(missing), gather.ErrLate))
	}
	return warnings, nil
}
