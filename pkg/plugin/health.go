package plugin

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/pipeline"
)

// healthStep is one step of the health check, as its details show it.
type healthStep struct {
	Name    string `json:"name"`
	OK      bool   `json:"ok"`
	Message string `json:"message"`
}

// healthQuery is cheap, and of use in the check's message.
const healthQuery = `{"rows": "account", "kpis": ["open_conversations", "online_agents"]}`

// CheckHealth does what every query does, and names the step that fails: find the
// host, sign in, request metrics. Then it names the account's lists and the further APIs
// that can't be had: most queries need none, so this is no error.
func (ds *Datasource) CheckHealth(ctx context.Context, _ *backend.CheckHealthRequest) (*backend.CheckHealthResult, error) {
	if ds.configError != nil {
		return healthResult(backend.HealthStatusError, ds.configError.Error(), nil, nil), nil
	}
	checks := []struct {
		name string
		run  func(context.Context) (string, error)
	}{
		{"Find LivePerson's host", ds.account.Resolve},
		{"Sign in", ds.account.SignIn},
		{"Request metrics", ds.checkMetrics},
	}
	var steps []healthStep
	for i, check := range checks {
		message, err := check.run(ctx)
		if err != nil {
			sentence := errorResponse(ctx, err).Error.Error()
			steps = append(steps, healthStep{check.name, false, sentence})
			return healthResult(backend.HealthStatusError, fmt.Sprintf("The settings are saved, but step %d of %d (%s) failed. %s", i+1, len(checks)+1+ds.account.FurtherAPIs(), check.name, sentence), steps, nil), nil
		}
		steps = append(steps, healthStep{check.name, true, message})
	}
	return ds.checkFurther(ctx, steps), nil
}

// checkFurther finds out what is missing although metrics can be requested.
// Grafana shows its message as one paragraph, and the lines that explain it under Details.
func (ds *Datasource) checkFurther(ctx context.Context, steps []healthStep) *backend.CheckHealthResult {
	lists := ds.checkLists(ctx)
	apis := ds.checkAPIs(ctx)
	lines := slices.Concat(explanations(apis), lists.costs())
	message := slices.Concat([]string{steps[len(steps)-1].Message, ds.account.SignInWarning()}, summary(apis), lists.summary())
	if len(lines) > 0 {
		message = append(message, "Details say what is missing, and what to do.")
	}
	message = slices.DeleteFunc(append(message, ds.settings.ignoredLevels...), func(sentence string) bool { return sentence == "" })
	steps = append(steps, lists.step())
	for _, c := range apis {
		steps = append(steps, c.step())
	}
	return healthResult(backend.HealthStatusOk, strings.Join(message, " "), steps, lines)
}

// checkMetrics says what the account looks like now.
func (ds *Datasource) checkMetrics(ctx context.Context) (string, error) {
	result, err := ds.checks.Load(ctx, fetch.Caller{}, pipeline.Query{JSON: []byte(healthQuery)})
	if err != nil {
		return "", err
	}
	f := pipeline.Render(result, ds.now())
	value := func(i int) string {
		if known, _ := f.Fields[i].At(0).(*float64); known != nil {
			return fmt.Sprintf("%.0f", *known)
		}
		return "an unknown number of"
	}
	return fmt.Sprintf("Connected to account %s: %s open conversations, %s agents online (including bots).", ds.settings.config.AccountID, value(0), value(1)), nil
}

// uncached is a fetcher for the health check: LivePerson itself must respond. Which
// metrics it rejects is left to the other fetcher to find out.
type uncached struct {
	source api.Source
	pipeline.Fetcher
	now func() time.Time
}

// All implements pipeline.Fetcher.
func (u uncached) All(ctx context.Context, c fetch.Caller, items []fetch.Item, _ func()) ([]fetch.Result, []error) {
	results, errs := make([]fetch.Result, len(items)), make([]error, len(items))
	for i, item := range items {
		results[i], errs[i] = u.get(ctx, c, item)
	}
	return results, errs
}

func (u uncached) get(ctx context.Context, c fetch.Caller, item fetch.Item) (result fetch.Result, err error) {
	r := item.Request
	result.Table, err = u.source.Do(ctx, r)
	if r.Method.Service.Rejects(err) {
		cached, errs := u.Fetcher.All(ctx, c, []fetch.Item{item}, nil)
		if result.Unsupported = cached[0].Unsupported; errs[0] != nil || len(result.Unsupported) == 0 {
			return result, err
		}
		result.Table, err = u.source.Do(ctx, r.With(slices.DeleteFunc(slices.Clone(r.Columns), func(c api.Column) bool {
			return result.Unsupported[c.Field] != nil
		})))
	}
	result.Window, result.At, result.Status = r.Window, u.now(), fetch.Miss
	return result, err
}

// healthDetails are the details of the health check: Grafana shows the verbose message.
type healthDetails struct {
	Steps          []healthStep `json:"steps"`
	VerboseMessage string       `json:"verboseMessage,omitempty"`
}

func healthResult(status backend.HealthStatus, message string, steps []healthStep, lines []string) *backend.CheckHealthResult {
	details, err := json.Marshal(healthDetails{steps, strings.Join(lines, "\n")})
	if err != nil {
		details = nil
	}
	return &backend.CheckHealthResult{Status: status, Message: message, JSONDetails: details}
}
