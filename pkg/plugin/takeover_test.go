package plugin_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/datasource"
	"github.com/grafana/grafana-plugin-sdk-go/backend/instancemgmt"
	"github.com/grafana/grafana-plugin-sdk-go/config"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
	"github.com/kmm/liveperson-datasource/pkg/metrics"
	"github.com/kmm/liveperson-datasource/pkg/plugin"
)

// saved is a data source whose settings are saved while it is in use, with the instances
// that Grafana's own manager makes and disposes of.
type saved struct {
	*virtual
	manager instancemgmt.InstanceManager
	context backend.PluginContext
	options map[string]any
	secrets map[string]string
}

// whileSaved runs a test in virtual time.
func whileSaved(t *testing.T, test func(t *testing.T, s *saved)) {
	synctest.Test(t, func(t *testing.T) {
		kpis, err := catalogue.Load()
		require.NoError(t, err)
		s := &saved{virtual: &virtual{Fake: livepersontest.NewFake(waiting(25))}, context: backend.PluginContext{Namespace: "default"}}
		s.Delay(150 * time.Millisecond)
		factory := plugin.FactoryOver(kpis, metrics.New(prometheus.NewRegistry()), s.Fake)
		s.manager = instancemgmt.New(datasource.NewInstanceProvider(factory))
		s.options = map[string]any{"accountId": livepersontest.Account, "clientId": livepersontest.ID, "upstreamUrl": "http://liveperson.test"}
		s.secrets = map[string]string{"clientSecret": livepersontest.Secret}
		s.save(t, nil)
		defer synctest.Wait()
		defer func() {
			s.Dispose()
			time.Sleep(6 * time.Second) // Grafana disposes of instances that were replaced after five
		}()
		test(t, s)
	})
}

// save saves further options: the next request has another instance, and the one before is
// disposed of soon.
func (s *saved) save(t *testing.T, more map[string]any) {
	t.Helper()
	time.Sleep(time.Millisecond) // each save has a time of its own
	maps.Copy(s.options, more)
	raw, err := json.Marshal(s.options)
	require.NoError(t, err)
	s.context.DataSourceInstanceSettings = &backend.DataSourceInstanceSettings{
		ID: 1, UID: "kmm", Updated: time.Now(), JSONData: raw, DecryptedSecureJSONData: s.secrets,
	}
	s.reload(t)
}

// reload has the instance that the next request of Grafana gets.
func (s *saved) reload(t *testing.T) {
	t.Helper()
	instance, err := s.manager.Get(backend.WithPluginContext(context.Background(), s.context), s.context)
	require.NoError(t, err)
	require.NotSame(t, s.Datasource, instance)
	s.Datasource = instance.(*plugin.Datasource)
}

func (s *saved) fail() {
	s.respond(time.Millisecond, livepersontest.Respond(http.StatusServiceUnavailable, ""))
}

func (s *saved) ask(query string) backend.DataResponse {
	return s.panel(context.Background(), query)["A"]
}

var unassignedNow = fmt.Sprintf(unassigned, "")

// requireStale requires the value of before, with its age.
func (s *saved) requireStale(t *testing.T) {
	t.Helper()
	response := s.ask(unassignedNow)
	require.NoError(t, response.Error)
	require.Equal(t, 25.0, *response.Frames[0].Fields[0].At(0).(*float64))
	require.Condition(t, func() bool {
		says := warnings(response.Frames[0])
		return len(says) == 1 && saysAge(says[0])
	}, "%q", warnings(response.Frames[0]))
}

func levelOf(kpi string, warning, critical int) map[string]any {
	return map[string]any{"levels": []map[string]any{{"kpi": kpi, "rows": "account", "warning": warning, "critical": critical}}}
}

func TestSavedSettingsKeepValuesInAnOutage(t *testing.T) {
	whileSaved(t, func(t *testing.T, s *saved) {
		require.NoError(t, s.ask(unassignedNow).Error)
		require.NoError(t, s.rule(unassignedNow).Error)
		s.fail()
		time.Sleep(40 * time.Second)
		s.requireStale(t)
		for _, warning := range []int{20, 21, 22} {
			s.save(t, levelOf("unassigned_conversations", warning, 24))
			for range 2 { // before and after the instance of before is disposed of
				s.requireStale(t)
				_, _, at := level(t, s.ask(unassignedNow))
				require.Equal(t, []float64{float64(warning), 24}, at, "the new level counts at once")
				require.NoError(t, s.rule(unassignedNow).Error)
				require.Equal(t, 25.0, *s.rule(unassignedNow).Frames[0].Fields[0].At(0).(*float64))
				time.Sleep(6 * time.Second)
			}
		}
		require.Equal(t, 1, s.Calls("token"))
		require.Error(t, s.rule(unassignedNow).Error, "too old for a rule by now")
		s.respond(time.Millisecond, waiting(7))
		time.Sleep(time.Minute)
		require.Equal(t, 7.0, *s.ask(unassignedNow).Frames[0].Fields[0].At(0).(*float64))
	})
}

func TestConfigurationOfGrafanaKeepsValuesInAnOutage(t *testing.T) {
	whileSaved(t, func(t *testing.T, s *saved) {
		require.NoError(t, s.ask(unassignedNow).Error)
		s.fail()
		time.Sleep(40 * time.Second)
		s.context.GrafanaConfig = config.NewGrafanaCfg(map[string]string{"GF_DATAPROXY_ROW_LIMIT": "7"})
		s.reload(t)
		s.requireStale(t)
	})
}

// Grafana's settings page adds options of its own, and its provisioning writes text of
// digits as a number.
func TestSettingsSavedOnThePageKeepValuesInAnOutage(t *testing.T) {
	whileSaved(t, func(t *testing.T, s *saved) {
		require.NoError(t, s.ask(unassignedNow).Error)
		s.fail()
		time.Sleep(40 * time.Second)
		account, err := strconv.Atoi(livepersontest.Account)
		require.NoError(t, err)
		s.save(t, map[string]any{"pdcInjected": false, "accountId": account, "timeout": "20"})
		s.requireStale(t)
	})
}

// The breaker stays open, whatever is saved.
func TestSavedSettingsSendNoMoreRequestsInAnOutage(t *testing.T) {
	whileSaved(t, func(t *testing.T, s *saved) {
		require.NoError(t, s.ask(unassignedNow).Error)
		s.fail()
		time.Sleep(40 * time.Second)
		for range 20 {
			s.requireStale(t)
			time.Sleep(10 * time.Second)
		}
		calls := s.Calls()
		for warning := range 20 {
			s.save(t, levelOf("unassigned_conversations", warning, 24))
			s.requireStale(t)
		}
		require.LessOrEqual(t, s.Calls()-calls, 3, "attempts of the one probe")
	})
}

func TestOtherConnectionHasNoValuesOfBefore(t *testing.T) {
	for name, change := range map[string]func(s *saved){
		"account":   func(s *saved) { s.options["accountId"] = "87654321" },
		"method":    func(s *saved) { s.options["auth"] = "login"; s.options["username"] = "u"; s.secrets["password"] = "p" },
		"client":    func(s *saved) { s.options["clientId"] = "other" },
		"secret":    func(s *saved) { s.secrets = map[string]string{"clientSecret": "another-secret"} },
		"host":      func(s *saved) { s.options["upstreamUrl"] = "http://gateway.test" },
		"own hosts": func(s *saved) { s.options["upstreamUrl"] = "" },
		"header": func(s *saved) {
			s.options["httpHeaderName1"], s.secrets["httpHeaderValue1"] = "X-Team", "sales"
		},
		"TLS":   func(s *saved) { s.options["tlsSkipVerify"] = true },
		"proxy": func(s *saved) { s.options["enableSecureSocksProxy"] = true },
		"names": func(s *saved) { s.options["consumerNames"] = true },
	} {
		t.Run(name, func(t *testing.T) {
			whileSaved(t, func(t *testing.T, s *saved) {
				require.NoError(t, s.ask(unassignedNow).Error)
				s.fail()
				time.Sleep(40 * time.Second)
				s.requireStale(t)
				change(s)
				s.save(t, nil)
				require.Error(t, s.ask(unassignedNow).Error)
				require.Error(t, s.rule(unassignedNow).Error)
				time.Sleep(6 * time.Second)
				require.Error(t, s.ask(unassignedNow).Error)
			})
		})
	}
}

func TestAnotherOrganizationHasValuesOfItsOwn(t *testing.T) {
	whileSaved(t, func(t *testing.T, s *saved) {
		first := s.Datasource
		defer first.Dispose()
		require.NoError(t, s.ask(unassignedNow).Error)
		s.fail()
		time.Sleep(40 * time.Second)
		s.context.Namespace = "org-2"
		s.save(t, nil)
		require.Error(t, s.ask(unassignedNow).Error)
	})
}

func TestSavedAgesApplyToWhatIsKnown(t *testing.T) {
	whileSaved(t, func(t *testing.T, s *saved) {
		s.save(t, map[string]any{"freshFor": 600, "staleFor": 60})
		require.NoError(t, s.ask(unassignedNow).Error)
		time.Sleep(time.Minute)
		require.NoError(t, s.ask(unassignedNow).Error)
		require.Equal(t, 1, s.Calls("metrics"))
		s.save(t, map[string]any{"freshFor": 30})
		require.NoError(t, s.ask(unassignedNow).Error)
		require.Equal(t, 2, s.Calls("metrics"), "it is fresh for ten minutes no more")
		s.fail()
		time.Sleep(5 * time.Minute)
		require.Error(t, s.ask(unassignedNow).Error)
		s.save(t, map[string]any{"staleFor": 900})
		s.requireStale(t)
		s.save(t, map[string]any{"staleFor": 60})
		require.Error(t, s.ask(unassignedNow).Error)
	})
}

// TestRequestInFlightOutlivesItsInstance: the instance that began it is disposed of after
// five seconds.
func TestRequestInFlightOutlivesItsInstance(t *testing.T) {
	whileSaved(t, func(t *testing.T, s *saved) {
		s.Delay(20 * time.Second)
		done := make(chan backend.DataResponse, 2)
		begin := func(ds *plugin.Datasource) {
			go func() { done <- queryData(ds, unassignedNow)["A"] }()
		}
		begin(s.Datasource)
		time.Sleep(time.Second)
		s.save(t, levelOf("unassigned_conversations", 20, 24))
		begin(s.Datasource)
		for range 2 {
			response := <-done
			require.NoError(t, response.Error)
			require.Equal(t, 25.0, *response.Frames[0].Fields[0].At(0).(*float64))
		}
		require.Equal(t, 1, s.Calls("metrics"))
	})
}

func TestTimeoutOfSavedSettingsApplies(t *testing.T) {
	whileSaved(t, func(t *testing.T, s *saved) {
		require.NoError(t, s.ask(unassignedNow).Error)
		s.save(t, map[string]any{"timeout": 1, "staleFor": 1})
		time.Sleep(time.Minute)
		s.Delay(10 * time.Second)
		began := time.Now()
		require.ErrorContains(t, s.ask(unassignedNow).Error, "did not respond")
		require.Less(t, time.Since(began), 10*time.Second)
	})
}

// TestCorrectedSettingsHaveTheValuesOfBefore for as long as that is of use.
func TestCorrectedSettingsHaveTheValuesOfBefore(t *testing.T) {
	for pause, known := range map[time.Duration]bool{10 * time.Minute: true, 16 * time.Minute: false} {
		whileSaved(t, func(t *testing.T, s *saved) {
			s.save(t, map[string]any{"staleFor": 7200})
			require.NoError(t, s.ask(unassignedNow).Error)
			s.fail()
			s.save(t, map[string]any{"timeZone": "Nowhere/Town"})
			require.ErrorContains(t, s.ask(unassignedNow).Error, "Time zone")
			time.Sleep(pause)
			s.save(t, map[string]any{"timeZone": ""})
			if known {
				s.requireStale(t)
			} else {
				require.Error(t, s.ask(unassignedNow).Error)
			}
		})
	}
}

// A sign-in that LivePerson rejected is tried at once when the settings are saved.
func TestRejectedSignInIsTriedAgainWhenSaved(t *testing.T) {
	whileSaved(t, func(t *testing.T, s *saved) {
		s.Fail("token", http.StatusUnauthorized)
		for range 3 {
			require.ErrorContains(t, s.ask(unassignedNow).Error, "rejected the credentials")
		}
		require.Equal(t, 1, s.Calls("token"))
		s.save(t, nil)
		time.Sleep(6 * time.Second) // a failed query is remembered for five
		require.NoError(t, s.ask(unassignedNow).Error)
	})
}

func TestReplacedInstancesLeaveNoGoroutines(t *testing.T) {
	server := livepersontest.New(t, onesExcept())
	kpis, err := catalogue.Load()
	require.NoError(t, err)
	factory := plugin.Factory(kpis, metrics.New(prometheus.NewRegistry()))
	before := goroutines()
	var last *plugin.Datasource
	for warning := range 20 {
		options := levelOf("open_conversations", warning, 24)
		maps.Copy(options, map[string]any{"accountId": livepersontest.Account, "clientId": livepersontest.ID, "upstreamUrl": server.URL})
		ds := instantiate(t, factory, options, map[string]string{"clientSecret": livepersontest.Secret})
		for _, response := range queryData(ds, panels...) {
			require.NoError(t, response.Error)
		}
		if last != nil {
			last.Dispose()
			last.Dispose() // again has no effect on others
		}
		last = ds
	}
	require.NoError(t, queryData(last, panels...)["A"].Error)
	require.Equal(t, 1, server.Calls("token"))
	last.Dispose()
	requireNoneLeft(t, before)
}

func TestSavedNumberOfConversationsAppliesAtTheNextRefresh(t *testing.T) {
	whileSaved(t, func(t *testing.T, s *saved) {
		search := &livepersontest.Search{}
		for minutes := range 30 {
			search.Add(openSince(minutes + 5))
		}
		s.respond(50*time.Millisecond, search.Handler(livepersontest.ContactCentre(3, 2, 3)))
		for _, n := range []int{25, 10, 20} {
			s.save(t, map[string]any{"maxConversations": n})
			time.Sleep(20 * time.Second)
			response := s.ask(waits)
			require.NoError(t, response.Error)
			require.Equal(t, n, response.Frames[0].Rows())
		}
	})
}
