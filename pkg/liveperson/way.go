package liveperson

import (
	"context"
	"errors"
	"net/http"
	"net/url"
)

// mostTries is how often a request is prepared: hosts move and sign-ins end, but
// not that often. The last one is sent with what there is.
const mostTries = 3

// way is how requests get to LivePerson's services.
type way struct {
	hosts hosts
	auth  authenticator
	pace  Pacer
	http  *http.Client
}

// attempt makes one request to a service at an address.
type attempt func(ctx context.Context, client *http.Client, base *url.URL) error

// ErrNotSent ends an attempt that was not made, because the host or the sign-in
// that it was prepared for changed while it waited for its turn.
var ErrNotSent = errors.New("prepared for a host or a sign-in that has changed")

// ask makes an attempt at its pace, with a proof. Host and proof are got before:
// a request that has its turn waits for no other service, and what becomes of the
// sign-in is no matter of the service that is asked.
func (w way) ask(ctx context.Context, service Service, do attempt) error {
	for try := 1; ; try++ {
		base, err := w.hosts.base(ctx, service)
		if err != nil {
			return err
		}
		proof, err := w.auth.proof(ctx)
		if err != nil {
			return err
		}
		client := *w.http
		client.Transport = proof.over(client.Transport)
		err = w.pace.Do(ctx, service.name, func(ctx context.Context) error {
			if try < mostTries && !(w.hosts.holds(service, base) && proof.valid()) {
				return ErrNotSent
			}
			return do(ctx, &client, base)
		})
		if again := err == ErrNotSent || unauthorized(err) && proof.refused(); !again || try == mostTries {
			return err
		}
	}
}

func unauthorized(err error) bool {
	known, ok := err.(*Error)
	return ok && known.Status == http.StatusUnauthorized
}
