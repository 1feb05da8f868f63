package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os/exec"
	"regexp"
	"strconv"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/grpcplugin"
	"github.com/grafana/grafana-plugin-sdk-go/genproto/pluginv2"
	"github.com/hashicorp/go-hclog"
	goplugin "github.com/hashicorp/go-plugin"
	"github.com/prometheus/procfs"
)

// plugin is a running executable with one data source set up in it.
type plugin struct {
	data        pluginv2.DataClient
	diagnostics pluginv2.DiagnosticsClient
	stop        func()
	pid         int
	source      backend.PluginContext
}

// startPlugin starts an executable the way Grafana does.
func startPlugin(file, upstream string) (*plugin, error) {
	command := exec.Command(file)
	client := goplugin.NewClient(&goplugin.ClientConfig{
		Cmd:              command,
		HandshakeConfig:  goplugin.HandshakeConfig{ProtocolVersion: grpcplugin.ProtocolVersion, MagicCookieKey: grpcplugin.MagicCookieKey, MagicCookieValue: grpcplugin.MagicCookieValue},
		AllowedProtocols: []goplugin.Protocol{goplugin.ProtocolGRPC},
		Logger:           hclog.NewNullLogger(),
		Plugins:          goplugin.PluginSet{},
	})
	protocol, err := client.Client()
	if err != nil {
		client.Kill()
		return nil, fmt.Errorf("the plugin %s can't be started: %w", file, err)
	}
	conn := protocol.(*goplugin.GRPCClient).Conn
	return &plugin{pluginv2.NewDataClient(conn), pluginv2.NewDiagnosticsClient(conn), client.Kill, command.Process.Pid, simulated(upstream)}, nil
}

// simulated is the simulator's account, as Grafana hands over a data source.
func simulated(upstream string) backend.PluginContext {
	settings, _ := json.Marshal(map[string]string{"accountId": "12345678", "auth": "oauth2", "clientId": "grafana", "upstreamUrl": upstream})
	return backend.PluginContext{Namespace: "default", PluginID: "kmm-liveperson-datasource", DataSourceInstanceSettings: &backend.DataSourceInstanceSettings{
		ID: 1, UID: "bench", Name: "LivePerson KMM", Type: "kmm-liveperson-datasource", Updated: time.Unix(1, 0),
		JSONData: settings, DecryptedSecureJSONData: map[string]string{"clientSecret": "simulator-secret"},
	}}
}

// timeout is how long a panel waits, as Grafana's default for data sources has it.
const timeout = 30 * time.Second

// response is what came back for one panel. It is answered where no query of the
// panel failed, and filled where a value came too.
type response struct {
	took             time.Duration
	answered, filled bool
}

// load sends the queries of a panel over the last days.
func (p *plugin) load(ctx context.Context, queries panel, days int) response {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	now := time.Now()
	request := &backend.QueryDataRequest{PluginContext: p.source}
	for i, query := range queries {
		request.Queries = append(request.Queries, backend.DataQuery{
			RefID: string(rune('A' + i)), JSON: query, Interval: 2 * time.Minute, MaxDataPoints: 1000,
			TimeRange: backend.TimeRange{From: now.AddDate(0, 0, -days), To: now},
		})
	}
	message := backend.ToProto().QueryDataRequest(request)
	began := time.Now()
	raw, err := p.data.QueryData(ctx, message)
	r := response{took: time.Since(began)}
	if err != nil {
		return r
	}
	decoded, err := backend.FromProto().QueryDataResponse(raw)
	r.answered = err == nil
	if err == nil {
		for _, answer := range decoded.Responses {
			r.answered = r.answered && answer.Error == nil
			r.filled = r.filled || hasValue(answer)
		}
	}
	return r
}

func hasValue(answer backend.DataResponse) bool {
	for _, f := range answer.Frames {
		for _, field := range f.Fields {
			for row := range field.Len() {
				if field.Type().Numeric() && !field.NilAt(row) {
					return true
				}
			}
		}
	}
	return false
}

var handledQueries = regexp.MustCompile(`grpc_server_handled_total\{[^}]*grpc_method="QueryData"[^}]*\} (\d+)`)

// handled is for how many panels the plugin is done, whatever came of it, by the
// metrics that the SDK keeps of each plugin.
func (p *plugin) handled() (n int) {
	metrics, err := p.diagnostics.CollectMetrics(context.Background(), &pluginv2.CollectMetricsRequest{})
	if err != nil {
		return 0
	}
	for _, match := range handledQueries.FindAllSubmatch(metrics.Metrics.Prometheus, -1) {
		count, _ := strconv.Atoi(string(match[1]))
		n += count
	}
	return n
}

// usage is the processor time in seconds that the plugin has used and the most
// bytes that it ever had resident, both -1 where there is no Linux to tell.
func (p *plugin) usage() (cpu, memory float64) {
	process, err := procfs.NewProc(p.pid)
	if err != nil {
		return -1, -1
	}
	stat, err := process.Stat()
	status, statusErr := process.NewStatus()
	if err != nil || statusErr != nil {
		return -1, -1
	}
	return stat.CPUTime(), float64(status.VmHWM)
}
