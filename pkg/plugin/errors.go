package plugin

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/kmm/liveperson-datasource/pkg/cache"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// configError is what is wrong with the settings: a sentence that names the field to
// fix.
type configError struct{ sentence string }

func (e *configError) Error() string { return e.sentence }

func configErrorf(format string, args ...any) error {
	return &configError{fmt.Sprintf(format, args...)}
}

// errorResponse is the response to a query that fails: a sentence with the status
// that fits it. What people or LivePerson must fix is not a fault of the plugin, and
// Grafana counts it apart.
func errorResponse(ctx context.Context, err error) backend.DataResponse {
	var upstream *api.Error
	var panicked *cache.PanicError
	status, source := backend.StatusInternal, backend.ErrorSourcePlugin
	switch {
	case errors.As(err, &upstream):
		status, source = statusOf(upstream.Status), backend.ErrorSourceDownstream
	case errors.As(err, new(*query.Error)), errors.As(err, new(*configError)):
		status, source = backend.StatusBadRequest, backend.ErrorSourceDownstream
	case errors.As(err, &panicked):
		backend.Logger.FromContext(ctx).Error("A request to LivePerson ended in a panic", "cause", panicked.Cause)
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		err = errors.New("The query was canceled before LivePerson responded. Try again.")
		status, source = backend.StatusTimeout, backend.ErrorSourceDownstream
	}
	return backend.DataResponse{Error: err, Status: status, ErrorSource: source}
}

// statusOf passes on the statuses that mean the same to Grafana. Faults of
// LivePerson's are a bad gateway's.
func statusOf(upstream int) backend.Status {
	switch upstream {
	case http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound,
		http.StatusTooManyRequests, http.StatusGatewayTimeout:
		return backend.Status(upstream)
	}
	return backend.StatusBadGateway
}
