// Package livepersontest is a LivePerson of a few lines for tests: its Domain API
// names hosts, it accepts one set of credentials, counts its calls, and
// responds as the test says. The simulator is the one that behaves like the real
// one.
package livepersontest

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"
)

// The account and the credentials that the fake knows.
const (
	Account  = "12345678"
	ID       = "grafana"
	Secret   = "s3cr3t-value"
	Username = "monitor@example.com"
)

// NoPacing is a pacer that sends every request at once, and never again.
type NoPacing struct{}

// Do implements transport.Pacer.
func (NoPacing) Do(ctx context.Context, _ string, attempt func(context.Context) error) error {
	return attempt(ctx)
}

// Fake is a LivePerson. It is an http.Handler, and an http.RoundTripper for tests
// without a network, as in virtual time.
type Fake struct {
	mu        sync.Mutex
	handler   http.HandlerFunc
	delay     time.Duration
	byHost    map[string]http.HandlerFunc
	broken    map[string]error // by host, empty text for all
	failing   map[string][]int // the next statuses, by kind of call
	hosts     map[string]string
	calls     []Call
	abandoned int
	tokens    tokens
}

// NewFake makes a LivePerson whose APIs respond as the handler does to calls that are
// signed in.
func NewFake(handler http.HandlerFunc) *Fake {
	return &Fake{
		handler: handler, byHost: map[string]http.HandlerFunc{}, broken: map[string]error{},
		failing: map[string][]int{}, hosts: map[string]string{}, tokens: tokens{valid: map[string]bool{}, expires: `"3600"`},
	}
}

// Server is a fake at an address of its own.
type Server struct {
	*Fake
	URL string
}

// New starts a server for the duration of a test.
func New(t testing.TB, handler http.HandlerFunc) *Server {
	t.Helper()
	fake := NewFake(handler)
	server := httptest.NewServer(fake)
	t.Cleanup(server.Close)
	return &Server{fake, server.URL}
}

// ServeHTTP implements http.Handler.
func (f *Fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	kind := f.arrive(r)
	if f.wait(r.Context()) == nil {
		f.respond(w, r, kind)
	}
}

// RoundTrip implements http.RoundTripper.
func (f *Fake) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	if r.Body == nil {
		r.Body = http.NoBody // as a server has it
	}
	kind := f.arrive(r)
	if err := f.wait(r.Context()); err != nil {
		return nil, err
	}
	if err := f.brokenAt(r.URL.Host); err != nil {
		return nil, err
	}
	recorded := httptest.NewRecorder()
	f.respond(recorded, r, kind)
	if err := r.Context().Err(); err != nil {
		return nil, err // a caller who has left gets no response
	}
	response := recorded.Result()
	response.Request = r
	return response, nil
}

// arrive notes a call, and returns its kind.
func (f *Fake) arrive(r *http.Request) string {
	body, _ := io.ReadAll(r.Body) // a handler finds out
	r.Body = io.NopCloser(bytes.NewReader(body))
	call := Call{kindOf(r), r, string(body)}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls = append(f.calls, call)
	return call.Kind
}

// wait lets the delay pass, or notes that the caller left.
func (f *Fake) wait(ctx context.Context) error {
	f.mu.Lock()
	delay := f.delay
	f.mu.Unlock()
	if delay == 0 {
		return nil
	}
	select {
	case <-time.After(delay):
		return nil
	case <-ctx.Done():
		f.mu.Lock()
		defer f.mu.Unlock()
		f.abandoned++
		return ctx.Err()
	}
}
