package plugin

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"net/http"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/httpclient"
	"github.com/grafana/grafana-plugin-sdk-go/backend/proxy"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

// fingerprint stands for all that decides what LivePerson responds, and who may see it:
// the account, credentials, hosts, headers, TLS and proxy.
type fingerprint [sha256.Size]byte

// fingerprintOf counts settings as they are used, not as they are saved: Grafana's
// settings page adds some of its own, and writes numbers as text.
func fingerprintOf(ctx context.Context, instance backend.DataSourceInstanceSettings, config liveperson.Config) (f fingerprint, err error) {
	transport, err := instance.HTTPClientOptions(ctx)
	if err != nil {
		return f, err
	}
	transport.Timeouts.Timeout = 0 // adjustable
	raw, err := json.Marshal(struct {
		Config    liveperson.Config
		Secrets   map[string]string
		Header    http.Header
		BasicAuth *httpclient.BasicAuthOptions
		TLS       *httpclient.TLSOptions
		SigV4     *httpclient.SigV4Config
		Proxy     *proxy.Options
		Timeouts  *httpclient.TimeoutOptions
	}{
		config, instance.DecryptedSecureJSONData, furtherHeaders(transport.Header),
		transport.BasicAuth, transport.TLS, transport.SigV4, transport.ProxyOptions, transport.Timeouts,
	})
	return sha256.Sum256(raw), err
}
