package auth

import (
	"net/http"

	"github.com/kmm/liveperson-datasource/pkg/cache"
)

// tokenCredential is a credential with the token of a sign-in that a loader keeps.
type tokenCredential[T any] struct {
	loader *cache.Loader[T]
	signIn cache.Value[T]
	token  string
}

// Apply implements transport.Credential.
func (c tokenCredential[T]) Apply(next http.RoundTripper) http.RoundTripper {
	return bearer{c.token, next}
}

// IsCurrent implements transport.Credential.
func (c tokenCredential[T]) IsCurrent() bool { return c.loader.IsCurrent(c.signIn) }

// Invalidate implements transport.Credential.
func (c tokenCredential[T]) Invalidate() bool { return c.loader.Invalidate(c.signIn) }

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
