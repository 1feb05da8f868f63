//go:build e2e

package e2e

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
)

// limitedScope are the scopes of an application that may use the Key Messaging Metrics API
// and read users, and nothing else.
const limitedScope = "messaging.key.metrics.read.external users.external"

// needsOthers reports whether a KPI is there with the further APIs only.
func needsOthers(kpis *catalogue.Catalogue, kpi *catalogue.KPI) bool {
	isKMM := func(s catalogue.Source) bool { return strings.HasPrefix(s.API, "kmm.") }
	if len(kpi.Sources) > 0 {
		return !slices.ContainsFunc(kpi.Sources, isKMM)
	}
	return slices.ContainsFunc(kpi.RowParts(), func(id string) bool { return needsOthers(kpis, kpis.Find(id)) })
}

// choice is a KPI of a kind of row.
type choice struct {
	rows, kpi string
	isOther   bool
	denial    string // where a further API gives it
}

func (c choice) query(t *testing.T) []byte {
	t.Helper()
	raw, err := json.Marshal(map[string]any{"rows": c.rows, "kpis": []string{c.kpi}})
	require.NoError(t, err)
	return raw
}

// grows reports whether values of a source change with each moment.
func grows(s catalogue.Source) bool { return s.Since != "" }

// choices are all KPIs of all kinds of rows.
func choices(t *testing.T) (all []choice) {
	t.Helper()
	kpis, err := catalogue.Load()
	require.NoError(t, err)
	for _, kpi := range kpis.All() {
		if kpi.Provenance() != nil || kpi.Formula != nil && kpi.Formula.Since != "" || slices.ContainsFunc(kpi.Sources, grows) {
			continue // it changes with each moment
		}
		for _, rows := range kpi.Rows {
			all = append(all, choice{rows.ID, kpi.ID, needsOthers(kpis, kpi), denialOf(kpi)})
		}
	}
	return all
}

// denialOf says that the sign-in may not use the API of a KPI.
func denialOf(kpi *catalogue.KPI) string {
	if isOfChats(kpi) {
		return ": this account has no chat, or the sign-in has no access to LivePerson's Operational Realtime API (403)."
	}
	return ": the credentials have no permission to use LivePerson's Messaging "
}

// chatPaths are those of the Operational Realtime API.
var chatPaths = []string{"queuestate", "queuehealth", "engactivity", "agentactivity", "sla"}

// deniedCalls are how many calls there were of the APIs that the application may not use.
func deniedCalls(t *testing.T, address string) map[string]int {
	t.Helper()
	var calls map[string]int
	call(t, http.MethodGet, address+"/simulator/calls", nil, &calls)
	denied := map[string]int{}
	for service, n := range calls {
		if n > 0 && (service == "interactions" || strings.HasPrefix(service, "msg") || slices.Contains(chatPaths, service)) {
			denied[service] = n
		}
	}
	return denied
}

// valuesIn are the values of a frame, without how they came about.
func valuesIn(t *testing.T, f *data.Frame) string {
	t.Helper()
	raw, err := data.FrameToJSON(f, data.IncludeDataOnly)
	require.NoError(t, err)
	return string(raw)
}

// An application that may use the Key Messaging Metrics API alone has the same values of it
// as who may use all. Each other KPI has one sentence.
func TestAnApplicationForKeyMessagingMetricsAlone(t *testing.T) {
	address := startSimulator(t, "--scope", limitedScope, "--agents", "20")
	limited, all := startPlugin(t).account(t, address, "oauth2"), startPlugin(t).account(t, address, "login")
	all.settings.Updated = limited.settings.Updated // which the window ends at
	for _, c := range choices(t) {
		answer := limited.query(t, c.query(t))
		if c.isOther {
			require.NoError(t, answer.Error, "%+v", c)
			require.Len(t, sentences(answer), 1, "%+v", c)
			require.Contains(t, sentences(answer)[0], c.denial, "%+v", c)
			require.Error(t, limited.alert(t, c.query(t)).Error, "%+v", c)
			continue
		}
		require.NoError(t, answer.Error, "%+v", c)
		expected := all.query(t, c.query(t))
		require.NoError(t, expected.Error, "%+v", c)
		assert.Equal(t, valuesIn(t, expected.Frames[0]), valuesIn(t, answer.Frames[0]), "%+v", c)
		assert.Equal(t, sentences(expected), sentences(answer), "%+v", c)
	}
	health := limited.health(t)
	require.Equal(t, backend.HealthStatusOk, health.Status)
	require.Contains(t, health.Message, "Connected to account 12345678")
	require.Contains(t, health.Message, " Not available: Messaging Operations API, Messaging Interactions API, Operational Realtime API.")
	for _, says := range []string{"LivePerson says: The token lacks the scope simulator.messaging.operations.", "LivePerson says: The token lacks the scope simulator.messaging.interactions.", "LivePerson says: The token lacks the scope simulator.operational.realtime."} {
		require.Contains(t, string(health.JSONDetails), says)
	}
	require.Contains(t, all.health(t).Message, "Also available: Messaging Operations API, Messaging Interactions API, Operational Realtime API.")
}

// sentences are the notices of an answer.
func sentences(answer backend.DataResponse) (sentences []string) {
	for _, n := range answer.Frames[0].Meta.Notices {
		sentences = append(sentences, n.Text)
	}
	return sentences
}

// Alert rules for Key Messaging Metrics work as before.
func TestAlertRulesOfAnApplicationForKeyMessagingMetricsAlone(t *testing.T) {
	address := startSimulator(t, "--scope", limitedScope, "--agents", "20")
	p := startPlugin(t).account(t, address, "oauth2")
	for _, query := range []string{
		`{"kpis": ["unassigned_conversations"]}`,
		`{"rows": "skill", "kpis": ["open_conversations"]}`,
		`{"rows": "skill", "kpis": ["unassigned_conversations"], "severities": "state"}`,
		`{"kpis": ["csat"]}`,
	} {
		answer := p.alert(t, []byte(query))
		require.NoError(t, answer.Error, query)
		require.NotEmpty(t, answer.Frames[0].Fields, query)
	}
	require.Empty(t, deniedCalls(t, address), "no rule asks for them")
}

// Whatever ten viewers look at, what is denied is requested once.
func TestWhatIsDeniedIsNotRequestedAgain(t *testing.T) {
	address := startSimulator(t, "--scope", limitedScope, "--agents", "20")
	p := startPlugin(t).account(t, address, "oauth2")
	queries := [][]byte{}
	for _, c := range choices(t) {
		if c.isOther && c.rows != "group" {
			queries = append(queries, c.query(t))
		}
	}
	for refresh := range 10 {
		var viewers sync.WaitGroup
		for range 10 {
			viewers.Go(func() {
				for _, query := range queries {
					p.query(t, query)
				}
			})
		}
		viewers.Wait()
		if refresh == 4 {
			time.Sleep(35 * time.Second) // longer than any failure is remembered that passes
		}
	}
	denied := deniedCalls(t, address)
	require.Contains(t, denied, "msgconversation")
	require.Contains(t, denied, "interactions")
	for _, path := range chatPaths {
		require.Contains(t, denied, path)
	}
	for service, calls := range denied {
		require.Equal(t, 1, calls, service)
	}
}
