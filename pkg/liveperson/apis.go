package liveperson

import (
	"context"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/kmm/liveperson-datasource/pkg/cache"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

const (
	// checkWait is how long a check waits for an API.
	checkWait = 10 * time.Second
	// checkWindow is the window that a check requests: the shortest one of all methods.
	checkWindow = 5 * time.Minute
)

// CheckedAPI is how an API responds to the account's credential.
type CheckedAPI struct {
	api.Service
	// Gives is what there is not without it, in words: "this, that or others".
	Gives string
	// Methods are the names of its methods in the catalogue.
	Methods []string
	// Err is nil if it responds.
	Err error
}

// CheckAPIs requests something small of each API but the first one, whatever is known of
// earlier requests. What was denied of an API that responds is requested again.
func (a *Account) CheckAPIs(ctx context.Context) []CheckedAPI {
	ctx, stop := context.WithTimeout(ctx, checkWait)
	defer stop()
	checked := make([]CheckedAPI, len(apis)-1)
	var checks errgroup.Group
	for i, s := range apis[1:] {
		checks.Go(func() error {
			checked[i] = CheckedAPI{Service: s.Service, Gives: s.gives, Err: a.check(ctx, s)}
			if checked[i].Err == nil {
				a.access[i].forget()
			}
			for _, m := range s.methods(s.Service) {
				checked[i].Methods = append(checked[i].Methods, m.Name)
			}
			return nil
		})
	}
	_ = checks.Wait() // each has its own error
	return checked
}

// FurtherAPIs is how many APIs CheckAPIs requests.
func (a *Account) FurtherAPIs() int { return len(apis) - 1 }

// DeniedMethods are the names of the methods that LivePerson denies, as far as is known.
func (a *Account) DeniedMethods() []string {
	denied := []string{}
	for _, one := range a.access {
		denied = append(denied, one.denied()...)
	}
	return denied
}

// check requests what an account's row needs. The source is another one than that of
// queries, so that it knows nothing yet.
func (a *Account) check(ctx context.Context, s service) error {
	methods := s.methods(s.Service)
	method := methods[0]
	for _, m := range methods {
		if m.Name == s.check {
			method = m
		}
	}
	now := time.Now()
	_, err := cache.RecoverPanic(func() (api.Table, error) {
		return s.source(a.client, a.listsForQueries, s.Service).Do(ctx, api.Request{
			Method: method, Rows: "account", Window: api.Window{From: now.Add(-checkWindow), To: now}, Sample: api.Sample{Size: 1},
		})
	})
	if err != nil {
		return transport.LoadError(s.Service, "", err)
	}
	return nil
}
