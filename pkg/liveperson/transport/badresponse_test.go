package transport_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

func TestBadResponsesAreSentences(t *testing.T) {
	tests := map[string]struct {
		response http.HandlerFunc
		status   int
		sentence string
	}{
		"its own reason":     {livepersontest.Respond(400, `{"message": "limit must be at most 50"}`), 400, "LivePerson says: limit must be at most 50"},
		"a reason inside":    {livepersontest.Respond(401, `{"error": {"message": "wrong csrf"}}`), 401, "LivePerson says: wrong csrf"},
		"a reason in a form": {livepersontest.Respond(401, `oauth_problem=signature_invalid`), 401, "LivePerson says: signature_invalid"},
		"forbidden":          {livepersontest.Respond(403, ``), 403, "have no permission to use LivePerson's Key Messaging Metrics API"},
		"unknown account":    {livepersontest.Respond(404, `{"message": "no such site"}`), 404, "does not know account 12345678 (404). Check Account ID in the data source settings. LivePerson says: no such site"},
		"no page":            {livepersontest.Respond(404, `<h1>Not Found</h1>`), 404, "The server at Base URL override liveperson.test does not respond like LivePerson's Key Messaging Metrics API: it returned a web page and status 404. Check Base URL override in the data source settings."},
		"nothing there":      {livepersontest.Respond(404, ``), 404, ": it returned status 404. Check Base URL override"},
		"too many":           {livepersontest.Respond(429, ``), 429, "more requests than it allows"},
		"blocked":            {livepersontest.Respond(451, ``), 451, "has blocked account 12345678"},
		"its own fault":      {livepersontest.Respond(503, `<html>sorry</html>`), 503, "is failing (503)"},
		"another status":     {livepersontest.Respond(418, ``), 418, "unexpected status (418)"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := get(upstream(t, respond(test.response)))
			known := requireError(t, err)
			require.Equal(t, test.status, known.Status)
			require.Equal(t, metrics.Name, known.Service, "the service itself responded so")
			require.Contains(t, known.Sentence, test.sentence)
			require.NotContains(t, known.Sentence, "<")
		})
	}
}

func TestBadBodiesAreSentences(t *testing.T) {
	cut := func(w http.ResponseWriter, _ *http.Request) { // promises more than it sends
		w.Header().Set("Content-Length", "1000")
		_, _ = w.Write([]byte(`{"rows": [`))
	}
	tests := map[string]struct {
		response http.HandlerFunc
		sentence string
	}{
		"a web page":       {livepersontest.Respond(200, `<!doctype html><p>Sign in`), "a web page instead of JSON"},
		"nothing":          {livepersontest.Respond(200, " \n"), "an empty response"},
		"half a response":  {livepersontest.Respond(200, `{"rows": [`), "cut off its response after 10 bytes"},
		"a cut connection": {cut, "cut off its response after 10 bytes"},
		"another type":     {livepersontest.Respond(200, `{"rows": "many"}`), `sent "rows" as text, which this data source does not understand`},
		"not even that":    {livepersontest.Respond(200, `[1.5]`), "sent its response as a list, which this data source does not understand"},
		"no JSON":          {livepersontest.Respond(200, `{"rows": [],}`), "is not valid JSON"},
		"more than JSON":   {livepersontest.Respond(200, `{"rows": []}]`), "is not valid JSON"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			server := livepersontest.New(t, nil)
			server.HandleHost("", test.response)
			_, err := get(connected(t, server.URL))
			known := requireError(t, err)
			require.Equal(t, http.StatusBadGateway, known.Status)
			require.Empty(t, known.Service)
			require.Contains(t, known.Sentence, "LivePerson's Key Messaging Metrics API")
			require.Contains(t, known.Sentence, test.sentence)
		})
	}
}

// connected is a client of what is at an address.
func connected(t *testing.T, at string) *transport.Client {
	t.Helper()
	address, err := url.Parse(at)
	require.NoError(t, err)
	c := transport.New(transport.Options{AccountID: "1", Upstream: address}, &http.Client{Transport: http.DefaultTransport}, livepersontest.NoPacing{})
	t.Cleanup(c.Close)
	return c
}

// reading is a transport whose responses end as the reader does.
type reading struct{ io.Reader }

func (r reading) RoundTrip(request *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusOK, Body: io.NopCloser(r.Reader), Request: request}, nil
}

// failing is a reader that fails after a text.
func failing(text string, err error) io.Reader {
	return io.MultiReader(strings.NewReader(text), readerFunc(func([]byte) (int, error) { return 0, err }))
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(into []byte) (int, error) { return f(into) }

func TestBrokenResponsesAreExplained(t *testing.T) {
	endless := readerFunc(func(into []byte) (int, error) { return copy(into, bytes.Repeat([]byte(" "), len(into))), nil })
	tests := map[string]struct {
		from     io.Reader
		sentence string
	}{
		"in the middle": {failing(`{"rows": `, io.ErrUnexpectedEOF), "cut off its response after 9 bytes"},
		"at its end":    {failing(`{"rows": []}`, io.ErrUnexpectedEOF), "cut off its response after 12 bytes"},
		"reset":         {failing(`{"rows": []}`, errors.New("reset by peer")), "can't be reached (reset by peer)"},
		"too late":      {failing(`{"rows": `, context.DeadlineExceeded), "did not respond in time"},
		"canceled":      {failing(`{"rows": `, context.Canceled), "was canceled"},
		"without limit": {io.MultiReader(strings.NewReader("{"), endless), "sent more than 64 MiB. Select fewer rows or KPIs"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := get(upstream(t, reading{test.from}))
			require.Contains(t, requireError(t, err).Sentence, test.sentence)
		})
	}
}
