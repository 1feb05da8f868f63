//go:build e2e

package e2e

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestTwoGrafanasWithOneUserLogInAFewTimesOnly(t *testing.T) {
	address := startSimulator(t, "--agents", "20")
	grafanas := []*pluginProcess{startPlugin(t).account(t, address, "login"), startPlugin(t).account(t, address, "login")}
	said := map[int]string{}
	for range 20 {
		for i, g := range grafanas {
			answer := g.query(t, open)
			require.NoError(t, answer.Error)
			said[i] = ""
			if notices := answer.Frames[0].Meta.Notices; len(notices) > 0 {
				said[i] = notices[0].Text
			}
		}
		time.Sleep(1100 * time.Millisecond) // the values are no longer fresh
	}
	var calls struct{ Login, Metrics int }
	call(t, http.MethodGet, address+"/simulator/calls", nil, &calls)
	require.LessOrEqual(t, calls.Login, 4)
	loser := 0
	if said[loser] == "" {
		loser = 1
	}
	require.Empty(t, said[1-loser], "the other one has the session")
	require.Contains(t, said[loser], "Showing data from ")
	require.Contains(t, said[loser], "The user is probably logged in elsewhere")
	require.Contains(t, grafanas[loser].health(t).Message, "Use a dedicated user for each Grafana server, or OAuth 2.0.")
}

func TestDataSourcesOfAProcessShareASession(t *testing.T) {
	address := startSimulator(t, "--agents", "20")
	process := startPlugin(t)
	first, second := process.account(t, address, "login"), process.account(t, address, "login")
	second.settings.ID, second.settings.UID = 2, "another"
	for range 5 {
		for _, p := range []*pluginProcess{first, second} {
			answer := p.query(t, open)
			require.NoError(t, answer.Error)
			require.Empty(t, answer.Frames[0].Meta.Notices)
		}
		time.Sleep(1100 * time.Millisecond) // the values are no longer fresh
	}
	var calls struct{ Login int }
	call(t, http.MethodGet, address+"/simulator/calls", nil, &calls)
	require.Equal(t, 1, calls.Login)
}
