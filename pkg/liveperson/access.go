package liveperson

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// deniedTTL is how long a method is not requested again that LivePerson denies, missingTTL
// one that it does not find: a gateway that is restarted says so, too.
const (
	deniedTTL  = time.Hour
	missingTTL = 10 * time.Minute
)

// ttlOf is how long a denial holds.
func ttlOf(denial error) time.Duration {
	if api.StatusOf(denial) == http.StatusNotFound {
		return missingTTL
	}
	return deniedTTL
}

// access remembers which methods of an API LivePerson denies: the account does not have
// them, or the credential may not use them. It keeps the first requests of a method back
// until one of them has found out, so that it is one call also where a dashboard asks for
// many windows and filters at once. It is safe for concurrent use.
type access struct {
	source  api.Source
	service api.Service

	mu      sync.Mutex
	methods map[string]*permission // by name
}

// permission is what is known of a method.
type permission struct {
	isGranted bool
	denial    error
	until     time.Time
	trial     chan struct{} // closed when a first request ends, nil if there is none
}

func newAccess(source api.Source, service api.Service) *access {
	return &access{source: source, service: service, methods: map[string]*permission{}}
}

// Do implements api.Source.
func (a *access) Do(ctx context.Context, r api.Request) (t api.Table, err error) {
	trial, err := a.enter(ctx, r.Method.Name)
	if err != nil {
		return api.Table{}, err
	}
	err = errors.New("panicked") // unless the source returns
	defer func() { a.leave(r.Method.Name, trial, err) }()
	return a.source.Do(ctx, r)
}

// enter waits for a first request in flight, and reports whether this is one. Its error
// is why there must be none.
func (a *access) enter(ctx context.Context, method string) (isTrial bool, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	p := a.methods[method]
	if p == nil {
		p = &permission{}
		a.methods[method] = p
	}
	if trial := p.trial; trial != nil && !p.isGranted {
		a.mu.Unlock()
		select {
		case <-trial:
		case <-ctx.Done():
			err = ctx.Err()
		}
		a.mu.Lock()
	}
	switch {
	case err != nil:
		return false, err
	case time.Now().Before(p.until):
		return false, p.denial
	case p.isGranted || p.trial != nil:
		return false, nil
	}
	p.trial = make(chan struct{})
	return true, nil
}

// leave remembers how a request ended. A failure that passes says nothing. That there is no
// such method is a denial only of a first request: of others, it makes the next one the first.
func (a *access) leave(method string, isTrial bool, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	p := a.methods[method]
	switch {
	case !isTrial && a.service.Denies(err) && api.StatusOf(err) == http.StatusNotFound: // many may be in flight while a gateway is restarted
		p.isGranted = false
	case a.service.Denies(err):
		p.isGranted, p.denial, p.until = false, err, time.Now().Add(ttlOf(err))
	case err == nil:
		p.isGranted, p.until = true, time.Time{}
	}
	if isTrial {
		close(p.trial)
		p.trial = nil
	}
}

// forget lets methods be requested again that were denied.
func (a *access) forget() {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, p := range a.methods {
		p.until = time.Time{}
	}
}

// denied are the names of the methods that are not requested now.
func (a *access) denied() (names []string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for name, p := range a.methods {
		if time.Now().Before(p.until) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
