// Package configuration lists what an account has configured, by LivePerson's
// account configuration API: skills, agent groups, users and the reasons for being
// away. Each list is loaded once for all callers and kept.
package configuration

import (
	"cmp"
	"context"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/cache"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

const (
	// listTTL is how long a list is used before another one is loaded.
	listTTL = time.Minute
	// rejectedTTL is how long a rejection is remembered: LivePerson rejects the same
	// again.
	rejectedTTL = 30 * time.Second
	// defaultMaxStale and defaultTimeout are used where options say nothing.
	defaultMaxStale = 15 * time.Minute
	defaultTimeout  = 2 * time.Minute
)

// Name is what a list is called for people.
type Name string

// The lists of an account.
const (
	Skills  Name = "skills"
	Groups  Name = "agent groups"
	Users   Name = "users"
	Reasons Name = "status reasons"
)

var paths = map[Name]string{
	Skills: "le-users/skills", Groups: "le-users/agentGroups", Users: "le-users/users", Reasons: "le-agents/status-reasons",
}

// Options are how lists are kept.
type Options struct {
	// MaxStale is how old a list may be that is returned while another one is loaded,
	// or where that fails; 0 means 15 minutes.
	MaxStale time.Duration
	// Timeout is how long loading a list may take, repeats included; 0 means two
	// minutes.
	Timeout time.Duration
}

func (o Options) withDefaults() Options {
	return Options{MaxStale: cmp.Or(o.MaxStale, defaultMaxStale), Timeout: cmp.Or(o.Timeout, defaultTimeout)}
}

// Lists are the lists of an account. They are safe for concurrent use.
type Lists struct {
	source  source
	options atomic.Pointer[Options]
	skills  *cache.Loader[entities]
	groups  *cache.Loader[entities]
	users   *cache.Loader[[]api.User]
	reasons *cache.Loader[map[string]string]
}

var _ api.Lists = (*Lists)(nil)

// New makes lists that are loaded when they are first needed.
func New(client *transport.Client, service api.Service, options Options) *Lists {
	s := source{client, service}
	l := &Lists{source: s}
	options = options.withDefaults()
	l.options.Store(&options)
	l.skills = newLoader(l, s.skills)
	l.groups = newLoader(l, s.groups)
	l.users = newLoader(l, s.users)
	l.reasons = newLoader(l, s.reasons)
	return l
}

// SetOptions replaces the options from now on, for what is loaded already, too.
func (l *Lists) SetOptions(options Options) {
	options = options.withDefaults()
	longer := options.MaxStale - l.options.Swap(&options).MaxStale
	l.skills.Extend(longer)
	l.groups.Extend(longer)
	l.users.Extend(longer)
	l.reasons.Extend(longer)
}

// Skills implements api.Lists.
func (l *Lists) Skills(ctx context.Context) ([]api.Entity, error) {
	list, err := get(ctx, l.skills)
	return list.existing, err
}

// DeletedSkills implements api.Lists.
func (l *Lists) DeletedSkills(ctx context.Context) (map[string]string, error) {
	list, err := get(ctx, l.skills)
	return list.deleted, err
}

// Groups implements api.Lists.
func (l *Lists) Groups(ctx context.Context) ([]api.Entity, error) {
	list, err := get(ctx, l.groups)
	return list.existing, err
}

// DeletedGroups implements api.Lists.
func (l *Lists) DeletedGroups(ctx context.Context) (map[string]string, error) {
	list, err := get(ctx, l.groups)
	return list.deleted, err
}

// Users implements api.Lists.
func (l *Lists) Users(ctx context.Context) ([]api.User, error) { return get(ctx, l.users) }

// Reasons implements api.Lists.
func (l *Lists) Reasons(ctx context.Context) (map[string]string, error) { return get(ctx, l.reasons) }

func get[T any](ctx context.Context, loader *cache.Loader[T]) (T, error) {
	list, err := loader.Get(ctx)
	return list.Value, err
}

// newLoader keeps a list.
func newLoader[T any](l *Lists, load func(context.Context) (T, error)) *cache.Loader[T] {
	options := l.source.client.LoaderOptions()
	options.Remember, options.Timeout = l.source.remember, 0
	return cache.NewLoader(options, func(ctx context.Context, _ *T) (cache.Loaded[T], error) {
		ctx, cancel := context.WithTimeout(ctx, l.options.Load().Timeout)
		defer cancel()
		list, err := load(ctx)
		now, maxStale := options.Now(), l.options.Load().MaxStale
		return cache.Loaded[T]{
			Value: list, RenewAt: now.Add(min(listTTL, maxStale)), WaitAt: now.Add(2 * listTTL), ExpiresAt: now.Add(maxStale),
		}, err
	})
}

// remember remembers for longer than other failures what LivePerson rejects or does not
// have.
func (s source) remember(err error, age time.Duration) error {
	if (s.service.Rejects(err) || api.StatusOf(err) == http.StatusNotFound) && age < rejectedTTL {
		return err
	}
	return transport.RememberFailure(err, age)
}
