package liveperson

import (
	"context"
	"net/http"
)

// authenticator gets what proves to LivePerson who asks.
type authenticator interface {
	// proof is the one to use now, got if need be.
	proof(ctx context.Context) (proof, error)
	// got says in words what that took.
	got() string
}

// proof is what a request carries.
type proof interface {
	// over returns a transport that adds it to each request.
	over(next http.RoundTripper) http.RoundTripper
	// valid tells whether it still is the one to use.
	valid() bool
	// refused says that LivePerson does not accept it, and tells whether another
	// is worth asking for.
	refused() bool
}

// nobody needs no proof: who signs in, or signs each request.
type nobody struct{}

func (nobody) proof(context.Context) (proof, error)          { return nobody{}, nil }
func (nobody) got() string                                   { return "Nothing to do." }
func (nobody) over(next http.RoundTripper) http.RoundTripper { return next }
func (nobody) valid() bool                                   { return true }
func (nobody) refused() bool                                 { return false }

// bearing is a proof with a token of a kept sign-in.
type bearing[T comparable] struct {
	keeper *keeper[T]
	value  T
	token  string
}

func (b bearing[T]) over(next http.RoundTripper) http.RoundTripper { return bearer{b.token, next} }
func (b bearing[T]) valid() bool                                   { return b.keeper.holds(b.value) }
func (b bearing[T]) refused() bool                                 { return b.keeper.drop(b.value) }
