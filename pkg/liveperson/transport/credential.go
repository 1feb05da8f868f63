package transport

import (
	"context"
	"net/http"
)

// Authenticator provides the credential that requests carry.
type Authenticator interface {
	// Credential is the one to use now, loaded if need be.
	Credential(ctx context.Context) (Credential, error)
}

// Credential is what a request carries to be accepted.
type Credential interface {
	// Apply returns a transport that adds it to each request.
	Apply(next http.RoundTripper) http.RoundTripper
	// IsCurrent reports whether it still is the one to use.
	IsCurrent() bool
	// Accepted notes that such calls are accepted with it.
	Accepted(calls string)
	// Invalidate drops it, because LivePerson rejects such calls with it, and reports
	// whether another one is worth loading.
	Invalidate(calls string) bool
	// Denied reports whether LivePerson accepts other calls with it, so that it is not the
	// credential that such calls are rejected for, but what it may be used for.
	Denied(calls string) bool
}

// NoAuth is no authentication: that of the services which sign in.
type NoAuth struct{}

// Credential implements Authenticator.
func (NoAuth) Credential(context.Context) (Credential, error) { return NoAuth{}, nil }

// Apply implements Credential.
func (NoAuth) Apply(next http.RoundTripper) http.RoundTripper { return next }

// IsCurrent implements Credential.
func (NoAuth) IsCurrent() bool { return true }

// Accepted implements Credential.
func (NoAuth) Accepted(string) {}

// Invalidate implements Credential.
func (NoAuth) Invalidate(string) bool { return false }

// Denied implements Credential.
func (NoAuth) Denied(string) bool { return false }
