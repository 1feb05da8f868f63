package configuration

import (
	"context"
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
