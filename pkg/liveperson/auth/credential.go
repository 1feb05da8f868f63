package auth

import (
	"net/http"

	"github.com/kmm/liveperson-datasource/pkg/cache"
)

// tokenCredential is a credential with the token of a sign-in that a loader keeps.
type tokenCredential[T any] struct {
	loader     *cache.Loader[T]
	signIn     cache.Value[T]
	token      string
	acceptance *acceptance
	user       *user // of a login, else nil
}

// Apply implements transport.Credential.
func (c tokenCredential[T]) Apply(next http.RoundTripper) http.RoundTripper {
	return bearer{c.token, next}
}

// IsCurrent implements transport.Credential.
func (c tokenCredential[T]) IsCurrent() bool { return c.loader.IsCurrent(c.signIn) }

// Accepted implements transport.Credential.
func (c tokenCredential[T]) Accepted(calls string) {
	if c.IsCurrent() {
		c.acceptance.accept(c.token, calls)
		c.user.accepted(c.token)
	}
}

// Invalidate implements transport.Credential.
func (c tokenCredential[T]) Invalidate(calls string) bool {
	if !c.IsCurrent() {
		return true // another caller was faster
	}
	wasAccepted := c.acceptance.has(c.token, calls)
	if !wasAccepted && !c.acceptance.mayBeToken(c.token, calls) || !c.loader.Invalidate(c.signIn) {
		return false
	}
	if wasAccepted {
		c.user.ended(c.token)
	}
	return true
}

// Denied implements transport.Credential.
func (c tokenCredential[T]) Denied(calls string) bool { return c.acceptance.denies(c.token, calls) }

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
