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

// trialWait is how long the first requests of a path are kept back: a denial is the response
// to the first call, and one of them may take many.
const trialWait = 2 * time.Second

// ttlOf is how long a denial holds.
func ttlOf(denial error) time.Duration {
	if api.StatusOf(denial) == http.StatusNotFound {
		return missingTTL
	}
	return deniedTTL
}

// access remembers which paths of an API LivePerson denies: the account does not have
// them, or the credential may not use them. It keeps the first requests of a path back
// until one of them has found out, so that it is one call also where a dashboard asks for
// many methods, windows and filters at once. It is safe for concurrent use.
type access struct {
	source  api.Source
	service api.Service
	methods []*api.Method

	mu    sync.Mutex
	paths map[string]*permission
}

// permission is what is known of a path.
type permission struct {
	isGranted bool
	denial    error
	until     time.Time
	trial     chan struct{} // closed when a first request ends, nil if there is none
}

func newAccess(source api.Source, service api.Service, methods []*api.Method) *access {
	return &access{source: source, service: service, methods: methods, paths: map[string]*permission{}}
}

// Do implements api.Source.
func (a *access) Do(ctx context.Context, r api.Request) (t api.Table, err error) {
	trial, err := a.enter(ctx, r.Method.Path)
	if err != nil {
		return api.Table{}, err
	}
	err = errors.New("panicked") // unless the source returns
	defer func() { a.leave(r.Method.Path, trial, err) }()
	return a.source.Do(ctx, r)
}

// enter waits a moment for a first request in flight, and reports whether this is one. Its error
// is why there must be none.
func (a *access) enter(ctx context.Context, path string) (isTrial bool, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	p := a.paths[path]
	if p == nil {
		p = &permission{}
		a.paths[path] = p
	}
	if trial := p.trial; trial != nil && !p.isGranted {
		a.mu.Unlock()
		select {
		case <-trial:
		case <-time.After(trialWait):
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
func (a *access) leave(path string, isTrial bool, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	p := a.paths[path]
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

// forget lets paths be requested again that were denied.
func (a *access) forget() {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, p := range a.paths {
		p.until = time.Time{}
	}
}

// denied are the names of the methods that are not requested now.
func (a *access) denied() (names []string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, m := range a.methods {
		if p := a.paths[m.Path]; p != nil && time.Now().Before(p.until) {
			names = append(names, m.Name)
		}
	}
	slices.Sort(names)
	return names
}
