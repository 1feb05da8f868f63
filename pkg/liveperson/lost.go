package liveperson

import (
	"errors"
	"net"
	"net/http"
)

// lost is a transport that reports hosts that can't be connected to: LivePerson
// may have moved an account elsewhere.
type lost struct {
	next   http.RoundTripper
	report func(host string)
}

// RoundTrip implements http.RoundTripper.
func (l *lost) RoundTrip(request *http.Request) (*http.Response, error) {
	response, err := l.next.RoundTrip(request)
	var dial *net.OpError
	if errors.As(err, &dial) && dial.Op == "dial" && request.Context().Err() == nil {
		l.report(request.URL.Host)
	}
	return response, err
}

// lost forgets a host, so that the next request looks it up anew. A network that
// is down loses every host: the keepers see to it that none is asked for again
// and again.
func (d *domainAPI) lost(host string) {
	for _, keeper := range d.keepers {
		keeper.drop(host)
	}
}
