package transport

import (
	"context"
	"errors"
	"net"
	"net/http"
)

// closeAfterShutdown is the transport of an HTTP client that keeps no connection
// once its client is closed. A request that was in flight then may have opened one
// since.
type closeAfterShutdown struct {
	lifetime context.Context
	base     *http.Client
}

// RoundTrip implements http.RoundTripper.
func (t closeAfterShutdown) RoundTrip(request *http.Request) (*http.Response, error) {
	defer func() {
		if t.lifetime.Err() != nil {
			t.base.CloseIdleConnections()
		}
	}()
	return t.base.Transport.RoundTrip(request)
}

// dialReporter reports hosts that can't be connected to: LivePerson may have moved
// an account elsewhere.
type dialReporter struct {
	next http.RoundTripper
	// report is nil where there is nothing to look up.
	report func(host string)
}

// RoundTrip implements http.RoundTripper.
func (t *dialReporter) RoundTrip(request *http.Request) (*http.Response, error) {
	response, err := t.next.RoundTrip(request)
	var dial *net.OpError
	if t.report != nil && errors.As(err, &dial) && dial.Op == "dial" && request.Context().Err() == nil {
		t.report(request.URL.Host)
	}
	return response, err
}
