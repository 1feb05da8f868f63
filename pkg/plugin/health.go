package plugin

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/kmm/liveperson-datasource/pkg/gather"
)

// step is one step of the health check, as its details show it.
type step struct {
	Name    string `json:"name"`
	OK      bool   `json:"ok"`
	Message string `json:"message"`
}

// healthQuery is what the check asks: cheap, and of use in its message.
const healthQuery = `{"rows": "account", "kpis": ["open_conversations", "online_agents"]}`

// CheckHealth walks the way that every query goes, and names the step that
// fails: find the host, sign in, ask for metrics.
func (ds *Datasource) CheckHealth(ctx context.Context, _ *backend.CheckHealthRequest) (*backend.CheckHealthResult, error) {
	if ds.unusable != nil {
		return report(backend.HealthStatusError, ds.unusable.Error(), nil), nil
	}
	walk := []struct {
		name string
		do   func(context.Context) (string, error)
	}{
		{"Find LivePerson's host", ds.client.Resolve},
		{"Sign in", ds.signIn},
		{"Ask for metrics", ds.askMetrics},
	}
	var steps []step
	for i, s := range walk {
		message, err := s.do(ctx)
		if err != nil {
			sentence := failure(ctx, err).Error.Error()
			steps = append(steps, step{s.name, false, sentence})
			return report(backend.HealthStatusError, fmt.Sprintf("Step %d of %d (%s) failed. %s", i+1, len(walk), s.name, sentence), steps), nil
		}
		steps = append(steps, step{s.name, true, message})
	}
	return report(backend.HealthStatusOk, steps[len(steps)-1].Message, steps), nil
}

func (ds *Datasource) signIn(ctx context.Context) (string, error) {
	return ds.client.SignIn(ctx)
}

// askMetrics says what the account looks like now.
func (ds *Datasource) askMetrics(ctx context.Context) (string, error) {
	f, err := ds.frame(ctx, backend.DataQuery{JSON: []byte(healthQuery)}, gather.Asker{Check: true})
	if err != nil {
		return "", err
	}
	value := func(i int) string {
		if known, _ := f.Fields[i].At(0).(*float64); known != nil {
			return fmt.Sprintf("%.0f", *known)
		}
		return "an unknown number of"
	}
	return fmt.Sprintf("Connected to account %s: %s open conversations, %s agents online.", ds.settings.config.AccountID, value(0), value(1)), nil
}

func report(status backend.HealthStatus, message string, steps []step) *backend.CheckHealthResult {
	details, err := json.Marshal(map[string]any{"steps": steps})
	if err != nil {
		details = nil
	}
	return &backend.CheckHealthResult{Status: status, Message: message, JSONDetails: details}
}
