package pipeline

import (
	"errors"

	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// noteGaps says how many points of a trend are missing: because LivePerson fails to
// give them, or because it is slow. A few failures leave gaps; most of them fail the
// trend, as does any gap for an alert rule, or where there is nothing else.
func (l *loader) noteGaps(missing []error) error {
	var failure error
	failed, pending := 0, 0
	for _, err := range missing {
		switch {
		case errors.Is(err, fetch.ErrPending):
			pending++
		case err != nil:
			failed++
			failure = err
		}
	}
	var upstream *api.Error
	switch {
	case failure != nil && (l.caller.Alert || 2*failed > len(missing) || failed+pending == len(missing) || !errors.As(failure, &upstream)):
		return failure
	case pending > 0 && (l.caller.Alert || pending == len(missing)):
		return fetch.ErrPending
	}
	if failed > 0 {
		l.notices.Warn("%d of %d intervals failed and are shown as gaps. %s", failed, len(missing), failure)
	}
	if pending > 0 {
		l.notices.Warn("%d of %d intervals have not arrived yet and are shown as gaps. %s", pending, len(missing), fetch.ErrPending)
	}
	return nil
}
