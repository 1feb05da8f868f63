package liveperson_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// gone is an internet in which some hosts can't be connected to.
type gone struct {
	internet
	hosts map[string]error
}

func (g *gone) RoundTrip(request *http.Request) (*http.Response, error) {
	response, err := g.internet.RoundTrip(request)
	if lost := g.hosts[request.URL.Host]; lost != nil {
		return nil, lost
	}
	return response, err
}

func TestAHostThatIsGoneIsLookedUpAnew(t *testing.T) {
	const domain, old, moved = "api.liveperson.net", "old.liveperson.net", "new.liveperson.net"
	empty := `{"metadata": {"count": 0}}`
	tests := map[string]struct {
		err  error
		then []string // which hosts are asked after the first failure
	}{
		"no connection":   {&net.OpError{Op: "dial", Net: "tcp", Err: errors.New("connection refused")}, []string{domain, moved}},
		"no such host":    {&net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: old, IsNotFound: true}}, []string{domain, moved}},
		"an answer reset": {&net.OpError{Op: "read", Net: "tcp", Err: errors.New("connection reset by peer")}, []string{old}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			world := &gone{internet{answers: map[string]string{domain: old, old: empty, moved: empty}}, map[string]error{old: test.err}}
			c := liveperson.NewClient(liveperson.Config{
				AccountID: "1", Auth: liveperson.AppKey, AppKey: "k", AppSecret: "s", AccessToken: "t", AccessTokenSecret: "ts",
			}, &http.Client{Transport: world}, livepersontest.AtOnce{})
			_, err := c.Ask(context.Background(), openBySkill, c)
			require.Error(t, err)
			world.answers[domain] = moved
			before := len(world.internet.hosts())
			_, _ = c.Ask(context.Background(), openBySkill, c)
			require.Equal(t, test.then, world.internet.hosts()[before:])
		})
	}
}

func TestHostsThatAreAllGoneAreNotLookedUpForEachRequest(t *testing.T) {
	world := &gone{internet{answers: map[string]string{"api.liveperson.net": "old.liveperson.net"}}, map[string]error{
		"old.liveperson.net": &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("network is unreachable")},
	}}
	c := liveperson.NewClient(liveperson.Config{
		AccountID: "1", Auth: liveperson.AppKey, AppKey: "k", AppSecret: "s", AccessToken: "t", AccessTokenSecret: "ts",
	}, &http.Client{Transport: world}, livepersontest.AtOnce{})
	for range 10 {
		_, err := c.Ask(context.Background(), openBySkill, c)
		require.ErrorContains(t, err, "can't be reached (network is unreachable)")
	}
	lookUps := 0
	for _, host := range world.internet.hosts() {
		if host == "api.liveperson.net" {
			lookUps++
		}
	}
	require.Equal(t, 2, lookUps)
}
