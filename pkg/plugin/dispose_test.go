package plugin_test

import (
	"context"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
	"github.com/kmm/liveperson-datasource/pkg/plugin"
)

// goroutines are the stacks of all that run, by what begins them: "goroutine 7".
func goroutines() map[string]string {
	raw := make([]byte, 8<<20)
	running := map[string]string{}
	for stack := range strings.SplitSeq(string(raw[:runtime.Stack(raw, true)]), "\n\n") {
		id, _, _ := strings.Cut(stack, " [")
		running[id] = stack
	}
	return running
}

// requireNoneLeft waits until no goroutine runs that did not before.
func requireNoneLeft(t *testing.T, before map[string]string) {
	t.Helper()
	var left []string
	for limit := time.Now().Add(10 * time.Second); time.Now().Before(limit); time.Sleep(5 * time.Millisecond) {
		more := goroutines()
		maps.DeleteFunc(more, func(id, _ string) bool { _, old := before[id]; return old })
		if left = slices.Collect(maps.Values(more)); len(left) == 0 {
			return
		}
	}
	t.Fatalf("%d goroutines are left:\n%s", len(left), strings.Join(left, "\n\n"))
}

// signInBy makes a data source for an address, by a method to sign in.
func signInBy(t *testing.T, auth, address string) *plugin.Datasource {
	t.Helper()
	return open(t, map[string]any{
		"accountId": livepersontest.Account, "auth": auth, "upstreamUrl": address,
		"clientId": livepersontest.ID, "username": livepersontest.Username, "appKey": "key",
	}, map[string]string{
		"clientSecret": livepersontest.Secret, "password": livepersontest.Secret,
		"appSecret": "a", "accessToken": "b", "accessTokenSecret": "c",
	})
}

var everyAuth = []string{"oauth2", "login", "appKey"}

func TestDisposeLeavesNoGoroutines(t *testing.T) {
	server := livepersontest.New(t, onesExcept())
	before := goroutines()
	for i := range 100 {
		ds := signInBy(t, everyAuth[i%len(everyAuth)], server.URL)
		for _, response := range queryData(ds, panels...) {
			require.NoError(t, response.Error)
		}
		_, err := ds.CheckHealth(context.Background(), &backend.CheckHealthRequest{})
		require.NoError(t, err)
		ds.Dispose()
	}
	requireNoneLeft(t, before)
}

// hanging is an upstream that never ends its response to what has this in its path,
// and accepts every sign-in. It signals when it hangs.
func hanging(t *testing.T, path, begin string) (address string, hangs chan struct{}) {
	t.Helper()
	hangs = make(chan struct{}, 10)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body) // only then the server notices that its caller leaves
		if !strings.Contains(r.URL.Path, path) {
			_, _ = w.Write([]byte(`{"access_token": "t", "expires_in": 3600, "bearer": "t", "csrf": "c"}`))
			return
		}
		if begin != "" {
			_, _ = w.Write([]byte(begin))
			w.(http.Flusher).Flush()
		}
		hangs <- struct{}{}
		<-r.Context().Done()
	}))
	t.Cleanup(server.Close)
	return server.URL, hangs
}

func TestDisposeEndsHangingCalls(t *testing.T) {
	tests := map[string]struct{ auth, path, begin string }{
		"a token":          {"oauth2", "app/token", ""},
		"half a token":     {"oauth2", "app/token", `{"access_token": `},
		"a login":          {"login", "login", ""},
		"a response":       {"oauth2", "manager_workspace", ""},
		"half a response":  {"login", "manager_workspace", `{"metadata": `},
		"a signed request": {"appKey", "manager_workspace", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			address, hangs := hanging(t, test.path, test.begin)
			before := goroutines()
			ds := signInBy(t, test.auth, address)
			done := make(chan backend.DataResponse, 1)
			go func() { done <- queryData(ds, openBySkill)["A"] }()
			<-hangs
			ds.Dispose()
			select {
			case response := <-done:
				require.ErrorContains(t, response.Error, "before")
			case <-time.After(10 * time.Second):
				t.Fatal("the query did not return")
			}
			requireNoneLeft(t, before)
		})
	}
}

func TestDisposeEndsAbandonedSignIn(t *testing.T) {
	address, hangs := hanging(t, "app/token", "")
	before := goroutines()
	ds := signInBy(t, "oauth2", address)
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		<-hangs
		cancel()
	}()
	_, err := ds.CheckHealth(ctx, &backend.CheckHealthRequest{})
	require.NoError(t, err)
	ds.Dispose()
	requireNoneLeft(t, before)
}
