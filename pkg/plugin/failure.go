package plugin

import (
	"context"
	"errors"
	"net/http"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/kmm/liveperson-datasource/pkg/gather"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// failure is the answer to a query that has none: a sentence with the status
// that fits it. What people or LivePerson must mend is not a fault of the
// plugin, and Grafana counts it apart.
func failure(ctx context.Context, err error) backend.DataResponse {
	var upstream *liveperson.Error
	var question *query.Error
	var fault *gather.Fault
	status, source := backend.StatusInternal, backend.ErrorSourcePlugin
	switch {
	case errors.As(err, &upstream):
		status, source = statusOf(upstream.Status), backend.ErrorSourceDownstream
	case errors.As(err, &question):
		status, source = backend.StatusBadRequest, backend.ErrorSourceDownstream
	case errors.As(err, new(*settingsError)):
		status, source = backend.StatusBadRequest, backend.ErrorSourceDownstream
	case errors.As(err, &fault):
		backend.Logger.FromContext(ctx).Error("A question to LivePerson ended in a panic", "cause", fault.Cause)
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		err = errors.New("The query was given up before LivePerson answered. Try again.")
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
