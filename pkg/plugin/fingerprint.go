package plugin

import (
	"context"
	"crypto/sha256"
	"encoding/json"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/httpclient"
	"github.com/grafana/grafana-plugin-sdk-go/backend/proxy"
)

// fingerprint stands for all that decides what LivePerson responds, and who may see it:
// the account, credentials, hosts, headers, TLS and proxy.
type fingerprint [sha256.Size]byte

// fingerprintOf counts every setting that is not known to change nothing, so that one
// that is new here does not let another connection's values appear.
func fingerprintOf(ctx context.Context, instance backend.DataSourceInstanceSettings) (f fingerprint, err error) {
	deciding, err := decidingOptions(instance.JSONData)
	if err != nil {
		return f, err
	}
	transport, err := instance.HTTPClientOptions(ctx)
	if err != nil {
		return f, err
	}
	raw, err := json.Marshal(struct {
		URL, User, Database, BasicAuthUser string
		BasicAuth                          bool
		Options                            map[string]json.RawMessage
		Secrets                            map[string]string
		TLS                                *httpclient.TLSOptions
		Proxy                              *proxy.Options
	}{
		instance.URL, instance.User, instance.Database, instance.BasicAuthUser, instance.BasicAuthEnabled,
		deciding, instance.DecryptedSecureJSONData, transport.TLS, transport.ProxyOptions,
	})
	return sha256.Sum256(raw), err
}

// decidingOptions are the options without those that are adjustable.
func decidingOptions(saved json.RawMessage) (options map[string]json.RawMessage, err error) {
	if err := json.Unmarshal(saved, &options); err != nil {
		return nil, err
	}
	raw, err := json.Marshal(adjustableOptions{})
	if err != nil {
		return nil, err
	}
	var adjustable map[string]json.RawMessage
	if err := json.Unmarshal(raw, &adjustable); err != nil {
		return nil, err
	}
	for name := range adjustable {
		delete(options, name)
	}
	return options, nil
}
