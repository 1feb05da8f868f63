package transport_test

import (
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

const (
	domainHost  = "api.liveperson.net"
	metricsHost = "agentmanagerworkspace.liveperson.net"
)

var empty = livepersontest.Respond(200, `{"rows": []}`)

// liveHosts is a client of LivePerson's own hosts, which the fake stands for.
func liveHosts(t *testing.T, fake *livepersontest.Fake) *transport.Client {
	t.Helper()
	c := transport.New(transport.Options{AccountID: "1", DomainAPI: domains}, &http.Client{Transport: fake}, livepersontest.NoPacing{})
	t.Cleanup(c.Close)
	return c
}

func TestHostIsLookedUpOnce(t *testing.T) {
	fake := livepersontest.NewFake(nil)
	fake.HandleHost(metricsHost, empty)
	c := liveHosts(t, fake)
	for range 3 {
		_, err := get(c)
		require.NoError(t, err)
	}
	require.Equal(t, []string{domainHost, metricsHost, metricsHost, metricsHost}, fake.Hosts())
	require.Equal(t, "https://api.liveperson.net/api/account/1/service/agentManagerWorkspace/baseURI.json?version=1.0", fake.Log()[0].Request.URL.String())
	require.Equal(t, "https://agentmanagerworkspace.liveperson.net/manager_workspace/api/account/1/metrics", fake.Log()[1].Request.URL.String())
}

func TestRequestsGoToLivePersonOnly(t *testing.T) {
	foreign := livepersontest.Redirect("https://evil.example.com/")
	tests := map[string]struct {
		prepare  func(fake *livepersontest.Fake)
		sentence string
	}{
		"a foreign host from the Domain API": {func(f *livepersontest.Fake) { f.Move("agentManagerWorkspace", "evil.example.com") }, "is not LivePerson's"},
		"a host that only looks the part":    {func(f *livepersontest.Fake) { f.Move("agentManagerWorkspace", "liveperson.net.evil.example.com") }, "is not LivePerson's"},
		"a redirect of the Domain API":       {func(f *livepersontest.Fake) { f.HandleHost(domainHost, foreign) }, "redirects to a host that is not allowed"},
		"a redirect of the service":          {func(f *livepersontest.Fake) { f.HandleHost(metricsHost, foreign) }, "redirects to a host that is not allowed"},
		"a redirect without encryption": {
			func(f *livepersontest.Fake) {
				f.HandleHost(metricsHost, livepersontest.Redirect("http://y.liveperson.net/"))
			},
			"redirects to a host that is not allowed",
		},
		"no host":                   {func(f *livepersontest.Fake) { f.HandleHost(domainHost, livepersontest.Respond(200, `{}`)) }, "returned no host for the Key Messaging Metrics API"},
		"an unknown account":        {func(f *livepersontest.Fake) { f.HandleHost(domainHost, livepersontest.Respond(400, ``)) }, "LivePerson's Domain API does not know account 1. Check Account ID"},
		"a sign-in page in between": {func(f *livepersontest.Fake) { f.HandleHost(metricsHost, livepersontest.Respond(200, `<html>`)) }, "The server that responds at " + metricsHost + " is not LivePerson's Key Messaging Metrics API: it returned a web page instead of JSON. A proxy or sign-in page in your network may intercept requests."},
		"a page of a proxy":         {func(f *livepersontest.Fake) { f.HandleHost(domainHost, livepersontest.Respond(407, `<html>`)) }, "The server that responds at " + domainHost + " is not LivePerson's Domain API: it returned a web page and status 407."},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			fake := livepersontest.NewFake(nil)
			fake.HandleHost(metricsHost, empty)
			test.prepare(fake)
			_, err := get(liveHosts(t, fake))
			require.ErrorContains(t, err, test.sentence)
			require.NotContains(t, fake.Hosts(), "evil.example.com")
			require.NotContains(t, fake.Hosts(), "y.liveperson.net")
		})
	}
}

func TestRedirectWithinLivePersonIsFollowed(t *testing.T) {
	fake := livepersontest.NewFake(nil)
	fake.HandleHost(metricsHost, livepersontest.Redirect("https://b.liveperson.net/metrics"))
	fake.HandleHost("b.liveperson.net", empty)
	_, err := get(liveHosts(t, fake))
	require.NoError(t, err)
}

func dialError(cause error) error { return &net.OpError{Op: "dial", Net: "tcp", Err: cause} }

func TestHostThatCanNotBeDialledIsLookedUpAgain(t *testing.T) {
	const moved = "moved.liveperson.net"
	tests := map[string]struct {
		err  error
		then []string // which hosts get requests after the first failure
	}{
		"no connection":    {dialError(errors.New("connection refused")), []string{domainHost, moved}},
		"no such host":     {dialError(&net.DNSError{Err: "no such host", Name: metricsHost, IsNotFound: true}), []string{domainHost, moved}},
		"a response reset": {&net.OpError{Op: "read", Net: "tcp", Err: errors.New("connection reset by peer")}, []string{metricsHost}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			fake := livepersontest.NewFake(nil)
			fake.HandleHost(moved, empty)
			fake.Break(metricsHost, test.err)
			c := liveHosts(t, fake)
			_, err := get(c)
			require.Error(t, err)
			fake.Move("agentManagerWorkspace", moved)
			before := fake.Calls()
			_, _ = get(c) // succeeds only where it is looked up again
			require.Equal(t, test.then, fake.Hosts()[before:])
		})
	}
}

func TestHostsThatCanNotBeDialledAreNotLookedUpForEachRequest(t *testing.T) {
	fake := livepersontest.NewFake(nil)
	fake.Break(metricsHost, dialError(errors.New("network is unreachable")))
	c := liveHosts(t, fake)
	for range 10 {
		_, err := get(c)
		require.ErrorContains(t, err, "can't be reached (network is unreachable)")
	}
	require.Equal(t, 2, fake.Calls("host"))
}

func TestClosedClientKeepsNoConnection(t *testing.T) {
	tests := map[string]func(c *transport.Client, send func()){
		"of before":           func(c *transport.Client, send func()) { send(); c.Close() },
		"of a late request":   func(c *transport.Client, send func()) { c.Close(); send() },
		"of several closings": func(c *transport.Client, send func()) { c.Close(); send(); c.Close() },
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			closed := make(chan struct{}, 10)
			server := httptest.NewUnstartedServer(empty)
			server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
				if state == http.StateClosed {
					closed <- struct{}{}
				}
			}
			server.Start()
			t.Cleanup(server.Close)
			address, err := url.Parse(server.URL)
			require.NoError(t, err)
			c := transport.New(transport.Options{AccountID: "1", Upstream: address}, &http.Client{Transport: &http.Transport{}}, livepersontest.NoPacing{})
			test(c, func() {
				_, err := get(c)
				require.NoError(t, err)
			})
			select {
			case <-closed:
			case <-time.After(10 * time.Second):
				t.Fatal("the connection stays open")
			}
		})
	}
}
