package liveperson

import (
	"context"
	"io"
	"net/http"
)

// bearer adds a token to each request and asks once more with a new one when
// LivePerson no longer accepts it.
type bearer struct {
	token func(ctx context.Context) (string, error)
	// drop says that LivePerson refused the token; false: another would be
	// refused as well.
	drop func(token string) bool
	next http.RoundTripper
}

func (b bearer) RoundTrip(request *http.Request) (*http.Response, error) {
	response, token, err := b.try(request)
	if err != nil || response.StatusCode != http.StatusUnauthorized {
		return response, err
	}
	again, err := repeat(request)
	if err != nil || !b.drop(token) {
		return response, nil
	}
	_, _ = io.Copy(io.Discard, response.Body)
	_ = response.Body.Close()
	response, _, err = b.try(again)
	return response, err
}

func (b bearer) try(request *http.Request) (*http.Response, string, error) {
	token, err := b.token(request.Context())
	if err != nil {
		return nil, "", err
	}
	signed := request.Clone(request.Context())
	signed.Header.Set("Authorization", "Bearer "+token)
	response, err := b.next.RoundTrip(signed)
	return response, token, err
}

// repeat is the same request with its body from the start.
func repeat(request *http.Request) (*http.Request, error) {
	again := request.Clone(request.Context())
	if request.GetBody == nil {
		return again, nil
	}
	body, err := request.GetBody()
	again.Body = body
	return again, err
}
