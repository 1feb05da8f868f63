package plugin_test

import (
	"context"
	"maps"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
	"github.com/kmm/liveperson-datasource/pkg/metrics"
	"github.com/kmm/liveperson-datasource/pkg/plugin"
)

var (
	withUser     = map[string]any{"accountId": livepersontest.Account, "auth": "login", "username": livepersontest.Username, "upstreamUrl": "http://liveperson.test"}
	withPassword = map[string]string{"password": livepersontest.Secret}
)

// grafana is one data source of a Grafana of its own, and what became of its queries.
type grafana struct {
	*virtual
	errors, stale, fresh int
	changes              int // how often its rule went from values to an error or back
	failing              bool
	said                 string // with the last stale values
}

// refreshes is one refresh of a panel and one evaluation of a rule.
func (g *grafana) refreshes() {
	response := g.panel(context.Background(), openOfAccount)["A"]
	switch {
	case response.Error != nil:
		g.errors++
		g.said = response.Error.Error()
	case len(warnings(response.Frames[0])) > 0:
		g.stale++
		g.said = warnings(response.Frames[0])[0]
	default:
		g.fresh++
	}
	if failing := g.rule(openOfAccount).Error != nil; failing != g.failing {
		g.failing = failing
		g.changes++
	}
}

func TestTwoGrafanasWithOneUserDoNotEndEachOthersSessionsForEver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		defer synctest.Wait()
		fake := livepersontest.NewFake(onesExcept())
		refused := 0
		counted := transportFunc(func(r *http.Request) (*http.Response, error) {
			response, err := fake.RoundTrip(r)
			if err == nil && response.StatusCode == http.StatusUnauthorized && !strings.HasSuffix(r.URL.Path, "/refresh") {
				refused++
			}
			return response, err
		})
		var grafanas []*grafana
		for range 2 { // each is a process of its own
			g := &grafana{virtual: &virtual{Fake: fake, Datasource: openOver(t, counted, withUser, withPassword)}}
			defer g.Dispose()
			grafanas = append(grafanas, g)
		}
		run := func(d time.Duration) {
			for end := time.Now().Add(d); time.Now().Before(end); time.Sleep(30 * time.Second) {
				for _, g := range grafanas {
					g.refreshes()
				}
			}
		}

		run(9 * time.Minute)
		require.LessOrEqual(t, fake.Calls("login"), 4)
		require.LessOrEqual(t, refused, 4)
		require.Zero(t, grafanas[0].errors+grafanas[1].errors, "the last values are there")
		winner, loser := grafanas[0], grafanas[1]
		if winner.stale > loser.stale {
			winner, loser = loser, winner
		}
		require.LessOrEqual(t, winner.stale, 1)
		require.Contains(t, loser.said, "Showing data from ")
		require.Contains(t, loser.said, "The user is probably logged in elsewhere, and each login ends the other session. Use a dedicated user for each Grafana server, or OAuth 2.0. The next login is at ")
		require.LessOrEqual(t, winner.changes+loser.changes, 2)
		health, steps := check(t, loser.Datasource)
		require.Equal(t, backend.HealthStatusError, health.Status)
		require.Contains(t, health.Message, "step 2 of 7 (Sign in) failed. LivePerson ended this user's session 2 times shortly after it began")
		require.Equal(t, []bool{true, false}, steps)
		require.Contains(t, string(get(t, loser.Datasource, "support").Body), `"signInWarning":"LivePerson ended this user's session 2 times`)

		run(3 * time.Hour)
		require.LessOrEqual(t, fake.Calls("login"), 12)
		require.LessOrEqual(t, refused, 16)
		for _, g := range grafanas {
			require.LessOrEqual(t, g.changes, 14)
			require.Greater(t, g.fresh, 120, "each has its turn")
		}
		health, _ = check(t, grafanas[0].Datasource)
		require.Contains(t, health.Message, "The user is probably logged in elsewhere")
		health, _ = check(t, grafanas[1].Datasource)
		require.Contains(t, health.Message, "The user is probably logged in elsewhere")
	})
}

func TestDataSourcesOfOneGrafanaShareTheSessionOfAUser(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		defer synctest.Wait()
		kpis, err := catalogue.Load()
		require.NoError(t, err)
		fake := livepersontest.NewFake(onesExcept())
		factory := plugin.FactoryOver(kpis, metrics.New(prometheus.NewRegistry()), fake)
		start := func(settings map[string]any, secrets map[string]string) *virtual {
			return &virtual{Fake: fake, Datasource: instantiate(t, factory, settings, secrets)}
		}
		first := start(withUser, withPassword)
		all := []*virtual{first, start(withUser, withPassword)}
		refresh := func() {
			for _, v := range all {
				require.NoError(t, v.panel(context.Background(), openOfAccount)["A"].Error)
			}
		}
		for range 120 {
			refresh()
			time.Sleep(time.Minute)
		}
		require.Equal(t, 1, fake.Calls("login"))

		changed := maps.Clone(withUser) // a data source whose settings change is a new one
		changed["freshFor"] = 20
		all[0] = start(changed, withPassword)
		first.Dispose()
		refresh()
		require.Equal(t, 1, fake.Calls("login"))

		fake.RevokeTokens()
		time.Sleep(time.Minute)
		refresh()
		require.Equal(t, 2, fake.Calls("login"), "another session for both")
		all = append(all, start(withUser, map[string]string{"password": "another"}))
		refresh()
		require.Equal(t, 3, fake.Calls("login"), "who has another password gets no session of this one")
		for _, v := range all {
			v.Dispose()
		}
	})
}

func TestSessionThatIsEndedOnceIsReplacedAtOnce(t *testing.T) {
	inVirtualTimeWith(t, withUser, func(t *testing.T, v *virtual) {
		for range 5 { // now and then a person ends it, which is no reason to pause
			require.NoError(t, v.panel(context.Background(), openOfAccount)["A"].Error)
			v.RevokeTokens()
			time.Sleep(90 * time.Minute)
			response := v.panel(context.Background(), openOfAccount)["A"]
			require.NoError(t, response.Error)
			require.Empty(t, warnings(response.Frames[0]))
			time.Sleep(90 * time.Minute)
		}
		health, _ := check(t, v.Datasource)
		require.NotContains(t, health.Message, "elsewhere")
	})
}

func TestSessionThatExpiresUnusedIsReplacedAtOnce(t *testing.T) {
	inVirtualTimeWith(t, withUser, func(t *testing.T, v *virtual) {
		for range 10 { // LivePerson may end a session that nobody uses
			time.Sleep(20 * time.Minute)
			response := v.panel(context.Background(), openOfAccount)["A"]
			require.NoError(t, response.Error)
			require.Empty(t, warnings(response.Frames[0]))
			v.RevokeTokens()
		}
	})
}

func TestServiceThatRejectsTheUserEndsNoSession(t *testing.T) {
	inVirtualTimeWith(t, withUser, func(t *testing.T, v *virtual) {
		v.respond(0, func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodGet {
				w.WriteHeader(http.StatusUnauthorized)
				return
			}
			onesExcept()(w, r)
		})
		for range 120 {
			response := v.panel(context.Background(), openOfAccount)["A"]
			require.NoError(t, response.Error)
			require.Empty(t, warnings(response.Frames[0]))
			require.Equal(t, http.StatusBadGateway, get(t, v.Datasource, "skills").Status)
			time.Sleep(30 * time.Second)
		}
		require.Less(t, v.Calls("login"), 12)
		health, _ := check(t, v.Datasource)
		require.Equal(t, backend.HealthStatusOk, health.Status)
		require.NotContains(t, health.Message, "elsewhere")
	})
}

// transportFunc is a transport that is one function.
type transportFunc func(*http.Request) (*http.Response, error)

func (f transportFunc) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
