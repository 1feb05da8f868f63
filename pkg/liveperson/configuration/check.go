package configuration

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

// Checked is a list, and why it can't be had, nil if it can.
type Checked struct {
	List Name
	Err  error
}

// Check requests all lists anew, whatever is kept of them. That an account has no
// status reasons is no failure.
func (l *Lists) Check(ctx context.Context, timeout time.Duration) []Checked {
	ctx, stop := context.WithTimeout(ctx, timeout)
	defer stop()
	s := l.source
	loads := []func() error{
		func() error { _, err := s.skills(ctx); return err },
		func() error { _, err := s.groups(ctx); return err },
		func() error { _, err := s.users(ctx); return err },
		func() error { _, err := s.reasons(ctx); return err },
	}
	checked := []Checked{{List: Skills}, {List: Groups}, {List: Users}, {List: Reasons}}
	var all sync.WaitGroup
	for i, load := range loads {
		all.Go(func() { checked[i].Err = load() })
	}
	all.Wait()
	for i, c := range checked {
		switch {
		case c.List == Reasons && api.StatusOf(c.Err) == http.StatusNotFound:
			checked[i].Err = nil
		case c.Err != nil:
			checked[i].Err = transport.LoadError(s.service, "", c.Err)
		}
	}
	return checked
}

// maxWaitForLate is how long a list is waited for that did not come in time before.
const maxWaitForLate = time.Second

// patient are lists that are waited for only so long: the load goes on for the next
// caller.
type patient struct {
	*Lists
	wait time.Duration
	late sync.Map // whether a list did not come in time, by its name
}

// Within are the same lists for callers who have something to show without them, and
// wait only so long.
func (l *Lists) Within(wait time.Duration) api.Lists { return &patient{Lists: l, wait: wait} }

// Skills implements api.Lists.
func (p *patient) Skills(ctx context.Context) ([]api.Entity, error) {
	return within(ctx, p, Skills, p.Lists.Skills)
}

// Groups implements api.Lists.
func (p *patient) Groups(ctx context.Context) ([]api.Entity, error) {
	return within(ctx, p, Groups, p.Lists.Groups)
}

// Users implements api.Lists.
func (p *patient) Users(ctx context.Context) ([]api.User, error) {
	return within(ctx, p, Users, p.Lists.Users)
}

// Reasons implements api.Lists.
func (p *patient) Reasons(ctx context.Context) (map[string]string, error) {
	return within(ctx, p, Reasons, p.Lists.Reasons)
}

func within[T any](ctx context.Context, p *patient, name Name, list func(context.Context) (T, error)) (T, error) {
	wait := p.wait
	if _, isLate := p.late.Load(name); isLate {
		wait = min(wait, maxWaitForLate)
	}
	soon, stop := context.WithTimeout(ctx, wait)
	defer stop()
	entries, err := list(soon)
	switch {
	case ctx.Err() != nil:
	case err != nil && soon.Err() != nil:
		p.late.Store(name, true)
		err = &api.Error{
			Status:   http.StatusGatewayTimeout,
			Sentence: fmt.Sprintf("LivePerson's %s did not give the list of %s in time.", p.source.service.Name, name),
			Service:  p.source.service.Name,
		}
	default:
		p.late.Delete(name)
	}
	return entries, err
}
