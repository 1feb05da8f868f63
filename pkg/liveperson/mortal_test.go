package liveperson_test

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

func TestAClosedClientKeepsNoConnection(t *testing.T) {
	tests := map[string]func(c *liveperson.Client, ask func()){
		"of before":           func(c *liveperson.Client, ask func()) { ask(); c.Close() },
		"of one who is late":  func(c *liveperson.Client, ask func()) { c.Close(); ask() },
		"of several closings": func(c *liveperson.Client, ask func()) { c.Close(); ask(); c.Close() },
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			closed := make(chan struct{}, 10)
			server := httptest.NewUnstartedServer(livepersontest.Groups(1))
			server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
				if state == http.StateClosed {
					closed <- struct{}{}
				}
			}
			server.Start()
			t.Cleanup(server.Close)
			upstream, err := url.Parse(server.URL)
			require.NoError(t, err)
			c := liveperson.NewClient(liveperson.Config{AccountID: "1", Auth: liveperson.AppKey, Upstream: upstream},
				&http.Client{Transport: &http.Transport{}}, livepersontest.AtOnce{})
			test(c, func() {
				_, err := c.Ask(context.Background(), openBySkill, nil)
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
