package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os/exec"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/grpcplugin"
	"github.com/hashicorp/go-hclog"
	goplugin "github.com/hashicorp/go-plugin"
)

// process is a running plugin with one data source set up in it.
type process struct {
	data   grpcplugin.DataClient
	client *goplugin.Client
	pid    int
	source backend.PluginContext
}

// startPlugin starts an executable the way Grafana does.
func startPlugin(file, upstream string) (*process, error) {
	command := exec.Command(file)
	client := goplugin.NewClient(&goplugin.ClientConfig{
		Cmd:              command,
		HandshakeConfig:  goplugin.HandshakeConfig{ProtocolVersion: grpcplugin.ProtocolVersion, MagicCookieKey: grpcplugin.MagicCookieKey, MagicCookieValue: grpcplugin.MagicCookieValue},
		AllowedProtocols: []goplugin.Protocol{goplugin.ProtocolGRPC},
		Logger:           hclog.NewNullLogger(),
		Plugins:          goplugin.PluginSet{"data": &grpcplugin.DataGRPCPlugin{}},
	})
	protocol, err := client.Client()
	if err != nil {
		return nil, fmt.Errorf("The plugin %s can't be started: %w", file, err)
	}
	raw, err := protocol.Dispense("data")
	if err != nil {
		client.Kill()
		return nil, err
	}
	return &process{data: raw.(grpcplugin.DataClient), client: client, pid: command.Process.Pid, source: account(upstream)}, nil
}

func (p *process) stop() { p.client.Kill() }

// account is the simulator's, as Grafana hands over a data source.
func account(upstream string) backend.PluginContext {
	settings, _ := json.Marshal(map[string]string{"accountId": "12345678", "auth": "oauth2", "clientId": "grafana", "upstreamUrl": upstream})
	return backend.PluginContext{OrgID: 1, PluginID: "kmm-liveperson-datasource", DataSourceInstanceSettings: &backend.DataSourceInstanceSettings{
		ID: 1, UID: "bench", Name: "LivePerson KMM", Type: "kmm-liveperson-datasource", Updated: time.Unix(1, 0),
		JSONData: settings, DecryptedSecureJSONData: map[string]string{"clientSecret": "simulator-secret"},
	}}
}

// patience is how long a panel waits, as Grafana's default for data sources has it.
const patience = 30 * time.Second

// asked is what became of one panel: how long its answer took, and whether it
// has values.
type asked struct {
	took             time.Duration
	answered, filled bool
}

// ask asks what a panel asks over the last days. An answer counts when no query
// of the panel failed.
func (p *process) ask(shown panel, days int) asked {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	request := backend.ToProto().QueryDataRequest(questions(p.source, shown, days))
	began := time.Now()
	raw, err := p.data.QueryData(ctx, request)
	a := asked{took: time.Since(began)}
	if err != nil {
		return a
	}
	answer, err := backend.FromProto().QueryDataResponse(raw)
	if err != nil {
		return a
	}
	a.answered = true
	for _, response := range answer.Responses {
		a.answered = a.answered && response.Error == nil
		a.filled = a.filled || hasValue(response)
	}
	return a
}

// questions are a panel's queries as Grafana hands them over.
func questions(source backend.PluginContext, shown panel, days int) *backend.QueryDataRequest {
	now := time.Now()
	request := &backend.QueryDataRequest{PluginContext: source}
	for i, query := range shown.queries {
		request.Queries = append(request.Queries, backend.DataQuery{
			RefID: string(rune('A' + i)), JSON: query, Interval: 2 * time.Minute, MaxDataPoints: 1000,
			TimeRange: backend.TimeRange{From: now.AddDate(0, 0, -days), To: now},
		})
	}
	return request
}

func hasValue(response backend.DataResponse) bool {
	for _, f := range response.Frames {
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
