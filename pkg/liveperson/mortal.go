package liveperson

import (
	"context"
	"net/http"
)

// mortal is the transport of an HTTP client that keeps no connection once its
// life is over. A request that was on its way then may have opened one since.
type mortal struct {
	life context.Context
	base *http.Client
}

// RoundTrip implements http.RoundTripper.
func (m mortal) RoundTrip(request *http.Request) (*http.Response, error) {
	defer func() {
		if m.life.Err() != nil {
			m.base.CloseIdleConnections()
		}
	}()
	return m.base.Transport.RoundTrip(request)
}
