package configuration

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// maxWaitForLate is how long a list is waited for that did not come in time before.
const maxWaitForLate = time.Second

// timeLimited are lists that are waited for only so long: the load goes on for the next
// caller.
type timeLimited struct {
	*Lists
	wait time.Duration
	late sync.Map // whether a list did not come in time, by its name
}

// Within are the same lists for callers who have something to show without them, and
// wait only so long.
func (l *Lists) Within(wait time.Duration) api.Lists { return &timeLimited{Lists: l, wait: wait} }

// Skills implements api.Lists.
func (t *timeLimited) Skills(ctx context.Context) ([]api.Entity, error) {
	return within(ctx, t, Skills, t.Lists.Skills)
}

// Groups implements api.Lists.
func (t *timeLimited) Groups(ctx context.Context) ([]api.Entity, error) {
	return within(ctx, t, Groups, t.Lists.Groups)
}

// DeletedSkills implements api.Lists.
func (t *timeLimited) DeletedSkills(ctx context.Context) (map[string]string, error) {
	return within(ctx, t, Skills, t.Lists.DeletedSkills)
}

// DeletedGroups implements api.Lists.
func (t *timeLimited) DeletedGroups(ctx context.Context) (map[string]string, error) {
	return within(ctx, t, Groups, t.Lists.DeletedGroups)
}

// Users implements api.Lists.
func (t *timeLimited) Users(ctx context.Context) ([]api.User, error) {
	return within(ctx, t, Users, t.Lists.Users)
}

// Reasons implements api.Lists.
func (t *timeLimited) Reasons(ctx context.Context) (map[string]string, error) {
	return within(ctx, t, Reasons, t.Lists.Reasons)
}

func within[T any](ctx context.Context, t *timeLimited, name Name, list func(context.Context) (T, error)) (T, error) {
	wait := t.wait
	if _, isLate := t.late.Load(name); isLate {
		wait = min(wait, maxWaitForLate)
	}
	soon, stop := context.WithTimeout(ctx, wait)
	defer stop()
	entries, err := list(soon)
	switch {
	case ctx.Err() != nil:
	case err != nil && soon.Err() != nil:
		t.late.Store(name, true)
		err = &api.Error{
			Status:   http.StatusGatewayTimeout,
			Sentence: fmt.Sprintf("LivePerson's %s did not return the list of %s in time.", t.source.service.Name, name),
			Service:  t.source.service.Name,
		}
	default:
		t.late.Delete(name)
	}
	return entries, err
}
