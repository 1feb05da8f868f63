package liveperson

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// crowd counts the requests in flight of each API's paths.
type crowd struct {
	mu              sync.Mutex
	inFlight, most  int
	others, highest int
}

func (c *crowd) respond(w http.ResponseWriter, r *http.Request) {
	isReporting := strings.HasPrefix(r.URL.Path, "/operations/")
	count := func(by int) {
		c.mu.Lock()
		defer c.mu.Unlock()
		if isReporting {
			c.inFlight += by
			c.most = max(c.most, c.inFlight)
		} else {
			c.others += by
			c.highest = max(c.highest, c.others)
		}
	}
	count(1)
	defer count(-1)
	time.Sleep(time.Second)
	livepersontest.Respond(200, `{}`)(w, r)
}

// Messaging Operations and Operational Realtime share a host, and what LivePerson allows of
// requests at once. Other APIs have hosts of their own.
func TestAPIsOfOneHostShareItsLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var c crowd
		fake := livepersontest.NewFake(nil)
		fake.HandleHost("host", c.respond)
		account := New(Config{AccountID: "1", Auth: AppKey, AppKey: "key", Upstream: &url.URL{Scheme: "http", Host: "host"}}, &http.Client{Transport: fake}, livepersontest.NoPacing{}, Options{})
		defer account.Close()
		methods := Methods(AppKey)
		request := func(name, id string) {
			_, _ = account.Do(t.Context(), api.Request{
				Method: methods[name], Filter: api.Filter{Skills: []string{id}}, Window: api.Window{From: time.Now().Add(-time.Hour), To: time.Now()},
			})
		}
		names := []string{"operations.msgconversation", "realtime.queuehealth", "realtime.queuestate", "kmm.metrics"}
		var requests sync.WaitGroup
		for _, name := range names { // the first ones go alone
			requests.Go(func() { request(name, "0") })
		}
		requests.Wait()
		for _, name := range names {
			for id := range 10 {
				requests.Go(func() { request(name, strconv.Itoa(id)) })
			}
		}
		requests.Wait()
		require.Equal(t, maxOnSharedHost, c.most)
		require.GreaterOrEqual(t, c.highest, 10)
	})
}

// An API that hangs does not keep the other one from the host.
func TestAnAPIThatHangsLeavesPlacesAtTheHost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fake := livepersontest.NewFake(nil)
		fake.HandleHost("host", func(w http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(r.URL.Path, "/queuehealth") && r.URL.Query().Get("skillIds") != "0" {
				time.Sleep(time.Minute)
			}
			livepersontest.Respond(200, `{}`)(w, r)
		})
		account := New(Config{AccountID: "1", Auth: AppKey, AppKey: "key", Upstream: &url.URL{Scheme: "http", Host: "host"}}, &http.Client{Transport: fake}, livepersontest.NoPacing{}, Options{})
		defer account.Close()
		request := func(name, id string) error {
			_, err := account.Do(t.Context(), api.Request{
				Method: Methods(AppKey)[name], Filter: api.Filter{Skills: []string{id}}, Window: api.Window{From: time.Now().Add(-time.Hour), To: time.Now()},
			})
			return err
		}
		require.NoError(t, request("realtime.queuehealth", "0"))
		var hanging sync.WaitGroup
		for id := range 2 * maxOnSharedHost {
			hanging.Go(func() { _ = request("realtime.queuehealth", strconv.Itoa(id+1)) })
		}
		synctest.Wait()
		began := time.Now()
		require.NoError(t, request("operations.msgconversation", "1"))
		require.Less(t, time.Since(began), time.Second)
		hanging.Wait()
	})
}
