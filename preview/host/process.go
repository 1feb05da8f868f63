package main

import (
	"fmt"
	"os/exec"

	"github.com/grafana/grafana-plugin-sdk-go/backend/grpcplugin"
	"github.com/hashicorp/go-hclog"
	goplugin "github.com/hashicorp/go-plugin"
)

// process is the running executable, seen through Grafana's plugin protocol.
type process struct {
	data        grpcplugin.DataClient
	diagnostics grpcplugin.DiagnosticsClient
	resource    grpcplugin.ResourceClient
	client      *goplugin.Client
}

// startPlugin starts an executable the way Grafana does.
func startPlugin(file string) (*process, error) {
	client := goplugin.NewClient(&goplugin.ClientConfig{
		Cmd: exec.Command(file),
		HandshakeConfig: goplugin.HandshakeConfig{
			ProtocolVersion: grpcplugin.ProtocolVersion, MagicCookieKey: grpcplugin.MagicCookieKey, MagicCookieValue: grpcplugin.MagicCookieValue,
		},
		AllowedProtocols: []goplugin.Protocol{goplugin.ProtocolGRPC},
		Logger:           hclog.New(&hclog.LoggerOptions{Name: "plugin", Level: hclog.Info}),
		Plugins: goplugin.PluginSet{
			"data": &grpcplugin.DataGRPCPlugin{}, "diagnostics": &grpcplugin.DiagnosticsGRPCPlugin{}, "resource": &grpcplugin.ResourceGRPCPlugin{},
		},
	})
	p := &process{client: client}
	if err := p.connect(); err != nil {
		client.Kill()
		return nil, fmt.Errorf("The plugin %s can't be started: %w", file, err)
	}
	return p, nil
}

func (p *process) connect() error {
	protocol, err := p.client.Client()
	if err != nil {
		return err
	}
	for name, take := range map[string]func(any){
		"data":        func(raw any) { p.data = raw.(grpcplugin.DataClient) },
		"diagnostics": func(raw any) { p.diagnostics = raw.(grpcplugin.DiagnosticsClient) },
		"resource":    func(raw any) { p.resource = raw.(grpcplugin.ResourceClient) },
	} {
		raw, err := protocol.Dispense(name)
		if err != nil {
			return err
		}
		take(raw)
	}
	return nil
}

func (p *process) stop() { p.client.Kill() }
