package configuration_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/configuration"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

var service = api.Service{Name: "account configuration API", Domain: "accountConfigReadOnly", Path: "/api/account/{account}/configuration"}

// account is an account whose lists take a second. Each time that the skills are
// requested there is one more.
type account struct {
	*livepersontest.Fake
	lists  *configuration.Lists
	client *transport.Client

	mu     sync.Mutex
	status int // of the next responses, 0 for success
	n      int
}

func (a *account) respond(w http.ResponseWriter, _ *http.Request) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.n++
	if a.status != 0 {
		w.WriteHeader(a.status)
		return
	}
	fmt.Fprintf(w, "[%s]", strings.TrimSuffix(strings.Repeat(`{"id": 1},`, a.n), ","))
}

func (a *account) fails(status int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.status = status
}

// withLists runs a test in virtual time.
func withLists(t *testing.T, test func(t *testing.T, a *account)) {
	synctest.Test(t, func(t *testing.T) {
		a := &account{Fake: livepersontest.NewFake(nil)}
		a.Delay(time.Second)
		a.HandleHost("x", a.respond)
		a.client = transport.New(transport.Options{AccountID: "1", Upstream: &url.URL{Scheme: "http", Host: "x"}},
			&http.Client{Transport: a.Fake}, livepersontest.NoPacing{})
		a.lists = configuration.New(a.client, service, configuration.Options{MaxStale: 15 * time.Minute, Timeout: time.Minute})
		defer synctest.Wait()
		defer a.client.Close()
		test(t, a)
	})
}

// requireSkills requires how many skills are listed, and how long that takes.
func (a *account) requireSkills(t *testing.T, n int, took time.Duration) {
	t.Helper()
	began := time.Now()
	skills, err := a.lists.Skills(t.Context())
	require.NoError(t, err)
	require.Len(t, skills, n)
	require.Equal(t, took, time.Since(began))
}

func (a *account) requireError(t *testing.T, status int) {
	t.Helper()
	_, err := a.lists.Skills(t.Context())
	require.Equal(t, status, api.StatusOf(err))
}

func TestListIsLoadedOnceForConcurrentCallers(t *testing.T) {
	withLists(t, func(t *testing.T, a *account) {
		var callers sync.WaitGroup
		for range 20 {
			callers.Go(func() { a.requireSkills(t, 1, time.Second) })
		}
		callers.Wait()
		require.Equal(t, 1, a.Calls())
	})
}

func TestListIsFreshForAMinuteAndThenRenewedInTheBackground(t *testing.T) {
	withLists(t, func(t *testing.T, a *account) {
		a.requireSkills(t, 1, time.Second)
		time.Sleep(time.Minute - time.Millisecond)
		a.requireSkills(t, 1, 0)
		require.Equal(t, 1, a.Calls())
		time.Sleep(time.Millisecond)
		a.requireSkills(t, 1, 0)
		time.Sleep(2 * time.Second)
		a.requireSkills(t, 2, 0)
	})
}

func TestStaleListIsServedWhileLivePersonFails(t *testing.T) {
	withLists(t, func(t *testing.T, a *account) {
		a.requireSkills(t, 1, time.Second)
		a.fails(http.StatusServiceUnavailable)
		time.Sleep(2 * time.Minute)
		a.requireSkills(t, 1, 0)
		time.Sleep(2 * time.Second)
		a.requireSkills(t, 1, 0)
		require.Equal(t, 2, a.Calls(), "the failure is remembered")
		time.Sleep(13 * time.Minute)
		a.requireError(t, http.StatusServiceUnavailable) // too old
		a.fails(0)
		time.Sleep(5 * time.Second)
		a.requireSkills(t, 4, time.Second)
	})
}

func TestSlowListIsWaitedForWhereNoneMayBeServed(t *testing.T) {
	withLists(t, func(t *testing.T, a *account) {
		a.Delay(30 * time.Second)
		a.requireSkills(t, 1, 30*time.Second)
		time.Sleep(15 * time.Minute)
		a.requireSkills(t, 2, 30*time.Second) // the first is too old
		time.Sleep(15 * time.Minute)
		ctx, leave := context.WithTimeout(t.Context(), time.Second)
		defer leave()
		_, err := a.lists.Skills(ctx)
		require.ErrorIs(t, err, context.DeadlineExceeded)
	})
}

func TestFailureOfAListIsRemembered(t *testing.T) {
	for status, ttl := range map[int]time.Duration{http.StatusServiceUnavailable: 5 * time.Second, http.StatusForbidden: 30 * time.Second} {
		withLists(t, func(t *testing.T, a *account) {
			a.fails(status)
			began := time.Now()
			for range 10 {
				a.requireError(t, status)
			}
			require.Equal(t, time.Second, time.Since(began))
			require.Equal(t, 1, a.Calls())
			a.fails(0)
			time.Sleep(ttl - time.Millisecond)
			a.requireError(t, status)
			time.Sleep(time.Millisecond)
			a.requireSkills(t, 2, time.Second)
		})
	}
}

func TestListThatTakesTooLongFails(t *testing.T) {
	withLists(t, func(t *testing.T, a *account) {
		a.Delay(time.Hour)
		began := time.Now()
		a.requireError(t, http.StatusGatewayTimeout)
		require.Equal(t, time.Minute, time.Since(began))
	})
}

func TestLoadOfAListEndsWithItsClient(t *testing.T) {
	withLists(t, func(t *testing.T, a *account) {
		a.Delay(30 * time.Second)
		time.AfterFunc(time.Second, a.client.Close)
		began := time.Now()
		_, err := a.lists.Skills(t.Context())
		require.ErrorContains(t, err, "was canceled")
		require.Equal(t, time.Second, time.Since(began))
		require.Equal(t, 1, a.Abandoned())
	})
}

func TestListsAreLoadedWithHighPriority(t *testing.T) {
	type high struct{}
	prioritized := false
	client := transport.New(transport.Options{
		AccountID: "1", Upstream: &url.URL{Scheme: "http", Host: "x"},
		Prioritize: func(ctx context.Context) context.Context { return context.WithValue(ctx, high{}, true) },
	}, &http.Client{Transport: livepersontest.NewFake(nil)}, pacer(func(ctx context.Context) { prioritized = ctx.Value(high{}) != nil }))
	t.Cleanup(client.Close)
	_, err := configuration.New(client, service, configuration.Options{}).Skills(t.Context())
	require.Error(t, err)
	require.True(t, prioritized)
}

// pacer sees the context of attempts.
type pacer func(context.Context)

func (p pacer) Do(ctx context.Context, _ string, attempt func(context.Context) error) error {
	p(ctx)
	return attempt(ctx)
}
