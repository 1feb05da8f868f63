package liveperson

import (
	"fmt"
	"net/http"
)

const mostRedirects = 5

// pin lets requests go to allowed hosts only, whatever made them: settings, a
// wrong answer of the Domain API or a redirect.
type pin struct {
	allowed pinned
	next    http.RoundTripper
}

func (p pin) RoundTrip(request *http.Request) (*http.Response, error) {
	if !p.allowed(request.URL.Host) {
		return nil, &Error{Status: http.StatusBadGateway, Sentence: fmt.Sprintf("A request to %s was not sent, because that is not one of LivePerson's hosts. Check the address in the data source's settings.", request.URL.Host)}
	}
	return p.next.RoundTrip(request)
}

// stay follows redirects only where requests may go. The answer of a redirect
// that leaves is the redirect itself.
func stay(allowed pinned) func(*http.Request, []*http.Request) error {
	return func(next *http.Request, via []*http.Request) error {
		if !allowed(next.URL.Host) || next.URL.Scheme != via[0].URL.Scheme || len(via) > mostRedirects {
			return http.ErrUseLastResponse
		}
		return nil
	}
}
