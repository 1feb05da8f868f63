package liveperson

import (
	"context"

	"golang.org/x/sync/semaphore"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

const (
	// maxOnSharedHost is how many requests at once a host is sent that several APIs share:
	// LivePerson limits those to a host together, while each API has its own pace.
	maxOnSharedHost = 8
	// maxOfOneAPI is how many of these are of the same API, so that one which hangs does not
	// keep the others from the host.
	maxOfOneAPI = 6
)

// sharedHosts is a pacer that bounds the requests at once to hosts that several APIs share.
type sharedHosts struct {
	transport.Pacer
	places map[string]places // by the names of the APIs
}

// places are those of one API, and those of all APIs at its host.
type places struct{ ofAPI, ofHost *semaphore.Weighted }

// newSharedHosts finds out which of the APIs share a host.
func newSharedHosts(pacer transport.Pacer, apis []service) sharedHosts {
	byDomain := map[string][]string{}
	for _, s := range apis {
		byDomain[s.Domain] = append(byDomain[s.Domain], s.Name)
	}
	all := map[string]places{}
	for _, names := range byDomain {
		if len(names) < 2 {
			continue
		}
		host := semaphore.NewWeighted(maxOnSharedHost)
		for _, name := range names {
			all[name] = places{semaphore.NewWeighted(maxOfOneAPI), host}
		}
	}
	return sharedHosts{pacer, all}
}

// Do implements transport.Pacer. A place at the host is taken for an attempt alone: one that
// waits for its turn, or for a retry, keeps none from the other API.
func (s sharedHosts) Do(ctx context.Context, service string, attempt func(context.Context) error) error {
	p, isShared := s.places[service]
	if !isShared {
		return s.Pacer.Do(ctx, service, attempt)
	}
	return s.Pacer.Do(ctx, service, func(ctx context.Context) error {
		return p.within(ctx, attempt)
	})
}

// within makes an attempt when there are places for it.
func (p places) within(ctx context.Context, attempt func(context.Context) error) error {
	for _, of := range []*semaphore.Weighted{p.ofAPI, p.ofHost} {
		if err := of.Acquire(ctx, 1); err != nil {
			return err
		}
		defer of.Release(1)
	}
	return attempt(ctx)
}
