//go:build e2e

package e2e

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io"
	"log"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/stretchr/testify/require"
)

// gateway stands before the simulator and keeps the headers of all requests.
type gateway struct {
	*httptest.Server
	mu      sync.Mutex
	headers []http.Header
}

func newGateway(t *testing.T, simulator string) *gateway {
	t.Helper()
	target, err := url.Parse(simulator)
	require.NoError(t, err)
	forward := httputil.NewSingleHostReverseProxy(target)
	g := &gateway{}
	g.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		g.mu.Lock()
		g.headers = append(g.headers, r.Header.Clone())
		g.mu.Unlock()
		forward.ServeHTTP(w, r)
	}))
	g.Config.ErrorLog = log.New(io.Discard, "", 0) // failed handshakes are what some tests are about
	t.Cleanup(g.Close)
	return g
}

// startGateway starts one with a certificate that no public CA has signed.
func startGateway(t *testing.T, simulator string, clientAuth tls.ClientAuthType) *gateway {
	t.Helper()
	g := newGateway(t, simulator)
	g.TLS = &tls.Config{ClientAuth: clientAuth, MinVersion: tls.VersionTLS12}
	g.StartTLS()
	return g
}

// ca is the certificate to trust, which is also its own CA's.
func (g *gateway) ca() string { return toPEM("CERTIFICATE", g.Certificate().Raw) }

func (g *gateway) key(t *testing.T) string {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(g.TLS.Certificates[0].PrivateKey)
	require.NoError(t, err)
	return toPEM("PRIVATE KEY", der)
}

func toPEM(kind string, der []byte) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}))
}

// behind is a data source whose upstream is behind an address, with further settings
// of its connection.
func (p *pluginProcess) behind(t *testing.T, address, auth string, settings map[string]any, secrets map[string]string) *pluginProcess {
	t.Helper()
	allSettings := map[string]any{
		"accountId": "12345678", "auth": auth, "clientId": "grafana", "username": "monitor@example.com",
		"appKey": "simulator-app-key", "upstreamUrl": address,
	}
	allSecrets := map[string]string{
		"clientSecret": "simulator-secret", "password": "simulator-password", "appSecret": "simulator-app-secret",
		"accessToken": "simulator-access-token", "accessTokenSecret": "simulator-access-token-secret",
	}
	maps.Copy(allSettings, settings)
	maps.Copy(allSecrets, secrets)
	return p.with(t, allSettings, allSecrets)
}

// requireConnected requires that everything works: health check, query and lists.
func requireConnected(t *testing.T, p *pluginProcess) {
	t.Helper()
	health := p.health(t)
	require.Equal(t, backend.HealthStatusOk, health.Status, health.Message)
	require.NoError(t, p.query(t, open).Error)
	require.Len(t, p.list(t, "skills"), 12)
}

func TestAPrivateCAIsTrusted(t *testing.T) {
	simulator := startSimulator(t, "--agents", "20")
	process := startPlugin(t)
	for _, auth := range []string{"oauth2", "login"} {
		t.Run(auth, func(t *testing.T) {
			g := startGateway(t, simulator, tls.NoClientCert)
			requireConnected(t, process.behind(t, g.URL, auth, map[string]any{"tlsAuthWithCACert": true}, map[string]string{"tlsCACert": g.ca()}))
			requireConnected(t, process.behind(t, g.URL, auth, map[string]any{"tlsSkipVerify": true}, nil))
		})
	}
}

func TestAClientCertificateIsShown(t *testing.T) {
	simulator := startSimulator(t, "--agents", "20")
	g := startGateway(t, simulator, tls.RequireAnyClientCert)
	requireConnected(t, startPlugin(t).behind(t, g.URL, "oauth2", map[string]any{"tlsAuthWithCACert": true, "tlsAuth": true},
		map[string]string{"tlsCACert": g.ca(), "tlsClientCert": g.ca(), "tlsClientKey": g.key(t)}))
}

func TestTLSThatFailsSaysWhatToDo(t *testing.T) {
	simulator := startSimulator(t, "--agents", "20")
	trusting := startGateway(t, simulator, tls.NoClientCert)
	strict := startGateway(t, simulator, tls.RequireAnyClientCert)
	process := startPlugin(t)
	for name, test := range map[string]struct {
		address  string
		settings map[string]any
		secrets  map[string]string
		says     string
	}{
		"an unknown CA":         {trusting.URL, nil, nil, "is not trusted (x509: certificate signed by unknown authority)"},
		"another name":          {trusting.URL, map[string]any{"tlsAuthWithCACert": true, "serverName": "other.test"}, map[string]string{"tlsCACert": trusting.ca()}, "is not trusted (x509: certificate is valid for"},
		"no client certificate": {strict.URL, map[string]any{"tlsAuthWithCACert": true}, map[string]string{"tlsCACert": strict.ca()}, "Check the client certificate under TLS settings"},
		"no PEM":                {trusting.URL, map[string]any{"tlsAuthWithCACert": true}, map[string]string{"tlsCACert": "not-it"}, "The TLS or proxy settings can't be used"},
		"a key without PEM":     {trusting.URL, map[string]any{"tlsAuth": true}, map[string]string{"tlsClientCert": trusting.ca(), "tlsClientKey": "not-it"}, "Check the certificates in the data source settings"},
	} {
		t.Run(name, func(t *testing.T) {
			p := process.behind(t, test.address, "oauth2", test.settings, test.secrets)
			answer := p.query(t, open)
			require.Error(t, answer.Error)
			for _, sentence := range []string{p.health(t).Message, answer.Error.Error()} {
				require.Contains(t, sentence, test.says)
				require.NotContains(t, sentence, "not-it")
			}
		})
	}
}

// Further headers go with every request, signing in included, beside what the data
// source sends itself.
func TestFurtherHeadersAreSent(t *testing.T) {
	simulator := startSimulator(t, "--agents", "20")
	process := startPlugin(t)
	for auth, scheme := range map[string]string{"oauth2": "Bearer ", "login": "Bearer ", "appKey": "OAuth "} {
		t.Run(auth, func(t *testing.T) {
			g := newGateway(t, simulator)
			g.Start()
			requireConnected(t, process.behind(t, g.URL, auth, map[string]any{
				"httpHeaderName1": "X-Gateway-Key ", "httpHeaderName2": "authorization",
				"httpHeaderName3": "Accept-Encoding", "httpHeaderName4": "Cookie", "httpHeaderName5": "",
			}, map[string]string{
				"httpHeaderValue1": "of the gateway\n", "httpHeaderValue2": "Basic intruder", "httpHeaderValue3": "gzip", "httpHeaderValue4": "intruder=1", "httpHeaderValue5": "",
			}))
			signed := 0
			for _, header := range g.headers {
				require.Equal(t, []string{"of the gateway"}, header["X-Gateway-Key"])
				require.NotContains(t, header.Get("Authorization")+header.Get("Cookie"), "intruder")
				if strings.HasPrefix(header.Get("Authorization"), scheme) {
					signed++
				}
			}
			require.Positive(t, signed)
		})
	}
}

func TestFurtherHeadersDoNotFollowARedirect(t *testing.T) {
	var elsewhere http.Header
	other := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { elsewhere = r.Header.Clone() }))
	defer other.Close()
	upstream := httptest.NewServer(http.RedirectHandler(other.URL, http.StatusTemporaryRedirect))
	defer upstream.Close()
	p := startPlugin(t).behind(t, upstream.URL, "oauth2", map[string]any{"httpHeaderName1": "X-Gateway-Key"}, map[string]string{"httpHeaderValue1": "of the gateway"})
	require.ErrorContains(t, p.query(t, open).Error, "redirects to a host that is not allowed")
	require.Nil(t, elsewhere)
}

// startProxy starts an HTTP proxy that leads every connection to one address, and
// counts them.
func startProxy(t *testing.T, address string) (proxy string, connections func() int) {
	t.Helper()
	var mu sync.Mutex
	count := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		upstream, err := net.Dial("tcp", address)
		if r.Method != http.MethodConnect || err != nil {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		mu.Lock()
		count++
		mu.Unlock()
		caller, _, _ := http.NewResponseController(w).Hijack()
		_, _ = io.WriteString(caller, "HTTP/1.1 200 OK\r\n\r\n")
		go func() {
			_, _ = io.Copy(upstream, caller)
			_ = upstream.Close()
		}()
		_, _ = io.Copy(caller, upstream)
		_ = caller.Close()
	}))
	t.Cleanup(server.Close)
	return server.URL, func() int {
		mu.Lock()
		defer mu.Unlock()
		return count
	}
}

// The proxy of Grafana's environment is used, also with a private CA. A host that
// only the proxy can find shows it: Go asks no proxy for 127.0.0.1.
func TestTheProxyOfTheEnvironmentIsUsed(t *testing.T) {
	g := startGateway(t, startSimulator(t, "--agents", "20"), tls.NoClientCert)
	proxy, connections := startProxy(t, g.Listener.Addr().String())
	t.Setenv("HTTPS_PROXY", proxy)
	t.Setenv("NO_PROXY", "")
	_, port, err := net.SplitHostPort(g.Listener.Addr().String())
	require.NoError(t, err)
	requireConnected(t, startPlugin(t).behind(t, "https://example.com:"+port, "oauth2", map[string]any{"tlsAuthWithCACert": true}, map[string]string{"tlsCACert": g.ca()}))
	require.Positive(t, connections())
}
