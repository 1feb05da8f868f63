package main

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/genproto/pluginv2"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
)

const described = `[{"uid": "one", "type": "kind", "jsonData": {"a": 1}, "secureJsonData": {"key": "hush", "other": "quiet"}}]`

func known(t *testing.T) *sources {
	t.Helper()
	t.Setenv("KMM_DATASOURCES", described)
	s, err := readSources("KMM_DATASOURCES")
	require.NoError(t, err)
	return s
}

func TestSecretsReachThePluginAndNobodyElse(t *testing.T) {
	s := known(t)
	shown, err := json.Marshal(s.all())
	require.NoError(t, err)
	require.NotContains(t, string(shown), "hush")
	require.Equal(t, map[string]bool{"key": true, "other": true}, s.all()[0].SecureJSONFields)
	settings := s.all()[0].context().DataSourceInstanceSettings
	require.Equal(t, "hush", settings.DecryptedSecureJSONData["key"])
	require.JSONEq(t, `{"a": 1}`, string(settings.JSONData))
}

func TestASavedSecretReplacesOrForgetsOrKeepsTheKnownOne(t *testing.T) {
	for name, c := range map[string]struct {
		body string
		want map[string]string
	}{
		"replaced":    {`{"secureJsonData": {"key": "new"}, "secureJsonFields": {"key": true, "other": true}}`, map[string]string{"key": "new", "other": "quiet"}},
		"forgotten":   {`{"secureJsonFields": {"key": false, "other": true}}`, map[string]string{"other": "quiet"}},
		"kept":        {`{"secureJsonFields": {"key": true, "other": true}}`, map[string]string{"key": "hush", "other": "quiet"}},
		"not said":    {`{}`, map[string]string{"key": "hush", "other": "quiet"}},
		"left empty":  {`{"secureJsonData": {"key": ""}, "secureJsonFields": {"key": false}}`, map[string]string{"other": "quiet"}},
		"of another":  {`{"uid": "two", "type": "stolen"}`, map[string]string{"key": "hush", "other": "quiet"}},
		"beside them": {`{"secureJsonData": {"third": "new"}}`, map[string]string{"key": "hush", "other": "quiet", "third": "new"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := known(t)
			recorder := httptest.NewRecorder()
			request := httptest.NewRequest(http.MethodPut, "/api/datasources/uid/one", strings.NewReader(c.body))
			routes(&api{sources: s}, ".").ServeHTTP(recorder, request)
			require.Equal(t, http.StatusOK, recorder.Code)
			require.Equal(t, c.want, s.all()[0].secrets)
			require.Equal(t, "one kind", s.all()[0].UID+" "+s.all()[0].Type)
			for _, secret := range c.want {
				require.NotContains(t, recorder.Body.String(), secret)
			}
		})
	}
}

func TestOnlyThePreviewsOwnPageIsAnswered(t *testing.T) {
	for name, c := range map[string]struct {
		host, origin string
		want         int
	}{
		"its page":              {"127.0.0.1:3000", "", http.StatusOK},
		"its page, posting":     {"127.0.0.1:3000", "http://127.0.0.1:3000", http.StatusOK},
		"by name":               {"localhost:3000", "http://localhost:3000", http.StatusOK},
		"on IPv6":               {"[::1]:3000", "", http.StatusOK},
		"a site of that name":   {"evil.example:3000", "", http.StatusForbidden},
		"a page of another one": {"127.0.0.1:3000", "http://evil.example", http.StatusForbidden},
		"another local page":    {"127.0.0.1:3000", "http://127.0.0.1:8080", http.StatusForbidden},
		"a page without one":    {"127.0.0.1:3000", "null", http.StatusForbidden},
	} {
		t.Run(name, func(t *testing.T) {
			request := httptest.NewRequest(http.MethodGet, "/api/health", nil)
			request.Host = c.host
			if c.origin != "" {
				request.Header.Set("Origin", c.origin)
			}
			recorder := httptest.NewRecorder()
			onlyHere(routes(&api{}, ".")).ServeHTTP(recorder, request)
			require.Equal(t, c.want, recorder.Code)
			if recorder.Code == http.StatusOK {
				require.Equal(t, "DENY", recorder.Header().Get("X-Frame-Options"))
			}
		})
	}
}

// parts is a plugin whose answers to resources come in these parts, then end with err.
type parts struct {
	pluginv2.ResourceClient
	grpc.ServerStreamingClient[pluginv2.CallResourceResponse]
	left []string
	err  error
}

func (p *parts) CallResource(context.Context, *pluginv2.CallResourceRequest, ...grpc.CallOption) (grpc.ServerStreamingClient[pluginv2.CallResourceResponse], error) {
	return p, nil
}

func (p *parts) Recv() (*pluginv2.CallResourceResponse, error) {
	if len(p.left) == 0 {
		return nil, p.err
	}
	part := &pluginv2.CallResourceResponse{Code: http.StatusTeapot, Body: []byte(p.left[0])}
	p.left = p.left[1:]
	return part, nil
}

func TestAResourceIsAnsweredWhole(t *testing.T) {
	s := known(t)
	ask := func(p *parts) *httptest.ResponseRecorder {
		recorder := httptest.NewRecorder()
		request := httptest.NewRequest(http.MethodGet, "/api/datasources/uid/one/resources/skills", nil)
		routes(&api{sources: s, process: &process{resource: p}}, ".").ServeHTTP(recorder, request)
		return recorder
	}
	whole := ask(&parts{left: []string{"in ", "two"}, err: io.EOF})
	require.Equal(t, "in two", whole.Body.String())
	require.Equal(t, http.StatusTeapot, whole.Code)
	require.Equal(t, http.StatusInternalServerError, ask(&parts{err: io.EOF}).Code)
	require.PanicsWithValue(t, http.ErrAbortHandler, func() { ask(&parts{left: []string{"half"}, err: io.ErrUnexpectedEOF}) })
}

func TestSecretsAreTakenOutOfTheEnvironment(t *testing.T) {
	known(t)
	_, there := os.LookupEnv("KMM_DATASOURCES")
	require.False(t, there)
}

func TestAQueryOfAnUnknownDataSourceIsRefused(t *testing.T) {
	s := known(t)
	for body, want := range map[string]string{
		`{"from": "1", "to": "2", "queries": [{"datasource": {"uid": "gone"}}]}`: "There is no data source gone.",
		`{"from": "now", "to": "2"}`:                  "The queries can't be read",
		`{"from": "1", "to": "2", "queries": ["no"]}`: "The queries can't be read",
	} {
		recorder := httptest.NewRecorder()
		routes(&api{sources: s}, ".").ServeHTTP(recorder, httptest.NewRequest(http.MethodPost, "/api/ds/query", strings.NewReader(body)))
		require.Contains(t, recorder.Body.String(), want)
		require.GreaterOrEqual(t, recorder.Code, 400)
	}
}

func TestThePluginsTextIsReadWhereGrafanaWouldShowIt(t *testing.T) {
	t.Chdir(t.TempDir())
	require.NoError(t, os.Mkdir("dist", 0o700))
	require.NoError(t, os.WriteFile("dist/README.md", []byte("# The plugin"), 0o600))
	recorder := httptest.NewRecorder()
	request := httptest.NewRequest(http.MethodGet, "/plugins/kmm-liveperson-datasource", nil)
	routes(&api{}, ".").ServeHTTP(recorder, request)
	require.Equal(t, "# The plugin", recorder.Body.String())
	require.Equal(t, "text/plain; charset=utf-8", recorder.Header().Get("Content-Type"))
}
