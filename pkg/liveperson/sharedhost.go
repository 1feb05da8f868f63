package liveperson

import (
	"context"

	"golang.org/x/sync/semaphore"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

// maxOnSharedHost is how many requests at once a host is sent that several APIs share:
// LivePerson limits those to a host together, while each API has its own pace.
const maxOnSharedHost = 8

// sharedHosts is a pacer that bounds the requests at once to hosts that several APIs share.
type sharedHosts struct {
	transport.Pacer
	hosts map[string]*semaphore.Weighted // by the names of the APIs
}

// newSharedHosts finds out which of the APIs share a host.
func newSharedHosts(pacer transport.Pacer, apis []service) sharedHosts {
	byDomain := map[string][]string{}
	for _, s := range apis {
		byDomain[s.Domain] = append(byDomain[s.Domain], s.Name)
	}
	hosts := map[string]*semaphore.Weighted{}
	for _, names := range byDomain {
		if len(names) < 2 {
			continue
		}
		host := semaphore.NewWeighted(maxOnSharedHost)
		for _, name := range names {
			hosts[name] = host
		}
	}
	return sharedHosts{pacer, hosts}
}

// Do implements transport.Pacer. A place at the host is taken for an attempt alone: one that
// waits for its turn, or for a retry, keeps none from the other API.
func (s sharedHosts) Do(ctx context.Context, service string, attempt func(context.Context) error) error {
	host, isShared := s.hosts[service]
	if !isShared {
		return s.Pacer.Do(ctx, service, attempt)
	}
	return s.Pacer.Do(ctx, service, func(ctx context.Context) error {
		if err := host.Acquire(ctx, 1); err != nil {
			return err
		}
		defer host.Release(1)
		return attempt(ctx)
	})
}
