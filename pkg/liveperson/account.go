package liveperson

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/auth"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/configuration"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

// Options are how an account is connected to.
type Options struct {
	// Prioritize gives a context a high priority with the pacer: loads of tokens,
	// hosts and lists, which many requests wait for. Nil leaves it as it is.
	Prioritize func(context.Context) context.Context
	// Lists are how the lists of the account's configuration are kept.
	Lists configuration.Options
	// Logins are shared by all accounts that may have the same user; nil means by none.
	Logins *auth.Logins
}

// Account sends requests to LivePerson's APIs for one account. It is safe for
// concurrent use.
type Account struct {
	client *transport.Client
	auth   auth.Authenticator
	lists  *configuration.Lists
	// listsForQueries are the same lists, for which a query does not wait for long.
	listsForQueries api.Lists
	sources         map[string]api.Source // by the names of their methods
	access          []*access             // to all APIs but the first one
}

var _ api.Source = (*Account)(nil)

// New connects to an account over the transport and the timeout of an HTTP client,
// at a pace. It sends nothing yet. Close ends it.
func New(config Config, base *http.Client, pacer transport.Pacer, options Options) *Account {
	pacer = newSharedHosts(pacer, apis)
	unsigned := transport.New(transport.Options{
		AccountID: config.AccountID, Bearer: config.Auth.IsBearer(), Upstream: config.Upstream, DomainAPI: domainAPI,
		Secrets: config.secrets(), Prioritize: options.Prioritize,
	}, base, pacer)
	a := &Account{auth: auth.New(unsigned, config.authConfig(options.Logins)), sources: map[string]api.Source{}}
	a.client = unsigned.WithAuth(a.auth)
	a.lists = configuration.New(a.client, configurationAPI, options.Lists)
	a.listsForQueries = a.lists.Within(listWait)
	for i, s := range apis {
		source := s.source(a.client, a.listsForQueries, s.Service)
		if i > 0 {
			limited := newAccess(source, s.Service, s.methods(s.Service))
			source, a.access = limited, append(a.access, limited)
		}
		for _, m := range s.methods(s.Service) {
			a.sources[m.Name] = source
		}
	}
	return a
}

// Do implements api.Source for the methods of all APIs.
func (a *Account) Do(ctx context.Context, r api.Request) (api.Table, error) {
	source, known := a.sources[r.Method.Name]
	if !known {
		return api.Table{}, &api.Error{
			Status:   http.StatusInternalServerError,
			Sentence: fmt.Sprintf("The data source has a bug: it knows no method %q. Please report this.", r.Method.Name),
		}
	}
	return source.Do(ctx, r)
}

// Lists are the lists of the account's configuration, kept for all callers.
func (a *Account) Lists() api.Lists { return a.lists }

// listWait is how long a query waits for a list, which has something to show without.
const listWait = 10 * time.Second

// ListsForQueries are the same lists for queries, which do not wait for them for long.
func (a *Account) ListsForQueries() api.Lists { return a.listsForQueries }

// CheckLists requests all lists anew.
func (a *Account) CheckLists(ctx context.Context) []configuration.Checked {
	return a.lists.Check(ctx, listWait)
}

// Resolve finds the host of the first API and returns it.
func (a *Account) Resolve(ctx context.Context) (string, error) {
	return a.client.Host(ctx, apis[0].Service)
}

// SignIn gets the credential that requests carry, if it is not there yet, and says
// what that took.
func (a *Account) SignIn(ctx context.Context) (string, error) {
	_, err := a.auth.Credential(ctx)
	return a.auth.Describe(), err
}

// SetOptions replaces the timeout of one call, and how lists are kept, from now on.
func (a *Account) SetOptions(timeout time.Duration, lists configuration.Options) {
	a.client.SetTimeout(timeout)
	a.lists.SetOptions(lists)
}

// ForgetFailures lets the next request try again at once what failed: to sign in, to find
// hosts, to load lists, to use a method that LivePerson denied.
func (a *Account) ForgetFailures() {
	a.client.ForgetFailures()
	for _, one := range a.access {
		one.forget()
	}
}

// SignInWarning says why the sign-in does not last, empty text if it does.
func (a *Account) SignInWarning() string { return a.auth.Warning() }

// Close ends loads of hosts, tokens and lists, and closes the connections of the
// HTTP client: at once, or when the request on them ends. A request in flight ends
// with its own context; there must be none afterwards.
func (a *Account) Close() { a.client.Close() }
