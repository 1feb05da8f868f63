package liveperson

import "net/http"

// bearer adds a token to each request, also where a redirect leads.
type bearer struct {
	token string
	next  http.RoundTripper
}

// RoundTrip implements http.RoundTripper.
func (b bearer) RoundTrip(request *http.Request) (*http.Response, error) {
	signed := request.Clone(request.Context())
	signed.Header.Set("Authorization", "Bearer "+b.token)
	return b.next.RoundTrip(signed)
}
