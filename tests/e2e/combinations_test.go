//go:build e2e

package e2e

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/stretchr/testify/require"
)

// span is a dashboard's time range, seen from now. LivePerson has nothing of a
// window of KPIs in one that is outside.
type span struct {
	from, to time.Duration
	outside  bool
}

const day = 24 * time.Hour

var spans = []span{
	{from: -5 * time.Minute}, {from: -day}, {from: -3 * day}, {from: -14 * day}, {from: -time.Minute},
	{from: -5 * day, to: -5*day + 6*time.Hour}, {from: -time.Hour, to: time.Hour},
	{from: -20 * day, outside: true}, {from: -20 * day, to: -19 * day, outside: true},
	{from: -20 * day, to: -14*day + 2*time.Hour, outside: true},
	{from: time.Hour, to: 2 * time.Hour, outside: true}, {from: -time.Hour, to: -time.Hour, outside: true},
	{from: 0, to: -time.Hour, outside: true},
}

// fewRequests keeps trends short, that of 400 requests is the same code, and lets
// them be asked for without a pause.
func fewRequests(t *testing.T, address string) *pluginProcess {
	t.Helper()
	return startPlugin(t).with(t, map[string]any{
		"accountId": "12345678", "clientId": "grafana", "upstreamUrl": address, "maxSeriesRequests": 80, "requestsPerSecond": 2000,
	}, map[string]string{"clientSecret": "simulator-secret"})
}

// limitOfAnAPI is what some of LivePerson's APIs can't do and others can: no range of KPIs
// of all of them has values.
var limitOfAnAPI = regexp.MustCompile(`has no trend of these KPIs|can't filter these KPIs|gives values up to now only|looks back at most|keeps data for 24 hours|sample does not go back`)

func (e editor) ask(t *testing.T, p *pluginProcess, q chosen, s span, now time.Time) {
	t.Helper()
	raw, err := json.Marshal(q)
	require.NoError(t, err)
	answer := p.queryRange(t, raw, backend.TimeRange{From: now.Add(s.from), To: now.Add(s.to)})
	if answer.Error != nil && strings.Contains(answer.Error.Error(), "has not been loaded yet") {
		return // a sample of many hours takes several refreshes
	}
	if answer.Error != nil {
		require.True(t, s.outside || limitOfAnAPI.MatchString(answer.Error.Error()), "%s over %+v: %v", raw, s, answer.Error)
		explains(t, answer, string(raw))
		return
	}
	require.Equal(t, backend.StatusOK, answer.Status)
	e.answers(t, q, answer.Frames[0], string(raw))
}

// Each choice on its own: every KPI of every kind of row, as a value and as a trend.
func TestEveryKPIThatTheEditorOffersAnswers(t *testing.T) {
	address := startSimulator(t, "--agents", "30")
	p := fewRequests(t, address)
	e, now := newEditor(t, p), time.Now()
	for _, rows := range e.kpis.RowKinds() {
		for _, shape := range []string{"value", "series"} {
			for _, kpi := range e.offers(rows, shape) {
				q := chosen{SchemaVersion: 1, Rows: rows.ID, KPIs: []string{kpi}, Filter: map[string]any{}, Window: map[string]any{"kind": "range"}, Shape: shape}
				e.ask(t, p, q, span{from: -3 * time.Hour}, now)
			}
		}
	}
}

// Choices together, as many as there is time for. COMBINATIONS_SEED repeats a run.
func TestWhateverIsChosenAnswersOrExplainsItself(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	if given, err := strconv.ParseUint(os.Getenv("COMBINATIONS_SEED"), 10, 64); err == nil {
		seed = given
	}
	t.Logf("COMBINATIONS_SEED=%d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	p := fewRequests(t, startSimulator(t, "--agents", "30"))
	e, now := newEditor(t, p), time.Now()
	for range 400 {
		e.ask(t, p, e.choose(random), spans[random.IntN(len(spans))], now)
	}
}
