package main

import (
	"errors"
	"fmt"
	"os/exec"

	"github.com/grafana/grafana-plugin-sdk-go/backend/grpcplugin"
	"github.com/hashicorp/go-hclog"
	goplugin "github.com/hashicorp/go-plugin"
)

// process is the running executable, seen through Grafana's plugin protocol.
type process struct {
	client      *goplugin.Client
	data        grpcplugin.DataClient
	diagnostics grpcplugin.DiagnosticsClient
	resource    grpcplugin.ResourceClient
}

var handshake = goplugin.HandshakeConfig{
	ProtocolVersion: grpcplugin.ProtocolVersion, MagicCookieKey: grpcplugin.MagicCookieKey, MagicCookieValue: grpcplugin.MagicCookieValue,
}

// startPlugin starts an executable the way Grafana does.
func startPlugin(file string) (*process, error) {
	p := &process{client: goplugin.NewClient(&goplugin.ClientConfig{
		Cmd:              exec.Command(file),
		HandshakeConfig:  handshake,
		AllowedProtocols: []goplugin.Protocol{goplugin.ProtocolGRPC},
		Logger:           hclog.New(&hclog.LoggerOptions{Name: "plugin", Level: hclog.Info}),
		Plugins: goplugin.PluginSet{
			"data": &grpcplugin.DataGRPCPlugin{}, "diagnostics": &grpcplugin.DiagnosticsGRPCPlugin{}, "resource": &grpcplugin.ResourceGRPCPlugin{},
		},
	})}
	err := p.connect()
	if err != nil {
		p.client.Kill()
		return nil, fmt.Errorf("The plugin %s can't be started: %w", file, err)
	}
	return p, nil
}

func (p *process) connect() error {
	protocol, err := p.client.Client()
	if err != nil {
		return err
	}
	data, failed := protocol.Dispense("data")
	diagnostics, failedToo := protocol.Dispense("diagnostics")
	resource, failedAlso := protocol.Dispense("resource")
	p.data, _ = data.(grpcplugin.DataClient)
	p.diagnostics, _ = diagnostics.(grpcplugin.DiagnosticsClient)
	p.resource, _ = resource.(grpcplugin.ResourceClient)
	return errors.Join(failed, failedToo, failedAlso)
}
