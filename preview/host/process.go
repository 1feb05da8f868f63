package main

import (
	"fmt"
	"os/exec"

	"github.com/grafana/grafana-plugin-sdk-go/backend/grpcplugin"
	"github.com/grafana/grafana-plugin-sdk-go/genproto/pluginv2"
	"github.com/hashicorp/go-hclog"
	goplugin "github.com/hashicorp/go-plugin"
)

// process is the running executable, seen through Grafana's plugin protocol.
type process struct {
	stop        func()
	data        pluginv2.DataClient
	diagnostics pluginv2.DiagnosticsClient
	resource    pluginv2.ResourceClient
}

// startPlugin starts an executable the way Grafana does.
func startPlugin(file string) (*process, error) {
	handshake := goplugin.HandshakeConfig{
		ProtocolVersion: grpcplugin.ProtocolVersion, MagicCookieKey: grpcplugin.MagicCookieKey, MagicCookieValue: grpcplugin.MagicCookieValue,
	}
	client := goplugin.NewClient(&goplugin.ClientConfig{
		Cmd: exec.Command(file), HandshakeConfig: handshake, Plugins: goplugin.PluginSet{},
		AllowedProtocols: []goplugin.Protocol{goplugin.ProtocolGRPC},
		Logger:           hclog.New(&hclog.LoggerOptions{Name: "plugin", Level: hclog.Info}),
	})
	protocol, err := client.Client()
	if err != nil {
		client.Kill()
		return nil, fmt.Errorf("The plugin %s can't be started: %w", file, err)
	}
	conn := protocol.(*goplugin.GRPCClient).Conn
	return &process{client.Kill, pluginv2.NewDataClient(conn), pluginv2.NewDiagnosticsClient(conn), pluginv2.NewResourceClient(conn)}, nil
}
