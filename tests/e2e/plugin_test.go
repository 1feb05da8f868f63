//go:build e2e

package e2e

import (
	"context"
	"encoding/json"
	"os/exec"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/grpcplugin"
	"github.com/grafana/grafana-plugin-sdk-go/genproto/pluginv2"
	"github.com/hashicorp/go-hclog"
	goplugin "github.com/hashicorp/go-plugin"
	"github.com/stretchr/testify/require"
)

// pluginProcess is the running executable, with one data source set up in it.
type pluginProcess struct {
	data        grpcplugin.DataClient
	diagnostics grpcplugin.DiagnosticsClient
	resource    grpcplugin.ResourceClient
	stream      grpcplugin.StreamClient
	settings    backend.DataSourceInstanceSettings
}

// startPlugin starts the executable the way Grafana does.
func startPlugin(t *testing.T) *pluginProcess {
	t.Helper()
	client := goplugin.NewClient(&goplugin.ClientConfig{
		Cmd:              exec.Command(executable()),
		HandshakeConfig:  goplugin.HandshakeConfig{ProtocolVersion: grpcplugin.ProtocolVersion, MagicCookieKey: grpcplugin.MagicCookieKey, MagicCookieValue: grpcplugin.MagicCookieValue},
		AllowedProtocols: []goplugin.Protocol{goplugin.ProtocolGRPC},
		Logger:           hclog.NewNullLogger(),
		Plugins: goplugin.PluginSet{
			"data": &grpcplugin.DataGRPCPlugin{}, "diagnostics": &grpcplugin.DiagnosticsGRPCPlugin{}, "resource": &grpcplugin.ResourceGRPCPlugin{},
			"stream": &grpcplugin.StreamGRPCPlugin{},
		},
	})
	t.Cleanup(client.Kill)
	protocol, err := client.Client()
	require.NoError(t, err, notBuilt)
	p := &pluginProcess{}
	for name, take := range map[string]func(any){
		"data":        func(raw any) { p.data = raw.(grpcplugin.DataClient) },
		"diagnostics": func(raw any) { p.diagnostics = raw.(grpcplugin.DiagnosticsClient) },
		"resource":    func(raw any) { p.resource = raw.(grpcplugin.ResourceClient) },
		"stream":      func(raw any) { p.stream = raw.(grpcplugin.StreamClient) },
	} {
		raw, err := protocol.Dispense(name)
		require.NoError(t, err)
		take(raw)
	}
	return p
}

// account is how the simulator's account is reached; every method of signing in
// is set up, auth chooses one.
func (p *pluginProcess) account(t *testing.T, address, auth string) *pluginProcess {
	t.Helper()
	return p.with(t, map[string]any{
		"accountId": "12345678", "auth": auth, "clientId": "grafana", "username": "monitor@example.com",
		"appKey": "simulator-app-key", "upstreamUrl": address, "requestsPerSecond": 2000, "freshFor": 1,
	}, map[string]string{
		"clientSecret": "simulator-secret", "password": "simulator-password", "appSecret": "simulator-app-secret",
		"accessToken": "simulator-access-token", "accessTokenSecret": "simulator-access-token-secret",
	})
}

// with is the same process with another data source.
func (p *pluginProcess) with(t *testing.T, settings map[string]any, secrets map[string]string) *pluginProcess {
	t.Helper()
	raw, err := json.Marshal(settings)
	require.NoError(t, err)
	other := *p
	other.settings = backend.DataSourceInstanceSettings{
		ID: 1, UID: t.Name(), Name: "LivePerson KMM", Type: "kmm-liveperson-datasource",
		JSONData: raw, DecryptedSecureJSONData: secrets, Updated: time.Now(),
	}
	return &other
}

func (p *pluginProcess) context() backend.PluginContext {
	return backend.PluginContext{Namespace: "default", PluginID: "kmm-liveperson-datasource", DataSourceInstanceSettings: &p.settings}
}

// lastHour is the hour before the data source was set up: the same for all
// questions, however long a test takes.
func (p *pluginProcess) lastHour() backend.TimeRange {
	end := p.settings.Updated
	return backend.TimeRange{From: end.Add(-time.Hour), To: end}
}

// query asks one question over the last hour.
func (p *pluginProcess) query(t *testing.T, raw []byte) backend.DataResponse {
	t.Helper()
	return p.queryRange(t, raw, p.lastHour())
}

// alert asks one question over the last hour as an alert rule does.
func (p *pluginProcess) alert(t *testing.T, raw []byte) backend.DataResponse {
	t.Helper()
	return p.ask(t, raw, p.lastHour(), map[string]string{backend.FromAlertHeaderName: "true"})
}

func (p *pluginProcess) queryRange(t *testing.T, raw []byte, timeRange backend.TimeRange) backend.DataResponse {
	t.Helper()
	return p.ask(t, raw, timeRange, nil)
}

func (p *pluginProcess) ask(t *testing.T, raw []byte, timeRange backend.TimeRange, headers map[string]string) backend.DataResponse {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	answer, err := p.data.QueryData(ctx, backend.ToProto().QueryDataRequest(&backend.QueryDataRequest{
		PluginContext: p.context(),
		Headers:       headers,
		Queries:       []backend.DataQuery{{RefID: "A", JSON: raw, TimeRange: timeRange, Interval: time.Minute, MaxDataPoints: 100}},
	}))
	require.NoError(t, err)
	response, err := backend.FromProto().QueryDataResponse(answer)
	require.NoError(t, err)
	return response.Responses["A"]
}

func (p *pluginProcess) health(t *testing.T) *backend.CheckHealthResult {
	t.Helper()
	answer, err := p.diagnostics.CheckHealth(context.Background(), &pluginv2.CheckHealthRequest{PluginContext: backend.ToProto().PluginContext(p.context())})
	require.NoError(t, err)
	return backend.FromProto().CheckHealthResponse(answer)
}

// list reads a resource that is a list of names and ids.
func (p *pluginProcess) list(t *testing.T, path string) map[string]string {
	t.Helper()
	stream, err := p.resource.CallResource(context.Background(), backend.ToProto().CallResourceRequest(&backend.CallResourceRequest{
		PluginContext: p.context(), Method: "GET", Path: path, URL: path,
	}))
	require.NoError(t, err)
	answer, err := stream.Recv()
	require.NoError(t, err)
	require.EqualValues(t, 200, answer.Code, string(answer.Body))
	var entries []struct{ ID, Name string }
	require.NoError(t, json.Unmarshal(answer.Body, &entries))
	names := map[string]string{}
	for _, e := range entries {
		names[e.ID] = e.Name
	}
	return names
}
