package transport

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

const maxRedirects = 5

var livePersonHost = regexp.MustCompile(`^([a-z0-9-]+\.)+liveperson\.(net|com)$`)

// isLivePersonHost reports whether a host may get a request that carries a
// credential.
func isLivePersonHost(host string) bool {
	return livePersonHost.MatchString(strings.ToLower(host))
}

// allowlist lets requests go to allowed hosts only, whatever made them: settings, a
// wrong response of the Domain API or a redirect.
type allowlist struct {
	allowed func(host string) bool
	next    http.RoundTripper
}

// RoundTrip implements http.RoundTripper.
func (a allowlist) RoundTrip(request *http.Request) (*http.Response, error) {
	if !a.allowed(request.URL.Host) {
		return nil, &api.Error{Status: http.StatusBadGateway, Sentence: fmt.Sprintf("A request to %s was not sent, because it is not a LivePerson host. Check Base URL override in the data source settings.", request.URL.Host)}
	}
	return a.next.RoundTrip(request)
}

// checkRedirect follows redirects only where requests may go. The response to one
// that leads elsewhere is the redirect itself.
func checkRedirect(allowed func(host string) bool) func(*http.Request, []*http.Request) error {
	return func(next *http.Request, via []*http.Request) error {
		if !allowed(next.URL.Host) || next.URL.Scheme != via[0].URL.Scheme || len(via) > maxRedirects {
			return http.ErrUseLastResponse
		}
		return nil
	}
}
