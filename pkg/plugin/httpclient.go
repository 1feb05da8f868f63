package plugin

import (
	"context"
	"net/http"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/httpclient"
)

// newHTTPClient makes the HTTP client of a data source, whose calls take so long at
// most.
type newHTTPClient func(ctx context.Context, instance backend.DataSourceInstanceSettings, timeout time.Duration) (*http.Client, error)

// furtherHeaders are the headers of the settings as they are sent: without spaces
// around them, and without those that the data source sets itself, or Go for it.
func furtherHeaders(saved http.Header) http.Header {
	further := http.Header{}
	for name, values := range saved {
		for _, value := range values {
			further.Add(trim(name), trimSecret(value))
		}
	}
	for _, own := range []string{"", "Authorization", "Cookie", "Content-Type", "Accept", "Accept-Encoding"} {
		further.Del(own)
	}
	return further
}

// httpClient is Grafana's own, with its proxy, TLS, headers, metrics and tracing.
func httpClient(ctx context.Context, instance backend.DataSourceInstanceSettings, timeout time.Duration) (*http.Client, error) {
	options, err := instance.HTTPClientOptions(ctx)
	if err != nil {
		return nil, err
	}
	options.Timeouts.Timeout = timeout
	options.Header = furtherHeaders(options.Header)
	var connections *http.Transport
	options.ConfigureTransport = func(_ httpclient.Options, t *http.Transport) { connections = t }
	client, err := httpclient.New(options)
	if err != nil {
		return nil, err
	}
	client.Transport = idleClosingTransport{client.Transport, connections}
	return client, nil
}

// idleClosingTransport is a transport whose idle connections an HTTP client can
// close. Grafana's wrappers around them hide how.
type idleClosingTransport struct {
	http.RoundTripper
	connections *http.Transport
}

// CloseIdleConnections is what http.Client looks for.
func (t idleClosingTransport) CloseIdleConnections() { t.connections.CloseIdleConnections() }
